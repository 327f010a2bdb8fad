"""Many enrolments at once, or one: whom they are about, and by which facts they are judged (ADR 0034).

The lines are copied into a staging table; set statements find persons and facts. Of a line about which nothing
is remarkable that is all (``gewoon``): no rule could be broken, which a property test keeps true. Of the others
the facts are gathered for the rules, which write the sentences.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from verzuimloket.core.actor import Actor
from verzuimloket.core.parameters import DATED
from verzuimloket.inschrijvingen.inputs import Inschrijfregel, InschrijvingFacts, InschrijvingInput
from verzuimloket.inschrijvingen.queries import feiten
from verzuimloket.inschrijvingen.rules.datums import B3_B4_VANAF
from verzuimloket.personen import queries as personen
from verzuimloket.personen import sleutels
from verzuimloket.personen.inputs import PersoonInput
from verzuimloket.personen.rules import normaal_pgn, normaal_postcode, pgn_soort, zoeksleutel

_BUCKETS = 256  # of names: PostgreSQL keeps only some thousands of advisory locks
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


def take_turns(givens: Sequence[InschrijvingInput]) -> None:
    """One writer of enrolments per institution at a time, and one who may take this new pupil into the register."""
    schools = {f"inschrijven {given.instelling}" for given in givens}
    names = {f"persoon {sum(wie(given).encode()) % _BUCKETS}" for given in givens if not given.met_nummer}
    personen.take_turn(*schools, *names)


def wie(given: InschrijvingInput) -> str:
    """One text for one pupil, as far as the school tells: the number, else the name with the birth date."""
    if given.met_nummer:
        return normaal_pgn(given.bsn or given.onderwijsnummer)
    return f"{zoeksleutel(given.achternaam)} {given.geboortedatum}"


def one_pupil(given: InschrijvingInput) -> tuple[str, ...]:
    """The same for two enrolments that may be about one pupil; nothing when it can never be stored.

    A column that was forgotten makes all lines of a file alike: those need not wait for one another. Without a
    number only who lives at the same place can be the same pupil.
    """
    adres = given.adres
    if given.begindatum is None:
        return ()
    if given.met_nummer:
        return (wie(given),) if pgn_soort(wie(given)) else ()
    if not given.achternaam or given.geboortedatum is None or adres is None:
        return ()
    return wie(given), adres.land, normaal_postcode(adres.postcode), adres.huisnummer, adres.regel1


def candidates(regels: Sequence[Inschrijfregel], *, by: Actor, on: date, alles: bool = False) -> list[Kandidaat]:
    """Look in the whole register for the pupils, and gather the facts. Nothing of it is shown.

    alles: facts of every line, also of the ordinary ones. Call within ``widened``.
    """
    _stage(regels)
    givens = [regel.given for regel in regels]
    found = _look(by, on=on)
    new = _known_by_name(givens)
    wanted = [(n, new.get(n, persoon_id)) for n, (persoon_id, gewoon, _) in enumerate(found) if alles or not gewoon]
    facts = feiten.gather([(n, persoon_id, givens[n]) for n, persoon_id in wanted], by=by, on=on)
    return [
        _candidate(givens[n], new.get(n, persoon_id), zelfde, facts.get(n))
        for n, (persoon_id, _, zelfde) in enumerate(found)
    ]


def _candidate(
    given: InschrijvingInput, persoon_id: int | None, zelfde: int | None, found: feiten.Feiten | None
) -> Kandidaat:
    if found is None:
        return Kandidaat(persoon_id, zelfde)
    return Kandidaat(persoon_id, found.zelfde, found.raakt, found.gemeentecode, found.facts)


def _stage(regels: Sequence[Inschrijfregel]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)
        with cursor.copy(_COPY) as copy:
            for n, regel in enumerate(regels):
                copy.write_row((n, *(regel.klaar or prepare(regel.given))))


def prepare(given: InschrijvingInput) -> tuple[object, ...]:
    """What the staging table holds of an enrolment, without its place. Needs no database."""
    nummer = normaal_pgn(given.bsn or given.onderwijsnummer) if given.met_nummer else ""
    soort = pgn_soort(nummer) if nummer else None
    index = sleutels.index(nummer) if soort else None
    bsn, onderwijsnummer = (index, None) if soort == "bsn" else (None, index)
    gewoon = index is not None and _has_ordinary_shape(given, bsn is not None)
    geboren = given.geboortedatum.rekendatum() if given.geboortedatum else None
    return (
        *(given.instelling, given.begindatum, given.einddatum),
        *(bsn, onderwijsnummer, given.geslacht, geboren, gewoon),
    )


def _has_ordinary_shape(given: InschrijvingInput, is_bsn: bool) -> bool:
    """One number in its own field, a whole birth date, a known sex and a first day; nothing else."""
    alone = given.onderwijsnummer == "" if is_bsn else given.bsn == ""
    born = given.geboortedatum is not None and given.geboortedatum.dag is not None
    return alone and born and given.geslacht in ("M", "V") and given.adres is None and given.begindatum is not None


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
LEFT JOIN personen_persoon b ON b.bsn_index = s.bsn_index
LEFT JOIN personen_persoon o ON o.onderwijsnummer_index = s.onderwijsnummer_index
LEFT JOIN personen_nummeralias a ON a.nummer_index = coalesce(s.bsn_index, s.onderwijsnummer_index)
LEFT JOIN personen_persoon p ON p.id = coalesce(b.id, o.id, a.persoon_id)
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


def _known_by_name(givens: Sequence[InschrijvingInput]) -> dict[int, int]:
    """Of those who come without a number, the persons whom the register knows."""
    places, wanted = [], []
    for n, given in enumerate(givens):
        if not given.met_nummer and given.geboortedatum and given.achternaam and given.adres:
            places.append(n)
            wanted.append(person_of(given))
    found = personen.same_persons(wanted) if wanted else {}
    return {places[place]: pk for place, pk in found.items()}


def person_of(given: InschrijvingInput) -> PersoonInput:
    """The person whom a complete enrolment without a number is about."""
    assert given.geboortedatum
    assert given.adres
    return PersoonInput(
        given.achternaam, given.voorvoegsel, given.voornamen, given.geslacht, given.geboortedatum, given.adres
    )
