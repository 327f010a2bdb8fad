"""Which melding fits, against written cases: ``boom_gevallen.csv``. Domain rules §6.6, §21.3."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given as generated
from hypothesis import settings
from hypothesis import strategies as st

from tests.rules.conftest import MELDING_FEITEN, MELDING_GOED
from tests.rules.test_plicht import GEVALLEN as PLICHT_GEVALLEN
from tests.rules.test_plicht import Row, facts_in, lees
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.verzuim.inputs import AndereMelding, Geteld, MeldingFacts, MeldingInput, Periode
from verzuimloket.verzuim.rules import MELDING
from verzuimloket.verzuim.rules.advies import MOGELIJK, Advies, Boomvraag, Uitkomst
from verzuimloket.verzuim.rules.beslisboom import advies, vragen

GEVALLEN = lees("boom_gevallen.csv")
_OWN = {"niet-ingeschreven", "buitenland", "alle-lessen", "ingeschreven", "vandaag"}


def melding(text: str) -> AndereMelding:
    """``2026-09-07:7:V3`` is seven days; ``!`` withdrawn; ``@11AA`` of another school."""
    text, _, instelling = text.partition("@")
    begin, days, soort = text.rstrip("!").split(":")
    first = date.fromisoformat(begin)
    period = Periode(first, first + timedelta(days=int(days) - 1))
    return AndereMelding(first.toordinal(), period, soort, "I" if text.endswith("!") else "R", instelling or "28AX")


def read(row: Row) -> tuple[MeldingInput, MeldingFacts, dict[Boomvraag, str]]:
    words = row["feiten"].split()
    own = {word.partition("=")[0]: word.partition("=")[2] for word in words if word.partition("=")[0] in _OWN}
    plicht = facts_in({**row, "feiten": " ".join(word for word in words if word.partition("=")[0] not in _OWN)})
    begin, eind = (date.fromisoformat(row[name]) if row[name] else None for name in ("begin", "eind"))
    given = replace(MELDING_GOED, begindatum=begin, einddatum=eind, soort="", alle_lessen_gemist="alle-lessen" in own)
    facts = replace(
        MELDING_FEITEN,
        geboortedatum=plicht.geboren,
        startkwalificatie_op=plicht.startkwalificatie_op,
        plicht=plicht,
        inschrijvingen=enrolments(own),
        woont_in_buitenland="buitenland" in own,
        andere_meldingen=tuple(map(melding, row["keten"].split())),
        vandaag=date.fromisoformat(own.get("vandaag", "2026-11-22")),
    )
    answers = dict(word.split("=") for word in row["antwoorden"].split())
    return given, facts, {Boomvraag(name): answer for name, answer in answers.items()}


def enrolments(own: dict[str, str]) -> tuple[Periode, ...]:
    if "niet-ingeschreven" in own:
        return ()
    begin, _, eind = own.get("ingeschreven", "2010-08-01/").partition("/")
    return (Periode(date.fromisoformat(begin), date.fromisoformat(eind) if eind else None),)


@pytest.mark.req("RGL-01", "RGL-03", "RGL-04", "RGL-11", "RGL-12", "RGL-13", "RGL-14", "RGL-16", "RGL-17")
@pytest.mark.req("RGL-22", "RGL-23", "RGL-24", "RGL-27", "RGL-28", "WNS-19", "MEL-23")
@pytest.mark.parametrize("row", GEVALLEN, ids=[f"{row['nr']} {row['tak']} {row['waarom']}" for row in GEVALLEN])
def test_geval(row: Row) -> None:
    given, facts, answers = read(row)
    found = advies(given, facts, answers)
    assert found.uitkomst == row["uitkomst"]
    assert (found.soort, found.verbijzondering) == (row["soort"], row["verbijzondering"])
    assert found.plicht is (row["plicht"] == "ja")
    assert found.einddatum_nodig is (row["einddatum"] == "ja")
    assert vragen(given, facts) == row["vragen"].split()
    assert (found.vraag is not None) is (found.uitkomst is Uitkomst.VRAAG)
    assert_explained(found, answers)


def assert_explained(found: Advies, answers: dict[Boomvraag, str]) -> None:
    assert found.zin.endswith(".")
    assert found.uitkomst is Uitkomst.VRAAG or found.stappen
    for stap in found.stappen:
        assert stap.vraag.rstrip(")").endswith("?") or "nodig:" in stap.vraag
        assert stap.antwoord
        assert stap.artikel
        assert stap.bron in ("register", "melding", "uren", "school")
    told = [stap for stap in found.stappen if stap.bron == "school"]
    assert len(told) <= len(answers)
    assert not found.soort or found.artikel


def test_the_two_tables_hold_200_cases() -> None:
    assert [row["nr"] for row in GEVALLEN] == [str(nr) for nr in range(1, len(GEVALLEN) + 1)]
    assert len(GEVALLEN) + len(PLICHT_GEVALLEN) >= 200
    assert {row["soort"] for row in GEVALLEN} - {""} == {"V3", "V4", "L", "LRV", "RMC", "O"}
    assert {row["uitkomst"] for row in GEVALLEN} == set(Uitkomst)


def test_unknown_person() -> None:
    assert advies(MELDING_GOED, replace(MELDING_FEITEN, geboortedatum=None)).uitkomst is Uitkomst.EERST_INSCHRIJVEN


def test_the_weekly_repeat_says_from_when() -> None:
    row = next(row for row in GEVALLEN if row["nr"] == "60")
    assert "U kunt vanaf 16 september 2026 opnieuw melden." in " ".join(advies(*read(row)).let_op)
    row = next(row for row in GEVALLEN if row["nr"] == "59")
    assert "opnieuw melden." not in " ".join(advies(*read(row)).let_op)


VENSTER = Periode(date(2026, 11, 2), date(2026, 11, 29))
REACHED = Geteld("18 lesuren", VENSTER, Periode(date(2026, 11, 2), date(2026, 11, 4)))


@pytest.mark.req("RGL-28", "RGL-11")
def test_hours_that_the_school_counted_need_no_question() -> None:
    given, facts, _ = read(next(row for row in GEVALLEN if row["nr"] == "56"))
    known = {Boomvraag.GELDIGE_REDEN: "nee", Boomvraag.VAKANTIE: "nee"}
    found = advies(given, facts, known, REACHED)
    assert (found.uitkomst, found.soort, found.plicht) == (Uitkomst.MELDEN, "V3", True)
    told = next(stap for stap in found.stappen if stap.bron == "uren")
    assert told.antwoord == "ja, 18 lesuren in de 4 lesweken van 2 november 2026 tot en met 29 november 2026"
    assert_explained(found, known)
    assert Boomvraag.ZESTIEN_UUR not in vragen(given, facts, REACHED)


@pytest.mark.parametrize("geteld", [None, replace(REACHED, hoeveel="12 lesuren", melden=None)])
def test_fewer_counted_hours_prove_nothing(geteld: Geteld | None) -> None:
    """Not every school keeps all hours here, and a duty to report is not to be talked away."""
    given, facts, _ = read(next(row for row in GEVALLEN if row["nr"] == "56"))
    known = {Boomvraag.GELDIGE_REDEN: "nee", Boomvraag.VAKANTIE: "nee"}
    assert advies(given, facts, known, geteld).vraag is Boomvraag.ZESTIEN_UUR
    assert Boomvraag.ZESTIEN_UUR in vragen(given, facts, geteld)


def test_the_term_is_told() -> None:
    row = next(row for row in GEVALLEN if row["nr"] == "56")
    assert "13 november 2026" in " ".join(advies(*read(row)).let_op)


def test_an_uncertain_birth_date_is_told() -> None:
    row = next(row for row in GEVALLEN if row["nr"] == "79")
    assert "geboortedatum" in " ".join(advies(*read(row)).let_op)


rows = st.sampled_from(GEVALLEN)
births = st.builds(
    lambda born, known: Geboortedatum(born.year, *(born.month, born.day)[:known]),
    st.dates(date(1996, 1, 1), date(2024, 12, 31)),
    st.integers(0, 2),
)
answers_given = st.fixed_dictionaries({}, optional={vraag: st.sampled_from(MOGELIJK[vraag]) for vraag in Boomvraag})
OF_THE_KIND = (
    *("BV_S_soort_onbekend", "BV_S_soort_leeftijd", "BV_S_rmc_startkwalificatie"),
    *("BV_S_lrv_zonder_voorgeschiedenis", "BV_S_geen_leerplicht", "BV_S_vrijstelling"),
)


@generated(rows, births, answers_given)
@settings(max_examples=400, deadline=None)
def test_the_advised_kind_breaks_no_rule(row: Row, geboren: Geboortedatum, answers: dict[Boomvraag, str]) -> None:
    """Whatever the tree advises, the rulebook accepts, and it never asks what it would not hear."""
    given, facts, _ = read(row)
    assert facts.plicht
    facts = replace(facts, geboortedatum=geboren, plicht=replace(facts.plicht, geboren=geboren))
    found = advies(given, facts, answers)
    assert_explained(found, answers)
    contradicted = [Boomvraag.LANGDURIG_ZIEK] if Boomvraag.GELDIGE_REDEN in answers else []
    assert found.vraag is None or found.vraag in [*vragen(given, facts), *contradicted]
    if not found.soort:
        return
    told = replace(given, soort=found.soort, verbijzondering=found.verbijzondering)
    assert [code for code in OF_THE_KIND if not MELDING[code].holds(told, facts)] == []
    verplicht = codelijst("soort")[found.soort].extra["einddatum_verplicht"] == "J"
    assert found.einddatum_nodig is verplicht
