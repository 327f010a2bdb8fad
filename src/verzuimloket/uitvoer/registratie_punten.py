"""The check of a registration: what to look at, as figures, as lists, and per pupil (BST-16, WNS-14, WNS-16).

Most points are one condition of the database. Whether somebody who left is still under the duty, is for the
rules of ``leerplicht``; therefore it is gathered here, above all apps.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from verzuimloket.core.codelijsten import Code, codelijst
from verzuimloket.inschrijvingen.models import Diploma, Inschrijving
from verzuimloket.inschrijvingen.queries import controlepunten, elders, termijnen
from verzuimloket.inschrijvingen.queries.elders import Vertrek
from verzuimloket.leerplicht.codes import ONDER_LEERPLICHTWET, VRIJ_VAN_KWALIFICATIEPLICHT
from verzuimloket.leerplicht.inputs import PlichtFacts, Vrijstelling
from verzuimloket.leerplicht.rules import is_startkwalificatie, plicht_op, schooljaar_begin
from verzuimloket.vrijstellingen import queries as vrijstellingen

DUBBEL, ZONDER_VERVOLG, OPGEVOLGD = "DUBBEL", "ZONDER_VERVOLG", "OPGEVOLGD"
HERSTELLEN, OPVOLGEN, WETEN = "herstellen", "opvolgen", "weten"  # column soort of controlepunt.csv
LOOKED_UP = (DUBBEL, ZONDER_VERVOLG, OPGEVOLGD)
TERMIJNEN = tuple(termijnen.TE_LAAT)
TO_DO = (HERSTELLEN, OPVOLGEN)
Rows = QuerySet[Inschrijving]


@dataclass(frozen=True)
class Controle:
    """The figures: per institution, per point. ``totalen``: how many enrolments each has."""

    figuren: dict[str, dict[str, int]]
    totalen: dict[str, int]

    def aantal(self, code: str) -> int:
        return sum(self.per_code(code).values())

    def per_code(self, code: str) -> dict[str, int]:
        """The institutions where this point occurs."""
        return {school: figures[code] for school, figures in self.figuren.items() if figures.get(code)}

    @property
    def te_doen(self) -> int:
        """What asks for something: the number on Start."""
        return sum(self.aantal(punt.code) for punt in codelijst("controlepunt") if soort(punt) in TO_DO)


def soort(punt: Code) -> str:
    return punt.extra["soort"]


def figures(rows: Rows, *, on: date) -> Controle:
    """All points of these enrolments; those about terms stand apart, see ``termijnen.per_month``."""
    counted = controlepunten.counted(rows, on=on)
    totalen = {school: found.pop(controlepunten.TOTAAL) for school, found in counted.items()}
    for code, found in looked_up(rows, on=on).items():
        for school in found.values():
            counted[school][code] = counted[school].get(code, 0) + 1
    return Controle(counted, totalen)


def looked_up(rows: Rows, *, on: date) -> dict[str, dict[int, str]]:
    """The points that take more than the own enrolments: row number and institution of each."""
    seen = elders.look(rows, since=since(on), on=on)
    left = still_under_duty(seen.vertrokken, on=on)
    return {
        DUBBEL: seen.dubbel,
        ZONDER_VERVOLG: {each.inschrijving_id: each.instelling for each in left if not each.vervolg},
        OPGEVOLGD: {each.inschrijving_id: each.instelling for each in left if each.vervolg},
    }


def since(on: date) -> date:
    """So far back leavers are followed: the begin of the last school year."""
    begin = schooljaar_begin(on)
    return schooljaar_begin(begin - date.resolution)


def still_under_duty(left: list[Vertrek], *, on: date) -> list[Vertrek]:
    """Those on whom the duty of the Leerplichtwet rests on that day, without an exemption."""
    if not left:
        return []
    people = {each.persoon.pk for each in left}
    diplomas, exempt = elders.diplomas_per_person(people), vrijstellingen.of_persons(people)
    found = []
    for each in left:
        facts = _facts(each, diplomas.get(each.persoon.pk, []), exempt.get(each.persoon.pk, ()))
        oordeel = plicht_op(facts, on)
        if oordeel.plicht in ONDER_LEERPLICHTWET and not oordeel.vrijgesteld:
            found.append(each)
    return found


def _facts(left: Vertrek, diplomas: list[Diploma], exempt: tuple[Vrijstelling, ...]) -> PlichtFacts:
    """Holidays only move the first day of the leerplicht by some days: they stay out of this figure."""
    starts = [each.datum for each in diplomas if is_startkwalificatie(each.soort, each.niveau)]
    free = [each.datum for each in diplomas if each.soort in VRIJ_VAN_KWALIFICATIEPLICHT]
    return PlichtFacts(
        geboren=left.persoon.geboren,
        startkwalificatie_op=min(starts, default=None),
        vrij_van_kwalificatieplicht_op=min(free, default=None),
        vrijstellingen=exempt,
    )


def behind(rows: Rows, code: str, *, on: date) -> Rows:
    """The enrolments behind a figure."""
    if code in termijnen.TE_LAAT:
        return termijnen.late(rows, code, on=on)
    if code == DUBBEL:  # no need to judge who left
        return rows.filter(pk__in=list(elders.look(rows, since=since(on), on=on).dubbel))
    if code in LOOKED_UP:
        return rows.filter(pk__in=list(looked_up(rows, on=on)[code]))
    found: Rows = controlepunten.at_point(rows, code, on=on)
    return found


def points_of(rows: Rows, *, on: date) -> dict[int, list[str]]:
    """The points of each of these enrolments, in the order of the list; for one page or one pupil."""
    flags = {code: controlepunten.flag(code) for code in controlepunten.conditions(on=on)}
    found: dict[int, set[str]] = {}
    for row in controlepunten.flagged(rows, on=on).order_by().values("pk", *flags.values()):
        found[row["pk"]] = {code for code, name in flags.items() if row[name]}
    for code, places in more_points(rows, on=on).items():
        for pk in places:
            found[pk].add(code)
    return {pk: in_list_order(codes) for pk, codes in found.items()}


def more_points(rows: Rows, *, on: date) -> dict[str, set[int]]:
    """The points that are no condition of the row itself: row numbers of each."""
    return {code: set(places) for code, places in looked_up(rows, on=on).items()} | termijnen.late_of(rows, on=on)


def in_list_order(codes: set[str]) -> list[str]:
    return [punt.code for punt in codelijst("controlepunt") if punt.code in codes]
