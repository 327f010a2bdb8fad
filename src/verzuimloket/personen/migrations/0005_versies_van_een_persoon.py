"""What the register ever knew of one person is found at once: for the explanation of a line of a report."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("personen", "0004_onderwijsnummer_rond")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX ON personen_adres_versie (persoon_id)", "DROP INDEX personen_adres_versie_persoon_id_idx"
        ),
    ]
