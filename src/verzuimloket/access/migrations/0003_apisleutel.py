"""Keys of the machine link and the answers that it may have to repeat (WNS-11, ADR 0041)."""

import uuid

import django.contrib.postgres.fields
from django.db import migrations, models

from verzuimloket.core.versions import restricted, walled

_OWN = "instelling = ANY ((SELECT vl_instellingen())::text[])"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_beperking"),
        ("inschrijvingen", "0002_mentorleerling"),  # brings the function that knows a limited reader
    ]

    operations = [
        migrations.CreateModel(
            name="Apiantwoord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("instelling", models.CharField(max_length=12)),
                ("kenmerk", models.UUIDField()),
                ("inhoud", models.BinaryField()),
                ("antwoord", models.BinaryField(default=b"")),
                ("gegeven_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("instelling", "kenmerk"), name="apiantwoord_eenmalig")],
            },
        ),
        migrations.CreateModel(
            name="Apisleutel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kenmerk", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("instelling", models.CharField(max_length=12)),
                ("nummer", models.CharField(max_length=16, unique=True)),
                ("geheim_hash", models.BinaryField()),
                ("label", models.CharField(max_length=60)),
                (
                    "bereik",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("gemaakt_at", models.DateTimeField()),
                ("gemaakt_door", models.CharField(max_length=200)),
                ("vervalt_op", models.DateField()),
                ("ingetrokken_at", models.DateTimeField(null=True)),
                ("laatst_gebruikt_at", models.DateTimeField(null=True)),
                ("mislukt", models.PositiveSmallIntegerField(default=0)),
                ("geblokkeerd_tot", models.DateTimeField(null=True)),
                ("venster_at", models.DateTimeField(null=True)),
                ("venster_aantal", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["instelling", "-gemaakt_at"], name="apisleutel_instelling")],
            },
        ),
        walled("access_apisleutel", _OWN),
        restricted("access_apisleutel", "false"),
        walled("access_apiantwoord", _OWN),
        restricted("access_apiantwoord", "false"),
    ]
