"""The next melding of the same absence, the end of an absence, and absence that has no end."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests import factories
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.verzuim import actions, queries
from verzuimloket.verzuim.models import Melding
from verzuimloket.verzuim.rules import Voorstel

pytestmark = pytest.mark.django_db
ANNA = factories.melder()


def opened(**given: Any) -> Melding:
    """Overig verzuim without an end."""
    return factories.melding(**{"soort": "O", "einddatum": None} | given)


def end(melding: Melding, day: date, by: Actor = ANNA, versie: int = 1) -> Melding:
    with acting_as(by):
        return actions.end_absence(melding, day, by=by, at=clock.now(), versie=versie)


def test_the_end_is_a_change_of_the_melding() -> None:
    melding = end(opened(), date(2026, 11, 20))
    assert (melding.einddatum, melding.versie, melding.status) == (date(2026, 11, 20), 2, "R")
    with acting_as(SYSTEEM):
        assert AuditEntry.objects.filter(event="melding:wijzigen").count() == 1


def test_the_same_end_twice_is_once() -> None:
    melding = opened()
    for _ in range(2):
        assert end(melding, date(2026, 11, 20)).versie == 2


def test_another_end_by_a_colleague_is_told() -> None:
    melding = opened()
    end(melding, date(2026, 11, 20))
    with pytest.raises(Rejected, match=actions.CHANGED_MEANWHILE):
        end(melding, date(2026, 11, 19))


def test_the_rules_of_a_change_hold() -> None:
    with pytest.raises(Rejected, match="BV_S_einddatum_in_toekomst"):
        end(opened(), date(2026, 11, 23))
    with pytest.raises((PermissionDenied, Melding.DoesNotExist)):
        end(opened(), date(2026, 11, 20), by=factories.behandelaar())


def missing() -> list[Melding]:
    with acting_as(SYSTEEM):
        return list(queries.without_end(Melding.objects.all(), on=clock.today()))


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"begindatum": date(2026, 10, 25)}, True),  # 28 days
        ({"begindatum": date(2026, 10, 26)}, False),
        ({"begindatum": date(2026, 10, 1), "soort": "L"}, True),
        ({"begindatum": date(2026, 10, 1), "einddatum": date(2026, 11, 20)}, False),
        ({"begindatum": date(2026, 10, 1), "soort": "V3", "einddatum": date(2026, 10, 9)}, False),
    ],
)
def test_which_meldingen_miss_an_end(given: dict[str, Any], found: bool) -> None:
    melding = opened(**given)
    assert missing() == ([melding] if found else [])


def test_after_unenrolment_the_end_is_missed_at_once() -> None:
    melding = opened(begindatum=date(2026, 11, 9))
    assert missing() == []
    with acting_as(SYSTEEM):
        Inschrijving.objects.update(einddatum=date(2026, 11, 20))
    assert missing() == [melding]


@pytest.fixture
def after() -> Callable[[Melding], Voorstel | None]:
    def ask(melding: Melding) -> Voorstel | None:
        with acting_as(ANNA):
            return queries.next_after(melding, on=clock.today())

    return ask


@pytest.mark.req("KOP-04")
def test_the_next_melding_is_read_from_the_register(after: Callable[[Melding], Voorstel | None]) -> None:
    voorstel = after(factories.melding(begindatum=date(2026, 11, 2), einddatum=date(2026, 11, 8)))
    assert voorstel
    assert (voorstel.periode.begin, voorstel.periode.eind) == (date(2026, 11, 9), date(2026, 11, 15))
    assert (voorstel.soort, voorstel.dagen) == ("V3", 7)
