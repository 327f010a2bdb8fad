"""The files of a fixed small register, byte for byte, and the same again after the register moved on.

``goud/<month>.txt`` holds the files of eight recipients under each other; there a line ends in LF, in the files CRLF.
"""

from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests import factories
from tests.reports import goudland
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Diploma, Inschrijving
from verzuimloket.instellingen.models import Instelling
from verzuimloket.koppelingen import actions as koppelingen
from verzuimloket.koppelingen.codes import Reden
from verzuimloket.personen import sleutels
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.rapportages import queries
from verzuimloket.rapportages.actions import publish_month
from verzuimloket.rapportages.rapporten import RAPPORTEN, schrijven, stroom
from verzuimloket.rapportages.rapporten.kolommen import STARTSET
from verzuimloket.rapportages.rapporten.tekst import regels_of
from verzuimloket.rapportages.rapporten.vorm import SCHEIDING, Ontvanger
from verzuimloket.rapportages.rules.kalender import Productie

GOUD = Path(__file__).parent / "goud"
CODES = ("A01", "A02", "A03", "A04", "A05", "A06", "A07", "A14")
ONTVANGERS = [
    *(Ontvanger("I", code) for code in ("99AA", "99BB", "99CC")),
    *(Ontvanger("G", code) for code in ("0294", "0344", "0355")),
    *(Ontvanger("R", code) for code in ("13", "19")),
]
MAANDEN = (goudland.MAART, goudland.JANUARI)


@pytest.fixture
def land(committed_db: None, tmp_path: Path) -> None:
    folder = tmp_path / "land"
    folder.mkdir()
    goudland.load(folder)
    goudland.publish()


def written(t2: date, folder: Path) -> dict[str, bytes]:
    """The files of a month for the eight recipients: name → content."""
    folder.mkdir(exist_ok=True)
    with acting_as(SYSTEEM):
        schrijven.write_folder(Productie(t2), folder, codes=CODES, ontvangers=ONTVANGERS)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def as_gold(files: dict[str, bytes]) -> str:
    """The CSV files under each other."""
    parts = []
    for naam, content in files.items():
        if naam.endswith(".csv"):
            assert content.count(b"\n") == content.count(b"\r\n")
            assert not content.startswith(b"\xef\xbb\xbf")
            parts.append(f"== {naam}\n{content.decode().replace(chr(13), '')}")
    return "\n".join(parts)


@pytest.mark.req("MND-02")
@pytest.mark.req("MND-04")
@pytest.mark.req("MND-05")
@pytest.mark.req("MND-06")
@pytest.mark.req("MND-14")
@pytest.mark.req("MND-15")
@pytest.mark.req("MND-16")
@pytest.mark.req("MND-17")
@pytest.mark.req("MND-18")
@pytest.mark.req("MND-23")
@pytest.mark.req("BST-21")
def test_the_files_are_as_they_were_and_stay_so(land: None, tmp_path: Path) -> None:
    before = {t2: written(t2, tmp_path / f"een-{t2}") for t2 in MAANDEN}
    for t2, files in before.items():
        assert as_gold(files) == (GOUD / f"{t2:%Y%m}.txt").read_text(encoding="utf-8")
        _same_in_excel(tmp_path / f"een-{t2}")
    assert {t2: written(t2, tmp_path / f"twee-{t2}") for t2 in MAANDEN} == before
    _move_on()
    assert {t2: written(t2, tmp_path / f"drie-{t2}") for t2 in MAANDEN} == before
    with acting_as(SYSTEEM):
        assert publish_month(goudland.MAART, by=SYSTEEM, at=clock.now()) == []
    assert written(goudland.MAART, tmp_path / "vier") == before[goudland.MAART]


def _same_in_excel(folder: Path) -> None:
    """Every workbook has the cells of its CSV, and opens elsewhere."""
    for path in folder.glob("*.csv"):
        rapport = schrijven.report_of(path.name)
        assert rapport is not None
        book = CalamineWorkbook.from_path(path.with_suffix(".xlsx"))
        assert book.sheet_names == [rapport.code]
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
        lines = [list(rapport.kolommen), *(regel.split(SCHEIDING) for regel in regels_of(path.read_bytes()))]
        getallen = [kop in rapport.getallen for kop in rapport.kolommen]
        assert rows == [lines[0], *(_typed(line, getallen) for line in lines[1:])]
        assert schrijven.workbook_of(rapport, path.read_bytes()) == path.with_suffix(".xlsx").read_bytes()


def _typed(line: list[str], getallen: list[bool]) -> list[object]:
    return [
        float(cell.replace(",", ".")) if getal and cell else cell for cell, getal in zip(line, getallen, strict=True)
    ]


def _move_on() -> None:
    """Everything that a line tells of is changed, ended or merged."""
    with acting_as(SYSTEEM):
        Persoon.objects.update(achternaam="Anders", zoeknaam="anders", voornamen="X", geboortedatum=date(2001, 1, 1))
        for each in Persoon.objects.filter(bsn__isnull=False):
            sealed = sleutels.seal(factories.bsn(500 + each.pk), each.kenmerk)
            Persoon.objects.filter(pk=each.pk).update(bsn=sealed.tekst, bsn_index=sealed.index)
        Adres.objects.update(straat="Nieuwe weg", gemeentecode="0599", postcode="3011AA")
        Inschrijving.objects.update(einddatum=date(2026, 12, 31), volgnummer="Z9", vestiging="", opleidingscode="1")
        Diploma.objects.update(datum=date(2024, 1, 1), niveau="1")
        Instelling.objects.update(naam="Nieuwe naam", bekostigd=False)
        Instelling.objects.create(
            code="99NW", naam="Nieuw", sector="VO", bekostigd=True, oprichtingsdatum=date(2000, 1, 1), bestuur="109B027"
        )
        een, ander = Persoon.objects.get(bsn=None), Persoon.objects.exclude(bsn=None).order_by("pk")[0]
        koppelingen.merge(een, ander, reden=Reden.LIJST, by=SYSTEEM, at=clock.now())


@pytest.mark.req("MND-02")
def test_everybody_who_gets_reports_gets_a_file(land: None, tmp_path: Path) -> None:
    told: list[int] = []
    with acting_as(SYSTEEM):
        counts = schrijven.write_folder(
            Productie(goudland.MAART), tmp_path, codes=["A01", "A14"], vormen=["csv"], voortgang=told.append
        )
        assert queries.of_month(goudland.MAART)[0].ontvangers.count() == 385
    names = {path.name for path in tmp_path.glob("*.csv")}
    assert len(names) == 385  # 342 municipalities, 40 regions, 3 funded institutions; no A14 in March
    assert {"202603A01I99CC.csv", "202603A01G0014.csv", "202603A01R0040.csv"} <= names
    assert not {"202603A01I99PO.csv", "202603A01I99PI.csv"} & names
    heading = ";".join(RAPPORTEN["A01"].kolommen) + "\r\n"
    assert (tmp_path / "202603A01I99CC.csv").read_bytes().decode() == heading
    assert counts == {"A01": 4, "A14": 0}
    assert told[-1] == 385


def test_lines_that_come_a_few_at_a_time_are_the_same(land: None, monkeypatch: pytest.MonkeyPatch) -> None:
    month, together = Productie(goudland.MAART), RAPPORTEN["A05"]
    monkeypatch.setattr(stroom, "_SAMEN", 2)
    monkeypatch.setattr(stroom, "_PART", 1)
    apart = stroom.rapport("A05", "", STARTSET, stroom.STARTSET, stroom.of_running_year)
    with acting_as(SYSTEEM):
        found = list(apart.blokken(month))
        assert found == list(together.blokken(month))
    assert max(len(regels) for _, regels in found) > 2
