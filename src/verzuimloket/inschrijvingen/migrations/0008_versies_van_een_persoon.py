"""What the register ever knew of one person is found at once: for the explanation of a line of a report."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inschrijvingen", "0007_leertraject")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX ON inschrijvingen_inschrijving_versie (persoon_id)",
            "DROP INDEX inschrijvingen_inschrijving_versie_persoon_id_idx",
        ),
        migrations.RunSQL(
            "CREATE INDEX ON inschrijvingen_diploma_versie (persoon_id)",
            "DROP INDEX inschrijvingen_diploma_versie_persoon_id_idx",
        ),
    ]
