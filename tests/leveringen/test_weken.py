"""The weekly job: once, in order, never again; and the same by command line."""

import hashlib
import json
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from django.db import connections

from tests.leveringen import land
from verzuimloket.bestanden import queries as bestanden
from verzuimloket.bestanden.models import Bestand
from verzuimloket.config import cli, taken
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.leveringen.actions import NogBezig, weken
from verzuimloket.leveringen.inputs import Ontvanger
from verzuimloket.leveringen.models import Levering
from verzuimloket.leveringen.queries import gebied

pytestmark = [pytest.mark.usefixtures("committed_db"), pytest.mark.req("WKL-01", "WKL-02")]


@pytest.fixture
def few(committed_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Utrecht, Rotterdam and the region of Utrecht."""
    all_of_them = gebied.ontvangers()
    some = [each for each in all_of_them if each.instantie in ("G0344", "G0599", "R0019")]
    monkeypatch.setattr(gebied, "met_instantie", lambda: some)


@pytest.mark.usefixtures("few")
def test_a_week_is_put_ready_once_and_never_made_again() -> None:
    van = land.jongere("2012-05-05", "2026-11-18T09:00:00")
    taken.publish_deliveries(0)
    with acting_as(SYSTEEM):
        made = list(Levering.objects.order_by("instantie"))
        before = dict(Bestand.objects.values_list("naam", "klaar_at"))
    assert [(each.instantie, each.aantallen["PER"]) for each in made] == [("G0344", 1), ("G0599", 0), ("R0019", 1)]
    assert {each.peildatum for each in made} == {date(2026, 11, 22)}
    assert len(before) == 6
    land.wijzig(van, "2026-11-19T09:00:00", achternaam="Anders")
    taken.publish_deliveries(0)
    with acting_as(SYSTEEM):
        assert dict(Bestand.objects.values_list("naam", "klaar_at")) == before
        assert Levering.objects.count() == 3
        assert AuditEntry.objects.filter(event="levering:klaarzetten").count() == 1


@pytest.mark.usefixtures("few")
def test_the_job_twice_at_once_and_killed_half_way(monkeypatch: pytest.MonkeyPatch) -> None:
    land.jongere("2012-05-05", "2026-11-18T09:00:00")
    with monkeypatch.context() as killed:
        killed.setattr(Levering.objects, "bulk_create", lambda rows: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            taken.publish_deliveries(0)
    with acting_as(SYSTEEM):
        assert (Levering.objects.count(), Bestand.objects.count()) == (0, 0)
    land.at_once(lambda: taken.publish_deliveries(0))
    with acting_as(SYSTEEM):
        assert (Levering.objects.count(), Bestand.objects.count()) == (3, 6)


@pytest.mark.usefixtures("few")
def test_a_week_waits_for_who_is_still_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written on Saturday and is known on Sunday would be told in no week."""
    monkeypatch.setattr(weken, "_PATIENCE", 50)
    writing = connections.create_connection("default")
    with writing.cursor() as cursor:
        cursor.execute("BEGIN; LOCK TABLE personen_adres IN ROW EXCLUSIVE MODE")  # as every INSERT and UPDATE does
        with pytest.raises(NogBezig):
            taken.publish_deliveries(0)
        cursor.execute("COMMIT; BEGIN; SELECT count(*) FROM personen_adres")  # who reads is in nobody's way
        taken.publish_deliveries(0)
    writing.close()
    with acting_as(SYSTEEM):
        assert Levering.objects.count() == 3


@pytest.mark.usefixtures("few")
def test_missed_weeks_are_made_up_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERZUIMLOKET_NU", "2026-11-01T10:00:00")
    taken.publish_deliveries(0)
    van = land.jongere("2012-05-05", "2026-11-04T09:00:00")
    land.verhuis(van, "2026-11-11T09:00:00", "2026-11-10", "0599")
    monkeypatch.setenv("VERZUIMLOKET_NU", "2026-11-22T10:00:00")
    taken.publish_deliveries(0)
    with acting_as(SYSTEEM):
        rows = Levering.objects.filter(instantie="G0344").order_by("pk").values_list("peildatum", "aantallen__PER")
        assert [(f"{dag:%d-%m}", aantal) for dag, aantal in rows] == [
            ("01-11", 0), ("08-11", 1), ("15-11", 1), ("22-11", 0),
        ]  # fmt: skip


@pytest.mark.usefixtures("few")
def test_the_hash_is_of_all_that_stands_before_the_closing_record() -> None:
    land.jongere("2012-05-05", "2026-11-18T09:00:00", achternaam='=Ster;"&<')
    taken.publish_deliveries(0)
    with acting_as(SYSTEEM):
        levering = Levering.objects.select_related("csv", "xml").get(instantie="G0344")
    assert levering.csv
    assert levering.xml
    text = b"".join(bestanden.content(levering.csv, SYSTEEM))
    before, slot = text[: text.index(b"SLR;")], text[text.index(b"SLR;") :].decode()
    assert slot == f"SLR;1;1;0;0;0;0;{hashlib.sha256(before).hexdigest()}\r\n"
    assert levering.sha256_csv in slot
    assert '"\'=Ster;""&<"' in before.decode()
    text = b"".join(bestanden.content(levering.xml, SYSTEEM))
    assert hashlib.sha256(text[: text.index(b"  <Sluit")]).hexdigest() == levering.sha256_xml
    root = ET.fromstring(text)
    assert [each.tag for each in root] == ["Voorloop", "Persoon", "Sluit"]
    assert root[1].attrib["achternaam"] == '=Ster;"&<'
    assert [each.tag for each in root[1]] == ["Mutatie"]
    assert root[2].attrib["sha256"] == levering.sha256_xml


def test_a_recipient_is_a_municipality_or_a_region() -> None:
    found = gebied.ontvangers()
    assert (len(found), found[0].soort, found[-1]) == (382, "G", gebied.ontvanger("R0040"))
    assert isinstance(gebied.ontvanger("G0344"), Ontvanger)
    assert gebied.ontvanger("U0001") is None
    assert gebied.ontvanger("G9999") is None


def test_by_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    van = land.jongere("2012-05-05", "2026-11-18T09:00:00")
    land.schrijf_in(van, "2026-11-18T10:00:00", "2026-08-01")
    week = tmp_path / "week"
    assert cli.main(["--json", "levering", "p", "--peildatum", "2026-11-22", "--uit", str(week)]) == cli.DONE
    data = json.loads(capsys.readouterr().out)
    assert (data["ontvangers"], data["bestanden"], data["records"]["PER"]) == (382, 764, 2)
    assert len(list(week.iterdir())) == 764
    again = ["levering", "p", "--peildatum", "2026-11-22", "--uit", str(week), "--json"]
    assert cli.main(again) == cli.DONE
    capsys.readouterr()
    assert (week / "20261122PG0344.csv").read_text().count("VLP") == 1
    c = ["levering", "c", "--peildatum", "2026-11-22", "--uit", str(tmp_path / "c"), "--ontvanger"]
    assert cli.main([*c, "g0344"]) == cli.DONE
    assert "PER: 1" in capsys.readouterr().out
    assert {each.name for each in (tmp_path / "c").iterdir()} == {"20261122CG0344.csv", "20261122CG0344.xml"}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["p", "--peildatum", "2026-11-29"], "nog niet voorbij"),
        (["c", "--peildatum", "2026-11-23", "--ontvanger", "G0344"], "in de toekomst"),
        (["c", "--peildatum", "2026-11-22", "--ontvanger", "G9999"], "bestaat niet"),
    ],
)
def test_the_command_line_refuses(
    options: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["levering", *options, "--uit", str(tmp_path / "x")]) == cli.REFUSED
    assert says in capsys.readouterr().out
    assert not (tmp_path / "x").exists()


def test_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x").write_text("van iemand")
    assert cli.main(["levering", "p", "--peildatum", "2026-11-22", "--uit", str(tmp_path / "x")]) == cli.REFUSED
    assert "is geen map" in capsys.readouterr().out
    assert (tmp_path / "x").read_text() == "van iemand"


@pytest.mark.parametrize(
    "options",
    [
        ["c", "--peildatum", "2026-11-22", "--ontvanger", "Utrecht"],
        ["p", "--peildatum", "0001-01-01"],
        ["c", "--peildatum", "0001-01-01", "--ontvanger", "G0344"],
        ["p", "--peildatum", "2026-02-29"],
    ],
)
def test_wrong_use(options: list[str]) -> None:
    with pytest.raises(SystemExit) as wrong:
        cli.main(["levering", *options, "--uit", "x"])
    assert wrong.value.code == cli.WRONG_USE
