"""What is wrong with a saved view, and with a rulebook itself."""

from datetime import date

import pytest

from verzuimloket.access.rules import MEESTE_WEERGAVEN, Weergave, wrong_weergave
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


def test_a_code_stands_for_one_rule() -> None:
    def met(given: date, facts: date) -> bool:
        """Dit klopt niet."""
        return given == facts

    book = Rulebook("proef")
    book.rule("BV_X_proef", "own choice")(met)
    with pytest.raises(ValueError, match="BV_X_proef exists already"):
        book.rule("BV_X_proef", "own choice")(met)
