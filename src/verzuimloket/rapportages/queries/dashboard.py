"""Counts for the dashboards, from the sets as published: nothing is computed again.

Every statement names the recipient whose lines it counts. It looks beyond the own rows only because the class of a
line (leerweg, location) stands in a version of the school, which its municipality sees in its files but not as a
row; and it answers numbers alone (domain rapportages.md §6).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db import connection

from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.scope import widened
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.rapportages.models import MAANDELIJKS, Peiling
from verzuimloket.rapportages.queries import lijst
from verzuimloket.routering.models import Gemeente, Regio

_KOLOM = {"I": "instelling_id", "G": "gemeente", "R": "regio"}
_DIEPER = {"L": "R", "R": "G", "G": "I", "I": "I"}
_VANAF = {"I": "vanaf_instelling", "G": "vanaf_gemeente", "R": "vanaf_regio", "L": "vanaf_regio"}


@dataclass(frozen=True)
class Bereik:
    """Whose figures: a recipient (I institutions, G municipality, R region, L the land), and how far down in it.

    namen:  whether the actor gets lists with names of this recipient. If not, small numbers are hidden.
    binnen: the steps down from there, as (soort, code), each inside the one before.
    """

    soort: str
    codes: tuple[str, ...]
    namen: bool
    binnen: tuple[tuple[str, str], ...] = field(default=())

    @property
    def diepte(self) -> str:
        """The kind of the last step."""
        return self.binnen[-1][0] if self.binnen else self.soort

    @property
    def hieronder(self) -> str:
        """Of which kind the parts are; empty when there are none."""
        if self.diepte == "I" and (self.binnen or len(self.codes) < 2):
            return ""
        return _DIEPER[self.diepte]

    @property
    def vanaf(self) -> str:
        """The column that says since when somebody is on the list of this recipient."""
        return _VANAF[self.soort]

    def deeper(self, code: str) -> "Bereik":
        """One step down, to this part."""
        return replace(self, binnen=(*self.binnen, (self.hieronder, code)))

    def stappen(self) -> list["Bereik"]:
        """The recipient itself, and each step down to here."""
        return [replace(self, binnen=self.binnen[:place]) for place in range(len(self.binnen) + 1)]

    def only(self, alias: str) -> str:
        """SQL: this line is of the recipient, and of all steps down."""
        wanted = [] if self.soort == "L" else [f"{alias}.{_KOLOM[self.soort]} = ANY(%(codes)s)"]
        wanted += [f"{alias}.{_KOLOM[soort]} = %(binnen{n})s" for n, (soort, _) in enumerate(self.binnen)]
        return " AND ".join(wanted) or "true"

    def values(self) -> dict[str, Any]:
        return {"codes": list(self.codes)} | {f"binnen{n}": code for n, (_, code) in enumerate(self.binnen)}


def bereik_of(actor: Actor) -> Bereik:
    """The recipient that this actor is; the register holder sees the land, without names."""
    if actor.has_role(Rol.REGISTERBEHEERDER):
        return Bereik("L", (), namen=False)
    who = lijst.bereik(actor)
    return Bereik(who.soort, tuple(who.codes), namen=True)


class Telling(NamedTuple):
    """How many stand on the list of a run, of one niveau and for one reason."""

    peiling: int
    niveau: str
    reden: str
    aantal: int


class Mutaties(NamedTuple):
    """How many came on the list between two runs, and went off it."""

    erbij: int
    eraf: int


class Deel(NamedTuple):
    """One part of the start set: how many there are, on the list, and for reason B on the list."""

    start: int
    lijst: int
    herstelbaar: int


class Werk(NamedTuple):
    """How many on the list for a reason, since a month, with meldingen of a kind that the law demands, or another."""

    reden: str
    vanaf: str
    wettelijk: bool
    niet_wettelijk: bool
    aantal: int


def peilingen() -> list[Peiling]:
    """All runs, the newest first; of one production month that of the running year first."""
    return list(Peiling.objects.filter(soort__in=MAANDELIJKS).order_by("-productiemaand", "soort"))


def standen(bereik: Bereik, welke: Sequence[Peiling]) -> list[Telling]:
    """The lists of these runs, per niveau and reason."""
    sql = f"""SELECT l.peiling_id, l.niveau, l.reden, count(*) FROM rapportages_lijstregel l
        WHERE l.peiling_id = ANY(%(welke)s) AND {bereik.only("l")} GROUP BY 1, 2, 3"""
    return [Telling(*row) for row in _counted(sql, bereik, welke=[each.pk for each in welke])]


def mutaties(bereik: Bereik, paren: Sequence[tuple[int, int | None]]) -> dict[int, Mutaties]:
    """Per run (with the one before it): who came on the list and who went off it.

    Of a recipient as its files A01 and A02 tell. Of the land and of a part of a recipient there are no such files:
    there it is the difference of two lists.
    """
    nu, vorige = [nu for nu, _ in paren], [vorige for _, vorige in paren]
    sql = _VERSCHIL.replace("{only}", bereik.only("l")) if bereik.binnen or bereik.soort == "L" else _VERTELD
    rows = _counted(sql, bereik, nu=nu, vorige=vorige, soort=bereik.soort)
    found = {row[0]: Mutaties(*row[1:]) for row in rows}
    return {place: found.get(place, Mutaties(0, 0)) for place in nu}


_VERTELD = """
SELECT peiling_id, count(*) FILTER (WHERE rapport = 'A01'), count(*) FILTER (WHERE rapport = 'A02')
FROM rapportages_mutatie WHERE peiling_id = ANY(%(nu)s) AND soort_ontvanger = %(soort)s AND ontvanger = ANY(%(codes)s)
GROUP BY 1
"""
_LIJSTEN = """
SELECT p.nu, l.persoon_id, true AS hier FROM unnest(%(nu)s::bigint[], %(vorige)s::bigint[]) AS p(nu, vorige)
JOIN rapportages_lijstregel l ON l.peiling_id = p.{which} WHERE {only}
"""
_VERSCHIL = f"""
SELECT nu, count(*) FILTER (WHERE v.hier IS NULL), count(*) FILTER (WHERE n.hier IS NULL)
FROM ({_LIJSTEN.replace("{which}", "nu")}) n FULL JOIN ({_LIJSTEN.replace("{which}", "vorige")}) v
USING (nu, persoon_id) GROUP BY nu
"""


def werkvoorraad(bereik: Bereik, peiling: Peiling) -> list[Werk]:
    """The list of one run, as work to do."""
    sql = f"""SELECT l.reden, l.{bereik.vanaf}, l.wettelijk, l.niet_wettelijk, count(*) FROM rapportages_lijstregel l
        WHERE l.peiling_id = %(peiling)s AND {bereik.only("l")} GROUP BY 1, 2, 3, 4"""
    return [Werk(*row) for row in _counted(sql, bereik, peiling=peiling.pk)]


_NAAR = {
    "niveau": "s.niveau",
    "leerweg": "i.leertraject",
    "locatie": """CASE WHEN i.vestiging = '' OR starts_with(i.vestiging, s.instelling_id) THEN i.vestiging
        ELSE s.instelling_id || i.vestiging END""",
    "regio": "s.regio",
    "gemeente": "s.gemeente",
    "instelling": "s.instelling_id",
}
_GEBIED = {"R": "regio", "G": "gemeente", "I": "instelling"}


def verdeling(
    bereik: Bereik, welke: Sequence[Peiling], naar: Sequence[str]
) -> Mapping[str, Mapping[int, Mapping[str, Deel]]]:
    """Start set and list in parts: for each way of dividing, per run, per part."""
    versies = "JOIN inschrijvingen_inschrijving_versie i ON i.versie_id = s.inschrijving_versie"
    parts = ", ".join(f"{_NAAR[each]} AS deel{n}" for n, each in enumerate(naar))
    sets = ", ".join(f"(peiling_id, deel{n})" for n in range(len(naar)))
    which = ", ".join(f"GROUPING(deel{n})" for n in range(len(naar)))
    names = ", ".join(f"deel{n}" for n in range(len(naar)))
    sql = f"""SELECT peiling_id, {which}, {names}, count(*), count(reden), count(*) FILTER (WHERE reden = 'B')
        FROM (SELECT s.peiling_id, l.reden, {parts} FROM rapportages_startregel s
              LEFT JOIN rapportages_lijstregel l ON l.peiling_id = s.peiling_id AND l.persoon_id = s.persoon_id
              {versies if {"leerweg", "locatie"} & set(naar) else ""}
              WHERE s.peiling_id = ANY(%(welke)s) AND {bereik.only("s")}) t
        GROUP BY GROUPING SETS ({sets})"""
    found: dict[str, dict[int, dict[str, Deel]]] = {each: {peiling.pk: {} for peiling in welke} for each in naar}
    for peiling, *row in _counted(sql, bereik, welke=[each.pk for each in welke]):
        place = row.index(0)  # GROUPING is 0 for what this line is grouped by
        found[naar[place]][peiling][row[len(naar) + place]] = Deel(*row[-3:])
    return found


def gebieden(bereik: Bereik, welke: Sequence[Peiling]) -> Mapping[int, Mapping[str, Deel]]:
    """The parts of this reach, one step down: per run, per region, municipality or institution."""
    return verdeling(bereik, welke, [_GEBIED[bereik.hieronder]])[_GEBIED[bereik.hieronder]]


def namen(soort: str, codes: Sequence[str]) -> dict[str, str]:
    """What these regions, municipalities or institutions are called."""
    if soort == "I":
        return {each.code: each.naam for each in instellingen.instellingen(tuple(codes))}
    model = Regio if soort == "R" else Gemeente
    return dict(model._default_manager.filter(pk__in=codes).values_list("pk", "naam"))


def _counted(sql: str, bereik: Bereik, **values: Any) -> list[tuple[Any, ...]]:
    return counted(sql, bereik.values() | values)


def counted(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement that counts the lines of one recipient."""
    why = "counts of the own lines, of which the class stands in a version of the school"
    with widened(why), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
