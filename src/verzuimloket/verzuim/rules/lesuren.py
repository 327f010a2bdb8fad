"""Days and lesson hours that were missed. Domain rules §7.4."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from verzuimloket.core.parameters import param
from verzuimloket.personen.rules import voluit
from verzuimloket.verzuim.inputs import MeldingFacts, MeldingInput
from verzuimloket.verzuim.rules.boeken import in_both


@in_both("BV_S_lesuren_bij_alle_lessen", "S2 L722-730 (MEL-35)", field="verzuimdagen")
def geen_dagen_bij_alle_lessen(given: MeldingInput, facts: MeldingFacts) -> bool:
    """U geeft aan dat alle lessen zijn gemist. Verwijder de verzuimdagen, of kies bij Alle lessen gemist
    Nee."""
    return not given.alle_lessen_gemist or not given.verzuimdagen


@in_both("BV_S_verzuimdag_datum", "S2 L758-776 (MEL-38)", field="verzuimdagen")
def dagen_hebben_datum(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Vul bij elke verzuimdag de datum in, of verwijder de dag."""
    return all(dag.datum is not None for dag in given.verzuimdagen)


def _days_outside(given: MeldingInput) -> list[date]:
    period = given.periode
    if period is None:
        return []
    return [dag.datum for dag in given.verzuimdagen if dag.datum is not None and not period.bevat(dag.datum)]


def _tells_outside(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    days = _days_outside(given)
    return {"dag": voluit(days[0]) if days else ""}


@in_both("BV_S_verzuimdag_buiten_periode", "domain rules §7.4, §8", field="verzuimdagen", tells=_tells_outside)
def dagen_binnen_periode(given: MeldingInput, facts: MeldingFacts) -> bool:
    """De verzuimdag {dag} ligt buiten de verzuimperiode. Pas de dag of de periode aan."""
    return not _days_outside(given)


def _parts(given: MeldingInput, max_lesuur: int) -> Iterator[tuple[date, int]]:
    """(day, lesson hour) for all that is missed; a whole day is all its hours."""
    for dag in given.verzuimdagen:
        if dag.datum is not None:
            hours = range(1, max_lesuur + 1) if dag.hele_dag else set(dag.lesuren)
            yield from ((dag.datum, hour) for hour in hours)


def _days_twice(given: MeldingInput, facts: MeldingFacts) -> list[date]:
    counted = Counter(_parts(given, _max_lesuur(facts)))
    return sorted({day for (day, _), times in counted.items() if times > 1})


def _max_lesuur(facts: MeldingFacts) -> int:
    return param("max_lesuren_per_dag", on=facts.vandaag)


def _tells_twice(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    days = _days_twice(given, facts)
    return {"dag": voluit(days[0]) if days else ""}


@in_both("BV_S_dubbele_verzuimdag", "domain rules §7.4", field="verzuimdagen", tells=_tells_twice)
def dagen_een_keer(given: MeldingInput, facts: MeldingFacts) -> bool:
    """De verzuimdag {dag} staat er twee keer in. Verwijder een van de twee, of kies andere lesuren."""
    return not _days_twice(given, facts)


@in_both("BV_S_verzuimdag_hele_dag", "S2 L758-776 (MEL-38)", field="verzuimdagen")
def hele_dag_beantwoord(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Geef bij elke verzuimdag aan of de leerling de hele dag afwezig was."""
    return all(dag.hele_dag is not None for dag in given.verzuimdagen)


@in_both("BV_S_verzuimdag_zonder_lesuur", "S2 L794 (MEL-39); domain rules §7.4", field="verzuimdagen")
def lesuren_bij_deel_van_dag(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Kies bij elke verzuimdag die geen hele dag is ten minste 1 lesuur."""
    return all(dag.lesuren for dag in given.verzuimdagen if dag.hele_dag is False)


@in_both("BV_S_lesuren_bij_hele_dag", "S2 L794 (MEL-39)", field="verzuimdagen")
def geen_lesuren_bij_hele_dag(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Kies voor de hele dag of voor lesuren, niet voor allebei."""
    return not any(dag.lesuren for dag in given.verzuimdagen if dag.hele_dag)


def _tells_lesuur(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    return {"max": _max_lesuur(facts)}


@in_both("BV_S_lesuur_bestaat_niet", "domain rules §7.4", field="verzuimdagen", tells=_tells_lesuur)
def lesuren_bestaan(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Kies lesuren van 1 tot en met {max}."""
    return all(1 <= hour <= _max_lesuur(facts) for dag in given.verzuimdagen for hour in dag.lesuren)
