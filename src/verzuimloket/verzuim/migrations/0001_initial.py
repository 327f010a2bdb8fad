import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

import verzuimloket.verzuim.models
from verzuimloket.core.versions import versioned


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("access", "0001_initial"),
        ("instellingen", "0001_initial"),
        ("personen", "0001_initial"),
        ("routering", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeldingVersie",
            fields=[
                ("versie_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("geregistreerd", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("actor", models.CharField(max_length=200)),
                ("organisatie_naam", models.CharField(max_length=200)),
                ("kanaal", models.CharField(max_length=20)),
                ("aanleiding", models.CharField(max_length=200)),
                ("id", models.BigIntegerField()),
                ("nummer", models.BigIntegerField()),
                ("kenmerk", models.UUIDField(default=uuid.uuid4)),
                ("melddatum", models.DateTimeField()),
                ("status", models.CharField(default="R", max_length=1)),
                ("status_sinds", models.DateTimeField()),
                ("wet", models.CharField(max_length=3)),
                ("versie", models.PositiveIntegerField(default=1)),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField(null=True)),
                ("soort", models.CharField(max_length=4)),
                ("verbijzondering", models.CharField(blank=True, max_length=8)),
                ("reden", models.CharField(max_length=200)),
                ("alle_lessen_gemist", models.BooleanField(default=False)),
                ("toelichting", models.TextField(blank=True)),
                ("actie_gewenst", models.BooleanField()),
                ("toelichting_actie_gewenst", models.TextField(blank=True)),
                ("prioriteit", models.BooleanField(default=False)),
                ("verzuimdagen", models.JSONField(default=list)),
                (
                    "acties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), default=list, size=None
                    ),
                ),
                ("toelichting_acties", models.TextField(blank=True)),
                ("contact_naam", models.CharField(max_length=100)),
                ("contact_functie", models.CharField(blank=True, max_length=60)),
                ("contact_telefoon", models.CharField(blank=True, max_length=20)),
                ("contact_email", models.CharField(max_length=100)),
                ("email_naar_melder", models.BooleanField(default=True)),
                ("leerling_telefoon", models.CharField(blank=True, max_length=20)),
                ("leerling_email", models.CharField(blank=True, max_length=100)),
                ("contactpersonen", models.JSONField(default=list)),
                ("afwijkend_adres", models.JSONField(null=True)),
                ("terugkoppeling_op", models.DateTimeField(null=True)),
                ("organisatie", models.CharField(blank=True, max_length=120)),
                ("behandelaar_naam", models.CharField(blank=True, max_length=100)),
                ("behandelaar_functie", models.CharField(blank=True, max_length=60)),
                ("behandelaar_telefoon", models.CharField(blank=True, max_length=20)),
                ("behandelaar_email", models.CharField(blank=True, max_length=100)),
                ("terugkoppeling", models.TextField(blank=True)),
                ("reden_afgesloten", models.CharField(blank=True, max_length=16)),
                ("opmerking_afsluiten", models.CharField(blank=True, max_length=16)),
                ("reden_intrekken", models.CharField(blank=True, max_length=20)),
                ("toelichting_intrekken", models.TextField(blank=True)),
            ],
            options={
                "db_table": "verzuim_melding_versie",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Melding",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("nummer", models.BigIntegerField()),
                ("kenmerk", models.UUIDField(default=uuid.uuid4)),
                ("melddatum", models.DateTimeField()),
                ("status", models.CharField(default="R", max_length=1)),
                ("status_sinds", models.DateTimeField()),
                ("wet", models.CharField(max_length=3)),
                ("versie", models.PositiveIntegerField(default=1)),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField(null=True)),
                ("soort", models.CharField(max_length=4)),
                ("verbijzondering", models.CharField(blank=True, max_length=8)),
                ("reden", models.CharField(max_length=200)),
                ("alle_lessen_gemist", models.BooleanField(default=False)),
                ("toelichting", models.TextField(blank=True)),
                ("actie_gewenst", models.BooleanField()),
                ("toelichting_actie_gewenst", models.TextField(blank=True)),
                ("prioriteit", models.BooleanField(default=False)),
                ("verzuimdagen", models.JSONField(default=list)),
                (
                    "acties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), default=list, size=None
                    ),
                ),
                ("toelichting_acties", models.TextField(blank=True)),
                ("contact_naam", models.CharField(max_length=100)),
                ("contact_functie", models.CharField(blank=True, max_length=60)),
                ("contact_telefoon", models.CharField(blank=True, max_length=20)),
                ("contact_email", models.CharField(max_length=100)),
                ("email_naar_melder", models.BooleanField(default=True)),
                ("leerling_telefoon", models.CharField(blank=True, max_length=20)),
                ("leerling_email", models.CharField(blank=True, max_length=100)),
                ("contactpersonen", models.JSONField(default=list)),
                ("afwijkend_adres", models.JSONField(null=True)),
                ("terugkoppeling_op", models.DateTimeField(null=True)),
                ("organisatie", models.CharField(blank=True, max_length=120)),
                ("behandelaar_naam", models.CharField(blank=True, max_length=100)),
                ("behandelaar_functie", models.CharField(blank=True, max_length=60)),
                ("behandelaar_telefoon", models.CharField(blank=True, max_length=20)),
                ("behandelaar_email", models.CharField(blank=True, max_length=100)),
                ("terugkoppeling", models.TextField(blank=True)),
                ("reden_afgesloten", models.CharField(blank=True, max_length=16)),
                ("opmerking_afsluiten", models.CharField(blank=True, max_length=16)),
                ("reden_intrekken", models.CharField(blank=True, max_length=20)),
                ("toelichting_intrekken", models.TextField(blank=True)),
                ("sleutel", models.UUIDField(null=True)),
                ("geduld", models.BooleanField(default=False)),
                (
                    "instantie",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="routering.instantie"),
                ),
                (
                    "instelling",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="instellingen.instelling"),
                ),
                (
                    "locatie",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="instellingen.onderwijslocatie",
                    ),
                ),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meldingen",
                        to="personen.persoon",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Concept",
            fields=[
                ("kenmerk", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("doel", models.CharField(default="nieuw", max_length=10)),
                ("melding_versie", models.PositiveIntegerField(null=True)),
                ("antwoorden", models.JSONField(default=dict)),
                ("begonnen_at", models.DateTimeField()),
                ("gewijzigd_at", models.DateTimeField()),
                (
                    "gebruiker",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="access.gebruiker"),
                ),
                (
                    "instelling",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="instellingen.instelling"),
                ),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concepten",
                        to="personen.persoon",
                    ),
                ),
                (
                    "ingediend",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="verzuim.melding",
                    ),
                ),
                (
                    "melding",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wijzigingen",
                        to="verzuim.melding",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="melding",
            index=models.Index(
                fields=["instelling", "status", "-nummer"],
                include=["instantie", "melddatum", "persoon"],
                name="melding_school",
            ),
        ),
        migrations.AddIndex(
            model_name="melding",
            index=models.Index(
                fields=["instantie", "status", "-nummer"],
                include=["instelling", "melddatum", "persoon", "prioriteit", "status_sinds"],
                name="melding_instantie",
            ),
        ),
        migrations.AddIndex(
            model_name="melding",
            index=models.Index(fields=["persoon", "begindatum"], name="melding_persoon"),
        ),
        migrations.AddConstraint(
            model_name="melding",
            constraint=models.UniqueConstraint(fields=("nummer",), name="melding_nummer"),
        ),
        migrations.AddConstraint(
            model_name="melding",
            constraint=models.UniqueConstraint(fields=("kenmerk",), name="melding_kenmerk"),
        ),
        migrations.AddConstraint(
            model_name="melding",
            constraint=models.UniqueConstraint(fields=("sleutel",), name="melding_sleutel"),
        ),
        migrations.AddConstraint(
            model_name="melding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("einddatum__isnull", True), ("einddatum__gte", models.F("begindatum")), _connector="OR"
                ),
                name="melding_volgorde",
            ),
        ),
        migrations.AddConstraint(
            model_name="melding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "G"), _negated=True),
                    models.Q(("reden_afgesloten", ""), _negated=True),
                    _connector="OR",
                ),
                name="melding_afgesloten_met_reden",
            ),
        ),
        migrations.AddConstraint(
            model_name="melding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "I"), _negated=True),
                    models.Q(("reden_intrekken", ""), _negated=True),
                    _connector="OR",
                ),
                name="melding_ingetrokken_met_reden",
            ),
        ),
        migrations.AddConstraint(
            model_name="melding",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["R", "B", "G", "K", "I", "D"])),
                name="melding_status_bestaat",
            ),
        ),
        migrations.AddConstraint(
            model_name="melding",
            constraint=models.CheckConstraint(
                condition=models.Q(("prioriteit", False), ("actie_gewenst", True), _connector="OR"),
                name="melding_prioriteit_met_actie",
            ),
        ),
        migrations.AddConstraint(
            model_name="melding",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(models.Q(("status", "I"), _negated=True), ("geduld", False)),
                expressions=[
                    ("persoon", "="),
                    (verzuimloket.verzuim.models._Dagen("begindatum", "einddatum"), "&&"),
                ],
                name="melding_overlapt_niet",
            ),
        ),
        migrations.AddIndex(
            model_name="concept",
            index=models.Index(fields=["instelling", "-gewijzigd_at"], name="concept_instelling"),
        ),
        versioned("verzuim_melding"),
        RunSQL("CREATE SEQUENCE verzuim_meldingsnummer START 100", "DROP SEQUENCE verzuim_meldingsnummer"),
    ]
