"""What a school notes of who left without a known new school (WNS-14): row, audit line, and nothing on refusal."""

from datetime import date
from typing import Any

import pytest

from tests import factories
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions
from verzuimloket.inschrijvingen.models import Inschrijving, Uitstroom

pytestmark = [pytest.mark.django_db, pytest.mark.req("WNS-14")]
LAST = date(2026, 10, 30)


def left(**given: Any) -> Inschrijving:
    return factories.inschrijving(factories.persoon(**given), eind=LAST)


def note(made: Inschrijving, vervolg: str, by: Actor) -> Uitstroom:
    with acting_as(by):
        return actions.note_departure(made, vervolg, by=by, at=clock.now())


def stored() -> list[tuple[Any, ...]]:
    with acting_as(SYSTEEM):
        return list(Uitstroom.objects.values_list("vervolg", "instelling", "einddatum", "door"))


def test_a_note_is_kept_and_replaced() -> None:
    made, by = left(), factories.melder()
    note(made, "ONBEKEND_GEMELD", by)
    note(made, "BUITENLAND", by)
    assert stored() == [("BUITENLAND", "28AX", LAST, "A. de Melder")]
    with acting_as(SYSTEEM):
        trail = AuditEntry.objects.filter(event="uitstroom:vastleggen").values_list("subject", "data")
        assert list(trail) == [
            (f"inschrijving {made.pk}", {"vervolg": "ONBEKEND_GEMELD"}),
            (f"inschrijving {made.pk}", {"vervolg": "BUITENLAND"}),
        ]


@pytest.mark.parametrize("vervolg", ["", "ONZIN"])
def test_only_what_is_in_the_list(vervolg: str) -> None:
    with pytest.raises(Rejected):
        note(left(), vervolg, factories.melder())
    assert stored() == []


def test_not_of_who_is_still_enrolled() -> None:
    with pytest.raises(Rejected):
        note(factories.inschrijving(factories.persoon()), "WERK", factories.melder())
    assert stored() == []


@pytest.mark.parametrize("by", [factories.melder("11AA"), factories.melder(rollen=(Rol.RAADPLEGER,))])
def test_only_who_enrols_at_that_school(by: Actor) -> None:
    with pytest.raises(PermissionDenied):
        note(left(), "WERK", by)
    assert stored() == []


@pytest.mark.req("AUT-21")
def test_the_second_wall() -> None:
    note(left(), "WERK", factories.melder())
    limited = Actor(**{**vars(factories.melder()), "beperking": "leerlingen"})
    for by, expected in ((factories.melder(), 1), (factories.melder("11AA"), 0), (limited, 0)):
        with acting_as(by):
            assert Uitstroom.objects.count() == expected
