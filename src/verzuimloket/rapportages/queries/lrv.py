"""Meldingen of pupils who may be absent for long, and the weekly list as it was stored (R08)."""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from verzuimloket.core.lezen import stream
from verzuimloket.core.parameters import param
from verzuimloket.inschrijvingen.inputs import Periode
from verzuimloket.lesverzuim import queries as lesverzuim
from verzuimloket.lesverzuim.rules import Kalender
from verzuimloket.rapportages.models import Lrvregel, Weekpeiling
from verzuimloket.rapportages.queries.bekend import just_before, known
from verzuimloket.rapportages.queries.meldingen import WOONPLAATS
from verzuimloket.rapportages.rules.kalender import Week
from verzuimloket.rapportages.rules.lrv import LANGDURIG, Gemist, Rij, potentieel
from verzuimloket.verzuim.codes import KETEN_SOORTEN, Status
from verzuimloket.verzuim.inputs import AndereMelding
from verzuimloket.verzuim.queries import verzuimdag

# Of each pupil with a melding that may end a row, all meldingen at that institution.
_GEMIST = f"""
WITH gemeld AS MATERIALIZED (
  SELECT m.instelling_id, m.persoon_id, m.nummer, m.begindatum, m.einddatum, m.soort, m.status, m.verzuimdagen
  FROM verzuim_melding_versie m
  WHERE m.soort = ANY(%(soorten)s) AND m.status <> %(ingetrokken)s AND m.begindatum < %(dag)s AND {known("m")}
), recent AS (
  SELECT DISTINCT instelling_id, persoon_id FROM gemeld
  WHERE soort = ANY(%(keten)s) AND (einddatum IS NULL OR einddatum >= %(vanaf)s)
)
SELECT * FROM gemeld JOIN recent USING (instelling_id, persoon_id)
ORDER BY instelling_id COLLATE "C", persoon_id, begindatum, nummer
"""
_WIE = f"""
WITH gemeld AS (SELECT unnest(%(personen)s::bigint[]) AS persoon_id)
SELECT p.id, p.versie_id, coalesce(g.code, ''), coalesce(g.regio_id, '')
FROM personen_persoon_versie p
LEFT JOIN ({WOONPLAATS}) w ON w.persoon_id = p.id
LEFT JOIN routering_gemeente g ON g.code = w.gemeente
WHERE p.id = ANY(%(personen)s) AND {known("p")}
"""
_LIJST = """
SELECT o.ontvanger, o.code, l.instelling_id, i.naam, p.bsn, p.onderwijsnummer, p.kenmerk, p.achternaam, p.voorvoegsel,
  p.voornamen, p.geboortedatum, p.geboorte_precisie, l.gemeente, l.regio, l.periode_van, l.periode_tm, l.delen,
  l.aantal_meldingen, l.laatste_nummer, l.lrv_gemeld, l.weken
FROM rapportages_lrvregel l
JOIN rapportages_weekpeiling w ON w.id = l.weekpeiling_id
JOIN instellingen_instelling i ON i.code = l.instelling_id
JOIN personen_persoon_versie p ON p.versie_id = l.persoon_versie
CROSS JOIN LATERAL (VALUES (1, 'I', l.instelling_id), (2, 'G', l.gemeente), (3, 'R', l.regio)) o(rang, ontvanger, code)
WHERE w.peildatum = %(dag)s AND o.code <> ''
ORDER BY o.rang, o.code COLLATE "C", l.instelling_id COLLATE "C", l.laatste_nummer
"""


class _Gemist(NamedTuple):
    """The columns of _GEMIST."""

    instelling: str
    persoon_id: int
    nummer: int
    begindatum: date
    einddatum: date | None
    soort: str
    status: str
    verzuimdagen: str  # JSON

    @property
    def gemist(self) -> Gemist:
        periode = Periode(self.begindatum, self.einddatum)
        melding = AndereMelding(self.nummer, periode, self.soort, self.status, self.instelling)
        return Gemist(melding, tuple(map(verzuimdag, json.loads(self.verzuimdagen))))


class Gevonden(NamedTuple):
    """A pupil at an institution, and the row that belongs on the list."""

    instelling: str
    persoon_id: int
    rij: Rij


class Wie(NamedTuple):
    """The person as known at the cutoff, and where he or she lived on the day of measuring."""

    versie: int
    gemeente: str
    regio: str


class Lijstregel(NamedTuple):
    """A line of the stored list for one recipient; the columns of _LIJST. The numbers are sealed."""

    ontvanger: str
    code: str
    instelling: str
    naam: str
    bsn: bytes | None
    onderwijsnummer: bytes | None
    kenmerk: UUID
    achternaam: str
    voorvoegsel: str
    voornamen: str
    geboortedatum: date
    geboorte_precisie: str
    gemeente: str
    regio: str
    periode_van: date
    periode_tm: date
    delen: int
    aantal_meldingen: int
    laatste_nummer: int
    lrv_gemeld: bool
    weken: int


def is_measured(week: Week) -> bool:
    return measured(week) is not None


def measured(week: Week) -> Weekpeiling | None:
    """The run of this week, if it was made."""
    return Weekpeiling.objects.filter(peildatum=week.peildatum).first()


def candidates(week: Week) -> Iterator[Gevonden]:
    """Everybody who belongs on the list of this week, by institution and person."""
    wijzen = lesverzuim.rekenwijzen(on=week.peildatum)
    rows = map(_Gemist._make, stream(_GEMIST, _values(week)))
    for code, per_school in groupby(rows, key=lambda row: row.instelling):
        wijze = wijzen[code]
        kalender = Kalender(wijze.vakanties)
        for persoon_id, own in groupby(per_school, key=lambda row: row.persoon_id):
            found = potentieel([each.gemist for each in own], wijze, kalender, peildatum=week.peildatum)
            if found:
                yield Gevonden(code, persoon_id, found)


def who(week: Week, personen: Collection[int]) -> dict[int, Wie]:
    """Of these persons: which version was known, and where they lived."""
    values = _values(week) | {"personen": list(personen)}
    return {row[0]: Wie(*row[1:]) for row in stream(_WIE, values)}


def earlier(week: Week, personen: Collection[int]) -> Iterable[Lrvregel]:
    """Their lines of the weeks before."""
    return Lrvregel.objects.filter(persoon_id__in=personen, weekpeiling__peildatum__lt=week.peildatum)


def listed(week: Week) -> Iterator[Lijstregel]:
    """The stored list of a week: per recipient each pupil."""
    return map(Lijstregel._make, stream(_LIJST, {"dag": week.peildatum}))


def _values(week: Week) -> dict[str, Any]:
    return {
        **just_before(week.cutoff),
        "dag": week.peildatum,
        "vanaf": week.peildatum - timedelta(days=param("lrv_lijst_dagen", on=week.peildatum)),
        "keten": list(KETEN_SOORTEN),
        "soorten": list(KETEN_SOORTEN | LANGDURIG),
        "ingetrokken": Status.INGETROKKEN,
    }
