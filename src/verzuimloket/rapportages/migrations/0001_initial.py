"""The monthly sets. Who may fetch the reports of a recipient sees its lines."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from verzuimloket.core.versions import OWN_INSTELLING, walled

_INSTANTIES = "ANY ((SELECT vl_instanties())::text[])"
OF_A_RECIPIENT = f"{OWN_INSTELLING} OR 'G' || gemeente = {_INSTANTIES} OR 'R00' || regio = {_INSTANTIES}"
OWN_MUTATIE = (
    "CASE soort_ontvanger WHEN 'I' THEN ontvanger = ANY ((SELECT vl_instellingen())::text[])"
    f" WHEN 'G' THEN 'G' || ontvanger = {_INSTANTIES} ELSE 'R00' || ontvanger = {_INSTANTIES} END"
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("core", "0003_zuinige_indexen")]

    operations = [
        migrations.CreateModel(
            name="Peiling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kenmerk", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("soort", models.CharField(max_length=3)),
                ("rapportjaar", models.PositiveSmallIntegerField()),
                ("t1", models.DateField()),
                ("t2", models.DateField()),
                ("cutoff", models.DateTimeField()),
                ("sk_tot", models.DateField()),
                ("rapportagemaand", models.CharField(max_length=6)),
                ("productiemaand", models.CharField(max_length=6)),
                ("definitie", models.JSONField()),
                ("gepeild_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("soort", "productiemaand"), name="peiling_eenmalig"),
                    models.CheckConstraint(
                        condition=models.Q(("soort__in", ["A04", "A14", "V", "D"])), name="peiling_soort"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lijstregel",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("persoon_id", models.BigIntegerField()),
                ("instelling_id", models.CharField(max_length=4)),
                ("gemeente", models.CharField(max_length=4)),
                ("regio", models.CharField(max_length=2)),
                ("niveau", models.CharField(max_length=8)),
                ("persoon_versie", models.BigIntegerField()),
                ("inschrijving_versie", models.BigIntegerField()),
                ("adres_versie", models.BigIntegerField(null=True)),
                ("reden", models.CharField(max_length=1)),
                ("uit_versie", models.BigIntegerField(null=True)),
                ("vanaf_instelling", models.CharField(max_length=6)),
                ("vanaf_gemeente", models.CharField(max_length=6)),
                ("vanaf_regio", models.CharField(max_length=6)),
                ("wettelijk", models.BooleanField()),
                ("niet_wettelijk", models.BooleanField()),
                (
                    "peiling",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lijst",
                        to="rapportages.peiling",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Startregel",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "peiling_id", "persoon_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("persoon_id", models.BigIntegerField()),
                ("instelling_id", models.CharField(max_length=4)),
                ("gemeente", models.CharField(max_length=4)),
                ("regio", models.CharField(max_length=2)),
                ("niveau", models.CharField(max_length=8)),
                ("persoon_versie", models.BigIntegerField()),
                ("inschrijving_versie", models.BigIntegerField()),
                ("adres_versie", models.BigIntegerField(null=True)),
                ("heeft_sk", models.BooleanField()),
                (
                    "peiling",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="startset",
                        to="rapportages.peiling",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mutatie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rapport", models.CharField(max_length=3)),
                ("soort_ontvanger", models.CharField(max_length=1)),
                ("ontvanger", models.CharField(max_length=4)),
                ("persoon_id", models.BigIntegerField()),
                ("reden", models.CharField(max_length=30)),
                ("datum", models.DateField(null=True)),
                (
                    "lijstregel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mutaties",
                        to="rapportages.lijstregel",
                    ),
                ),
                (
                    "peiling",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mutaties",
                        to="rapportages.peiling",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("peiling", "soort_ontvanger", "ontvanger", "persoon_id"), name="mutatie_eenmalig"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="lijstregel",
            index=models.Index(fields=["peiling", "persoon_id"], name="lijstregel_persoon"),
        ),
        walled("rapportages_startregel", OF_A_RECIPIENT),
        walled("rapportages_lijstregel", OF_A_RECIPIENT),
        walled("rapportages_mutatie", OWN_MUTATIE),
    ]
