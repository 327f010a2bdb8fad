"""Files of a hostile or clumsy sender: refused in time, with a sentence, and without telling more than the form."""

from datetime import date, timedelta

import pytest

from tests import factories
from tests.actions import aanleveren as keten
from tests.actions.aanleveren import check, commit, known, line, new_pupil, sender, sent, table
from verzuimloket.aanleveringen import queries
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon

pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture
def ines(committed_db: None) -> Actor:
    return sender()


def found(made: Aanlevering, by: Actor) -> dict[int, list[str]]:
    with acting_as(by):
        codes: dict[int, list[str]] = {}
        for each in queries.bevindingen(made, aantal=1000):
            codes.setdefault(each.regel, []).append(each.code)
    return codes


def weeks(count: int) -> list[dict[str, str]]:
    """Enrolments of one week each, that never overlap."""
    days = [date(2024, 9, 2) + timedelta(weeks=n) for n in range(count)]
    return [{"datumInschrijving": str(day), "datumUitschrijving": str(day + timedelta(days=4))} for day in days]


@pytest.mark.req("BST-02")
def test_one_pupil_on_many_lines(ines: Actor) -> None:
    """Each line must see what came of the one before: thousands of them would keep the register busy for hours."""
    [nummer] = known(1)
    made = check(sent(table(line(nummer, **week) for week in weeks(25)), ines))
    assert (made.nieuw, made.fout) == (20, 5)
    assert found(made, ines) == {regel: ["VORM_te_vaak"] for regel in range(22, 27)}


@pytest.mark.req("BST-02")
def test_first_names_make_no_other_pupil(ines: Actor) -> None:
    lines = [new_pupil("Jansen", voornamen=f"Deniz{n}", geslacht="MVO"[n % 3]) for n in range(22)]
    made = check(sent(table(lines), ines))
    assert (made.nieuw, made.fout) == (20, 2)
    assert set(found(made, ines)) == {22, 23}


def test_dates_the_wrong_way_round_count_too(ines: Actor) -> None:
    [nummer] = known(1)
    wrong = line(nummer, datumInschrijving="2026-09-01", datumUitschrijving="2026-08-31")
    made = check(sent(table([wrong] * 22), ines))
    assert made.fout == 22
    assert [regel for regel, codes in found(made, ines).items() if codes == ["VORM_te_vaak"]] == [22, 23]


@pytest.mark.req("BST-04")
def test_a_heading_that_stands_there_very_often_is_told_in_one_sentence(ines: Actor) -> None:
    koppen = ["bsn"] * 60 + ["geslacht"] * 60 + ["geboortedatum", "datumInschrijving"]
    made = check(sent((";".join(koppen) + "\n" + ";" * 121 + "\n").encode(), ines, instelling="28AX"))
    assert (made.stand, made.melding_code) == ("GEWEIGERD", "VORM_bestand_kolom_dubbel")
    assert len(made.melding) <= 300


@pytest.mark.req("BST-02")
def test_all_or_nothing_that_stored_nothing_tells_nothing_of_other_schools(ines: Actor) -> None:
    """Otherwise a file of which one line goes wrong after the check would be a way to look for pupils."""
    factories.instelling("11AA")
    elsewhere, other = known(2)
    with acting_as(SYSTEEM):
        first, last = Persoon.objects.order_by("pk")
    factories.inschrijving(first, "11AA", date(2026, 8, 1))
    made = check(sent(table([line(elsewhere), line(other)]), ines))
    with acting_as(SYSTEEM):
        Persoon.objects.filter(pk=last.pk).update(geslacht="M")
    made = commit(made, ines, alles_of_niets=True)
    assert (made.stand, keten.stored()[0]) == ("GECONTROLEERD", 1)
    assert found(made, ines) == {3: ["BV_I_geslacht_anders"]}
    assert b"11AA" not in keten.content(made.terug, ines)
    assert made.gewaarschuwd == 0
