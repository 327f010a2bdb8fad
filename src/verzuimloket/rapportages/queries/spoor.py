"""What the register knew of persons at a cutoff, and what it knows now, for the trace (MND-15…21).

The very version rows that the set statements read. Versions of other institutions and of persons without a melding
lie behind the wall, so this looks beyond the own rows. What comes out is shown only about people on the own lists,
own pupils or own inhabitants (queries/lijst.py and zoeken.py decide that first), and a page for a school tells of
an enrolment elsewhere only that it is there and how it counts. The reports themselves tell the same.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import connection

from verzuimloket.core import rijen
from verzuimloket.core.scope import widened
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries.bekend import just_before, known
from verzuimloket.rapportages.rules.definitie import definitie
from verzuimloket.rapportages.rules.spoor import Adres, Diploma, Inschrijving, Spoor, Vraag, Vrijstelling

T = TypeVar("T")
_NOW = "upper_inf({alias}.geregistreerd)"

_PERSONEN = """
SELECT p.id, p.geboortedatum, p.overlijdensdatum, p.overlijden_geregistreerd FROM personen_persoon_versie p
WHERE p.id = ANY(%(wie)s::bigint[]) AND {known}
"""
_INSCHRIJVINGEN = """
SELECT v.persoon_id, v.begindatum, v.einddatum, v.id, v.instelling_id, i.naam, i.bekostigd, v.sector, v.soort,
  v.niveau, v.leertraject, v.bekostigd, lower(v.geregistreerd)
FROM inschrijvingen_inschrijving_versie v JOIN instellingen_instelling i ON i.code = v.instelling_id
WHERE v.persoon_id = ANY(%(wie)s::bigint[]) AND {known} ORDER BY v.persoon_id, v.begindatum, v.versie_id
"""
_DIPLOMAS = """
SELECT d.persoon_id, d.soort, d.niveau, d.datum FROM inschrijvingen_diploma_versie d
WHERE d.persoon_id = ANY(%(wie)s::bigint[]) AND {known} ORDER BY d.persoon_id, d.datum, d.versie_id
"""
_VRIJSTELLINGEN = """
SELECT w.persoon_id, w.begindatum, w.einddatum, w.grond FROM vrijstellingen_vrijstelling_versie w
WHERE w.persoon_id = ANY(%(wie)s::bigint[]) AND {known} ORDER BY w.persoon_id, w.begindatum, w.versie_id
"""
_ADRESSEN = """
SELECT a.persoon_id, a.begindatum, a.einddatum, CASE WHEN a.landcode = '6030' THEN a.gemeentecode ELSE '' END,
  coalesce(g.naam, ''), coalesce(g.regio_id, ''), a.landcode, a.versie_id
FROM personen_adres_versie a
LEFT JOIN routering_gemeente g ON g.code = a.gemeentecode AND a.landcode = '6030'
WHERE a.persoon_id = ANY(%(wie)s::bigint[]) AND {known} ORDER BY a.persoon_id, a.begindatum, a.versie_id
"""


def vraag_of(peiling: Peiling) -> Vraag:
    """What the run asked."""
    what = definitie(peiling.rapportjaar)
    return Vraag(peiling.t1, peiling.t2, peiling.sk_tot, peiling.cutoff, what)


def at_cutoff(personen: Collection[int], vraag: Vraag) -> dict[int, Spoor]:
    """What was known of these persons just before the moment of the question; who was not known is left out."""
    return _sporen(personen, vraag, lambda alias: known(alias))


def as_known_now(personen: Collection[int], vraag: Vraag) -> dict[int, Spoor]:
    """The same question, with what the register knows at present."""
    return _sporen(personen, vraag, lambda alias: _NOW.format(alias=alias))


def _sporen(personen: Collection[int], vraag: Vraag, when: Callable[[str], str]) -> dict[int, Spoor]:
    wie = {"wie": rijen.array(personen), **just_before(vraag.bekend_voor)}
    with widened("the trace of a person on the own list, an own pupil or an own inhabitant"):
        found = {pk: (born, died, told) for pk, born, died, told in _rows(_PERSONEN, wie, when("p"))}
        inschrijvingen = _grouped(_INSCHRIJVINGEN, wie, when("v"), Inschrijving)
        diplomas = _grouped(_DIPLOMAS, wie, when("d"), Diploma)
        vrijstellingen = _grouped(_VRIJSTELLINGEN, wie, when("w"), Vrijstelling)
        adressen = _grouped(_ADRESSEN, wie, when("a"), Adres)
    return {
        pk: Spoor(vraag, *known_of, inschrijvingen[pk], diplomas[pk], vrijstellingen[pk], adressen[pk])
        for pk, known_of in found.items()
    }


def _grouped(sql: str, wie: Mapping[str, Any], when: str, make: Callable[..., T]) -> defaultdict[int, tuple[T, ...]]:
    found: defaultdict[int, tuple[T, ...]] = defaultdict(tuple)
    per_person: defaultdict[int, list[T]] = defaultdict(list)
    for row in _rows(sql, wie, when):
        per_person[row[0]].append(make(*row[1:]))
    found.update({pk: tuple(each) for pk, each in per_person.items()})
    return found


def _rows(sql: str, wie: Mapping[str, Any], when: str) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(known=when), wie)
        return list(cursor.fetchall())


def on_day(vraag: Vraag, t2: date, cutoff: datetime, sk_tot: date) -> Vraag:
    """The same question about another day."""
    return Vraag(vraag.t1, t2, sk_tot, cutoff, vraag.definitie)
