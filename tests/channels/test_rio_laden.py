"""`verzuimloket rio`: boards, institutions, branches and locations come in by file, or not at all."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tests import factories
from verzuimloket import testland
from verzuimloket.channels.upload.rio import Resultaat, laad_rio
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen.models import Bestuur, Instelling, Onderwijslocatie, Vestiging
from verzuimloket.testland.rio import KOPPEN_RIO

pytestmark = pytest.mark.django_db

BESTUREN = [
    "109B027;ONDERWIJSBESTUUR;Voorbeeldbestuur;Utrecht;1990-08-01;;",
    "25453;BEVOEGD_GEZAG;Voorbeeldbestuur;Utrecht;;;109B027",
]
INSTELLING = "31XU;Voorbeeldschool;PO;0;1999-08-01;109B027;Voorbeeld;Utrecht;WPO;BASISSCHOOL;B4"
VESTIGING = "31XU00;31XU;Voorbeeldschool;Utrecht;1999-08-01;"
LOCATIE = "31XU0001;31XU;Hoofdgebouw;Utrecht;"
KOP = "instellingscode;naam;sector;bekostigd;oprichtingsdatum;bestuur"


def write(folder: Path, **files: list[str] | str) -> Path:
    given = {"besturen": BESTUREN, "instellingen": INSTELLING, "vestigingen": VESTIGING, "locaties": LOCATIE} | files
    for naam, regels in given.items():
        lines = [regels] if isinstance(regels, str) else regels
        (folder / f"{naam}.csv").write_text("\n".join([KOPPEN_RIO[naam], *lines]) + "\n", encoding="utf-8")
    return folder


def load(folder: Path) -> Resultaat:
    with acting_as(SYSTEEM):
        return laad_rio(folder, by=SYSTEEM)


@pytest.mark.req("RIO-03", "RIO-05", "RIO-10", "RIO-11")
def test_what_rio_knows_comes_in(tmp_path: Path) -> None:
    result = load(write(tmp_path))
    assert (result.fouten, result.gewijzigd) == ([], 6)  # the institution is added and then completed
    gezag = Bestuur.objects.get(pk="25453")
    assert (gezag.soort, gezag.bestuur_id) == ("BEVOEGD_GEZAG", "109B027")
    school = Instelling.objects.get(pk="31XU")
    assert (school.naam_kort, school.wet, school.soort, school.schoolsoort, school.plaats) == (
        "Voorbeeld",
        "WPO",
        "BASISSCHOOL",
        "B4",
        "Utrecht",
    )
    assert (school.oprichtingsdatum, school.opheffingsdatum) == (date(1999, 8, 1), None)
    assert Vestiging.objects.get().begindatum == date(1999, 8, 1)
    assert Onderwijslocatie.objects.get().plaats == "Utrecht"
    with acting_as(SYSTEEM):
        assert AuditEntry.objects.get(event="rio:laden").data == {"gewijzigd": 6}


def test_the_same_files_twice_change_nothing(tmp_path: Path) -> None:
    load(write(tmp_path))
    assert load(tmp_path).gewijzigd == 0


def test_columns_that_a_file_lacks_stay_as_they_were(tmp_path: Path) -> None:
    load(write(tmp_path))
    Instelling.objects.update(opheffingsdatum=date(2027, 7, 31), lesuur_minuten=45)
    (tmp_path / "instellingen.csv").write_text(f"{KOP};plaats\n31XU;Nieuwe naam;PO;0;1999-08-01;109B027;Houten\n")
    assert load(tmp_path).gewijzigd == 1
    school = Instelling.objects.get()
    assert (school.naam, school.plaats, school.naam_kort) == ("Nieuwe naam", "Houten", "Voorbeeld")
    assert (school.opheffingsdatum, school.lesuur_minuten) == (date(2027, 7, 31), 45)
    (tmp_path / "instellingen.csv").write_text(f"{KOP};opheffingsdatum\n31XU;Nieuwe naam;PO;0;1999-08-01;109B027;\n")
    load(tmp_path)
    assert Instelling.objects.get().opheffingsdatum is None


@pytest.mark.req("RIO-07", "RIO-08")
@pytest.mark.parametrize(
    ("files", "code", "kolom"),
    [
        ({"besturen": ["109B27;ONDERWIJSBESTUUR;Naam;;;;", *BESTUREN]}, "LD_waarde", "code"),
        ({"besturen": [*BESTUREN, "25454;ONDERWIJSBESTUUR;Naam;;;;"]}, "LD_soort_bestuur", "soort"),
        ({"besturen": [*BESTUREN, "25454;BEVOEGD_GEZAG;Naam;;;;109B028"]}, "LD_bestuur_onbekend", "bestuur"),
        ({"besturen": [*BESTUREN, BESTUREN[0]]}, "LD_dubbel", "code"),
        ({"besturen": [*BESTUREN, "25454;KERK;Naam;;;;"]}, "LD_code", "soort"),
        ({"besturen": [*BESTUREN, "25454;BEVOEGD_GEZAG;Naam;;2020-01-01;2019-01-01;"]}, "LD_einddatum", "einddatum"),
        ({"instellingen": INSTELLING.replace("109B027", "109B028")}, "LD_bestuur_onbekend", "bestuur"),
        ({"instellingen": INSTELLING.replace("109B027", "")}, "LD_waarde", "bestuur"),
        ({"instellingen": INSTELLING.replace("WPO", "LPW")}, "LD_code", "wet"),
        ({"vestigingen": VESTIGING.replace("31XU00", "31XU0")}, "LD_waarde", "code"),
        ({"vestigingen": VESTIGING.replace("31XU00", "31XV00")}, "LD_code_instelling", "code"),
        ({"locaties": "28AX0022;28AX;Gebouw;;"}, "LD_instelling_onbekend", "instellingscode"),
        ({"locaties": "31XU0001;31XU"}, "LD_kolommen", ""),
    ],
)
def test_one_mistake_and_nothing_is_stored(
    tmp_path: Path, files: dict[str, list[str] | str], code: str, kolom: str
) -> None:
    result = load(write(tmp_path, **files))
    assert code in {fout.code for fout in result.fouten}
    with (tmp_path / "fouten.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["code"] == code]
    assert rows[0]["kolom"] == kolom
    assert rows[0]["oplossing"]
    assert not Bestuur.objects.exists()
    assert not Instelling.objects.exists()


def test_a_closing_date_before_the_founding_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "instellingen.csv").write_text(f"{KOP};opheffingsdatum\n31XU;A;PO;0;1999-08-01;109B027;1998-08-01\n")
    assert [fout.code for fout in load(tmp_path).fouten] == ["LD_einddatum"]


def test_a_part_of_the_files_is_enough_and_none_is_refused(tmp_path: Path) -> None:
    assert [fout.code for fout in load(tmp_path).fouten] == ["LD_geen_bestand"]
    factories.instelling("31XU")
    (tmp_path / "vestigingen.csv").write_text(f"{KOPPEN_RIO['vestigingen']}\n{VESTIGING}\n")
    assert load(tmp_path).fouten == []
    assert Vestiging.objects.get().instelling_id == "31XU"


def test_a_wrong_header_says_what_it_must_be(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "instellingen.csv").write_text(f"{KOP};wet;plaats\n")  # another order
    result = load(tmp_path)
    assert result.fouten[0].code == "LD_kop"
    assert "plaats;wet" in result.fouten[0].oplossing


@pytest.mark.req("RIO-06")
def test_the_made_up_country_has_its_rio_data(tmp_path: Path) -> None:
    lines = testland.schrijf_rio(tmp_path, 300, 7, date(2026, 11, 22))
    result = load(tmp_path)
    assert result.fouten == []
    assert result.regels == lines
    names = list(Instelling.objects.filter(bestuur="909B027").values_list("naam", "soort", "schoolsoort"))
    assert names == [
        ("Tasman Bay International School", "BASISSCHOOL", "B4"),
        ("Tasman Bay International School", "VO", "B4"),
    ]
