import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """How far a reader may look (WNS-01)."""

    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="machtiging",
            name="beperking",
            field=models.CharField(blank=True, db_default="", default="", max_length=12),
        ),
        migrations.AddField(
            model_name="machtiging",
            name="locaties",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=8), blank=True, default=list, size=None
            ),
        ),
        migrations.AddConstraint(
            model_name="machtiging",
            constraint=models.CheckConstraint(
                condition=models.Q(("beperking", ""), ("rol", "raadpleger"), _connector="OR"),
                name="machtiging_beperkt_lezer",
            ),
        ),
        migrations.AddConstraint(
            model_name="machtiging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("beperking", "locatie"), ("locaties__len__gt", 0)),
                    models.Q(models.Q(("beperking", "locatie"), _negated=True), ("locaties", [])),
                    _connector="OR",
                ),
                name="machtiging_met_locaties",
            ),
        ),
    ]
