"""What is wrong with a saved view, with a key of the machine link, and with a rulebook itself."""

from datetime import date
from typing import Any

import pytest

from verzuimloket.access.inputs import ApisleutelInput
from verzuimloket.access.rules import MEESTE_WEERGAVEN, Weergave, wrong_sleutel, wrong_weergave
from verzuimloket.core.rules import Rulebook

OWN = [Weergave(lijst="verzuim", naam=f"Lijst {n}", zoekvraag="", organisatie="28AX") for n in range(MEESTE_WEERGAVEN)]


@pytest.mark.parametrize(
    ("known", "naam", "organisatie", "codes"),
    [
        ([], "Open", "28AX", []),
        ([], "n" * 60, "28AX", []),
        ([], "n" * 61, "28AX", ["TG_weergave_naam"]),
        ([], "  ", "28AX", ["TG_weergave_naam"]),
        (OWN[:1], "lijst 0", "28AX", ["TG_weergave_dubbel"]),
        (OWN[:1], "lijst 0", "11AA", []),  # of another organisation
        (OWN[:-1], "Open", "28AX", []),
        (OWN, "Open", "28AX", ["TG_weergave_veel"]),
        (OWN, "Open", "11AA", []),
    ],
)
def test_saved_view(known: list[Weergave], naam: str, organisatie: str, codes: list[str]) -> None:
    given = Weergave(lijst="verzuim", naam=naam, zoekvraag="", organisatie=organisatie)
    assert [violation.code for violation in wrong_weergave(known, given)] == codes


TODAY = date(2026, 11, 22)


@pytest.mark.req("WNS-11")
@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, []),
        ({"instelling": ""}, ["TG_sleutel_instelling"]),
        ({"label": "n" * 60}, []),
        ({"label": "n" * 61}, ["TG_sleutel_label"]),
        ({"label": "  "}, ["TG_sleutel_label"]),
        ({"label": "a\x00"}, ["TG_sleutel_label"]),
        ({"bereik": ()}, ["TG_sleutel_bereik_verplicht"]),
        ({"bereik": ("inschrijving.lezen", "alles")}, ["TG_sleutel_bereik_verplicht"]),
        ({"vervalt_op": None}, ["TG_sleutel_einddatum"]),
        ({"vervalt_op": TODAY}, ["TG_sleutel_einddatum"]),
        ({"vervalt_op": date(2026, 11, 23)}, []),
        ({"vervalt_op": date(2027, 11, 22)}, []),
        ({"vervalt_op": date(2027, 11, 23)}, ["TG_sleutel_einddatum"]),
        ({"instelling": "", "label": ""}, ["TG_sleutel_instelling", "TG_sleutel_label"]),
    ],
    ids=str,
)
def test_key_of_the_machine_link(more: dict[str, Any], codes: list[str]) -> None:
    usual = {"instelling": "28AX", "label": "LAS", "bereik": ("inschrijving.lezen",), "vervalt_op": date(2027, 1, 1)}
    given = ApisleutelInput(**usual | more)
    assert [violation.code for violation in wrong_sleutel(given, on=TODAY)] == codes


def test_a_code_stands_for_one_rule() -> None:
    def met(given: date, facts: date) -> bool:
        """Dit klopt niet."""
        return given == facts

    book = Rulebook("proef")
    book.rule("BV_X_proef", "own choice")(met)
    with pytest.raises(ValueError, match="BV_X_proef exists already"):
        book.rule("BV_X_proef", "own choice")(met)
