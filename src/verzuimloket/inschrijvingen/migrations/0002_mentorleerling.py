import uuid

import django.db.models.deletion
from django.db import migrations, models

from verzuimloket.core.versions import OWN_INSTELLING, walled

# Whether whoever acts is not limited; if to own pupils, the present ones as institution/person; and by which day.
FUNCTIONS = """
CREATE FUNCTION vl_vandaag() RETURNS date LANGUAGE sql STABLE AS $$
  SELECT (coalesce(nullif(current_setting('vl.nu', true), '')::timestamptz, now()) AT TIME ZONE 'Europe/Amsterdam')::date
$$;
CREATE FUNCTION vl_onbeperkt() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT vl_register() OR vl_beperking() = ''
$$;
CREATE FUNCTION vl_eigen_leerlingen() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(m.instelling_id || '/' || m.persoon_id), '{}')
  FROM inschrijvingen_mentorleerling m
  WHERE vl_beperking() = 'leerlingen' AND m.gebruiker_id = vl_gebruiker()
    AND m.begindatum <= vl_vandaag() AND (m.einddatum IS NULL OR m.einddatum >= vl_vandaag())
$$;
"""


class Migration(migrations.Migration):
    """Mentors and their pupils (WNS-01)."""

    dependencies = [
        ("access", "0002_beperking"),
        ("core", "0002_bereik"),
        ("inschrijvingen", "0001_initial"),
        ("instellingen", "0001_initial"),
        ("personen", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mentorleerling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kenmerk", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField(null=True)),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentorleerlingen",
                        to="access.gebruiker",
                    ),
                ),
                (
                    "instelling",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="instellingen.instelling"),
                ),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentoren", to="personen.persoon"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("einddatum__isnull", True)),
                        fields=("gebruiker", "instelling", "persoon"),
                        name="mentorleerling_eenmalig",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("einddatum__isnull", True),
                            ("einddatum__gte", models.F("begindatum")),
                            _connector="OR",
                        ),
                        name="mentorleerling_volgorde",
                    ),
                ],
            },
        ),
        walled("inschrijvingen_mentorleerling", OWN_INSTELLING),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
    ]
