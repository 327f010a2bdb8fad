"""Whether the reports of a month may be made, and published."""

from collections.abc import Mapping

from verzuimloket.core.rules import Rulebook
from verzuimloket.rapportages.inputs import PeilingFacts, PeilingInput
from verzuimloket.rapportages.rules.kalender import Productie

PEILING = Rulebook("maandrapportages maken")


@PEILING.rule("BV_P_eerste_dag", "S0 L120, S1 L42 (MND-12)", field="t2")
def eerste_dag(given: PeilingInput, facts: PeilingFacts) -> bool:
    """De peildatum t2 is altijd de eerste dag van een maand. Kies een datum als 2026-03-01."""
    return given.t2.day == 1


def _tells_peilmoment(given: PeilingInput, facts: PeilingFacts) -> Mapping[str, object]:
    productie = Productie(given.t2)
    return {"moment": f"{productie.cutoff:%d-%m-%Y %H:%M}"}


def _verzameld(given: PeilingInput, facts: PeilingFacts) -> bool:
    return given.t2.day != 1 or Productie(given.t2).cutoff <= facts.now


@PEILING.rule("BV_P_peilmoment", "S0 L115-122, S1 L42 (MND-10, MND-13)", field="t2", tells=_tells_peilmoment)
def na_het_verzamelmoment(given: PeilingInput, facts: PeilingFacts) -> bool:
    """Mutaties tellen mee tot {moment}. Maak deze rapportages daarna."""
    return facts.testland or _verzameld(given, facts)


@PEILING.rule("BV_P_peilmoment_proef", "ADR 0042", field="t2", tells=_tells_peilmoment, blocks=False)
def proef_voor_het_verzamelmoment(given: PeilingInput, facts: PeilingFacts) -> bool:
    """Het verzamelmoment {moment} is nog niet voorbij. In dit testregister telt alles mee wat nu bekend is."""
    return not facts.testland or _verzameld(given, facts)


@PEILING.rule(
    "BV_P_eerdere_peiling",
    "rapportages.md §4: A01 and A02 compare with the previous run as published (MND-04, MND-05)",
    field="t2",
    tells=lambda given, facts: {"eerst": f"{facts.eerdere_ontbreekt}"},
)
def eerdere_peiling_is_er(given: PeilingInput, facts: PeilingFacts) -> bool:
    """De rapportages van de maand ervoor zijn nog niet gemaakt. Maak ze op volgorde, te beginnen met t2 {eerst}."""
    return facts.eerdere_ontbreekt is None


@PEILING.rule(
    "BV_P_controle",
    "rapportages.md §4: invariants",
    tells=lambda given, facts: {"wat": "; ".join(facts.gebroken)},
)
def controle_klopt(given: PeilingInput, facts: PeilingFacts) -> bool:
    """Deze rapportages zijn niet gepubliceerd, want de controle klopt niet: {wat}. Meld dit aan de leverancier."""
    return not facts.gebroken
