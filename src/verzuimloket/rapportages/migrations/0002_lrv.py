"""The weekly list of who may be absent for long (R08): its memory of earlier weeks."""

import django.db.models.deletion
from django.db import migrations, models

from verzuimloket.core.versions import OWN_INSTELLING, OWN_LEERLING, restricted, walled

_INSTANTIES = "ANY ((SELECT vl_instanties())::text[])"
OF_A_RECIPIENT = f"{OWN_INSTELLING} OR 'G' || gemeente = {_INSTANTIES} OR 'R00' || regio = {_INSTANTIES}"


class Migration(migrations.Migration):
    dependencies = [("rapportages", "0001_initial"), ("inschrijvingen", "0002_mentorleerling")]

    operations = [
        migrations.CreateModel(
            name="Weekpeiling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("peildatum", models.DateField(unique=True)),
                ("cutoff", models.DateTimeField()),
                ("gepeild_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Lrvregel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("persoon_id", models.BigIntegerField()),
                ("persoon_versie", models.BigIntegerField()),
                ("instelling_id", models.CharField(max_length=4)),
                ("gemeente", models.CharField(max_length=4)),
                ("regio", models.CharField(max_length=2)),
                ("periode_van", models.DateField()),
                ("periode_tm", models.DateField()),
                ("delen", models.PositiveIntegerField()),
                ("aantal_meldingen", models.PositiveSmallIntegerField()),
                ("laatste_nummer", models.BigIntegerField()),
                ("lrv_gemeld", models.BooleanField()),
                ("weken", models.PositiveSmallIntegerField()),
                (
                    "weekpeiling",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regels",
                        to="rapportages.weekpeiling",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["persoon_id"], name="lrvregel_persoon")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("weekpeiling", "instelling_id", "persoon_id"), name="lrvregel_eenmalig"
                    )
                ],
            },
        ),
        walled("rapportages_lrvregel", OF_A_RECIPIENT),
        restricted("rapportages_lrvregel", OWN_LEERLING),
    ]
