"""The second wall: which rows the application role sees (ADR 0018).

A school sees its own enrolments and meldingen, an agency the meldingen that were routed to it,
both the persons behind those rows and what belongs to them.
"""

from django.db import migrations

from verzuimloket.core.versions import OWN_INSTANTIE, OWN_INSTELLING, walled

PERSOON = f"""
    (SELECT cardinality(vl_instellingen()) > 0)
      AND EXISTS (SELECT FROM inschrijvingen_inschrijving i WHERE i.persoon_id = {{t}}.id AND i.{OWN_INSTELLING})
    OR (SELECT cardinality(vl_instanties()) > 0)
      AND EXISTS (SELECT FROM verzuim_melding m WHERE m.persoon_id = {{t}}.id AND m.{OWN_INSTANTIE})
"""
OF_A_PERSON = "EXISTS (SELECT FROM personen_persoon p WHERE p.id = {t}.persoon_id)"


def _with_versions(table: str, condition: str) -> list[migrations.RunSQL]:
    return [walled(table, condition), walled(f"{table}_versie", condition)]


class Migration(migrations.Migration):
    dependencies = [
        ("verzuim", "0001_initial"),
        ("inschrijvingen", "0001_initial"),
        ("vrijstellingen", "0001_initial"),
    ]

    operations = [
        *_with_versions("inschrijvingen_inschrijving", OWN_INSTELLING),
        *_with_versions("verzuim_melding", f"{OWN_INSTELLING} OR {OWN_INSTANTIE}"),
        walled("verzuim_concept", OWN_INSTELLING),
        *_with_versions("personen_persoon", PERSOON),
        *_with_versions("personen_adres", OF_A_PERSON),
        *_with_versions("inschrijvingen_diploma", OF_A_PERSON),
        *_with_versions("vrijstellingen_vrijstelling", OF_A_PERSON),
    ]
