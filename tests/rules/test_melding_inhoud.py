"""Reason, action wanted, contact, lesson hours, action of the school. Domain rules §7.3-7.5, §17.1."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.rules.conftest import Judge
from verzuimloket.personen.rules import zoeksleutel
from verzuimloket.verzuim.codes import STANDAARDREDENEN
from verzuimloket.verzuim.inputs import Verzuimdag
from verzuimloket.verzuim.rules import MELDING

Row = dict[str, Any]


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


def dagen(*days: Verzuimdag) -> Row:
    return {"verzuimdagen": days}


def heel(dag: int) -> Verzuimdag:
    return Verzuimdag(date(2026, 11, dag), hele_dag=True)


def deel(dag: int, *lesuren: int) -> Verzuimdag:
    return Verzuimdag(date(2026, 11, dag), hele_dag=False, lesuren=lesuren)


@pytest.mark.req("WIJ-06", "MEL-23")
@table(
    ({"soort": "O", "verbijzondering": "MLZ"}, {}, True),
    ({"soort": "V3", "verbijzondering": "MLZ"}, {}, False),
    ({"soort": "V3", "verbijzondering": ""}, {}, True),
)
def test_BV_S_verbijzondering_soort(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_verbijzondering_soort", given, facts) is holds


@pytest.mark.req("MEL-23")
@table(
    ({"soort": "O", "verbijzondering": "MLZ"}, {}, True),
    ({"soort": "O", "verbijzondering": "XYZ"}, {}, False),
    ({"verbijzondering": ""}, {}, True),
)
def test_BV_S_verbijzondering_onbekend(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_verbijzondering_onbekend", given, facts) is holds


@pytest.mark.req("MEL-24")
@table(({"reden": ""}, {}, False), ({"reden": "Te laat"}, {}, True))
def test_BV_S_reden_verplicht(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_reden_verplicht", given, facts) is holds


@pytest.mark.req("MEL-25", "RGL-17")
@table(
    ({"reden": "Vaak te laat"}, {}, True),
    ({"reden": "afwezig vanwege ziekte"}, {}, True),
    ({"reden": "Afwezig vanwege ziekte."}, {}, True),
    ({"reden": "afwezig vanwege contact met politie of justitie"}, {}, True),
    ({"reden": "afwezig vanwege een geloofsverplichting"}, {}, True),
    ({"reden": "afwezig vanwege een geloofsverplichting, ramadan"}, {}, False),
    ({"reden": "afwezig vanwege ziekte: depressief"}, {}, False),
    ({"reden": "Ziek"}, {}, False),
    ({"reden": "Heeft een burn-out"}, {}, False),
    ({"reden": "Is depressief-angstig"}, {}, False),
    ({"reden": "ADHD"}, {}, False),
    ({"reden": "Suïcidaal"}, {}, False),
    ({"reden": "Aangehouden door de politie"}, {}, False),
    ({"reden": "Viert Ramadan"}, {}, False),
    ({"reden": "Stage bij het Ziekenfonds"}, {}, True),  # whole words only
    ({"reden": "School heeft contact opgenomen"}, {}, True),
    ({"reden": ""}, {}, True),
)
def test_BV_S_bijzondere_gegevens(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_bijzondere_gegevens", given, facts) is holds
    assert not MELDING["BV_S_bijzondere_gegevens"].blocks


@pytest.mark.req("MEL-14", "MEL-25", "MEL-51")
@table(
    ({"toelichting": "Leerling is depressief"}, {}, False),
    ({"toelichting_actie_gewenst": "In behandeling bij een psycholoog"}, {}, False),
    ({"toelichting_acties": "Gebeld met de reclassering"}, {}, False),
    (dagen(Verzuimdag(date(2026, 11, 2), hele_dag=True, toelichting="naar de moskee")), {}, False),
    ({"toelichting": "Belde af"}, {}, True),
    ({"reden": "Ziek"}, {}, True),  # the rule above names it
)
def test_BV_S_bijzondere_gegevens_toelichting(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_bijzondere_gegevens_toelichting", given, facts) is holds
    assert not MELDING["BV_S_bijzondere_gegevens_toelichting"].blocks


def test_the_sentence_names_the_word(zin: Callable[..., str]) -> None:
    text = zin(MELDING, "BV_S_bijzondere_gegevens", {"reden": "Opa is ZIEK"}, {})
    assert "staat 'ziek'. Gegevens over gezondheid mag u niet vastleggen" in text


def test_what_may_never_be_recorded_is_said_sharper(zin: Callable[..., str]) -> None:
    text = zin(MELDING, "BV_S_bijzondere_gegevens", {"reden": "Lid van een vakbond"}, {})
    assert text.endswith("Gegevens over lidmaatschap van een vakbond mag u nooit vastleggen. Haal dit uit de tekst.")


def test_standard_sentences_are_search_keys() -> None:
    assert [sentence for sentence in STANDAARDREDENEN if zoeksleutel(sentence) != sentence] == []


@pytest.mark.req("MEL-28")
@table(
    ({"actie_gewenst": None}, {}, False),
    ({"actie_gewenst": True}, {}, True),
    ({"actie_gewenst": False}, {}, True),
)
def test_BV_S_actie_gewenst_verplicht(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_actie_gewenst_verplicht", given, facts) is holds


@pytest.mark.req("MEL-29")
@table(
    ({"actie_gewenst": False}, {}, False),  # scenario 5
    ({"actie_gewenst": False, "toelichting_actie_gewenst": "Ouders pakken het op"}, {}, True),
    ({"actie_gewenst": True}, {}, True),
    ({"actie_gewenst": True, "toelichting_actie_gewenst": "Graag een gesprek"}, {}, True),
    ({"actie_gewenst": None}, {}, True),
)
def test_BV_S_toelichting_geen_actie(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_toelichting_geen_actie", given, facts) is holds


@pytest.mark.req("MEL-30")
@table(
    ({"prioriteit": True, "actie_gewenst": True}, {}, True),
    ({"prioriteit": True, "actie_gewenst": False}, {}, False),
    ({"prioriteit": True, "actie_gewenst": None}, {}, False),
    ({"prioriteit": False, "actie_gewenst": False}, {}, True),
)
def test_BV_S_prioriteit_zonder_actie(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_prioriteit_zonder_actie", given, facts) is holds


@pytest.mark.req("MEL-34")
@table(
    ({"locatie": ""}, {}, True),
    ({"locatie": "28AX0022"}, {}, True),
    ({"locatie": "01AA0001"}, {}, False),
)
def test_BV_S_locatie_onbekend(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_locatie_onbekend", given, facts) is holds


@pytest.mark.req("MEL-32")
@table(({"contact_naam": ""}, {}, False), ({}, {}, True))
def test_BV_S_contact_naam(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_contact_naam", given, facts) is holds


@pytest.mark.req("MEL-32")
@table(
    ({"contact_email": ""}, {}, False),
    ({"contact_email": "a.bakker"}, {}, False),
    ({"contact_email": "a.bakker@school.example"}, {}, True),
)
def test_BV_S_contact_email(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_contact_email", given, facts) is holds


@pytest.mark.req("MEL-35", "MEL-26")
@table(
    (dagen(heel(2)) | {"alle_lessen_gemist": True}, {}, False),  # scenario 6
    (dagen() | {"alle_lessen_gemist": True}, {}, True),
    (dagen(heel(2)), {}, True),
    (dagen(), {}, True),
)
def test_BV_S_lesuren_bij_alle_lessen(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_lesuren_bij_alle_lessen", given, facts) is holds


@pytest.mark.req("MEL-38")
@table((dagen(Verzuimdag(None, hele_dag=True)), {}, False), (dagen(heel(2)), {}, True))
def test_BV_S_verzuimdag_datum(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_verzuimdag_datum", given, facts) is holds


@pytest.mark.req("MEL-37", "MEL-38")
@table(
    (dagen(heel(2), heel(6)), {}, True),
    (dagen(heel(1)), {}, False),
    (dagen(heel(2), heel(7)), {}, False),
    (dagen(heel(20)) | {"einddatum": None}, {}, True),
    (dagen(heel(20)) | {"begindatum": None}, {}, True),
    (dagen(Verzuimdag(None, hele_dag=True)), {}, True),
)
def test_BV_S_verzuimdag_buiten_periode(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_verzuimdag_buiten_periode", given, facts) is holds


@pytest.mark.req("MEL-40")
@table(
    (dagen(heel(2), heel(2)), {}, False),
    (dagen(heel(2), deel(2, 3)), {}, False),
    (dagen(deel(2, 1, 2), deel(2, 2, 3)), {}, False),
    (dagen(deel(2, 1), deel(2, 2)), {}, True),
    (dagen(deel(2, 1, 1)), {}, True),
    (dagen(heel(2), heel(3)), {}, True),
    (dagen(Verzuimdag(None, hele_dag=True), Verzuimdag(None, hele_dag=True)), {}, True),
)
def test_BV_S_dubbele_verzuimdag(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_dubbele_verzuimdag", given, facts) is holds


@pytest.mark.req("MEL-37", "MEL-40")
@pytest.mark.parametrize(
    ("code", "given", "told"),
    [
        (
            "BV_S_dubbele_verzuimdag",
            dagen(heel(2), heel(2)),
            "De verzuimdag 2 november 2026 staat er twee keer in",
        ),
        ("BV_S_verzuimdag_buiten_periode", dagen(heel(7)), "De verzuimdag 7 november 2026 ligt buiten"),
        ("BV_S_dubbele_verzuimdag", dagen(), "De verzuimdag  staat"),
        ("BV_S_verzuimdag_buiten_periode", dagen(), "De verzuimdag  ligt"),
    ],
)
def test_the_sentence_names_the_day(zin: Callable[..., str], code: str, given: Row, told: str) -> None:
    assert told in zin(MELDING, code, given, {})


@pytest.mark.req("MEL-38")
@table((dagen(Verzuimdag(date(2026, 11, 2), hele_dag=None)), {}, False), (dagen(heel(2)), {}, True))
def test_BV_S_verzuimdag_hele_dag(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_verzuimdag_hele_dag", given, facts) is holds


@pytest.mark.req("MEL-39")
@table((dagen(deel(2)), {}, False), (dagen(deel(2, 1)), {}, True), (dagen(heel(2)), {}, True))
def test_BV_S_verzuimdag_zonder_lesuur(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_verzuimdag_zonder_lesuur", given, facts) is holds


@pytest.mark.req("MEL-39")
@table(
    (dagen(Verzuimdag(date(2026, 11, 2), hele_dag=True, lesuren=(1,))), {}, False),
    (dagen(heel(2), deel(3, 1)), {}, True),
)
def test_BV_S_lesuren_bij_hele_dag(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_lesuren_bij_hele_dag", given, facts) is holds


@pytest.mark.req("MEL-39")
@table(
    (dagen(deel(2, 1, 12)), {}, True),
    (dagen(deel(2, 0)), {}, False),
    (dagen(deel(2, 13)), {}, False),
    (dagen(deel(2, -1)), {}, False),
)
def test_BV_S_lesuur_bestaat_niet(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_lesuur_bestaat_niet", given, facts) is holds


@pytest.mark.req("MEL-41", "RGL-18")
@table(({"acties": ()}, {}, False), ({"acties": ("BRIEF", "TELEFOON")}, {}, True))
def test_BV_S_actie_verplicht(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_actie_verplicht", given, facts) is holds


@pytest.mark.req("MEL-42", "MEL-43", "MEL-44", "MEL-45", "MEL-46", "MEL-47", "MEL-48", "MEL-49", "MEL-50")
@table(
    *(
        ({"acties": (actie,), "toelichting_acties": "x"}, {}, True)
        for actie in (
            "BRIEF",
            "TELEFOON",
            "OUDERS",
            "GESPREK",
            "INGEHAALD",
            "BEGELEIDING",
            "ZAT",
            "INSTANTIE",
            "ANDERS",
        )
    ),
    ({"acties": ("BRIEF", "DUIF")}, {}, False),
    ({"acties": ()}, {}, True),
)
def test_BV_S_actie_onbekend(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_actie_onbekend", given, facts) is holds


@pytest.mark.req("MEL-50")
@table(
    ({"acties": ("ANDERS",)}, {}, False),
    ({"acties": ("BRIEF", "ANDERS"), "toelichting_acties": "Huisbezoek"}, {}, True),
    ({"acties": ("BRIEF",)}, {}, True),
)
def test_BV_S_actie_anders_toelichting(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_actie_anders_toelichting", given, facts) is holds
