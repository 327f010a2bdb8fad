"""The second wall for a reader who is limited to locations or to own pupils (WNS-01, ADR 0027).

Restrictive policies, on top of the wall of the institution. What hangs on a melding or on a person is
behind the policies of those. The indexes by which lists count get the location, so that they still
suffice alone.
"""

from django.db import migrations, models

from verzuimloket.core.versions import OWN_LEERLING, OWN_LOCATIE, restricted

# Who was reported at one of the own locations, as institution/person. The wall of the meldingen holds inside.
REPORTED = """
CREATE FUNCTION vl_gemelde_leerlingen() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT m.instelling_id || '/' || m.persoon_id), '{}')
  FROM verzuim_melding m WHERE vl_beperking() = 'locatie' AND m.locatie_id = ANY (vl_locaties())
$$
"""
REPORTED_HERE = "{t}.instelling_id || '/' || {t}.persoon_id = ANY ((SELECT vl_gemelde_leerlingen())::text[])"


class Migration(migrations.Migration):
    dependencies = [
        ("verzuim", "0003_school"),
        ("inschrijvingen", "0002_mentorleerling"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="melding", name="melding_school"),
        migrations.RemoveIndex(model_name="melding", name="melding_instantie"),
        migrations.AddIndex(
            model_name="melding",
            index=models.Index(
                fields=["instelling", "status", "-nummer"],
                include=("instantie", "locatie", "melddatum", "persoon"),
                name="melding_school",
            ),
        ),
        migrations.AddIndex(
            model_name="melding",
            index=models.Index(
                fields=["instantie", "status", "-nummer"],
                include=("instelling", "locatie", "melddatum", "persoon", "prioriteit", "status_sinds"),
                name="melding_instantie",
            ),
        ),
        migrations.RunSQL(REPORTED, migrations.RunSQL.noop),
        restricted("verzuim_melding", f"{OWN_LEERLING} OR {OWN_LOCATIE}"),
        restricted("verzuim_melding_versie", "EXISTS (SELECT FROM verzuim_melding m WHERE m.id = {t}.id)"),
        restricted("verzuim_concept", "false"),
        restricted("inschrijvingen_inschrijving", f"{OWN_LEERLING} OR {REPORTED_HERE}"),
        restricted(
            "inschrijvingen_inschrijving_versie",
            "EXISTS (SELECT FROM inschrijvingen_inschrijving i WHERE i.id = {t}.id)",
        ),
        restricted("inschrijvingen_mentorleerling", "gebruiker_id = (SELECT vl_gebruiker())"),
    ]
