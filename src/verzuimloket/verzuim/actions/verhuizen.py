"""How meldingen and drafts follow a person who was registered twice (ADR 0035)."""

from verzuimloket.core.verhuizen import Relatie, Wijziging

_DAGEN = "daterange({0}.begindatum, {0}.einddatum, '[]')"
_TELT = "NOT {0}.geduld AND {0}.status <> 'I'"


def _overlapt(persoon: str) -> str:
    """Whether the melding shares a day with another that counts, of that person."""
    days = f"{_DAGEN.format('b')} && {_DAGEN.format('d')}"
    return (
        f"EXISTS (SELECT FROM verzuim_melding d WHERE d.persoon_id = {persoon} AND d.id <> b.id"
        f" AND {_TELT.format('d')} AND {days})"
    )


# Two schools may each have reported the same days for the two registrations. Both reports stay, as tolerated ones.
VERHUIST = (
    Relatie(
        "verzuim_melding",
        wijziging=Wijziging(
            "geduld",
            "boolean",
            "true",
            f"{_TELT.format('b')} AND {_overlapt('%(naar)s')}",
            f"NOT {_overlapt('%(van)s')}",
        ),
    ),
    Relatie(
        "verzuim_concept",
        sleutel="kenmerk",
        na_terug="UPDATE verzuim_concept c SET persoon_id = m.persoon_id FROM verzuim_melding m"
        " WHERE c.melding_id = m.id AND m.persoon_id = %(van)s AND c.persoon_id = %(naar)s",
    ),
)
