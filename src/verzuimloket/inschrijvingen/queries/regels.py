"""Many enrolments at once, or one: whom they are about, and by which facts they are judged (ADR 0034).

The lines are copied into a staging table; set statements find persons and facts. Of a line about which nothing
is remarkable that is all (``gewoon``): no rule could be broken, which a property test keeps true. Of the others
the facts are gathered for the rules, which write the sentences.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from verzuimloket.core.actor import Actor
from verzuimloket.core.parameters import DATED
from verzuimloket.inschrijvingen.inputs import Inschrijfregel, InschrijvingFacts, InschrijvingInput
from verzuimloket.inschrijvingen.queries import feiten
from verzuimloket.inschrijvingen.rules.datums import B3_B4_VANAF
from verzuimloket.inschrijvingen.voorwerk import ready
from verzuimloket.personen import queries as personen
from verzuimloket.personen.inputs import PersoonInput

_TABLE = """
CREATE TEMP TABLE IF NOT EXISTS inschrijfregel (
  n integer, instelling text, begindatum date, einddatum date, bsn_index bytea, onderwijsnummer_index bytea,
  geslacht text, geboren date, gewoon boolean
) ON COMMIT DELETE ROWS;
TRUNCATE inschrijfregel
"""
_COPY = "COPY inschrijfregel FROM STDIN"


class Kandidaat(NamedTuple):
    """The person in the register that an enrolment is about, and what it is judged by.

    facts:  None when the enrolment is ordinary: no rule has anything to say.
    zelfde: the enrolment that says exactly this already.
    raakt:  the newest enrolment at the same institution that shares a day with it.
    """

    persoon_id: int | None
    zelfde: int | None
    raakt: int | None = None
    gemeentecode: str = ""
    facts: InschrijvingFacts | None = None


def take_turns(regels: Sequence[Inschrijfregel]) -> None:
    """One writer of enrolments per institution at a time, and one who may take this new pupil into the register."""
    personen.take_turn(*{beurt for regel in regels for beurt in ready(regel).beurten})


def candidates(regels: Sequence[Inschrijfregel], *, by: Actor, on: date, alles: bool = False) -> list[Kandidaat]:
    """Look in the whole register for the pupils, and gather the facts. Nothing of it is shown.

    alles: facts of every line, also of the ordinary ones. Call within ``widened``.
    """
    _stage(regels)
    found = _look(by, on=on)
    kandidaten = [Kandidaat(persoon_id, zelfde) for persoon_id, _, zelfde in found]
    wanted = {n: regels[n].given for n, (_, gewoon, _) in enumerate(found) if alles or not gewoon}
    persons = {n: found[n][0] for n in wanted} | _known_by_name(wanted)
    facts = feiten.gather([(n, persons[n], given) for n, given in wanted.items()], by=by, on=on)
    for n, each in facts.items():
        kandidaten[n] = Kandidaat(persons[n], each.zelfde, each.raakt, each.gemeentecode, each.facts)
    return kandidaten


def _stage(regels: Sequence[Inschrijfregel]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)
        with cursor.copy(_COPY) as copy:
            copy.write(b"".join(b"%d\t%b" % (n, ready(regel).rij) for n, regel in enumerate(regels)))


# Who is it, is the same enrolment there, and is anything about it remarkable. Stricter than the rules: what it
# lets through, no rule refuses or warns about (tests/actions/test_inschrijfregels.py).
_LOOK = """
SELECT p.id, coalesce(s.gewoon
    AND (%(register)s OR s.instelling = ANY(%(codes)s))
    AND s.begindatum BETWEEN i.oprichtingsdatum AND least(i.opheffingsdatum, %(vandaag)s)
    AND (s.einddatum IS NULL OR s.einddatum >= greatest(s.begindatum, %(wet)s))
    AND (extract(month FROM s.begindatum) <> 8 OR extract(day FROM s.begindatum) = 1)
    AND (i.sector <> 'PO' OR extract(month FROM s.begindatum) = 8)
    AND (i.sector <> 'PO' OR s.einddatum IS NULL OR extract(month FROM s.einddatum) NOT IN (7, 8))
    AND s.geboren + make_interval(years => %(leeftijd)s) <= s.begindatum
    AND p.geslacht = s.geslacht AND p.geboortedatum = s.geboren AND p.geboorte_precisie = 'D'
    AND p.overlijdensdatum IS NULL
    AND e.andere = 0, false), e.zelfde
FROM inschrijfregel s
LEFT JOIN instellingen_instelling i ON i.code = s.instelling
LEFT JOIN LATERAL (
  SELECT b.* FROM personen_persoon b WHERE b.bsn_index = s.bsn_index
  UNION ALL
  SELECT o.* FROM personen_persoon o WHERE o.onderwijsnummer_index = s.onderwijsnummer_index
  UNION ALL
  SELECT w.* FROM personen_nummeralias a JOIN personen_persoon w ON w.id = a.persoon_id
  WHERE a.nummer_index = coalesce(s.bsn_index, s.onderwijsnummer_index)
  LIMIT 1
) p ON true
LEFT JOIN LATERAL (
  SELECT min(t.id) FILTER (WHERE t.zelfde) AS zelfde,
         count(*) FILTER (WHERE NOT t.zelfde AND t.begindatum <= coalesce(s.einddatum, 'infinity')
           AND coalesce(t.einddatum, 'infinity') >= s.begindatum - %(nabij)s) AS andere
  FROM (SELECT x.id, x.begindatum, x.einddatum, x.instelling_id = s.instelling AND x.begindatum = s.begindatum
               AND x.einddatum IS NOT DISTINCT FROM s.einddatum AS zelfde
        FROM inschrijvingen_inschrijving x WHERE x.persoon_id = p.id) t
) e ON true
ORDER BY s.n
"""
_NEARBY = timedelta(days=3)  # a weekend: BV_I_weekend_ertussen


def _look(by: Actor, *, on: date) -> list[tuple[int | None, bool, int | None]]:
    known: dict[str, Any] = {
        "register": by.register,
        "codes": list(by.instellingen),
        "vandaag": on,
        "wet": B3_B4_VANAF,
        "leeftijd": max(row.value for row in DATED["inschrijven_min_leeftijd"]),
        "nabij": _NEARBY.days,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, known)
        return list(cursor.fetchall())


def _known_by_name(givens: Mapping[int, InschrijvingInput]) -> dict[int, int]:
    """Of those who come without a number, the persons whom the register knows."""
    wanted = {
        n: person_of(given)
        for n, given in givens.items()
        if not given.met_nummer and given.geboortedatum and given.achternaam and given.adres
    }
    found = personen.same_persons(list(wanted.values())) if wanted else {}
    places = list(wanted)
    return {places[place]: pk for place, pk in found.items()}


def person_of(given: InschrijvingInput) -> PersoonInput:
    """The person whom a complete enrolment without a number is about."""
    assert given.geboortedatum
    assert given.adres
    return PersoonInput(
        given.achternaam, given.voorvoegsel, given.voornamen, given.geslacht, given.geboortedatum, given.adres
    )
