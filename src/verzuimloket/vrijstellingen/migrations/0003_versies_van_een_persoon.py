"""What the register ever knew of one person is found at once: for the explanation of a line of a report."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("vrijstellingen", "0002_open_einde")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX ON vrijstellingen_vrijstelling_versie (persoon_id)",
            "DROP INDEX vrijstellingen_vrijstelling_versie_persoon_id_idx",
        ),
    ]
