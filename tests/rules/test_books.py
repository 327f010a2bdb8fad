"""Whole books at once: what is good passes without a warning, what is empty gets sentences, never a crash."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from verzuimloket.aanleveringen import rules as aanleveringen
from verzuimloket.core.rules import Rulebook
from verzuimloket.inschrijvingen import rules as inschrijvingen
from verzuimloket.inschrijvingen.inputs import InschrijvingInput
from verzuimloket.instellingen import rules as instellingen
from verzuimloket.koppelingen import rules as koppelingen
from verzuimloket.lesverzuim import rules as lesverzuim
from verzuimloket.routering import rules as routering
from verzuimloket.verzuim import rules as verzuim
from verzuimloket.verzuim.inputs import MeldingInput

BOOKS: dict[str, Rulebook] = {
    book.subject: book
    for book in (
        *instellingen.RULEBOOKS,
        *routering.RULEBOOKS,
        *inschrijvingen.RULEBOOKS,
        *verzuim.RULEBOOKS,
        *lesverzuim.RULEBOOKS,
        *koppelingen.RULEBOOKS,
        *aanleveringen.RULEBOOKS,
    )
}
VANDAAG = date(2026, 11, 21)


def test_good_input_meets_every_rule(accepted: tuple[str, Any, Any]) -> None:
    """The melding is two weeks old. Late is the one warning that it deserves."""
    subject, given, facts = accepted
    codes = [violation.code for violation in BOOKS[subject].broken(given, facts, on=VANDAAG)]
    assert codes == (["BV_S_melding_laat"] if subject == "verzuimmelding" else [])


@pytest.mark.parametrize(
    ("subject", "empty", "codes"),
    [
        (
            "inschrijving",
            InschrijvingInput("", None, None, met_nummer=True),
            {
                "BV_I_instelling_verplicht",
                "BV_I_begindatum_verplicht",
                "BV_I_nummer_verplicht",
                "BV_I_geslacht_verplicht",
                "BV_I_geboortedatum_verplicht",
            },
        ),
        (
            "inschrijving",
            InschrijvingInput("", None, None, met_nummer=False),
            {
                "BV_I_instelling_verplicht",
                "BV_I_begindatum_verplicht",
                "BV_I_geslacht_verplicht",
                "BV_I_geboortedatum_verplicht",
                "BV_I_achternaam_verplicht",
                "BV_I_adres_verplicht",
            },
        ),
        (
            "verzuimmelding",
            MeldingInput("28AX", 1, None, None, ""),
            {
                "BV_S_begindatum_verplicht",
                "BV_S_soort_verplicht",
                "BV_S_reden_verplicht",
                "BV_S_actie_gewenst_verplicht",
                "BV_S_contact_naam",
                "BV_S_contact_email",
                "BV_S_actie_verplicht",
            },
        ),
    ],
)
def test_empty_form(facts_of: Callable[[str], Any], subject: str, empty: Any, codes: set[str]) -> None:
    """An empty form names each missing answer once, and nothing that follows from it."""
    broken = BOOKS[subject].broken(empty, facts_of(subject), on=VANDAAG)
    assert {violation.code for violation in broken} == codes


@pytest.mark.req("MEL-05", "RGL-22")
@pytest.mark.parametrize(
    "stranger",
    [
        {"bekend_persoon": False, "geboortedatum": None, "inschrijvingen": (), "gemeente_bekend": False},
        {"inschrijvingen": (), "woont_in_buitenland": True},
        {"inschrijvingen": (), "gemeente_bekend": False},
    ],
)
def test_stranger(facts_of: Callable[[str], Any], stranger: dict[str, Any]) -> None:
    """Whether a number exists, and where its owner lives, is told to nobody but the pupil's school."""
    answers: dict[str, Any] = {"reden": "-", "actie_gewenst": True, "contact_naam": "A", "acties": ("BRIEF",)}
    given = MeldingInput("28AX", 1, VANDAAG, VANDAAG, "O", contact_email="a@b.example", **answers)
    facts = replace(facts_of("verzuimmelding"), **stranger)
    broken = BOOKS["verzuimmelding"].broken(given, facts, on=VANDAAG)
    assert [violation.code for violation in broken] == ["BV_S_geen_inschrijving"]
