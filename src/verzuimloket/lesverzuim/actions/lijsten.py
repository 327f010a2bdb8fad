"""A pasted or uploaded list: first checked, then confirmed. In between it waits without person numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.parameters import param
from verzuimloket.core.rules import blocking
from verzuimloket.inschrijvingen import queries as inschrijvingen
from verzuimloket.inschrijvingen.inputs import Periode
from verzuimloket.lesverzuim import rules
from verzuimloket.lesverzuim.actions.regels import record_lines
from verzuimloket.lesverzuim.inputs import Lesregel, LesregelFacts
from verzuimloket.lesverzuim.models import Lesverzuimlijst
from verzuimloket.lesverzuim.rules import Rij
from verzuimloket.personen import queries as personen
from verzuimloket.personen.rules import normaal_pgn, pgn_soort

LEEG, TE_VEEL = "BV_L_lijst_leeg", "BV_L_lijst_te_lang"
MOST_KEPT = 500  # of the lines that are wrong; the rest is counted
KOLOMMEN = ("nummer", "datum", "lesuur", "soort")
_LONG_NUMBER = re.compile(r"[0-9][0-9. ]{6,}[0-9]")
_LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Vastgelegd:
    """What came of a confirmed list."""

    nieuw: int
    bestond: int


@dataclass(frozen=True)
class _Lijst:
    """What is known of the pupils in a list: who they are, and when they were enrolled."""

    personen: dict[str, int]
    perioden: dict[int, tuple[Periode, ...]]

    def facts(self, rij: Rij, on: date, *, eerder: bool) -> LesregelFacts:
        nummer = normaal_pgn(rij.regel.nummer)
        persoon_id = self.personen.get(nummer, 0)
        return LesregelFacts(pgn_soort(nummer) is not None, self.perioden.get(persoon_id, ()), on, eerder)


@transaction.atomic
def check_list(instelling: str, tekst: str, *, by: Actor, at: datetime) -> Lesverzuimlijst:
    """Judge every line; the good ones wait for :func:`confirm_list`. Raises Rejected for a list as a whole.

    Authorised absence is counted and forgotten: keeping it would be a data leak (domain rules §6.5).
    """
    by.demand(Rol.MELDER, instelling=instelling)
    assert by.gebruiker_id, "a list waits for the person who gave it"
    on = at.astimezone(AMSTERDAM).date()
    rijen = _read(tekst, on=on)
    kept = [rij for rij in rijen if not rij.geoorloofd]
    good, wrong, double = _judge(kept, _look_up(instelling, kept), on=on)
    lists = Lesverzuimlijst.objects
    lists.filter(instelling_id=instelling, gebruiker_id=by.gebruiker_id).delete()
    lijst = lists.create(
        instelling_id=instelling,
        gebruiker_id=by.gebruiker_id,
        gelezen=len(rijen),
        geoorloofd=len(rijen) - len(kept),
        dubbel=double,
        fout=len({each["regel"] for each in wrong}),
        regels=good,
        fouten=wrong[:MOST_KEPT],
        gemaakt_at=at,
    )
    audit.record("lesverzuim:controleren", lijst, by=by, gelezen=lijst.gelezen, fout=lijst.fout)
    return lijst


def _read(tekst: str, *, on: date) -> list[Rij]:
    rijen = list(rules.leesregels(tekst))
    most = param("lesverzuim_max_regels", on=on)
    if not rijen:
        raise Rejected([Violation(LEEG, "Er staan geen regels in. Plak regels of kies een bestand.", "regels")])
    if len(rijen) > most:
        length = f"Uw lijst heeft {_dots(len(rijen))} regels. Lever per keer hoogstens {_dots(most)} regels aan."
        raise Rejected([Violation(TE_VEEL, length, "regels")])
    return rijen


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _look_up(instelling: str, rijen: Iterable[Rij]) -> _Lijst:
    """One question for all numbers, and one for all enrolments."""
    found = personen.rows_on_numbers({normaal_pgn(rij.regel.nummer) for rij in rijen})
    return _Lijst(found, inschrijvingen.periods_per_person(instelling, set(found.values())))


def _judge(rijen: Sequence[Rij], lijst: _Lijst, *, on: date) -> tuple[list[list[Any]], list[dict[str, Any]], int]:
    """The good lines by row number of the pupil, what is wrong with the others, and how many stand there twice."""
    good: dict[tuple[Any, ...], None] = {}
    wrong: list[dict[str, Any]] = []
    double = 0
    for rij in rijen:
        regel = rij.regel
        key = (
            lijst.personen.get(normaal_pgn(regel.nummer), 0),
            regel.datum.isoformat() if regel.datum else "",
            regel.lesuur,
            regel.minuten,
            regel.soort,
        )
        broken = blocking(rules.judge(regel, lijst.facts(rij, on, eerder=key in good), on=on))
        wrong += [_told(rij, each) for each in broken]
        double += not broken and key in good
        if not broken:
            good.setdefault(key)
    return [list(key) for key in good], wrong, double


def _told(rij: Rij, violation: Violation) -> dict[str, Any]:
    """One sentence about a line, with what was typed; a person number never in full."""
    return {
        "regel": rij.nummer,
        "kolom": violation.field,
        "waarde": _typed(rij, violation.field),
        "code": violation.code,
        "tekst": violation.text,
    }


def _typed(rij: Rij, kolom: str) -> str:
    place = KOLOMMEN.index(kolom) if kolom else len(KOLOMMEN)
    text = rij.cellen[place] if place < len(rij.cellen) and kolom else ""
    if text and (kolom == "nummer" or _LONG_NUMBER.search(text)):
        return f"*****{text[-3:]}" if text[-3:].isdigit() else "*****"
    return text[:_LONGEST_SHOWN]


def discard_list(lijst: Lesverzuimlijst, *, by: Actor) -> None:
    """Throw a checked list away; nothing of it was kept."""
    by.demand(Rol.MELDER, instelling=lijst.instelling_id)
    lijst.delete()


@transaction.atomic
def confirm_list(lijst: Lesverzuimlijst, *, by: Actor, at: datetime) -> Vastgelegd:
    """Keep the good lines of a checked list. Raises Rejected when a rule refuses one by now."""
    by.demand(Rol.MELDER, instelling=lijst.instelling_id)
    regels = [
        (persoon_id, Lesregel("", date.fromisoformat(datum), lesuur, minuten, soort))
        for persoon_id, datum, lesuur, minuten, soort in lijst.regels
    ]
    new = record_lines(lijst.instelling_id, regels, by=by, at=at)
    lijst.delete()
    return Vastgelegd(new, len(regels) - new)
