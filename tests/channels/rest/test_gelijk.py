"""A message of the machine link, a line of a file and a form on the screen: the same codes, the same rows."""

from typing import Any

import pytest
from django.db import transaction

from tests.actions.test_aanleveringen_gelijk import ADRES, CASES, as_form, by_form, ines, rows
from tests.channels.rest.koppelen import PAD, Pakket, key
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.errors import Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions

__all__ = ["ines"]


def as_message(cells: dict[str, str]) -> dict[str, Any]:
    """The same as JSON: what is empty is not there, and an address stands apart."""
    given = {naam: cell for naam, cell in cells.items() if cell}
    adres = {naam: given.pop(naam) for naam in ADRES if naam in given}
    return given | ({"adres": adres} if adres else {})


def by_message(cells: dict[str, str]) -> tuple[set[tuple[str, bool]], list[list[Any]]]:
    """Codes and rows; the register is as before afterwards."""
    package = Pakket(key().token)
    with transaction.atomic():
        answer = package("POST", PAD, as_message(cells))
        with acting_as(SYSTEEM):
            after = rows()
        transaction.set_rollback(True)
    body = answer.json()
    wrong = {(each["code"], True) for each in body.get("errors", ())}
    assert bool(wrong) == (answer.status_code == 400)
    return wrong | {(each["code"], False) for each in body.get("waarschuwingen", ())}, after


@pytest.mark.req("WNS-11")
@pytest.mark.parametrize("cells", CASES.values(), ids=CASES)
def test_the_message_says_and_stores_what_form_and_file_do(ines: Actor, cells: dict[str, str]) -> None:
    """That the file does what the form does, test_aanleveringen_gelijk shows with the same cases."""
    codes, after = by_form(cells, ines)
    assert by_message(cells) == (codes, after)


@pytest.mark.req("WNS-11")
@pytest.mark.parametrize("cells", CASES.values(), ids=CASES)
def test_the_sentences_are_those_of_the_form(ines: Actor, cells: dict[str, str]) -> None:
    with transaction.atomic():
        try:
            with acting_as(ines):
                said = {each.text for each in actions.enrol(as_form(cells), by=ines, on=clock.today()).signalen}
        except Rejected as rejected:
            said = {each.text for each in rejected.violations}
        transaction.set_rollback(True)
    body = Pakket(key().token)("POST", PAD, as_message(cells)).json()
    assert {each["detail"] for each in (*body.get("errors", ()), *body.get("waarschuwingen", ()))} == said
