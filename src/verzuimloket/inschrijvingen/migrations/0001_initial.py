import uuid

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from verzuimloket.core.versions import versioned


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("instellingen", "0001_initial"),
        ("personen", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DiplomaVersie",
            fields=[
                ("versie_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("geregistreerd", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("actor", models.CharField(max_length=200)),
                ("organisatie_naam", models.CharField(max_length=200)),
                ("kanaal", models.CharField(max_length=20)),
                ("aanleiding", models.CharField(max_length=200)),
                ("id", models.BigIntegerField()),
                ("soort", models.CharField(max_length=12)),
                ("niveau", models.CharField(blank=True, max_length=2)),
                ("datum", models.DateField()),
            ],
            options={
                "db_table": "inschrijvingen_diploma_versie",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="InschrijvingVersie",
            fields=[
                ("versie_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("geregistreerd", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("actor", models.CharField(max_length=200)),
                ("organisatie_naam", models.CharField(max_length=200)),
                ("kanaal", models.CharField(max_length=20)),
                ("aanleiding", models.CharField(max_length=200)),
                ("id", models.BigIntegerField()),
                ("kenmerk", models.UUIDField(default=uuid.uuid4)),
                ("vestiging", models.CharField(blank=True, max_length=6)),
                ("volgnummer", models.CharField(blank=True, max_length=12)),
                ("sector", models.CharField(max_length=4)),
                ("soort", models.CharField(blank=True, max_length=12)),
                ("niveau", models.CharField(blank=True, max_length=2)),
                ("leertraject", models.CharField(blank=True, max_length=4)),
                ("opleidingscode", models.CharField(blank=True, max_length=12)),
                ("bekostigd", models.BooleanField(default=False)),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField(null=True)),
            ],
            options={
                "db_table": "inschrijvingen_inschrijving_versie",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Diploma",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("soort", models.CharField(max_length=12)),
                ("niveau", models.CharField(blank=True, max_length=2)),
                ("datum", models.DateField()),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diplomas",
                        to="personen.persoon",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Inschrijving",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("kenmerk", models.UUIDField(default=uuid.uuid4)),
                ("vestiging", models.CharField(blank=True, max_length=6)),
                ("volgnummer", models.CharField(blank=True, max_length=12)),
                ("sector", models.CharField(max_length=4)),
                ("soort", models.CharField(blank=True, max_length=12)),
                ("niveau", models.CharField(blank=True, max_length=2)),
                ("leertraject", models.CharField(blank=True, max_length=4)),
                ("opleidingscode", models.CharField(blank=True, max_length=12)),
                ("bekostigd", models.BooleanField(default=False)),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField(null=True)),
                (
                    "instelling",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="instellingen.instelling"),
                ),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inschrijvingen",
                        to="personen.persoon",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["persoon", "instelling"], name="inschrijving_persoon"),
                    models.Index(fields=["instelling", "persoon"], name="inschrijving_instelling"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kenmerk",), name="inschrijving_kenmerk"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("einddatum__isnull", True),
                            ("einddatum__gte", models.F("begindatum")),
                            _connector="OR",
                        ),
                        name="inschrijving_volgorde",
                    ),
                ],
            },
        ),
        versioned("inschrijvingen_inschrijving"),
        versioned("inschrijvingen_diploma"),
    ]
