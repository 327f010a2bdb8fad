import uuid

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from verzuimloket.core.versions import versioned


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AdresVersie",
            fields=[
                ("versie_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("geregistreerd", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("actor", models.CharField(max_length=200)),
                ("organisatie_naam", models.CharField(max_length=200)),
                ("kanaal", models.CharField(max_length=20)),
                ("aanleiding", models.CharField(max_length=200)),
                ("id", models.BigIntegerField()),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField(null=True)),
                ("gemeentecode", models.CharField(blank=True, max_length=4)),
                ("landcode", models.CharField(default="6030", max_length=4)),
                ("postcode", models.CharField(blank=True, max_length=6)),
                ("huisnummer", models.CharField(blank=True, max_length=5)),
                ("huisletter", models.CharField(blank=True, max_length=1)),
                ("toevoeging", models.CharField(blank=True, max_length=4)),
                ("aanduiding", models.CharField(blank=True, max_length=2)),
                ("locatie", models.CharField(blank=True, max_length=35)),
                ("straat", models.CharField(blank=True, max_length=80)),
                ("plaats", models.CharField(blank=True, max_length=80)),
                ("regel1", models.CharField(blank=True, max_length=35)),
                ("regel2", models.CharField(blank=True, max_length=35)),
                ("regel3", models.CharField(blank=True, max_length=35)),
            ],
            options={
                "db_table": "personen_adres_versie",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="PersoonVersie",
            fields=[
                ("versie_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("geregistreerd", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("actor", models.CharField(max_length=200)),
                ("organisatie_naam", models.CharField(max_length=200)),
                ("kanaal", models.CharField(max_length=20)),
                ("aanleiding", models.CharField(max_length=200)),
                ("id", models.BigIntegerField()),
                ("kenmerk", models.UUIDField(default=uuid.uuid4)),
                ("bsn", models.BinaryField(null=True)),
                ("bsn_index", models.BinaryField(null=True)),
                ("onderwijsnummer", models.BinaryField(null=True)),
                ("onderwijsnummer_index", models.BinaryField(null=True)),
                ("achternaam", models.CharField(max_length=200)),
                ("voorvoegsel", models.CharField(blank=True, max_length=20)),
                ("voornamen", models.CharField(blank=True, max_length=200)),
                ("zoeknaam", models.CharField(max_length=200)),
                ("geslacht", models.CharField(max_length=1)),
                ("geboortedatum", models.DateField()),
                ("geboorte_precisie", models.CharField(default="D", max_length=1)),
                ("overlijdensdatum", models.DateField(null=True)),
                ("overlijden_geregistreerd", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "personen_persoon_versie",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Persoon",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("kenmerk", models.UUIDField(default=uuid.uuid4)),
                ("bsn", models.BinaryField(null=True)),
                ("bsn_index", models.BinaryField(null=True)),
                ("onderwijsnummer", models.BinaryField(null=True)),
                ("onderwijsnummer_index", models.BinaryField(null=True)),
                ("achternaam", models.CharField(max_length=200)),
                ("voorvoegsel", models.CharField(blank=True, max_length=20)),
                ("voornamen", models.CharField(blank=True, max_length=200)),
                ("zoeknaam", models.CharField(max_length=200)),
                ("geslacht", models.CharField(max_length=1)),
                ("geboortedatum", models.DateField()),
                ("geboorte_precisie", models.CharField(default="D", max_length=1)),
                ("overlijdensdatum", models.DateField(null=True)),
                ("overlijden_geregistreerd", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["zoeknaam", "geboortedatum"], name="persoon_zoeknaam")],
                "constraints": [
                    models.UniqueConstraint(fields=("kenmerk",), name="persoon_kenmerk"),
                    models.UniqueConstraint(fields=("bsn_index",), name="persoon_bsn"),
                    models.UniqueConstraint(fields=("onderwijsnummer_index",), name="persoon_onderwijsnummer"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bsn_index__isnull", False),
                            ("onderwijsnummer_index__isnull", False),
                            _connector="OR",
                        ),
                        name="persoon_heeft_nummer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("geslacht__in", ["M", "V", "O"])), name="persoon_geslacht"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("geboorte_precisie__in", ["D", "M", "J"])),
                        name="persoon_precisie",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Adres",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField(null=True)),
                ("gemeentecode", models.CharField(blank=True, max_length=4)),
                ("landcode", models.CharField(default="6030", max_length=4)),
                ("postcode", models.CharField(blank=True, max_length=6)),
                ("huisnummer", models.CharField(blank=True, max_length=5)),
                ("huisletter", models.CharField(blank=True, max_length=1)),
                ("toevoeging", models.CharField(blank=True, max_length=4)),
                ("aanduiding", models.CharField(blank=True, max_length=2)),
                ("locatie", models.CharField(blank=True, max_length=35)),
                ("straat", models.CharField(blank=True, max_length=80)),
                ("plaats", models.CharField(blank=True, max_length=80)),
                ("regel1", models.CharField(blank=True, max_length=35)),
                ("regel2", models.CharField(blank=True, max_length=35)),
                ("regel3", models.CharField(blank=True, max_length=35)),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adressen",
                        to="personen.persoon",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["persoon", "begindatum"], name="adres_persoon")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("einddatum__isnull", True),
                            ("einddatum__gte", models.F("begindatum")),
                            _connector="OR",
                        ),
                        name="adres_volgorde",
                    )
                ],
            },
        ),
        versioned("personen_persoon"),
        versioned("personen_adres"),
        RunSQL("CREATE SEQUENCE personen_onderwijsnummer", "DROP SEQUENCE personen_onderwijsnummer"),
    ]
