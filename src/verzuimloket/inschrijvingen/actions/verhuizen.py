"""How enrolments and what belongs to them follow a person who was registered twice (ADR 0035)."""

from verzuimloket.core.verhuizen import Relatie

_ZELFDE_INSCHRIJVING = (
    "(d.instelling_id, d.vestiging, d.sector, d.soort, d.niveau, d.leertraject, d.opleidingscode, d.bekostigd,"
    " d.begindatum, d.einddatum) IS NOT DISTINCT FROM (b.instelling_id, b.vestiging, b.sector, b.soort, b.niveau,"
    " b.leertraject, b.opleidingscode, b.bekostigd, b.begindatum, b.einddatum)"
)

VERHUIST = (
    Relatie("inschrijvingen_inschrijving", gelijk=_ZELFDE_INSCHRIJVING),
    Relatie(
        "inschrijvingen_diploma",
        gelijk="(d.soort, d.niveau, d.datum) = (b.soort, b.niveau, b.datum)",
    ),
    Relatie(
        "inschrijvingen_mentorleerling",
        gelijk="(d.gebruiker_id, d.instelling_id) = (b.gebruiker_id, b.instelling_id)"
        " AND d.einddatum IS NULL AND b.einddatum IS NULL",
    ),
    Relatie("inschrijvingen_intrekking"),
)
