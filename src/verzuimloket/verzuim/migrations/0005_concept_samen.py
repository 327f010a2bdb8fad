"""Who began a draft, who saved which step last, and how often: colleagues share drafts (issue 3, 4)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("verzuim", "0004_beperking"),
    ]

    operations = [
        migrations.AddField(
            model_name="concept",
            name="begonnen_door",
            field=models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
        migrations.AddField(
            model_name="concept",
            name="gewijzigd_door",
            field=models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
        migrations.AddField(
            model_name="concept",
            name="bewaard",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
