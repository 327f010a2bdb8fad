"""Enrolments by one or by the thousand: judged by the same rules, stored by set statements (ADR 0034)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import TypeVar

from django.db import connection, transaction

from verzuimloket.core import audit, rijen
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Violation
from verzuimloket.core.rules import blocking
from verzuimloket.core.scope import widened
from verzuimloket.inschrijvingen import codes, queries, rules
from verzuimloket.inschrijvingen.actions.adressen import keep_adressen
from verzuimloket.inschrijvingen.inputs import (
    AndereInschrijving,
    Inschrijfregel,
    InschrijvingInput,
    Periode,
    Regeluitkomst,
)
from verzuimloket.inschrijvingen.queries import Kandidaat
from verzuimloket.inschrijvingen.voorwerk import one_pupil
from verzuimloket.personen import actions as personen

_Numbered = tuple[int, Inschrijfregel]
ALREADY_ENROLLED = "BV_I_tweede_inschrijving"
OVERLAP_HERE = "BV_I_overlap_zelfde_instelling"


@dataclass(slots=True)
class _Geval:
    """One line on its way through: what was given, what is known, and what comes of it."""

    plek: int
    n: int
    regel: Inschrijfregel
    kandidaat: Kandidaat
    uitkomst: str = ""
    bevindingen: tuple[Violation, ...] = ()
    inschrijving_id: int | None = None

    @property
    def given(self) -> InschrijvingInput:
        return self.regel.given

    @property
    def ordinary(self) -> bool:
        """A known pupil and nothing to remark: what was given need not be looked at."""
        return self.kandidaat.facts is None

    def answer(self) -> Regeluitkomst:
        return Regeluitkomst(self.regel.regel, self.uitkomst, self.bevindingen, self.inschrijving_id)


@transaction.atomic
def enrol_lines(regels: Sequence[Inschrijfregel], *, by: Actor, on: date, proef: bool = False) -> list[Regeluitkomst]:
    """Enrol what can be enrolled, and say of each line what came of it; in their order.

    Of a line with a blocking violation nothing is stored. proef: nothing is stored at all, nor does anybody wait.
    Raises OperationalError when somebody else keeps writing for the same institution.
    """
    by.demand(Rol.INSCHRIJVER)
    answers: dict[int, Regeluitkomst] = {}
    with widened("the pupils may be new, or known through another institution"):
        if not proef:
            queries.take_turns(regels)
        now, later = list(enumerate(regels)), list[_Numbered]()
        while now:
            gevallen, early = _judged(now, by=by, on=on)
            if not proef:
                _store(gevallen, by=by, on=on)
            answers |= {geval.plek: _told(geval, proef) for geval in gevallen}
            now, later = _first_of_each(sorted(early + later, key=itemgetter(0)), _who)
    return [answers[plek] for plek in range(len(regels))]


Each = TypeVar("Each")


def _who(numbered: _Numbered) -> object:
    plek, regel = numbered
    return one_pupil(regel.given) or plek


def _first_of_each(todo: Sequence[Each], key: Callable[[Each], object]) -> tuple[list[Each], list[Each]]:
    """The first with each key; and the others, which must see what came of the first."""
    first: dict[object, Each] = {}
    later = [each for each in todo if first.setdefault(key(each), each) is not each]
    return list(first.values()), later


def _told(geval: _Geval, proef: bool) -> Regeluitkomst:
    """Where nothing was stored, nothing is told of enrolments elsewhere either."""
    if geval.bevindingen and (proef or geval.uitkomst == codes.FOUT):
        geval.bevindingen = tuple(queries.told(list(geval.bevindingen)))
    return geval.answer()


def _judged(todo: Sequence[_Numbered], *, by: Actor, on: date) -> tuple[list[_Geval], list[_Numbered]]:
    """The first line of each pupil, judged; and the others, which must see what came of it."""
    kandidaten = queries.candidates([regel for _, regel in todo], by=by, on=on)
    gevallen = [
        _Geval(plek, n, regel, kandidaat)
        for n, ((plek, regel), kandidaat) in enumerate(zip(todo, kandidaten, strict=True))
    ]
    now, later = _first_of_each(gevallen, _pupil)
    for geval in now:
        _judge(geval, on=on)
    return now, [(geval.plek, geval.regel) for geval in later]


def _pupil(geval: _Geval) -> object:
    """The same for two lines about one pupil. A line of which nothing can be stored never waits for another."""
    known = geval.kandidaat.persoon_id
    if geval.ordinary:
        return known
    given = geval.given
    if known and given.begindatum:
        return known
    who = () if given.met_nummer else one_pupil(given)
    return ("nieuw", who) if who else ("niets", geval.plek)


def _judge(geval: _Geval, *, on: date) -> None:
    """Decide what comes of a line. An ordinary one breaks no rule."""
    facts, kandidaat = geval.kandidaat.facts, geval.kandidaat
    if facts is None:
        geval.uitkomst = codes.ONGEWIJZIGD if kandidaat.zelfde else codes.NIEUW
        geval.inschrijving_id = kandidaat.zelfde
        return
    broken = rules.INSCHRIJVING.broken(geval.given, facts, on=on)
    if kandidaat.zelfde and {violation.code for violation in blocking(broken)} <= {ALREADY_ENROLLED}:
        broken = [violation for violation in broken if not violation.blocks]
        geval.uitkomst, geval.inschrijving_id = codes.ONGEWIJZIGD, kandidaat.zelfde
    elif kandidaat.raakt and not blocking(broken):
        broken += _not_alone(geval)
        geval.uitkomst, geval.inschrijving_id = codes.GEWIJZIGD, kandidaat.raakt
    else:
        geval.uitkomst = codes.NIEUW
    if blocking(broken):
        geval.uitkomst, geval.inschrijving_id = codes.FOUT, None
    geval.bevindingen = tuple(broken)


def _not_alone(geval: _Geval) -> list[Violation]:
    """Only one enrolment can make place (Q20): what is broken when the given dates touch yet another."""
    facts, given = geval.kandidaat.facts, geval.given
    assert facts
    assert given.begindatum
    period, first = Periode(given.begindatum, given.einddatum), True
    rest: list[AndereInschrijving] = []
    for other in facts.inschrijvingen:  # the newest first: that one makes place
        if first and other.zelfde_instelling and other.periode.overlapt(period):
            first = False
        else:
            rest.append(other)
    rule, without = rules.INSCHRIJVING_DATUMS[OVERLAP_HERE], replace(facts, inschrijvingen=tuple(rest))
    return [] if rule.holds(given, without) else [rule.violation(given, without)]


# storing


def _store(gevallen: list[_Geval], *, by: Actor, on: date) -> None:
    new = [geval for geval in gevallen if geval.uitkomst == codes.NIEUW]
    replaced = [geval for geval in gevallen if geval.uitkomst == codes.GEWIJZIGD]
    _register(new, by=by)
    _insert(new)
    _replace(replaced)
    goed = [each for each in gevallen if not each.ordinary and each.uitkomst != codes.FOUT]
    keep_adressen([(geval.given, geval.kandidaat) for geval in goed], by=by, on=on)
    _audit("inschrijving:vastleggen", new, by=by)
    _audit("inschrijving:vervangen", replaced, by=by)


def _audit(event: str, gevallen: list[_Geval], *, by: Actor) -> None:
    """A line for each enrolment; those with the same signals together."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for geval in gevallen:
        assert geval.inschrijving_id
        signalen = tuple([found.code for found in geval.bevindingen])
        alike.setdefault(signalen, []).append(geval.inschrijving_id)
    for signalen, ids in alike.items():
        audit.record_all(event, "inschrijving", ids, by=by, signalen=signalen)


def _register(gevallen: list[_Geval], *, by: Actor) -> None:
    """Who is not in the register yet comes into it, with the address that the school gave."""
    new = [geval for geval in gevallen if geval.kandidaat.persoon_id is None]
    ids = personen.register_personen([queries.person_of(geval.given) for geval in new], by=by) if new else []
    for geval, pk in zip(new, ids, strict=True):
        geval.kandidaat = geval.kandidaat._replace(persoon_id=pk)
    personen.record_adressen([_lives(geval) for geval in new], by=by)


def _lives(geval: _Geval) -> personen.AdresVanaf:
    given, kandidaat = geval.given, geval.kandidaat
    assert given.adres  # the rules saw to these
    assert given.begindatum
    assert kandidaat.persoon_id
    return personen.AdresVanaf(kandidaat.persoon_id, given.adres, kandidaat.gemeentecode, given.begindatum)


_INSERT = """
INSERT INTO inschrijvingen_inschrijving (id, kenmerk, persoon_id, instelling_id, sector, bekostigd, begindatum,
  einddatum, vestiging, volgnummer, soort, niveau, leertraject, opleidingscode)
SELECT w.id, gen_random_uuid(), w.persoon_id, s.instelling, i.sector, i.bekostigd, s.begindatum, s.einddatum,
  '', '', '', '', '', ''
FROM unnest(%s::int[], %s::bigint[], %s::bigint[]) AS w(n, id, persoon_id)
JOIN inschrijfregel s USING (n) JOIN instellingen_instelling i ON i.code = s.instelling
ORDER BY w.persoon_id
"""

_REPLACE = """
UPDATE inschrijvingen_inschrijving x
SET sector = i.sector, bekostigd = i.bekostigd, begindatum = s.begindatum, einddatum = s.einddatum
FROM unnest(%s::int[], %s::bigint[]) AS w(n, id)
JOIN inschrijfregel s USING (n) JOIN instellingen_instelling i ON i.code = s.instelling
WHERE x.id = w.id
"""


def _insert(gevallen: list[_Geval]) -> None:
    if not gevallen:
        return
    for geval, pk in zip(gevallen, rijen.next_ids("inschrijvingen_inschrijving", len(gevallen)), strict=True):
        geval.inschrijving_id = pk
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [*_places(gevallen), rijen.keys(each.kandidaat.persoon_id or 0 for each in gevallen)])


def _replace(gevallen: list[_Geval]) -> None:
    if not gevallen:
        return
    with connection.cursor() as cursor:
        cursor.execute(_REPLACE, _places(gevallen))


def _places(gevallen: list[_Geval]) -> list[str]:
    """Where they stand in the staging table, and their enrolments."""
    return [rijen.keys(each.n for each in gevallen), rijen.keys(each.inschrijving_id or 0 for each in gevallen)]
