"""R01, R02 and R06: the worked cases of rapportages.md §4.2, and the edges of what is known, when and where."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.reports.verzuim import RM_202602, change, clock_at, files, gemeld, pupil
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.rapportages.rapporten import RAPPORTEN
from verzuimloket.rapportages.rules.kalender import Productie

R01, R02, R06 = RAPPORTEN["R01"], RAPPORTEN["R02"], RAPPORTEN["R06"]
IN_DB = pytest.mark.django_db
STATUSSEN = ("GEREGISTREERD", "IN_BEHANDELING", "AFGESLOTEN", "TER_KENNISGEVING_AANGENOMEN", "INGETROKKEN")
MONTHS = R02.kolommen[5:17]


def v1() -> Persoon:
    """Case V1: six meldingen around February 2026 of one school and one municipality."""
    van = pupil()
    gemeld(van, "2026-01-31T10:00:00", "K", nummer=5)
    gemeld(van, "2026-02-03T10:00:00", "R", nummer=1, einddatum=date(2026, 2, 2), begindatum=date(2026, 2, 2))
    gemeld(van, "2026-02-10T10:00:00", "I", nummer=6)
    gemeld(van, "2026-02-27T10:00:00", "B", nummer=2, begindatum=date(2026, 2, 23), einddatum=date(2026, 2, 24))
    gemeld(van, "2026-02-28T10:00:00", "G", nummer=3, begindatum=date(2026, 2, 25), einddatum=date(2026, 2, 25))
    gemeld(van, "2026-03-01T10:00:00", "R", nummer=4, begindatum=date(2026, 2, 26), einddatum=None)
    return van


@IN_DB
@pytest.mark.req("MND-07", "MND-11")
def test_v1_per_status() -> None:
    v1()
    found = files(R01, RM_202602)
    assert list(found) == ["I28AX", "G0344", "R0019"]
    for sleutel, [line] in found.items():
        assert line["#ONTVANGER_TYPE"] + line["ONTVANGER_CODE"] == sleutel
        assert [line[name] for name in STATUSSEN] == ["1"] * 5
        assert (line["TOTAAL"], line["OVERGEDRAGEN_AAN_DERDEN"]) == ("5", "0")
        assert (line["SOORT_VERZUIM"], line["WET"]) == ("16 uren per 4 weken 18-", "Leerplichtwet")
        assert line["RAPPORTAGEMAAND"] == "202602"
    assert [line["ONTVANGER_NAAM"] for [line] in found.values()] == ["Voorbeeldschool", "Utrecht", "Utrecht"]


@IN_DB
@pytest.mark.req("MND-08", "MND-11")
def test_v1_per_month() -> None:
    v1()
    for [line] in files(R02, RM_202602).values():
        assert [line[month] for month in MONTHS] == ["0"] * 5 + ["1", "4"] + ["0"] * 5
        assert (line["SCHOOLJAAR"], line["TOTAAL"], line["WAARVAN_INGETROKKEN"]) == ("2025-2026", "5", "1")


@IN_DB
@pytest.mark.req("MND-01", "MND-09", "MND-11")
def test_v1_names() -> None:
    van = v1()
    found = files(R06, RM_202602)
    assert list(found) == ["I28AX", "G0344", "R0019"]
    for lines in found.values():
        assert [line["MELDINGNUMMER"] for line in lines] == ["1", "2", "3"]
    [first, *_] = found["G0344"]
    nummer = first.pop("PERSOONSGEBONDENNUMMER")
    assert len(nummer) == 9
    assert nummer.isdigit()
    assert list(first.values()) == [
        *("28AX", "Voorbeeldschool", "202602", van.achternaam, "", van.voornamen, "01-01-2012", "344", "Utrecht"),
        *("REGIO 19", "1", "03-02-2026", "16 uren per 4 weken 18-", "02-02-2026", "02-02-2026", "Geregistreerd", ""),
    ]


@IN_DB
@pytest.mark.req("MND-09")
def test_the_person_number_is_the_bsn_that_was_given() -> None:
    nummer = factories.bsn()
    gemeld(pupil(nummer=nummer), "2026-02-03T10:00:00")
    assert {line["PERSOONSGEBONDENNUMMER"] for lines in files(R06, RM_202602).values() for line in lines} == {nummer}


@pytest.mark.usefixtures("committed_db")
@pytest.mark.req("MND-07", "MND-13")
def test_v3_an_exemption_later_takes_back_what_was_closed() -> None:
    """Status as known at each cutoff: a report of before does not change, the next one does."""
    melding = gemeld(pupil(), "2026-02-03T10:00:00", "G")
    change(melding, "2026-03-09T02:45:00", status="I", reden_afgesloten="", reden_intrekken="VRIJSTELLING")
    [before], [after] = files(R01, RM_202602)["I28AX"], files(R01, Productie(date(2026, 4, 1)))["I28AX"]
    assert (before["AFGESLOTEN"], before["INGETROKKEN"], before["TOTAAL"]) == ("1", "0", "1")
    assert (after["AFGESLOTEN"], after["INGETROKKEN"], after["TOTAAL"]) == ("0", "1", "1")
    assert [len(lines) for lines in files(R06, RM_202602).values()] == [1, 1, 1]


@pytest.mark.usefixtures("committed_db")
@pytest.mark.req("MND-10", "MND-13")
@pytest.mark.parametrize(("moment", "status"), [("2026-03-06T23:59:59", "B"), ("2026-03-07T00:00:00", "R")])
def test_what_is_registered_before_the_weekend_counts(moment: str, status: str) -> None:
    melding = gemeld(pupil(), "2026-02-03T10:00:00")
    change(melding, moment, status="B")
    [line] = files(R01, RM_202602)["I28AX"]
    assert (line["GEREGISTREERD"], line["IN_BEHANDELING"]) == (("1", "0") if status == "R" else ("0", "1"))


@IN_DB
@pytest.mark.req("MND-08")
@pytest.mark.parametrize(
    ("moment", "t2", "schooljaar", "maand"),
    [
        ("2026-07-31T23:59:00", date(2026, 8, 1), "2025-2026", "JUL"),
        ("2026-08-01T00:00:00", date(2026, 9, 1), "2026-2027", "AUG"),
    ],
)
def test_v5_a_melding_at_the_turn_of_the_school_year(moment: str, t2: date, schooljaar: str, maand: str) -> None:
    van = pupil()
    if t2.month == 8:  # the cutoff of August 2026 is the first itself, at midnight
        assert Productie(t2).cutoff.date() == t2
    gemeld(van, moment)
    [line] = files(R02, Productie(t2))["I28AX"]
    assert (line["SCHOOLJAAR"], line[maand], line["TOTAAL"]) == (schooljaar, "1", "1")


@IN_DB
def test_the_new_school_year_begins_empty() -> None:
    gemeld(pupil(), "2026-07-31T23:59:00")
    assert files(R02, Productie(date(2026, 9, 1))) == {}
    [line] = files(R01, Productie(date(2026, 9, 1)))["I28AX"]
    assert line["TOTAAL"] == "1", "R01 is a stock, of all years"


@IN_DB
def test_the_month_is_that_of_the_netherlands() -> None:
    van = pupil()
    gemeld(van, "2026-01-31T23:59:59")
    gemeld(van, "2026-02-01T00:00:00", begindatum=date(2026, 1, 31), einddatum=date(2026, 1, 31))
    [line] = files(R02, RM_202602)["I28AX"]
    assert (line["JAN"], line["FEB"]) == ("1", "1")
    assert len(files(R06, RM_202602)["I28AX"]) == 1


@IN_DB
@pytest.mark.req("MND-07")
def test_days_in_the_present_status_of_what_is_open() -> None:
    """Counted up to the Saturday of the cutoff, 7 March; a closed melding does not wait any more."""
    van = pupil()
    gemeld(van, "2026-02-25T23:30:00", begindatum=date(2026, 2, 2), einddatum=date(2026, 2, 2))
    gemeld(van, "2026-02-28T00:10:00", "B", begindatum=date(2026, 2, 3), einddatum=date(2026, 2, 3))
    gemeld(van, "2025-09-01T10:00:00", "K")
    [line] = files(R01, RM_202602)["I28AX"]
    assert (line["GEM_DAGEN_STATUS"], line["OUDSTE_DAGEN_STATUS"]) == ("9", "10")


@IN_DB
def test_nothing_open_has_no_days() -> None:
    gemeld(pupil(), "2026-02-25T23:30:00", "K")
    [line] = files(R01, RM_202602)["I28AX"]
    assert (line["GEM_DAGEN_STATUS"], line["OUDSTE_DAGEN_STATUS"]) == ("", "")


@IN_DB
@pytest.mark.req("MND-07", "MND-08")
def test_a_line_per_kind_and_law() -> None:
    van = pupil(geboortedatum=date(2007, 1, 1))
    gemeld(van, "2026-02-03T10:00:00", soort="V4", wet="RMC")
    gemeld(van, "2026-02-10T10:00:00", soort="O", wet="LPW")
    gemeld(van, "2026-02-20T10:00:00", soort="O", wet="RMC")
    lines = files(R01, RM_202602)["R0019"]
    assert [(line["SOORT_VERZUIM"], line["WET"], line["TOTAAL"]) for line in lines] == [
        ("Overig verzuim", "Leerplichtwet", "1"),
        ("Overig verzuim", "RMC-wet", "1"),
        ("16 uren per 4 weken 18+", "RMC-wet", "1"),
    ]
    assert [(line["SOORT_VERZUIM"], line["FEB"]) for line in files(R02, RM_202602)["R0019"]] == [
        ("Overig verzuim", "2"),
        ("16 uren per 4 weken 18+", "1"),
    ]


@IN_DB
def test_who_lives_abroad_is_only_in_the_file_of_the_school() -> None:
    van = pupil()
    with clock_at("2025-12-31T10:00:00"):
        factories.adres_buitenland(van)
    gemeld(van, "2026-02-03T10:00:00")
    for rapport in (R01, R02, R06):
        assert list(files(rapport, RM_202602)) == ["I28AX"]
    [line] = files(R06, RM_202602)["I28AX"]
    assert (line["GEMEENTECODE"], line["WOONGEMEENTE"], line["RMC_REGIO"]) == ("", "", "")


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize(
    ("moved", "registered", "gemeente"),
    [
        (date(2026, 3, 1), "2026-03-06T10:00:00", "G0599"),  # lives there on t2
        (date(2026, 3, 2), "2026-03-02T10:00:00", "G0344"),  # the day after
        (date(2026, 2, 1), "2026-03-07T00:00:00", "G0344"),  # known too late
    ],
)
def test_the_municipality_is_that_of_the_address_on_t2(moved: date, registered: str, gemeente: str) -> None:
    van = pupil()
    gemeld(van, "2026-02-03T10:00:00")
    with clock_at(registered), acting_as(SYSTEEM):
        Adres.objects.filter(persoon=van).update(einddatum=date.fromordinal(moved.toordinal() - 1))
        Adres.objects.create(persoon=van, begindatum=moved, gemeentecode="0599", postcode="3011AA")
    assert list(files(R06, RM_202602)) == ["I28AX", gemeente, {"G0344": "R0019", "G0599": "R0029"}[gemeente]]


@pytest.mark.usefixtures("committed_db")
def test_the_name_is_that_of_the_cutoff() -> None:
    van = pupil(achternaam="Morgen")
    gemeld(van, "2026-02-03T10:00:00")
    with clock_at("2026-05-01T10:00:00"), acting_as(SYSTEEM):
        Persoon.objects.filter(pk=van.pk).update(achternaam="Vandaag")
    [line] = files(R06, RM_202602)["I28AX"]
    assert line["ACHTERNAAM"] == "Morgen"


@IN_DB
@pytest.mark.parametrize(("precisie", "expected"), [("D", "01-01-2012"), ("M", "00-01-2012"), ("J", "00-00-2012")])
def test_a_birth_date_that_is_known_in_part(precisie: str, expected: str) -> None:
    gemeld(pupil(geboorte_precisie=precisie), "2026-02-03T10:00:00")
    assert files(R06, RM_202602)["I28AX"][0]["GEBOORTEDATUM"] == expected


@IN_DB
@pytest.mark.req("MND-01")
def test_one_statement_for_all_recipients_in_their_order() -> None:
    for code, gemeente in (("28AX", "0344"), ("01AA", "0599"), ("99ZZ", "0014")):
        gemeld(pupil(code, gemeente=gemeente), "2026-02-03T10:00:00", code=code)
    expected = ["I01AA", "I28AX", "I99ZZ", "G0014", "G0344", "G0599", "R0003", "R0019", "R0029"]
    for rapport in (R01, R02, R06):
        with acting_as(SYSTEEM), CaptureQueriesContext(connection) as asked:
            found = [ontvanger.sleutel for ontvanger, _ in rapport.lines(RM_202602)]
        assert found == expected
        assert sum("verzuim_melding_versie" in each["sql"] for each in asked) == 1


@IN_DB
def test_file_names_and_headings() -> None:
    gemeld(pupil(), "2026-02-03T10:00:00")
    with acting_as(SYSTEEM):
        names = [R06.bestandsnaam(RM_202602, ontvanger) for ontvanger, _ in R06.lines(RM_202602)]
    assert names == ["202603R06I28AX.csv", "202603R06G0344.csv", "202603R06R0019.csv"]
    for rapport in (R01, R02, R06):
        assert rapport.kolommen[0].startswith("#")
        assert len(set(rapport.kolommen)) == len(rapport.kolommen)
    assert [len(rapport.kolommen) for rapport in (R01, R02, R06)] == [15, 19, 18]
