"""Lines of which nothing is stored, thousands at once: they never wait for one another (issue 4)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.actions.inschrijven import NUMMER, VANDAAG, met_nummer, stored, zonder_nummer
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions
from verzuimloket.inschrijvingen.inputs import Inschrijfregel, InschrijvingInput, Regeluitkomst
from verzuimloket.personen import actions as personen
from verzuimloket.personen import queries
from verzuimloket.personen.inputs import AdresInput

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(db: None) -> Actor:
    factories.instelling("28AX")
    factories.postcode()
    factories.persoon(nummer=NUMMER)
    return factories.melder("28AX")


def statements(by: Actor, givens: list[InschrijvingInput]) -> tuple[int, list[Regeluitkomst]]:
    lines = [Inschrijfregel(n, given) for n, given in enumerate(givens, 2)]
    with acting_as(by), CaptureQueriesContext(connection) as captured:
        found = actions.enrol_lines(lines, by=by, on=VANDAAG)
    return len(captured), found


@pytest.mark.req("BST-02")
@pytest.mark.parametrize(
    "given",
    [
        zonder_nummer(achternaam="", adres=None),
        zonder_nummer(geboortedatum=None),
        zonder_nummer(adres=None),
        met_nummer(bsn="geen"),
        met_nummer(bsn=""),
        met_nummer(begindatum=None),
    ],
    ids=["no name", "no birth date", "no address", "no number", "empty number", "no first day"],
)
def test_the_same_mistake_on_every_line_costs_no_more_than_on_one(school: Actor, given: InschrijvingInput) -> None:
    """A column that was forgotten: all lines look like the same pupil."""
    before = stored()
    once, _ = statements(school, [given])
    often, found = statements(school, [given] * 30)
    assert often <= once + 2
    assert {each.uitkomst for each in found} == {"FOUT"}
    assert stored() == before


def test_the_same_name_and_birth_date_at_another_address_is_another_pupil(school: Actor) -> None:
    """Who lives elsewhere is never the same new pupil, so nobody waits."""

    def givens(count: int, **more: Any) -> list[InschrijvingInput]:
        homes = [AdresInput(postcode="3511AB", huisnummer=str(n)) for n in range(1, count + 1)]
        return [zonder_nummer(adres=home, achternaam=f"Jansen{count}", **more) for home in homes]

    once, _ = statements(school, givens(2))
    often, found = statements(school, givens(12, begindatum=date(2026, 9, 2)))
    assert often <= once + 6  # some onderwijsnummers do not exist: the next ones are asked
    assert {each.uitkomst for each in found} == {"NIEUW"}


@pytest.mark.parametrize("text", ["a\tb", "a\\Nb", "\\.", "a\nb", "\r"])
def test_signs_that_mean_something_to_copy_are_only_text(school: Actor, text: str) -> None:
    good = met_nummer()
    _, found = statements(school, [good, met_nummer(instelling=text), met_nummer(geslacht=text)])
    assert [each.uitkomst for each in found] == ["NIEUW", "FOUT", "FOUT"]


@pytest.mark.req("INS-02")
def test_what_the_set_statement_lets_through_does_not_depend_on_how_a_school_is_paid(school: Actor) -> None:
    """A school may be B3 by its kind while it still stands there as funded: the rule looks at its kind."""
    factories.instelling("30B3", bekostigd=True, schoolsoort="B3")
    old = met_nummer(instelling="30B3", begindatum=date(2022, 9, 5), einddatum=date(2023, 7, 3))
    by = factories.melder("28AX", "30B3")
    with acting_as(by), pytest.raises(Rejected) as refused:
        actions.enrol(old, by=by, on=VANDAAG)
    assert [each.code for each in refused.value.violations] == ["BV_I_voor_2023"]


def test_numbers_of_the_register_do_not_run_out_by_files_that_were_undone(db: None) -> None:
    """A number that was taken for what was undone is gone from the row: at its end the row begins again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT cycle, min_value, max_value FROM pg_sequences WHERE sequencename = 'personen_onderwijsnummer'"
        )
        assert cursor.fetchone() == (True, 0, 999_999)


def test_a_long_row_of_numbers_in_use_is_soon_passed(school: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, passed = queries.rows_on_numbers, list[str]()

    def crowded(nummers: list[str]) -> dict[str, int]:
        taken = nummers[: max(0, 1000 - len(passed))]
        passed.extend(taken)
        return dict.fromkeys(taken, 1) | usual(nummers)

    monkeypatch.setattr(queries, "rows_on_numbers", crowded)
    asked, found = statements(school, [zonder_nummer()])
    assert (len(passed), [each.uitkomst for each in found]) == (1000, ["NIEUW"])
    assert asked < 90


def test_when_every_number_is_in_use_it_says_so(school: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "rows_on_numbers", lambda nummers: dict.fromkeys(nummers, 1))
    monkeypatch.setattr(personen, "MOST_ASKED", 100)
    with pytest.raises(RuntimeError, match="onderwijsnummer"):
        statements(school, [zonder_nummer()])
