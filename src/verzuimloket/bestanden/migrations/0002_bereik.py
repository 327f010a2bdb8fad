from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bestanden", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="bestand",
            name="bereik",
            field=models.CharField(db_default="", default="", max_length=64),
        ),
    ]
