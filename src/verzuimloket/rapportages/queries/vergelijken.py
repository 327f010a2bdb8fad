"""Comparing an own list with that of the register: where they differ, and why (MND-19…21)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.inschrijvingen.models import InschrijvingVersie
from verzuimloket.personen.models import Persoon
from verzuimloket.rapportages.models import Lijstregel, Peiling
from verzuimloket.rapportages.queries import eigen, lijst, spoor
from verzuimloket.rapportages.queries.lijst import Bereik, Filter
from verzuimloket.rapportages.rules import uitleg
from verzuimloket.rapportages.rules.spoor import Spoor
from verzuimloket.rapportages.rules.vergelijken import Eigen

ONBEKEND = "Bij uw organisatie is geen leerling met dit nummer bekend."


@dataclass(frozen=True)
class Verschil:
    """One person whom the two lists tell differently. persoon: nobody for a number that is not ours."""

    nummer: str
    persoon: Persoon | None
    oorzaak: str
    tekst: str


@dataclass(frozen=True)
class Vergelijking:
    """hier: only on the list of the register; daar: only on the own list; anders: on both, told differently."""

    gelijk: int
    hier: list[Verschil] = field(default_factory=list)
    daar: list[Verschil] = field(default_factory=list)
    anders: list[Verschil] = field(default_factory=list)


def compare(who: Bereik, peiling: Peiling, given: Mapping[str, Eigen]) -> Vergelijking:
    """Both lists side by side; what is not ours is told as unknown."""
    regels = {each.persoon_id: each for each in lijst.lines(who, peiling, Filter())}
    ours = eigen.own_by_numbers(who, peiling, list(given))
    numbers = {pk: nummer for nummer, pk in ours.items()}
    both = [pk for pk in numbers if pk in regels]
    told = _differences({pk: (regels[pk], given[numbers[pk]]) for pk in both})
    hier, daar = [pk for pk in regels if pk not in numbers], [pk for pk in numbers if pk not in regels]
    wie = eigen.named([*hier, *daar, *told])
    toen = spoor.at_cutoff([*hier, *daar], spoor.vraag_of(peiling))
    nu = spoor.as_known_now(hier, spoor.vraag_of(peiling))
    return Vergelijking(
        gelijk=len(both) - len(told),
        hier=_by_name([_only_here(wie[pk], toen[pk], nu.get(pk, toen[pk])) for pk in hier if pk in wie]),
        daar=[*_by_name([_only_there(numbers[pk], wie[pk], toen.get(pk)) for pk in daar]), *_unknown(given, ours)],
        anders=_by_name([Verschil(numbers[pk], wie[pk], "", tekst) for pk, tekst in told.items()]),
    )


def _by_name(found: list[Verschil]) -> list[Verschil]:
    return sorted(found, key=lambda each: (each.persoon.zoeknaam, each.persoon.voornamen) if each.persoon else ("", ""))


def _unknown(given: Mapping[str, Eigen], ours: Mapping[str, int]) -> list[Verschil]:
    return [Verschil(nummer, None, "", ONBEKEND) for nummer in given if nummer not in ours]


def _only_here(persoon: Persoon, toen: Spoor, nu: Spoor) -> Verschil:
    code = uitleg.oorzaak(toen, nu)
    blijkt = next(each.blijkt for each in uitleg.oordelen(toen) if each.voorwaarde.code == "geen_inschrijving_t2")
    return Verschil("", persoon, code, uitleg.OORZAKEN[code] or blijkt)


def _only_there(nummer: str, persoon: Persoon, toen: Spoor | None) -> Verschil:
    if toen is None:
        return Verschil(nummer, persoon, "", "Het register kende deze leerling nog niet op het verzamelmoment.")
    first = next((each for each in uitleg.oordelen(toen) if not each.geldt), None)
    if first is None:
        return Verschil(
            nummer, persoon, "", "De leerling staat op de lijst van een andere instelling, gemeente of regio."
        )
    return Verschil(nummer, persoon, "", f"Dit is niet zo: {first.voorwaarde.zin} {first.blijkt}")


def _differences(both: Mapping[int, tuple[Lijstregel, Eigen]]) -> dict[int, str]:
    """Of who is on both: how the reason or the last day differs, when the own list tells them."""
    wanted = [regel.uit_versie for regel, _ in both.values() if regel.uit_versie]
    last = lijst.versions(wanted)
    return {pk: tekst for pk, (regel, mine) in both.items() if (tekst := _difference(regel, mine, last))}


def _difference(regel: Lijstregel, mine: Eigen, last: Mapping[int, InschrijvingVersie]) -> str:
    told = []
    if mine.reden and mine.reden != regel.reden:
        label = codelijst("vsv_reden").label
        told.append(f"Reden bij u: {label(mine.reden).lower()}; hier: {label(regel.reden).lower()}.")
    uit = last[regel.uit_versie].einddatum if regel.uit_versie else None
    if mine.uit and mine.uit != uit:
        here = uitleg.dag(uit) or "geen"
        told.append(f"Datum uitschrijving bij u: {uitleg.dag(mine.uit)}; hier: {here}.")
    return " ".join(told)
