import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from verzuimloket.core.versions import versioned


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("personen", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="VrijstellingVersie",
            fields=[
                ("versie_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("geregistreerd", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("actor", models.CharField(max_length=200)),
                ("organisatie_naam", models.CharField(max_length=200)),
                ("kanaal", models.CharField(max_length=20)),
                ("aanleiding", models.CharField(max_length=200)),
                ("id", models.BigIntegerField()),
                ("grond", models.CharField(max_length=4)),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField()),
            ],
            options={
                "db_table": "vrijstellingen_vrijstelling_versie",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Vrijstelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("grond", models.CharField(max_length=4)),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField()),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vrijstellingen",
                        to="personen.persoon",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("einddatum__gte", models.F("begindatum"))),
                        name="vrijstelling_volgorde",
                    )
                ],
            },
        ),
        versioned("vrijstellingen_vrijstelling"),
    ]
