"""The figures of a year: who is in the start population, who is a new early school leaver; preliminary and final."""

from datetime import date
from pathlib import Path

import pytest

from tests.reports.gevallen import Geval, diploma, ins, left
from tests.reports.gevallen_lijst import MBO2
from tests.reports.land import load_cases
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.rapportages import queries
from verzuimloket.rapportages.actions import publish_month
from verzuimloket.rapportages.rapporten import schrijven
from verzuimloket.rapportages.rapporten.jaar import _two_numbers
from verzuimloket.rapportages.rapporten.vorm import Ontvanger
from verzuimloket.rapportages.rules.kalender import Productie, yearly

pytestmark = pytest.mark.usefixtures("committed_db")

V, D = date(2027, 2, 1), date(2027, 10, 1)
HERE = Ontvanger("I", "99AA")
GEVALLEN = [
    Geval("Uit", "left without a diploma", left("2026-07-31", "2026-08-03 09:00:00")),
    Geval("Laat", "diploma in December", left("2026-09-15", "2026-09-16 09:00:00"), diplomas=[]),
    Geval("Blijft", "still enrolled", [ins()]),
    Geval("Hersteld", "enrolled again, told in May", left("2026-08-31", "2026-09-01 09:00:00")),
]
GEVALLEN[1].diplomas.append(diploma(MBO2, "2026-12-18", "2026-12-20 09:00:00"))
GEVALLEN[3].inschrijvingen.append(ins("2026-09-20", van="2027-05-01 09:00:00"))

NRSP = (
    "#BURGERSERVICENUMMER;ONDERWIJSNUMMER;GEBOORTEDATUM;GESLACHT;ACHTERNAAM;VOORVOEGSEL;VOORNAMEN;POSTCODE_CIJFERS;"
    "RMC_REGIO;RMC_REGIO_NAAM;GEMCODE;GEMEENTENAAM;BRIN;BRIN_VOLGNR;BRIN_VEST_NAAM;NIVEAU;ONDERWIJSSOORT;CREBO;"
    "CREBO_OMSCHRIJVING;ONDERWIJSAANBIEDER_CODE;ONDERWIJSAANBIEDER_NAAM;ONDERWIJSLOCATIE_CODE;"
    "ONDERWIJSLOCATIE_STRAATNAAM;ONDERWIJSLOCATIE_HUISNUMMER;ONDERWIJSLOCATIE_HUISNUMMER_TOEVOEGING;"
    "ONDERWIJSLOCATIE_POSTCODE;ONDERWIJSLOCATIE_PLAATSNAAM"
)


def written(folder: Path, t2: date) -> dict[str, list[str]]:
    """The yearly files of the institution: name → lines."""
    with acting_as(SYSTEEM):
        publish_month(t2, by=SYSTEEM, at=clock.now())
        schrijven.write_folder(Productie(t2), folder, codes=["NRSP", "NenR"], ontvangers=[HERE], vormen=["csv"])
    return {path.name: path.read_text(encoding="utf-8").splitlines() for path in folder.glob("N*.csv")}


def namen(lines: list[str]) -> list[str]:
    return [line.split(";")[4] for line in lines[1:]]


def test_preliminary_in_february_and_final_in_october(tmp_path: Path) -> None:
    """Between the two the register heard of an enrolment."""
    land, uit = tmp_path / "land", tmp_path / "uit"
    land.mkdir()
    uit.mkdir()
    load_cases(land, GEVALLEN)
    with acting_as(SYSTEEM):
        for n in range(14):  # the months of the running year wait for those before them
            month = date(2025 + (10 + n) // 12, (10 + n) % 12 + 1, 1)
            publish_month(month, by=SYSTEEM, at=clock.now())
    assert all(queries.yearly_of(t2) == [] for t2 in (date(2026, 11, 1), date(2026, 12, 1)))
    publish_through(date(2027, 1, 1))
    v = written(uit, V)
    assert sorted(v) == ["NRSP2026VI99AA.csv", "NenR2026VI99AA.csv"]
    assert v["NRSP2026VI99AA.csv"][0] == NRSP
    assert namen(v["NRSP2026VI99AA.csv"]) == ["Blijft", "Hersteld", "Laat", "Uit"]
    assert namen(v["NenR2026VI99AA.csv"]) == ["Hersteld", "Uit"]
    for n in range(3, 10):
        publish_through(date(2027, n, 1))
    d = written(uit, D)
    assert namen(d["NenR2026DI99AA.csv"]) == ["Uit"]
    cells = dict(zip(d["NenR2026DI99AA.csv"][0].split(";"), d["NenR2026DI99AA.csv"][1].split(";"), strict=True))
    assert (cells["NIVEAU"], cells["ONDERWIJSSOORT"], cells["IND_BEKOSTIGING"]) == ("Mbo niveau 2", "Bol2", "J")
    assert (cells["EXAMEN"], cells["RMC_REGIO"], cells["GEBOORTEDATUM"]) == ("", "19", "20080510")
    assert v == {naam: lines for naam, lines in written(uit, V).items() if "V" in naam}


def publish_through(t2: date) -> None:
    with acting_as(SYSTEEM):
        publish_month(t2, by=SYSTEEM, at=clock.now())


@pytest.mark.parametrize(
    ("t2", "expected"),
    [("2027-02-01", ("V", 2025)), ("2027-10-01", ("D", 2025)), ("2026-02-01", ("V", 2024)), ("2027-03-01", None)],
)
def test_when_the_figures_of_a_year_are_made(t2: str, expected: tuple[str, int] | None) -> None:
    run = yearly(date.fromisoformat(t2))
    assert (run and (run.soort, run.rapportjaar)) == expected


def test_the_figures_of_a_year_look_at_the_first_of_october_after_it() -> None:
    run = yearly(V)
    assert run
    assert (run.t1, run.t2, run.sk_tot) == (date(2025, 10, 1), date(2026, 10, 1), date(2026, 12, 31))


def test_an_onderwijsnummer_stands_in_its_own_column() -> None:
    """If BURGERSERVICENUMMER is 0, the ONDERWIJSNUMMER tells who it is."""
    assert _two_numbers("123\x1fO\x1frest\x1fx") == "0\x1f123\x1frest\x1fx"
    assert _two_numbers("123\x1f\x1frest") == "123\x1f\x1frest"
