"""The lists of one recipient: lines, mutations and figures of a run, as somebody with the role rapportages sees them.

A school sees the lines of its institutions, a municipality and a region those of their inhabitants: what their
files tell, no more. The wall of the sets holds underneath. Names stand in the versions of persons, behind a wall
that is made for meldingen: :func:`told` looks them up for lines that are the recipient's own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import BooleanField, Case, Count, Exists, Model, OuterRef, Q, QuerySet, Subquery, Value, When

from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.scope import widened
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen.models import PersoonVersie
from verzuimloket.rapportages.models import MAANDELIJKS, Lijstregel, Mutatie, Peiling
from verzuimloket.rapportages.rules.definitie import definitie

T = TypeVar("T", bound=Model)
KOLOM = {"I": "instelling_id", "G": "gemeente", "R": "regio"}
VANAF = {"I": "vanaf_instelling", "G": "vanaf_gemeente", "R": "vanaf_regio"}


@dataclass(frozen=True)
class Bereik:
    """Whose lists somebody may see. soort: I, G or R; codes: as the sets have them (99AA, 0344, 19)."""

    soort: str
    codes: tuple[str, ...]

    @property
    def q(self) -> Q:
        """The lines of these recipients."""
        return Q(**{f"{KOLOM[self.soort]}__in": self.codes})

    @property
    def vanaf(self) -> str:
        """The column that says since when somebody is on this list."""
        return VANAF[self.soort]

    @property
    def school(self) -> bool:
        return self.soort == "I"


def bereik(actor: Actor) -> Bereik:
    """What this actor may see; nothing for who sees less than the school, or has no such list."""
    if not actor.has_role(Rol.RAPPORTAGES) or actor.beperking:
        return Bereik("I", ())
    bodies = [(code[0], code[-4:] if code[0] == "G" else code[-2:]) for code in actor.instanties if code[:1] in "GR"]
    if bodies:
        return Bereik(bodies[0][0], tuple(code for soort, code in bodies if soort == bodies[0][0]))
    return Bereik("I", actor.instellingen)


@dataclass(frozen=True)
class Filter:
    """What is asked of a list; empty is all."""

    reden: str = ""
    niveau: str = ""
    sinds: str = ""
    instelling: str = ""
    gemeente: str = ""
    nieuw: bool = False


@dataclass(frozen=True)
class Cijfers:
    """The figures of one run for one recipient. per_reden: B, E, G."""

    erbij: int = 0
    eraf: int = 0
    per_reden: dict[str, int] = field(default_factory=dict)

    @property
    def stand(self) -> int:
        return sum(self.per_reden.values())

    @property
    def vorige(self) -> int:
        """A04 of last month: now minus who came, plus who went."""
        return self.stand - self.erbij + self.eraf


def figures(who: Bereik, peilingen: Iterable[Peiling]) -> dict[int, Cijfers]:
    """Per run, how many on the list by reason, and how many came and went."""
    wanted = [peiling.pk for peiling in peilingen]
    found: dict[int, dict[str, int]] = {pk: {} for pk in wanted}
    for pk, reden, aantal in _per(Lijstregel.objects.filter(who.q, peiling__in=wanted), "reden"):
        found[pk][reden] = aantal
    mutaties = {(pk, rapport): aantal for pk, rapport, aantal in _per(_mutaties(who, wanted), "rapport")}
    return {
        pk: Cijfers(mutaties.get((pk, "A01"), 0), mutaties.get((pk, "A02"), 0), per_reden)
        for pk, per_reden in found.items()
    }


def _per(rows: QuerySet[Any], column: str) -> list[tuple[int, str, int]]:
    return list(rows.order_by().values_list("peiling", column).annotate(aantal=Count("pk")))


def _mutaties(who: Bereik, peilingen: Sequence[int]) -> QuerySet[Mutatie]:
    return Mutatie.objects.filter(peiling__in=peilingen, soort_ontvanger=who.soort, ontvanger__in=who.codes)


def published() -> QuerySet[Peiling]:
    """All runs that are kept, the newest first; of one month the running year first."""
    return Peiling.objects.filter(soort__in=MAANDELIJKS).order_by("-productiemaand", "soort")


def lines(who: Bereik, peiling: Peiling, wanted: Filter) -> QuerySet[Lijstregel]:
    """The list of a run, narrowed."""
    given = {"reden": wanted.reden, "niveau": wanted.niveau, who.vanaf: wanted.sinds}
    given |= {"instelling_id": wanted.instelling, "gemeente": wanted.gemeente}
    rows = Lijstregel.objects.filter(who.q, peiling=peiling, **{naam: each for naam, each in given.items() if each})
    return rows.filter(**{who.vanaf: peiling.rapportagemaand}) if wanted.nieuw else rows


def with_repair(rows: QuerySet[Lijstregel], peiling: Peiling) -> QuerySet[Lijstregel]:
    """The same lines with ``hersteld``: an enrolment that counts on t2 is in the register now, after all."""
    what = definitie(peiling.rapportjaar)
    telt = Q(instelling__bekostigd=False) | Q(sector__in=what.sectoren_altijd)
    telt |= Q(bekostigd=True) & ~Q(leertraject=what.leertraject_examen)
    now = Inschrijving.objects.filter(telt, persoon=OuterRef("persoon_id"), begindatum__lte=peiling.t2)
    back = Exists(now.filter(Q(einddatum=None) | Q(einddatum__gte=peiling.t2)))
    return rows.annotate(hersteld=Case(When(back, then=Value(True)), default=False, output_field=BooleanField()))


def repairable(rows: QuerySet[Lijstregel], peiling: Peiling) -> QuerySet[Lijstregel]:
    """Who the school can get off the list by itself, or who goes off by itself already."""
    return with_repair(rows, peiling).filter(Q(reden="B") | Q(hersteld=True))


def mutations(who: Bereik, peiling: Peiling, rapport: str) -> QuerySet[Mutatie]:
    """Who came (A01) or went (A02) in a run."""
    return _mutaties(who, [peiling.pk]).filter(rapport=rapport).select_related("lijstregel")


@dataclass(frozen=True)
class Keuzes:
    """What occurs in a list, to filter on: (code, name)."""

    instellingen: tuple[tuple[str, str], ...]
    gemeenten: tuple[str, ...]
    sinds: tuple[str, ...]


def choices(who: Bereik, peiling: Peiling) -> Keuzes:
    """The institutions, municipalities and months of this list; two queries."""
    rows = Lijstregel.objects.filter(who.q, peiling=peiling).order_by()
    found = set(rows.values_list("instelling_id", "gemeente", who.vanaf).distinct())
    codes = sorted({row[0] for row in found})
    namen = dict(Instelling.objects.filter(pk__in=codes).values_list("code", "naam")) if len(codes) > 1 else {}
    return Keuzes(
        tuple((code, f"{code} {namen.get(code, '')}".strip()) for code in codes),
        tuple(sorted({row[1] for row in found})),
        tuple(sorted({row[2] for row in found}, reverse=True)),
    )


@dataclass(frozen=True)
class Verteld:
    """One line with what its versions tell. uit: the last counting enrolment that ended; leidend: that on t1."""

    regel: Lijstregel
    persoon: PersoonVersie
    leidend: InschrijvingVersie
    uit: InschrijvingVersie | None
    hersteld: bool = False
    mutatie: Mutatie | None = None


def told(rows: QuerySet[Lijstregel], begin: int, aantal: int) -> list[Verteld]:
    """A part of these own lines, by name."""
    with widened("names on the own list, as its file tells them; and whether an enrolment came in since"):
        return _tell(list(_by_name(rows, "persoon_versie")[begin : begin + aantal]), {})


def told_mutations(rows: QuerySet[Mutatie], begin: int, aantal: int) -> list[Verteld]:
    """A part of these own mutations, by name."""
    with widened("names on the own list, as its file tells them"):
        found = list(_by_name(rows, "lijstregel__persoon_versie")[begin : begin + aantal])
        return _tell([each.lijstregel for each in found], {each.lijstregel_id: each for each in found})


def _by_name(rows: QuerySet[T], column: str) -> QuerySet[Any]:
    who = PersoonVersie.objects.filter(pk=OuterRef(column))
    zoeknaam, voornamen = Subquery(who.values("zoeknaam")[:1]), Subquery(who.values("voornamen")[:1])
    return rows.annotate(zoeknaam=zoeknaam, voornamen=voornamen).order_by("zoeknaam", "voornamen", "pk")


def count(rows: QuerySet[Lijstregel]) -> int:
    """How many lines; also of :func:`repairable`."""
    with widened("whether an enrolment of who is on the own list came in since"):
        return rows.count()


def _tell(regels: list[Lijstregel], mutaties: dict[int, Mutatie]) -> list[Verteld]:
    personen = PersoonVersie.objects.in_bulk([each.persoon_versie for each in regels])
    wanted = {each.inschrijving_versie for each in regels} | {each.uit_versie for each in regels if each.uit_versie}
    inschrijvingen = InschrijvingVersie.objects.select_related("instelling").in_bulk(wanted)
    return [
        Verteld(
            each,
            personen[each.persoon_versie],
            inschrijvingen[each.inschrijving_versie],
            inschrijvingen[each.uit_versie] if each.uit_versie else None,
            getattr(each, "hersteld", False),
            mutaties.get(each.pk),
        )
        for each in regels
    ]


def versions(wanted: Iterable[int]) -> dict[int, InschrijvingVersie]:
    """Enrolments that own lines point at."""
    with widened("the last day on the own list, as its file tells it"):
        return InschrijvingVersie.objects.in_bulk(wanted)


def listed(who: Bereik, peiling: Peiling, persoon_id: int) -> Lijstregel | None:
    """The line of somebody on an own list of this run."""
    return Lijstregel.objects.filter(who.q, peiling=peiling, persoon_id=persoon_id).first()


def heard(who: Bereik, peiling: Peiling, persoon_id: int) -> list[Mutatie]:
    """What this recipient heard of somebody in a run."""
    return list(_mutaties(who, [peiling.pk]).filter(persoon_id=persoon_id).order_by("rapport"))
