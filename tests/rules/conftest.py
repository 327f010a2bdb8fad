"""Builders for the tables: an input and facts that meet every rule, on which a row changes one thing.

Each table has the columns ``given`` and ``facts`` (what the row changes) and ``holds``.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from verzuimloket.aanleveringen import rules as aanleveringen
from verzuimloket.aanleveringen.inputs import (
    AanleveringFacts,
    AanleveringInput,
    InhoudFacts,
    InhoudInput,
    VastleggenFacts,
    VastleggenInput,
)
from verzuimloket.bestanden.inspectie.codes import Bevinding
from verzuimloket.core.rules import Rulebook
from verzuimloket.inschrijvingen import inputs as inschrijven
from verzuimloket.inschrijvingen.inputs import (
    InschrijvingDatums,
    InschrijvingFacts,
    InschrijvingInput,
)
from verzuimloket.inschrijvingen.rules import (
    AANLEVERING,
    INSCHRIJVING,
    INSCHRIJVING_DATUMS,
    INTREKKING_INSCHRIJVING,
)
from verzuimloket.instellingen.inputs import (
    ContactpersoonFacts,
    ContactpersoonInput,
    EindeFacts,
    EindeInput,
    LesurenFacts,
    LesurenInput,
    LocatieFacts,
    LocatieInput,
    RioFacts,
    RioInput,
    VakantieFacts,
    VakantieInput,
)
from verzuimloket.instellingen.rules import CONTACTPERSOON, EINDE, LESUREN, LOCATIE, RIO, VAKANTIE
from verzuimloket.lesverzuim.inputs import Lesregel, LesregelFacts
from verzuimloket.lesverzuim.rules import LESVERZUIM
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.routering.inputs import PostcodeFacts, PostcodeInput
from verzuimloket.routering.rules import POSTCODE
from verzuimloket.verzuim.inputs import (
    BerichtFacts,
    BerichtInput,
    BijlageFacts,
    BijlageInput,
    IntrekkingFacts,
    IntrekkingInput,
    MeldingFacts,
    MeldingInput,
    OverdrachtFacts,
    OverdrachtInput,
    Periode,
    TerugkoppelingFacts,
    TerugkoppelingInput,
    WijzigingFacts,
)
from verzuimloket.verzuim.rules import BIJLAGE, GESPREK, INTREKKING, MELDING, OVERDRACHT, TERUGKOPPELING, WIJZIGING

VANDAAG = date(2026, 11, 21)

INSCHRIJVING_GOED = InschrijvingInput(
    instelling="28AX",
    begindatum=date(2026, 8, 1),
    einddatum=None,
    met_nummer=True,
    bsn="999999990",
    geslacht="V",
    geboortedatum=Geboortedatum(2011, 3, 15),
)
INSCHRIJVING_FEITEN = InschrijvingFacts(
    instelling_bekend=True,
    instelling_van_actor=True,
    oprichtingsdatum=date(1990, 8, 1),
    opheffingsdatum=None,
    sector="VO",
    persoon_bekend=True,
    geboortedatum_klopt=True,
    geslacht_klopt=True,
    overleden_op=None,
    inschrijvingen=(),
    gemeente_bekend=True,
    land_bekend=True,
    vandaag=VANDAAG,
)
MELDING_GOED = MeldingInput(
    instelling="28AX",
    persoon_id=1,
    begindatum=date(2026, 11, 2),
    einddatum=date(2026, 11, 6),
    soort="V3",
    reden="Vaak te laat op maandag",
    actie_gewenst=True,
    contact_naam="A. Bakker",
    contact_email="a.bakker@school.example",
    acties=("BRIEF",),
)
MELDING_FEITEN = MeldingFacts(
    geboortedatum=Geboortedatum(2011, 3, 15),
    woont_in_buitenland=False,
    gemeente_bekend=True,
    inschrijvingen=(Periode(date(2023, 8, 1)),),
    andere_meldingen=(),
    startkwalificatie_op=None,
    locaties=frozenset({"28AX0022"}),
    vandaag=VANDAAG,
)
WIJZIGING_FEITEN = WijzigingFacts(**vars(MELDING_FEITEN), huidig=MELDING_GOED, status="R", gemeld_op=date(2026, 11, 9))
ACCEPTED: dict[str, tuple[Any, Any]] = {
    LOCATIE.subject: (LocatieInput("28AX", "28AX0022", "Hoofdgebouw"), LocatieFacts()),
    CONTACTPERSOON.subject: (
        ContactpersoonInput("28AX", "A. Bakker", "a.bakker@school.example"),
        ContactpersoonFacts(),
    ),
    EINDE.subject: (EindeInput("sluiten", VANDAAG), EindeFacts("locatie")),
    VAKANTIE.subject: (
        VakantieInput("Herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)),
        VakantieFacts((), VANDAAG),
    ),
    RIO.subject: (
        RioInput(
            "INSTELLINGSERKENNING", "31XU", "Voorbeeldschool", "Utrecht", date(1999, 8, 1), None, "109B027", "PO", False
        ),
        RioFacts(),
    ),
    POSTCODE.subject: (PostcodeInput("3511AB", "0344"), PostcodeFacts("", frozenset({"0344"}))),
    LESUREN.subject: (LesurenInput(50, False), LesurenFacts("VO", VANDAAG)),
    INSCHRIJVING.subject: (INSCHRIJVING_GOED, INSCHRIJVING_FEITEN),
    INSCHRIJVING_DATUMS.subject: (InschrijvingDatums(date(2026, 8, 1), None), INSCHRIJVING_FEITEN),
    AANLEVERING.subject: (
        InschrijvingDatums(date(2026, 11, 16), None),
        inschrijven.AanleveringFacts(op=VANDAAG),
    ),
    INTREKKING_INSCHRIJVING.subject: (
        inschrijven.IntrekkingInput("NOOIT_GEWEEST"),
        inschrijven.IntrekkingFacts(VANDAAG),
    ),
    aanleveringen.AANLEVERING.subject: (
        AanleveringInput("instelling", "INSCHRIJVINGEN", "leerlingen.csv", "28AX"),
        AanleveringFacts(frozenset({"INSCHRIJVINGEN", "ALGEMEEN_ROD"}), ("28AX",)),
    ),
    aanleveringen.INHOUD.subject: (InhoudInput("leerlingen.csv", 1_000, "CSV"), InhoudFacts(VANDAAG)),
    aanleveringen.VASTLEGGEN.subject: (VastleggenInput(False), VastleggenFacts(10, 2)),
    MELDING.subject: (MELDING_GOED, MELDING_FEITEN),
    WIJZIGING.subject: (MELDING_GOED, WIJZIGING_FEITEN),
    INTREKKING.subject: (IntrekkingInput("FOUTIEF"), IntrekkingFacts(date(2026, 11, 2), VANDAAG)),
    TERUGKOPPELING.subject: (
        TerugkoppelingInput("Gemeente Houten", "B. de Vries"),
        TerugkoppelingFacts("terugkoppelen", VANDAAG),
    ),
    GESPREK.subject: (
        BerichtInput("OPMERKING", "Wij spreken de leerling morgen."),
        BerichtFacts("school", "B", VANDAAG, collegas=frozenset({7})),
    ),
    OVERDRACHT.subject: (OverdrachtInput(7), OverdrachtFacts(frozenset({7}))),
    BIJLAGE.subject: (BijlageInput("verslag.pdf", b"%PDF-"), BijlageFacts(Bevinding("PDF"), 0, VANDAAG, "R")),
    LESVERZUIM.subject: (
        Lesregel("999999990", date(2026, 11, 2), 3, None, "O"),
        LesregelFacts(nummer_klopt=True, inschrijvingen=(Periode(date(2023, 8, 1)),), vandaag=VANDAAG),
    ),
}
Changes = Mapping[str, Any]
Judge = Callable[..., bool]


def changed(book: Rulebook, given: Changes, facts: Changes) -> tuple[Any, Any]:
    good_given, good_facts = ACCEPTED[book.subject]
    return replace(good_given, **given), replace(good_facts, **facts)


def judge(book: Rulebook, code: str, given: Changes, facts: Changes) -> bool:
    """Whether the rule is met; if not, its sentence must be whole."""
    rule, (changed_given, changed_facts) = book[code], changed(book, given, facts)
    if rule.holds(changed_given, changed_facts):
        return True
    text = rule.violation(changed_given, changed_facts).text
    assert text.endswith(".")
    assert "None" not in text
    return False


def _judge_of(book: Rulebook) -> Judge:
    return lambda code, given, facts: judge(book, code, given, facts)


@pytest.fixture
def inschrijving() -> Judge:
    return _judge_of(INSCHRIJVING)


@pytest.fixture
def datums() -> Judge:
    return _judge_of(INSCHRIJVING_DATUMS)


@pytest.fixture
def aanlevering() -> Judge:
    return _judge_of(AANLEVERING)


@pytest.fixture
def intrekking_inschrijving() -> Judge:
    return _judge_of(INTREKKING_INSCHRIJVING)


@pytest.fixture
def melding() -> Judge:
    return _judge_of(MELDING)


@pytest.fixture
def wijziging() -> Judge:
    return _judge_of(WIJZIGING)


@pytest.fixture
def intrekking() -> Judge:
    return _judge_of(INTREKKING)


@pytest.fixture
def terugkoppeling() -> Judge:
    return _judge_of(TERUGKOPPELING)


@pytest.fixture
def gesprek() -> Judge:
    return _judge_of(GESPREK)


@pytest.fixture
def overdracht() -> Judge:
    return _judge_of(OVERDRACHT)


@pytest.fixture
def lesverzuim() -> Judge:
    return _judge_of(LESVERZUIM)


@pytest.fixture
def bijlage() -> Judge:
    return _judge_of(BIJLAGE)


@pytest.fixture
def zin() -> Callable[..., str]:
    """The sentence that the user reads when the rule is broken."""

    def text(book: Rulebook, code: str, given: Changes, facts: Changes) -> str:
        return book[code].violation(*changed(book, given, facts)).text

    return text


@pytest.fixture(params=list(ACCEPTED), ids=str)
def accepted(request: pytest.FixtureRequest) -> tuple[str, Any, Any]:
    """(subject, given, facts) of every book: what all rules accept."""
    return (request.param, *ACCEPTED[request.param])


@pytest.fixture
def facts_of() -> Callable[[str], Any]:
    """The facts under which a good input of that book is accepted."""
    return lambda subject: ACCEPTED[subject][1]
