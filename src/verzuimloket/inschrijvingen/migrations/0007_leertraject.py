from django.db import migrations, models


class Migration(migrations.Migration):
    """Room for BOL_DT, the code of the part-time track that ended in 2023 (leertraject.csv)."""

    dependencies = [("inschrijvingen", "0006_zuinige_indexen")]

    operations = [
        migrations.AlterField("inschrijving", "leertraject", models.CharField(blank=True, max_length=6)),
        migrations.AlterField("inschrijvingversie", "leertraject", models.CharField(blank=True, max_length=6)),
        migrations.RunSQL(
            "ALTER TABLE inschrijvingen_inschrijving_versie ALTER COLUMN leertraject TYPE varchar(6)",
            "ALTER TABLE inschrijvingen_inschrijving_versie ALTER COLUMN leertraject TYPE varchar(4)",
        ),
    ]
