"""Merging: how alike two registrations are, and what may be done, as tables. Domain rules §13.6, ADR 0035."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from verzuimloket.core.parameters import param
from verzuimloket.core.rules import Rulebook
from verzuimloket.koppelingen.inputs import (
    AntwoordInput,
    KoppelFacts,
    Persoonsgegevens,
    TerugFacts,
    TerugInput,
    VraagFacts,
    VraagInput,
)
from verzuimloket.koppelingen.rules import KOPPELANTWOORD, KOPPELEN, KOPPELVRAAG, TERUGDRAAIEN, lijkt, vergelijk
from verzuimloket.personen.inputs import Geboortedatum

ON = date(2026, 11, 22)
ZEKER, KANDIDAAT = param("koppeling_zeker_punten", on=ON), param("koppeling_kandidaat_punten", on=ON)
LOTTE = Persoonsgegevens("morgen", ("lotte",), "V", Geboortedatum(2012, 3, 5), frozenset({("3511AB", "99")}), True)
ELDERS = frozenset({("1012AB", "1")})
VRAAG = VraagInput("123456782", "100310303", "Morgen", "05-03-2012", "Is dit dezelfde leerling?")

pytestmark = pytest.mark.req("INS-31")


@pytest.mark.parametrize(
    ("ander", "punten"),
    [
        ({}, 100),
        ({"adressen": ELDERS}, 85),
        ({"adressen": frozenset()}, 85),
        ({"adressen": ELDERS | LOTTE.adressen}, 100),  # one of the former addresses is enough
        # birth date: partial, day and month exchanged, another one
        ({"geboren": Geboortedatum(2012, 3)}, 85),
        ({"geboren": Geboortedatum(2012)}, 85),
        ({"geboren": Geboortedatum(2012), "adressen": ELDERS}, 70),
        ({"geboren": Geboortedatum(2012, 5, 3)}, 80),
        ({"geboren": Geboortedatum(2012, 3, 6)}, 25),
        ({"geboren": Geboortedatum(2013)}, 25),
        # surname: part of it, spelled otherwise, another
        ({"zoeknaam": "morgen jansen"}, 92),
        ({"zoeknaam": "jansen-morgen"}, 92),
        ({"zoeknaam": "morgens"}, 88),
        ({"zoeknaam": "avond"}, 70),
        # first names: more of them, an initial, unknown, nearly the same
        ({"voornamen": ("lotte", "maria")}, 100),
        ({"voornamen": ("l",)}, 80),
        ({"voornamen": ()}, 80),
        ({"voornamen": ("lotta",)}, 30),
        ({"geslacht": "O"}, 100),
        ({"geslacht": "M"}, 50),
    ],
)
def test_points(ander: dict[str, Any], punten: int) -> None:
    found = vergelijk(LOTTE, replace(LOTTE, heeft_bsn=False, **ander))
    assert found.punten == punten
    assert vergelijk(replace(LOTTE, **ander), LOTTE).punten == punten  # either way around
    assert all(deel.feit and deel.uitleg for deel in found.delen)


@pytest.mark.parametrize(
    "twin",
    [
        {"voornamen": ("sofie",)},
        {"voornamen": ("lars",), "geslacht": "M"},
        {"voornamen": ("lotta",)},
        {"voornamen": ("lieke", "maria")},
        {"voornamen": (), "geslacht": "M"},
    ],
)
def test_a_twin_is_no_candidate(twin: dict[str, Any]) -> None:
    """Surname, birth date and address are the same: that is not enough when anything says that it is another child."""
    assert vergelijk(LOTTE, replace(LOTTE, **twin)).punten < KANDIDAAT


@pytest.mark.parametrize("twin", [{"voornamen": ("l",)}, {"voornamen": ()}])
def test_a_possible_twin_is_never_certain(twin: dict[str, Any]) -> None:
    assert KANDIDAAT <= vergelijk(LOTTE, replace(LOTTE, **twin)).punten < ZEKER


@pytest.mark.parametrize(
    ("een", "ander", "punten"),
    [("mohamed", "mohammed", 0), ("christiaan", "christian", 0), ("lotte", "sofie", -50), ("anna", "anne", -50)],
)
def test_first_names_that_nearly_agree_say_nothing(een: str, ander: str, punten: int) -> None:
    delen = vergelijk(replace(LOTTE, voornamen=(een,)), replace(LOTTE, voornamen=(ander,))).delen
    assert next(deel.punten for deel in delen if deel.feit == "Voornamen") == punten


def test_nobody_is_negative_or_more_than_100() -> None:
    other = Persoonsgegevens("avond", ("sofie",), "M", Geboortedatum(1999, 1, 1))
    assert vergelijk(LOTTE, other).punten == 0


def test_similarity_as_the_database_counts_it() -> None:
    assert lijkt("morgen", "morgen") == 1
    assert lijkt("", "") == 0
    assert lijkt("morgen", "morgens") == pytest.approx(6 / 9)  # SELECT similarity('morgen', 'morgens')


def holds_for(book: Rulebook, code: str, given: Any, facts: Any) -> bool:
    return code not in [violation.code for violation in book.broken(given, facts, on=ON)]


GOED = KoppelFacts(drempel=ZEKER)


@pytest.mark.parametrize(("facts", "holds"), [(GOED, True), (replace(GOED, bsn_bekend=False), False)])
def test_BV_K_bsn_onbekend(facts: KoppelFacts, holds: bool) -> None:
    assert holds_for(KOPPELEN, "BV_K_bsn_onbekend", VRAAG, facts) is holds


@pytest.mark.parametrize(("facts", "holds"), [(GOED, True), (replace(GOED, onderwijsnummer_bekend=False), False)])
def test_BV_K_onderwijsnummer_onbekend(facts: KoppelFacts, holds: bool) -> None:
    assert holds_for(KOPPELEN, "BV_K_onderwijsnummer_onbekend", VRAAG, facts) is holds


@pytest.mark.parametrize(("facts", "holds"), [(GOED, True), (replace(GOED, dezelfde=True), False)])
def test_BV_K_al_gekoppeld(facts: KoppelFacts, holds: bool) -> None:
    assert holds_for(KOPPELEN, "BV_K_al_gekoppeld", VRAAG, facts) is holds


@pytest.mark.parametrize(("facts", "holds"), [(GOED, True), (replace(GOED, beide_bsn=True), False)])
def test_BV_K_twee_bsn(facts: KoppelFacts, holds: bool) -> None:
    assert holds_for(KOPPELEN, "BV_K_twee_bsn", VRAAG, facts) is holds


@pytest.mark.parametrize(
    ("facts", "holds"),
    [
        (replace(GOED, punten=ZEKER), True),
        (replace(GOED, punten=ZEKER - 1), False),
        (replace(GOED, punten=0, register=True), True),  # the register holder judges
        (replace(GOED, punten=0, bsn_bekend=False), True),  # the other sentence says enough
        (replace(GOED, punten=0, dezelfde=True), True),
        (replace(GOED, punten=0, apart=True), True),
    ],
)
def test_BV_K_niet_zeker(facts: KoppelFacts, holds: bool) -> None:
    assert holds_for(KOPPELEN, "BV_K_niet_zeker", VRAAG, facts) is holds


@pytest.mark.parametrize(
    ("facts", "holds"),
    [(GOED, True), (replace(GOED, apart=True), False), (replace(GOED, apart=True, register=True), False)],
)
def test_BV_K_twee_personen(facts: KoppelFacts, holds: bool) -> None:
    assert holds_for(KOPPELEN, "BV_K_twee_personen", VRAAG, facts) is holds


TERUG = TerugFacts(teruggedraaid=False, tot=ON, later=0, vandaag=ON)
DEZE = TerugInput(UUID(int=1))


@pytest.mark.parametrize(("facts", "holds"), [(TERUG, True), (replace(TERUG, teruggedraaid=True), False)])
def test_BV_K_al_teruggedraaid(facts: TerugFacts, holds: bool) -> None:
    assert holds_for(TERUGDRAAIEN, "BV_K_al_teruggedraaid", DEZE, facts) is holds


@pytest.mark.parametrize(("facts", "holds"), [(TERUG, True), (replace(TERUG, vandaag=date(2026, 11, 23)), False)])
def test_BV_K_termijn_voorbij(facts: TerugFacts, holds: bool) -> None:
    assert holds_for(TERUGDRAAIEN, "BV_K_termijn_voorbij", DEZE, facts) is holds


@pytest.mark.parametrize(("facts", "holds"), [(TERUG, True), (replace(TERUG, later=1), False)])
def test_BV_K_later_gekoppeld(facts: TerugFacts, holds: bool) -> None:
    assert holds_for(TERUGDRAAIEN, "BV_K_later_gekoppeld", DEZE, facts) is holds


@pytest.mark.parametrize(("bsn", "own", "holds"), [("123456782", "", True), ("", "100310303", True), ("", "", False)])
def test_BV_K_nummer_nodig(bsn: str, own: str, holds: bool) -> None:
    given = replace(VRAAG, bsn=bsn, onderwijsnummer=own)
    assert holds_for(KOPPELVRAAG, "BV_K_nummer_nodig", given, VraagFacts()) is holds


@pytest.mark.parametrize(("bsn", "klopt", "holds"), [("1", True, True), ("1", False, False), ("", False, True)])
def test_BV_K_bsn_cijfers(bsn: str, klopt: bool, holds: bool) -> None:
    given, facts = replace(VRAAG, bsn=bsn), VraagFacts(bsn_klopt=klopt)
    assert holds_for(KOPPELVRAAG, "BV_K_bsn_cijfers", given, facts) is holds


@pytest.mark.parametrize(("own", "klopt", "holds"), [("1", True, True), ("1", False, False), ("", False, True)])
def test_BV_K_onderwijsnummer_cijfers(own: str, klopt: bool, holds: bool) -> None:
    given, facts = replace(VRAAG, onderwijsnummer=own), VraagFacts(onderwijsnummer_klopt=klopt)
    assert holds_for(KOPPELVRAAG, "BV_K_onderwijsnummer_cijfers", given, facts) is holds


@pytest.mark.parametrize(
    ("own", "opmerking", "holds"),
    [
        ("100310303", "", True),  # both numbers: the question is whether they are one pupil
        ("", "Waar woont deze leerling?", True),
        ("", "", False),
    ],
)
def test_BV_K_vraag_leeg(own: str, opmerking: str, holds: bool) -> None:
    given = replace(VRAAG, onderwijsnummer=own, opmerking=opmerking)
    assert holds_for(KOPPELVRAAG, "BV_K_vraag_leeg", given, VraagFacts()) is holds


@pytest.mark.parametrize(("tekst", "holds"), [("Ja", True), ("", False)])
def test_BV_K_antwoord_leeg(tekst: str, holds: bool) -> None:
    assert holds_for(KOPPELANTWOORD, "BV_K_antwoord_leeg", AntwoordInput(tekst), VraagFacts()) is holds


@pytest.mark.parametrize(("facts", "holds"), [(VraagFacts(), True), (VraagFacts(beantwoord=True), False)])
def test_BV_K_al_beantwoord(facts: VraagFacts, holds: bool) -> None:
    assert holds_for(KOPPELANTWOORD, "BV_K_al_beantwoord", AntwoordInput("Ja"), facts) is holds
