"""`laad`: a register comes in with its history, or not at all."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from verzuimloket import testland
from verzuimloket.channels.upload.laden import laad
from verzuimloket.config import cli
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Persoon
from verzuimloket.routering import queries as routering
from verzuimloket.testland.bestanden import KOPPEN
from verzuimloket.verzuim.models import Melding, MeldingVersie

pytestmark = pytest.mark.usefixtures("committed_db")

PERSOON = "p1;111222333;;Morgen;;Lotte;V;2012-00-00;;"
INSTELLING = "28AX;Voorbeeldschool;VO;1;1990-08-01;109B027"
ADRES = "p1;2012-01-01;;0344;6030;3511AB;99;;;Schoolstraat;Utrecht;2012-01-02 10:00:00;"
INSCHRIJVING = [
    "i1;p1;28AX;;1;VO;HAVO;;;;J;2024-08-01;;2024-08-05 09:00:00;2025-02-01 09:00:00",
    "i1;p1;28AX;;1;VO;VWO;;;;J;2024-08-01;;2025-02-01 09:00:00;",
]
MELDING = "5104;p1;28AX;V3;2026-03-02;2026-03-06;Onbekend;N;J;R;;;2026-03-09 08:00:00;2026-03-09 08:00:00;"

ENDED_BEFORE = INSCHRIJVING[1].replace("2024-08-01;", "2024-08-01;2024-07-01")
KNOWN_BEFORE = INSCHRIJVING[0].replace("2025-02-01 ", "2024-02-01 ")


def write(folder: Path, **files: list[str] | str) -> Path:
    given = {
        "instellingen": INSTELLING,
        "personen": PERSOON,
        "adressen": ADRES,
        "inschrijvingen": INSCHRIJVING,
        "meldingen": MELDING,
    } | files
    for naam, regels in given.items():
        lines = [regels] if isinstance(regels, str) else regels
        (folder / f"{naam}.csv").write_text("\n".join([KOPPEN[naam], *lines]) + "\n", encoding="utf-8")
    return folder


def test_a_register_comes_in_with_its_history(tmp_path: Path) -> None:
    assert laad(write(tmp_path)).gelukt
    with acting_as(SYSTEEM):
        persoon = personen.on_number("111222333").get()
        assert (persoon.geboren.iso(), bytes(persoon.bsn)[:9] != b"111222333") == ("2012-00-00", True)
        assert Inschrijving.objects.get().soort == "VWO"
        versions = InschrijvingVersie.objects.order_by("versie_id")
        periods = [(v.soort, v.geregistreerd.lower.date(), v.geregistreerd.upper) for v in versions]
        assert [(soort, van) for soort, van, _ in periods] == [
            ("HAVO", date(2024, 8, 5)),
            ("VWO", date(2025, 2, 1)),
        ]
        assert periods[0][2] == versions[1].geregistreerd.lower
        assert periods[1][2] is None
        melding = Melding.objects.get(nummer=5104)
        assert (melding.instantie_id, melding.wet, melding.status) == ("G0344", "LPW", "R")
    assert routering.gemeente_at("3511AB") == "0344"


def test_the_made_up_country_is_welcome(tmp_path: Path) -> None:
    made = testland.schrijf(tmp_path, 300, 7, date(2026, 11, 22))
    resultaat = laad(tmp_path)
    assert resultaat.fouten == []
    with acting_as(SYSTEEM):
        assert Persoon.objects.count() == made.personen
        assert MeldingVersie.objects.count() == made.regels["meldingen"]
    again = laad(tmp_path)
    assert "LD_melding_bestaat" in {fout.code for fout in again.fouten}


@pytest.mark.parametrize(
    ("files", "regel", "kolom", "code"),
    [
        ({"personen": PERSOON.replace("111222333", "111222334")}, 2, "bsn", "LD_nummer"),
        ({"personen": PERSOON.replace("111222333", "")}, 2, "bsn", "LD_geen_nummer"),
        ({"personen": PERSOON.replace("2012-00-00", "2012-31-02")}, 2, "geboortedatum", "LD_waarde"),
        ({"personen": [PERSOON, PERSOON.replace("p1", "p2")]}, 2, "bsn", "LD_nummer_dubbel"),
        ({"personen": PERSOON + ";extra"}, 2, "", "LD_kolommen"),
        ({"personen": PERSOON.replace("Lotte", "L" * 201)}, 2, "voornamen", "LD_waarde"),
        ({"adressen": ADRES.replace("0344", "9999")}, 2, "gemeentecode", "LD_gemeente_onbekend"),
        ({"adressen": ADRES.replace("p1", "p9")}, 2, "persoon", "LD_persoon_onbekend"),
        ({"inschrijvingen": INSCHRIJVING[1].replace("28AX", "99ZZ")}, 2, "instellingscode", "LD_instelling_onbekend"),
        ({"inschrijvingen": [INSCHRIJVING[1], INSCHRIJVING[1]]}, 2, "inschrijving", "LD_dubbel"),
        ({"inschrijvingen": ENDED_BEFORE}, 2, "einddatum", "LD_einddatum"),
        ({"inschrijvingen": KNOWN_BEFORE}, 2, "geregistreerd_tot", "LD_geregistreerd"),
        ({"meldingen": MELDING.replace(";V3;", ";V9;")}, 2, "soort", "LD_code"),
        ({"meldingen": MELDING.replace(";R;;;", ";G;;;")}, 2, "reden_afgesloten", "LD_reden"),
        ({"meldingen": MELDING.replace(";N;J;", ";nee;J;")}, 2, "alle_lessen_gemist", "LD_waarde"),
    ],
)  # fmt: skip
def test_a_wrong_line_refuses_the_whole_load_and_says_why(
    tmp_path: Path, files: dict[str, str], regel: int, kolom: str, code: str
) -> None:
    resultaat = laad(write(tmp_path, **files))
    assert (regel, kolom, code) in {(fout.regel, fout.kolom, fout.code) for fout in resultaat.fouten}
    with (tmp_path / "fouten.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    assert {line["code"] for line in lines} >= {code}
    assert all(line["oplossing"] for line in lines)
    with acting_as(SYSTEEM):
        assert not Persoon.objects.exists()


def test_a_wrong_header_is_told_before_anything_else(tmp_path: Path) -> None:
    (write(tmp_path) / "personen.csv").write_text("naam;bsn\nx;y\n", encoding="utf-8")
    assert next(fout.code for fout in laad(tmp_path).fouten) == "LD_kop"


def test_overlapping_meldingen_of_an_older_register_are_kept_and_marked(tmp_path: Path) -> None:
    assert laad(write(tmp_path, meldingen=[MELDING, MELDING.replace("5104", "5105")])).gelukt
    with acting_as(SYSTEEM):
        assert list(Melding.objects.values_list("geduld", flat=True)) == [True, True]


def test_the_command_line_answers_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--json", "laad", str(write(tmp_path))]) == cli.DONE
    assert json.loads(capsys.readouterr().out)["regels"]["meldingen"] == 1
    assert cli.main(["--json", "laad", str(tmp_path)]) == cli.REFUSED
    assert not json.loads(capsys.readouterr().out)["gelukt"]
    assert cli.main(["laad", str(tmp_path / "nergens")]) == cli.WRONG_USE
    assert cli.main(["--json", "controleer"]) == cli.DONE
    assert json.loads(capsys.readouterr().out)["goed"]
