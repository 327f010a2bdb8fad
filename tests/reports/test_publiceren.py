"""The reports of a month as files: once, for the right people, told by mail, and removed on their day."""

import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from unittest import mock

import pytest
from django.db import connections
from django.test import Client

from tests import factories
from tests.mail.conftest import Mailbox, Worker, mailbox, smtp, worker  # noqa: F401  fixtures
from tests.reports import goudland
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.bestanden import actions as bestanden
from verzuimloket.bestanden import queries as bestanden_queries
from verzuimloket.bestanden.models import Bestand, Bestanddeel
from verzuimloket.config import taken
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.rapportages.actions import measure_week, publish_files, publish_week
from verzuimloket.rapportages.models import Lijstregel, Mutatie, Startregel
from verzuimloket.rapportages.rapporten import schrijven
from verzuimloket.rapportages.rapporten.vorm import Ontvanger
from verzuimloket.rapportages.rules.kalender import Productie, week_of

MAART = Productie(goudland.MAART)  # publication 9 March, removed on 9 June 2026
ON = date(2026, 3, 10)
EIGHT = ("99AA", "99BB", "99CC", "0294", "0344", "0355", "13", "19")
pytestmark = pytest.mark.usefixtures("small_country")


def reader(organisatie: str, *instellingen: str, rol: Rol = Rol.RAPPORTAGES) -> Actor:
    """Who may read reports of this organisation: a board with its institutions, an institution, or an agency."""
    return Actor(
        naam="R. de Lezer",
        kanaal=Kanaal.SCHERM,
        rollen=frozenset({rol}),
        organisatie=organisatie,
        instellingen=instellingen,
        instanties=() if instellingen else (organisatie,),
    )


BOARD, OTHER_BOARD = reader("109B027", "99AA", "99BB"), reader("209B001", "99CC")
SCHOOL, SISTER = reader("99AA", "99AA"), reader("99BB", "99BB")
UTRECHT, ZEIST, REGION, FAR = reader("G0344"), reader("G0355"), reader("R0019"), reader("R0013")


@pytest.fixture
def small_country(committed_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs up to March, and reports for eight recipients only."""
    monkeypatch.setenv("VERZUIMLOKET_NU", "2026-03-10T10:00:00")
    folder = tmp_path / "land"
    folder.mkdir()
    goudland.load(folder)
    goudland.publish(MAART.t2)
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("DELETE FROM rapportages_peilingontvanger WHERE code <> ALL(%s)", [list(EIGHT)])


def publish() -> int:
    with acting_as(SYSTEEM):
        return publish_files(MAART, by=SYSTEEM, at=clock.now())


def all_names() -> list[str]:
    with acting_as(SYSTEEM):
        return list(Bestand.objects.order_by("pk").values_list("naam", flat=True))


def seen(actor: Actor) -> set[str]:
    with acting_as(actor):
        return {bestand.naam for bestand in bestanden_queries.available(actor, on=ON)}


def behind_the_wall(actor: Actor) -> tuple[set[str], set[str]]:
    """Names of files and institutions of lines that plain queries give this actor, past every query of ours."""
    with acting_as(actor):
        names = set(Bestand.objects.filter(inhoud__in=Bestanddeel.objects.all()).values_list("naam", flat=True))
        lines = {
            f"{line.instelling_id} {line.gemeente} {line.regio}"
            for model in (Lijstregel, Startregel)
            for line in model.objects.all()
        }
        lines |= {f"{each.soort_ontvanger}{each.ontvanger}" for each in Mutatie.objects.all()}
        return names, lines


@pytest.mark.req("MND-02")
@pytest.mark.req("MND-03")
@pytest.mark.req("BST-20")
@pytest.mark.req("BST-21")
def test_each_reader_gets_the_files_of_the_own_organisation_once() -> None:
    made = publish()
    assert made == 10 * 8  # A01…A07 and R01, R02, R06; no A14
    assert publish() == 0
    assert Bestand.objects.count() == 0  # nobody is nobody
    of = {code: f"202603{code}" for code in ("A01", "A02", "A03", "A04", "A05", "A06", "A07", "R01", "R02", "R06")}
    for actor, keys in (
        (SCHOOL, ["I99AA"]),
        (SISTER, ["I99BB"]),
        (BOARD, ["I99AA", "I99BB"]),
        (OTHER_BOARD, ["I99CC"]),
        (UTRECHT, ["G0344"]),
        (ZEIST, ["G0355"]),
        (REGION, ["R0019"]),
        (FAR, ["R0013"]),
    ):
        assert seen(actor) == {f"{name}{key}.csv" for name in of.values() for key in keys}
    assert seen(reader("99AA", "99AA", rol=Rol.INSCHRIJVER)) == set()
    assert seen(reader("G0344", rol=Rol.BEHANDELAAR)) == set()
    with acting_as(SYSTEEM):
        one = Bestand.objects.get(naam="202603A01G0344.csv")
        assert (one.soort, one.organisatie, one.instelling, one.soort_kenmerk) == ("SRVRAPP", "G0344", "", "instantie")
        assert (one.gedeeld, one.gebruiker_id, one.verwijderen_op) == (True, None, date(2026, 6, 9))
        school = Bestand.objects.get(naam="202603A04I99AA.csv")
        assert (school.organisatie, school.instelling, school.totaal) == ("99AA", "99AA", 4)
        assert AuditEntry.objects.filter(event="bestand:klaarzetten").count() == made
        line = AuditEntry.objects.get(event="rapportage:publiceren")
        assert (line.subject, line.data) == ("rapportages 202603", {"aantal": made})


@pytest.mark.req("MND-02")
@pytest.mark.req("AUT-21")
def test_walls_around_files_and_lines() -> None:
    publish()
    files, lines = behind_the_wall(SISTER)
    assert files == seen(SISTER)
    assert lines == {"99BB 0294 13", "99BB 0344 19", "I99BB"}
    files, lines = behind_the_wall(ZEIST)
    assert files == seen(ZEIST)
    assert lines == {"99AA 0355 19", "G0355"}
    files, lines = behind_the_wall(FAR)
    assert files == seen(FAR)
    assert lines == {"99BB 0294 13", "R13"}
    assert behind_the_wall(OTHER_BOARD) == (seen(OTHER_BOARD), set())


def test_what_was_killed_half_way_is_made_again_whole() -> None:
    real, calls = bestanden._sealed, iter(range(30))

    def dies(*given: object) -> Iterator[Bestanddeel]:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return real(*given)  # type: ignore[arg-type]

    half_way = mock.patch.multiple(bestanden, _sealed=dies, _TOGETHER=7)
    with half_way, pytest.raises(KeyboardInterrupt):
        publish()
    with acting_as(SYSTEEM):
        assert not Bestand.objects.exists()
        assert not AuditEntry.objects.filter(event="bestand:klaarzetten").exists()
    assert publish() == 80


def test_the_content_is_sealed_in_parts_and_the_same_as_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bestanden, "PART", 1000)
    publish()
    with acting_as(SYSTEEM):
        schrijven.write_folder(MAART, tmp_path, codes=["A05"], ontvangers=[Ontvanger("I", "99AA")])
        bestand = Bestand.objects.get(naam="202603A05I99AA.csv")
        content = b"".join(bestanden_queries.content(bestand, SYSTEEM))
        assert bestand.delen == bestand.inhoud.count() == 3
        assert bestand.grootte == len(content)
        assert not any(b"Akker" in bytes(deel.inhoud) for deel in bestand.inhoud.all())
    assert content == (tmp_path / "202603A05I99AA.csv").read_bytes()


def test_nothing_without_runs_and_nothing_after_the_day_of_removal() -> None:
    for t2, at, made in (
        (date(2026, 4, 1), "2026-04-07T00:00:00", 0),
        (MAART.t2, "2026-06-09T00:00:00", 0),
        (MAART.t2, "2026-06-08T23:59:59", 80),
    ):
        moment = datetime.fromisoformat(at).replace(tzinfo=clock.AMSTERDAM)
        with acting_as(SYSTEEM):
            assert publish_files(Productie(t2), by=SYSTEEM, at=moment) == made


@pytest.mark.req("MND-22")
def test_the_nightly_job_removes_them_three_months_after_publication() -> None:
    publish()
    for day, left in (("2026-06-08T03:25:00", 80), ("2026-06-09T03:25:00", 0)):
        with mock.patch.dict(os.environ, VERZUIMLOKET_NU=day):
            taken.remove_old_files(0)
        with acting_as(SYSTEEM):
            assert Bestand.objects.count() == left
            assert (Bestanddeel.objects.count() > 0) == (left > 0)


def account(naam: str, soort: str, kenmerk: str, rol: Rol = Rol.RAPPORTAGES, **given: object) -> Gebruiker:
    fields = {"email": f"{naam}@school.example", "gebruikersnaam": naam, "naam": naam} | given
    made = Gebruiker.objects.create(**fields)
    Machtiging.objects.create(
        gebruiker=made, rol=rol, soort_kenmerk=soort, kenmerk=kenmerk, begindatum=date(2026, 1, 1)
    )
    return made


def test_one_mail_per_organisation_or_reader(mailbox: Mailbox, worker: Worker) -> None:  # noqa: F811
    account("een", "instelling", "99AA")
    account("twee", "bestuur", "109B027", voorkeuren={"taal": "en"})
    account("geen", "instelling", "99PO")  # a school without reports
    account("lezer", "instelling", "99AA", Rol.RAADPLEGER)
    account("dicht", "instelling", "99AA", is_active=False)
    account("utrecht", "instantie", "G0344")
    account("collega", "instantie", "G0344")
    account("elders", "instantie", "G0599")  # no file in this small country
    publish()
    publish()
    worker()
    mails = {str(mail["To"]): mail for mail in mailbox()}
    assert sorted(mails) == ["een@school.example", "leerplicht.0344@gemeente.example", "twee@school.example"]
    assert len(mailbox()) == 3
    text = mails["een@school.example"].get_content()
    assert mails["een@school.example"]["Subject"] == "De rapportages van 02-2026 staan klaar"
    assert "https://portaal.example/bestanden/" in text
    assert "09-06-2026" in text
    assert "Akker" not in text
    assert "99AA" not in text
    assert "The reports of 02-2026" in mails["twee@school.example"].get_content()


@pytest.mark.req("MND-23")
def test_a_reader_fetches_the_report_as_csv_and_as_excel(tmp_path: Path) -> None:
    publish()
    factories.instelling("99AA")
    client = _logged_in("99AA")
    page = client.get("/bestanden/").content.decode()
    with acting_as(SYSTEEM):
        schrijven.write_folder(MAART, tmp_path, codes=["A04", "A06"], ontvangers=[Ontvanger("I", "99AA")])
        kenmerken = dict(Bestand.objects.values_list("naam", "kenmerk"))
    for code in ("A04", "A06"):
        naam = f"202603{code}I99AA"
        address = f"/bestanden/{kenmerken[naam + '.csv']}/"
        assert f'href="{address}excel/"' in page
        assert b"".join(client.get(address).streaming_content) == (tmp_path / f"{naam}.csv").read_bytes()  # type: ignore[attr-defined]
        answer = client.get(address + "excel/")
        assert answer.content == (tmp_path / f"{naam}.xlsx").read_bytes()
        assert f'filename="{naam}.xlsx"' in answer["Content-Disposition"]
    other = kenmerken["202603A04G0344.csv"]
    assert client.get(f"/bestanden/{other}/excel/").status_code == 404
    with acting_as(SYSTEEM):
        assert AuditEntry.objects.filter(event="bestand:ophalen").count() == 4


def _logged_in(code: str) -> Client:
    client = Client()
    session = client.session
    session["gebruiker"] = account("een", "instelling", code).pk
    session.save()
    return client


def test_the_week_has_its_own_files() -> None:
    with acting_as(SYSTEEM):
        measure_week(week_of(ON), by=SYSTEEM, at=clock.now())
        assert publish_week(week_of(ON), by=SYSTEEM, at=clock.now()) == 385
        assert publish_week(week_of(ON), by=SYSTEEM, at=clock.now()) == 0
        one = Bestand.objects.get(naam="20260309R08I99AA.csv")
        assert (one.organisatie, one.verwijderen_op) == ("99AA", date(2026, 6, 9))


@pytest.mark.req("MND-10")
def test_every_morning_what_is_due_is_made_once() -> None:
    """January, February with the figures of a year, and March; of the months before it the day of removal has come."""
    taken.make_monthly_reports(0)
    made = all_names()
    assert {naam[:6] for naam in made if naam[0] == "2"} == {"202601", "202602", "202603"}
    assert {naam[:9] for naam in made if naam[0] == "N"} == {"NRSP2025V", "NenR2025V"}
    assert len(made) == len(set(made))
    taken.make_monthly_reports(0)
    assert all_names() == made


def test_a_week_that_was_not_measured_has_no_files() -> None:
    with acting_as(SYSTEEM):
        assert publish_week(week_of(ON), by=SYSTEEM, at=clock.now()) == 0
