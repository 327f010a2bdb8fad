from django.db import migrations, models


class Migration(migrations.Migration):
    """An exemption may be open; its end must lie on or after its beginning as soon as there is one."""

    dependencies = [("vrijstellingen", "0001_initial")]

    operations = [
        migrations.AlterField("vrijstelling", "einddatum", models.DateField(null=True)),
        migrations.AlterField("vrijstellingversie", "einddatum", models.DateField(null=True)),
        migrations.RunSQL(
            "ALTER TABLE vrijstellingen_vrijstelling_versie ALTER COLUMN einddatum DROP NOT NULL",
            "ALTER TABLE vrijstellingen_vrijstelling_versie ALTER COLUMN einddatum SET NOT NULL",
        ),
    ]
