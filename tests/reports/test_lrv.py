"""R08, the weekly list of who may be absent for long: what is stored, and what each recipient gets."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.reports.verzuim import change, clock_at, files, gemeld, pupil
from verzuimloket.bestanden.models import Bestand
from verzuimloket.config import taken
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen.models import Vakantie
from verzuimloket.personen.models import Persoon
from verzuimloket.rapportages import actions
from verzuimloket.rapportages.models import Lrvregel, Weekpeiling
from verzuimloket.rapportages.rapporten import WEKELIJKS
from verzuimloket.rapportages.rules.kalender import Week, week_of
from verzuimloket.verzuim.models import Melding

R08 = WEKELIJKS["R08"]
MAART_2, MAART_9, MAART_16 = (Week(date(2026, 3, day)) for day in (2, 9, 16))
IN_DB = pytest.mark.django_db


def days(begin: date, uren: int) -> list[dict[str, Any]]:
    """So many lesson hours, eight a day, as they are stored."""
    whole = [{"datum": f"{begin + timedelta(days=n)}", "lesuren": list(range(1, 9))} for n in range(uren // 8)]
    return [each | {"hele_dag": False, "toelichting": ""} for each in whole]


def absent(van: Persoon, begin: date, eind: date | None, uren: int = 40, **given: Any) -> Melding:
    moment = given.pop("moment", "2026-02-20T10:00:00")
    fields = {"soort": "O", "begindatum": begin, "einddatum": eind, "verzuimdagen": days(begin, uren)}
    return gemeld(van, moment, given.pop("status", "R"), **fields | given)


def l1(van: Persoon | None = None, **given: Any) -> Persoon:
    """Case L1: one melding of 28 days with 40 hours."""
    van = van or pupil()
    absent(van, date(2026, 2, 2), date(2026, 3, 1), nummer=81, **given)
    return van


def measure(week: Week) -> Weekpeiling:
    with clock_at(f"{week.peildatum}T05:00:00") as at, acting_as(SYSTEEM):
        return actions.measure_week(week, by=SYSTEEM, at=at)


def measured(week: Week = MAART_2) -> dict[str, list[dict[str, str]]]:
    measure(week)
    return files(R08, week)


@IN_DB
@pytest.mark.req("MND-01", "MND-11")
def test_l1_the_whole_line() -> None:
    van = l1()
    found = measured()
    assert list(found) == ["I28AX", "G0344", "R0019"]
    for [line] in found.values():
        assert len(line.pop("PERSOONSGEBONDENNUMMER")) == 9
        assert list(line.values()) == [
            *("28AX", "Voorbeeldschool", "02-03-2026", van.achternaam, "", van.voornamen, "01-01-2012", "344"),
            *("REGIO 19", "02-02-2026", "01-03-2026", "28", "40", "1", "81", "N", "1"),
        ]


@IN_DB
def test_l3_and_l5_rows_of_two() -> None:
    first, second = pupil(), pupil()
    absent(first, date(2026, 2, 2), date(2026, 2, 15), 8)
    absent(first, date(2026, 2, 16), date(2026, 3, 1), 8, nummer=83)
    absent(second, date(2026, 2, 2), date(2026, 2, 13), 8)
    absent(second, date(2026, 2, 16), date(2026, 3, 6), 8, nummer=85)
    assert [line["LAATSTE_MELDINGNUMMER"] for line in measured(MAART_2)["I28AX"]] == ["83", "85"]
    found = [
        (line["AANTAL_DAGEN"], line["AANTAL_UREN"], line["AANTAL_MELDINGEN"]) for line in measured(MAART_9)["I28AX"]
    ]
    assert found == [("28", "16", "2"), ("33", "16", "2")]


@IN_DB
def test_l7_weeks_on_the_list() -> None:
    l1()
    for week, weken in ((MAART_2, "1"), (MAART_9, "2"), (MAART_16, "3")):
        assert [line["AANTAL_WKN_GEMELD"] for line in measured(week)["R0019"]] == [weken]


@IN_DB
def test_a_new_row_begins_at_one() -> None:
    van = l1()
    measure(MAART_2)
    absent(van, date(2026, 3, 9), None, 40)
    [line] = measured(Week(date(2026, 4, 13)))["I28AX"]
    assert (line["PERIODE_VAN"], line["PERIODE_TM"], line["AANTAL_WKN_GEMELD"]) == ("09-03-2026", "12-04-2026", "1")


@IN_DB
def test_a_row_that_grows_is_the_same_row() -> None:
    van = l1()
    measure(MAART_2)
    absent(van, date(2026, 3, 2), date(2026, 3, 6), 40, moment="2026-03-06T10:00:00")
    [line] = measured(MAART_9)["I28AX"]
    assert (line["AANTAL_DAGEN"], line["AANTAL_UREN"], line["AANTAL_WKN_GEMELD"]) == ("33", "80", "2")


@IN_DB
def test_a_week_without_a_run_does_not_count() -> None:
    l1()
    measure(MAART_2)
    assert measured(MAART_16)["I28AX"][0]["AANTAL_WKN_GEMELD"] == "2"


@IN_DB
def test_a_row_at_another_institution_is_another_row() -> None:
    van = pupil()
    factories.instelling("01AA")
    absent(van, date(2026, 2, 2), date(2026, 2, 15), 40)
    absent(van, date(2026, 2, 16), date(2026, 3, 1), 40, code="01AA")
    assert measured() == {}


@pytest.mark.usefixtures("committed_db")
def test_a_published_week_is_never_measured_again() -> None:
    van = pupil()
    melding = absent(van, date(2026, 2, 2), date(2026, 3, 1))
    before = measured()
    change(melding, "2026-03-03T10:00:00", status="I", reden_intrekken="FOUTIEF")
    with clock_at("2026-03-03T10:00:00"), acting_as(SYSTEEM):
        Persoon.objects.filter(pk=van.pk).update(achternaam="Anders")
    assert measured() == before
    assert measured(MAART_9) == {}
    with acting_as(SYSTEEM):
        assert Weekpeiling.objects.count() == 2
        assert AuditEntry.objects.filter(event="rapportage:lrv-peilen").count() == 2


@IN_DB
def test_an_empty_week_is_remembered_too() -> None:
    measure(MAART_2)
    l1()
    assert measured(MAART_2) == {}


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize(("moment", "listed"), [("2026-03-01T23:59:59", False), ("2026-03-02T00:00:00", True)])
def test_what_was_known_on_sunday_counts(moment: str, *, listed: bool) -> None:
    melding = absent(pupil(), date(2026, 2, 2), date(2026, 3, 1))
    change(melding, moment, status="I", reden_intrekken="FOUTIEF")
    assert bool(measured()) == listed


@IN_DB
def test_long_absence_that_was_reported() -> None:
    van = l1()
    absent(van, date(2026, 3, 2), None, 0, soort="LRV", moment="2026-03-03T10:00:00")
    assert measured(MAART_2)["I28AX"][0]["LRV_GEMELD"] == "N"
    [line] = measured(MAART_9)["I28AX"]
    assert (line["LRV_GEMELD"], line["AANTAL_MELDINGEN"], line["PERIODE_TM"]) == ("J", "1", "01-03-2026")


@IN_DB
def test_each_institution_counts_in_its_own_unit() -> None:
    """16 lessons of 50 minutes: enough in vo, 13,3 hours in po."""
    factories.instelling("01AA", sector="PO")
    for code in ("28AX", "01AA"):
        absent(pupil(code), date(2026, 2, 2), date(2026, 3, 1), 16, code=code)
    assert list(measured()) == ["I28AX", "G0344", "R0019"]


@IN_DB
def test_days_in_a_holiday_of_the_school_do_not_count() -> None:
    van = pupil()
    Vakantie.objects.create(
        instelling_id="28AX", naam="Voorjaar", begindatum=date(2026, 2, 2), einddatum=date(2026, 2, 6)
    )
    absent(van, date(2026, 2, 2), date(2026, 3, 1), 16)
    assert measured() == {}


@IN_DB
def test_who_lives_abroad_is_only_in_the_file_of_the_school() -> None:
    van = l1()
    with clock_at("2025-12-31T10:00:00"):
        factories.adres_buitenland(van)
    [line] = measured()["I28AX"]
    assert (line["GEMEENTECODE"], line["RMC_REGIO"]) == ("", "")
    assert list(files(R08, MAART_2)) == ["I28AX"]


@IN_DB
def test_as_many_statements_for_many_as_for_one() -> None:
    def asked(week: Week) -> int:
        with CaptureQueriesContext(connection) as queries:
            measure(week)
            with acting_as(SYSTEEM):
                list(R08.lines(week))
        return len(queries)

    l1()
    one = asked(MAART_2)
    for code, gemeente in (("01AA", "0599"), ("99ZZ", "0014"), ("28AX", "0363")):
        absent(pupil(code, gemeente=gemeente), date(2026, 2, 2), date(2026, 3, 1), code=code)
    assert asked(MAART_9) == one
    assert len(files(R08, MAART_9)) == 3 + 4 + 4


@IN_DB
def test_file_name_of_a_week() -> None:
    l1()
    measure(MAART_2)
    with acting_as(SYSTEEM):
        names = [R08.bestandsnaam(MAART_2, ontvanger) for ontvanger, _ in R08.lines(MAART_2)]
    assert names == ["20260302R08I28AX.csv", "20260302R08G0344.csv", "20260302R08R0019.csv"]


@pytest.fixture
def listed() -> None:
    l1()
    measure(MAART_2)


@IN_DB
@pytest.mark.req("MND-02")
@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("actor", "seen"),
    [
        (factories.melder("28AX"), 1),
        (factories.melder("01AA"), 0),
        (factories.behandelaar("G0344"), 1),
        (factories.behandelaar("G0599"), 0),
        (factories.behandelaar("R0019"), 1),
        (factories.behandelaar("R0029"), 0),
    ],
)
def test_the_wall(actor: Actor, seen: int) -> None:
    with acting_as(actor):
        assert Lrvregel.objects.count() == seen


@IN_DB
@pytest.mark.req("MND-22")
def test_lines_go_with_their_files() -> None:
    l1()
    measure(MAART_2)
    with acting_as(SYSTEEM):
        assert actions.forget_weeks(on=MAART_2.verwijderen_op - timedelta(days=1)) == 0
        assert actions.forget_weeks(on=MAART_2.verwijderen_op) == 1
        assert Weekpeiling.objects.count() == 1, "so that it is never measured again"


@IN_DB
def test_the_job_of_monday() -> None:
    l1()
    with clock_at("2026-03-02T05:00:00"):
        taken.measure_long_absence(0)
        taken.measure_long_absence(0)
    assert len(files(R08, week_of(date(2026, 3, 4)))["I28AX"]) == 1
    with acting_as(SYSTEEM):
        [line] = AuditEntry.objects.filter(event="rapportage:lrv-peilen")
        ready = list(Bestand.objects.filter(naam__in=("20260302R08I28AX.csv", "20260302R08G0344.csv")))
    assert line.data == {"aantal": 1}
    assert [(each.soort, each.verwijderen_op) for each in ready] == [("SRVRAPP", date(2026, 6, 2))] * 2


@IN_DB
def test_missed_mondays_are_made_up_as_they_were_known() -> None:
    """No worker on two Mondays: on Wednesday both come, in order, and the count of weeks goes on."""
    l1()
    with clock_at("2026-03-02T05:00:00"):
        taken.measure_long_absence(0)
    with clock_at("2026-03-18T05:00:00"):
        taken.measure_long_absence(0)
        taken.measure_long_absence(0)
    with acting_as(SYSTEEM):
        runs = list(Weekpeiling.objects.order_by("peildatum"))
        assert [each.peildatum for each in runs] == [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)]
        assert [each.cutoff for each in runs] == [week_of(each.peildatum).cutoff for each in runs]
        assert Bestand.objects.filter(naam__endswith="R08I28AX.csv").count() == len(runs)
        lines = list(Lrvregel.objects.order_by("weekpeiling__peildatum"))
    assert [each.weken for each in lines] == [1, 2, 3]
