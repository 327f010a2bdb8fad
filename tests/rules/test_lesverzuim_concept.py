"""What the hour counter prepares, the rulebook accepts. Domain rules §6.2."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given as generated
from hypothesis import settings
from hypothesis import strategies as st

from tests.rules.conftest import MELDING_FEITEN, MELDING_GOED
from verzuimloket.lesverzuim.codes import Eenheid
from verzuimloket.lesverzuim.inputs import Bereikt, Lesregel, Rekenwijze, Verzuimuren
from verzuimloket.lesverzuim.rules import answers, soort, tel
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.verzuim.inputs import AndereMelding, MeldingInput, Periode, Verzuimdag
from verzuimloket.verzuim.rules import MELDING

DAG = timedelta(days=1)
START = date(2026, 9, 1)
births = st.dates(date(2004, 1, 1), date(2020, 6, 30)).map(lambda day: Geboortedatum(day.year, day.month, day.day))
school_days = st.integers(0, 100).map(lambda n: START + n * DAG).filter(lambda day: day.weekday() < 5)
loose = st.dictionaries(school_days, st.tuples(st.integers(0, 9), st.integers(0, 300)), max_size=30)
streaks = st.tuples(st.integers(0, 60), st.integers(1, 40), st.integers(1, 9))
holidays = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 9)), max_size=3)


def draft(bereikt: Bereikt, days: dict[date, tuple[int, int]], geboren: Geboortedatum, wijze: Rekenwijze) -> Any:
    """The answers, as the wizard reads them."""
    regels = [Lesregel("", dag, uur, None, "O") for dag, (hours, _) in days.items() for uur in range(1, hours + 1)]
    raw = answers(bereikt, regels, soort(geboren, bereikt.begin), wijze, {})
    verzuim, lesuren = raw["verzuim"], raw["lesuren"]
    told = [naam for naam in lesuren if naam.endswith("_lesuren")]
    return replace(
        MELDING_GOED,
        begindatum=day_of(verzuim, "begindatum"),
        einddatum=day_of(verzuim, "einddatum"),
        soort=verzuim["soort"],
        toelichting=verzuim["toelichting"],
        alle_lessen_gemist=verzuim["alle_lessen_gemist"] == "ja",
        verzuimdagen=tuple(
            Verzuimdag(day_of(lesuren, naam.replace("lesuren", "datum")), False, tuple(map(int, lesuren[naam])))
            for naam in told
        ),
    )


def day_of(raw: dict[str, Any], naam: str) -> date:
    return date(*(int(raw[f"{naam}_{deel}"]) for deel in ("jaar", "maand", "dag")))


def reported(
    days: dict[date, tuple[int, int]], geboren: Geboortedatum, wijze: Rekenwijze, delay: int
) -> Iterator[tuple[MeldingInput, tuple[AndereMelding, ...], date]]:
    """Each draft, what was reported before it, and the day on which the school sends it."""
    before: tuple[AndereMelding, ...] = ()
    vandaag = START
    while vandaag < START + 150 * DAG:
        known = [Verzuimuren(dag, *much) for dag, much in days.items() if dag <= vandaag]
        ends = [each.periode.eind for each in before if each.periode.eind]
        ready = tel(known, wijze, vandaag=vandaag, hervat_na=max(ends, default=None)).bereikt
        if ready:
            sent = draft(ready[0], days, geboren, wijze)
            yield sent, before, vandaag + delay * DAG
            period = Periode(sent.begindatum, sent.einddatum)
            before += (AndereMelding(len(before) + 1, period, sent.soort, "R", "28AX"),)
        else:
            vandaag += DAG


@settings(max_examples=100, deadline=None)
@generated(
    loose=loose,
    streak=streaks,
    free=holidays,
    geboren=births,
    wijze=st.sampled_from([(Eenheid.LESUREN, 50), (Eenheid.KLOKUREN, 60), (Eenheid.KLOKUREN, 75)]),
    delay=st.integers(0, 9),
)
def test_a_draft_of_the_counter_breaks_no_rule(
    loose: dict[date, tuple[int, int]],
    streak: tuple[int, int, int],
    free: list[tuple[int, int]],
    geboren: Geboortedatum,
    wijze: tuple[Eenheid, int],
    delay: int,
) -> None:
    """Whatever was missed, and whenever the school sends it: kind, repeat and days are as the rules want them.

    A school that sends its drafts on the day they are ready is in time as well.
    """
    first, length, hours = streak
    row = (START + n * DAG for n in range(first, first + length))
    days = {dag: (hours, 0) for dag in row if dag.weekday() < 5} | loose
    vakanties = tuple(Periode(START + n * DAG, START + (n + more) * DAG) for n, more in free)
    for sent, before, op in reported(days, geboren, Rekenwijze(*wijze, vakanties), delay):
        facts = replace(MELDING_FEITEN, geboortedatum=geboren, andere_meldingen=before, vandaag=op)
        broken = {each.code for each in MELDING.broken(sent, facts, on=op)}
        may_warn = {"BV_S_melding_laat"} if delay else set()
        may_warn |= {"BV_S_periode_te_lang_16uur"} if vakanties else set()  # says itself that a holiday explains it
        assert broken <= may_warn, sent
