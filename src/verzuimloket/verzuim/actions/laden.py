"""Meldingen from a load, with their history. They keep number, dates and status of the older register."""

from typing import Any

from verzuimloket.core import clock, laden
from verzuimloket.core.parameters import param

# What an older register does not deliver stays empty; the load format has no such columns.
_EMPTY = [
    "verbijzondering",
    "toelichting",
    "toelichting_actie_gewenst",
    "toelichting_acties",
    "contact_naam",
    "contact_functie",
    "contact_telefoon",
    "contact_email",
    "leerling_telefoon",
    "leerling_email",
    "organisatie",
    "behandelaar_naam",
    "behandelaar_functie",
    "behandelaar_telefoon",
    "behandelaar_email",
    "terugkoppeling",
    "opmerking_afsluiten",
    "toelichting_intrekken",
]

# The body of the municipality where the pupil lived on the day of reporting, or lived last.
_INSTANTIE = """(SELECT 'G' || a.gemeentecode FROM personen_adres a WHERE a.persoon_id = p.id AND a.gemeentecode <> ''
  ORDER BY (a.begindatum <= s.begindatum AND coalesce(a.einddatum, 'infinity') >= s.begindatum) DESC,
  a.begindatum DESC LIMIT 1)"""

# An older register may hold meldingen that overlap; they are kept, and marked (domain rules §19).
_GEDULD = """EXISTS (SELECT FROM laad_meldingen a WHERE a.persoon = s.persoon AND a.meldingsnummer <> s.meldingsnummer
  AND a.geregistreerd_tot IS NULL AND a.status <> 'I' AND a.begindatum <= coalesce(s.einddatum, 'infinity')
  AND coalesce(a.einddatum, 'infinity') >= s.begindatum) OR EXISTS (SELECT FROM verzuim_melding m
  WHERE m.persoon_id = p.id AND m.status <> 'I' AND m.begindatum <= coalesce(s.einddatum, 'infinity')
  AND coalesce(m.einddatum, 'infinity') >= s.begindatum)"""


def load(cursor: Any) -> None:
    """Store the meldingen of the load, and go on numbering above the highest."""
    cursor.execute("CREATE INDEX ON laad_meldingen (persoon); ANALYZE laad_meldingen")
    laden.store(cursor, laden.Lading("verzuim_melding", "laad_meldingen", ("meldingsnummer",), _columns()))
    cursor.execute(
        "SELECT setval('verzuim_meldingsnummer', greatest((SELECT max(nummer) FROM verzuim_melding),"
        " (SELECT last_value FROM verzuim_meldingsnummer)))"
        " WHERE EXISTS (SELECT FROM verzuim_melding)"
    )


def _columns() -> dict[str, str]:
    same = ("soort", "begindatum", "einddatum", "reden", "alle_lessen_gemist", "actie_gewenst", "status")
    adult = param("leeftijd_meerderjarig", on=clock.today())
    born = "(SELECT geboortedatum FROM personen_persoon WHERE id = p.id)"
    return {
        **{name: f"s.{name}" for name in (*same, "reden_afgesloten", "reden_intrekken")},
        **{name: "''" for name in _EMPTY},
        "nummer": "s.meldingsnummer",
        "kenmerk": "k.kenmerk",
        "melddatum": "coalesce(s.melddatum, s.geregistreerd_van, s.begindatum::timestamptz)",
        "status_sinds": "coalesce(s.geregistreerd_van, s.melddatum, s.begindatum::timestamptz)",
        "wet": f"CASE WHEN s.begindatum >= {born} + interval '{adult} years' THEN 'RMC' ELSE 'LPW' END",
        "versie": "k.aantal",
        "prioriteit": "false",
        "verzuimdagen": "'[]'",
        "acties": "'{}'",
        "contactpersonen": "'[]'",
        "email_naar_melder": "false",
        "persoon_id": "p.id",
        "instelling_id": "s.instellingscode",
        "instantie_id": _INSTANTIE,
        "geduld": _GEDULD,
    }
