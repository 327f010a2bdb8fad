"""News: written and placed by the register holder, mailed once to who wants it (EML-05)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from tests import factories
from tests.mail.conftest import Mailbox, Worker
from tests.personas import LogIn
from verzuimloket.access.models import Gebruiker
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.errors import PermissionDenied
from verzuimloket.core.scope import acting_as
from verzuimloket.mail import actions, nieuws, queries, tasks
from verzuimloket.mail.models import Nieuwsbericht


def write(titel: str = "Nieuwe versie", vanaf: date | None = None) -> Nieuwsbericht:
    with acting_as(SYSTEEM):
        return actions.write_news(titel, "Eerste alinea.\n\nTweede.", vanaf or clock.today(), by=SYSTEEM)


def place(bericht: Nieuwsbericht) -> Nieuwsbericht:
    with acting_as(SYSTEEM):
        return actions.place_news(bericht, by=SYSTEEM, at=clock.now())


def reader(naam: str, *, wants: bool = True, **given: object) -> Gebruiker:
    fields = {"email": f"{naam}@school.example", "voorkeuren": {"nieuwsbrief": wants}} | given
    return Gebruiker.objects.create(gebruikersnaam=naam, naam=naam, **fields)


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'nieuws_versturen'")
        return int(cursor.fetchone()[0])


@pytest.mark.req("EML-05")
def test_everyone_who_wants_it_gets_it_once_in_batches(
    committed_db: None, mailbox: Mailbox, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nieuws, "_BATCH", 2)
    for number in range(5):
        reader(f"lezer{number}")
    reader("wil-niet", wants=False)
    reader("dicht", is_active=False)
    reader("zonder-adres", email="")
    bericht = place(write())
    place(bericht)
    worker()
    nieuws.nieuws_versturen(nieuwsbericht_id=bericht.pk)
    assert [mail["To"] for mail in mailbox()] == [f"lezer{number}@school.example" for number in range(5)]
    assert jobs() >= 3
    bericht.refresh_from_db()
    assert bericht.verzonden_at
    [first, *_] = mailbox()
    assert first["Subject"] == "Nieuwe versie"
    assert "https://portaal.example/voorkeuren/" in first.get_content()


def test_a_job_that_starts_again_sends_only_the_rest(
    committed_db: None, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader("een")
    reader("twee", voorkeuren={"nieuwsbrief": True, "taal": "en"})
    bericht = place(write())
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "_note", _breaks_after(1))
        with pytest.raises(ZeroDivisionError):
            nieuws.nieuws_versturen(nieuwsbericht_id=bericht.pk)
    nieuws.nieuws_versturen(nieuwsbericht_id=bericht.pk)
    mails = mailbox()
    assert [mail["To"] for mail in mails] == ["een@school.example", "twee@school.example", "twee@school.example"]
    assert mails[1]["Message-ID"] == mails[2]["Message-ID"]  # the one whose line was lost
    assert "your preferences" in mails[1].get_content()


def _breaks_after(calls: int):  # type: ignore[no-untyped-def]
    real, count = tasks._note, iter(range(99))

    def note(*args: object, **kwargs: object) -> None:
        if next(count) >= calls:
            raise ZeroDivisionError
        real(*args, **kwargs)  # type: ignore[arg-type]

    return note


@pytest.mark.django_db
def test_news_of_later_waits_for_its_day() -> None:
    later = place(write(vanaf=clock.today() + timedelta(days=1)))
    draft = write("Concept")
    assert jobs() == 0
    assert queries.latest_news(on=clock.today()) == []
    assert queries.latest_news(on=clock.today() + timedelta(days=1)) == [later]
    nieuws.nieuws_van_vandaag(0)
    assert jobs() == 0
    nieuws.nieuws_versturen(nieuwsbericht_id=draft.pk)  # never, while nobody placed it
    assert not Nieuwsbericht.objects.filter(verzonden_at__isnull=False).exists()


@pytest.mark.django_db
def test_what_a_stop_left_is_picked_up_in_the_morning() -> None:
    place(write())
    nieuws.nieuws_van_vandaag(0)
    assert jobs() == 2


@pytest.mark.django_db
def test_only_the_register_holder_writes() -> None:
    by = factories.melder()
    with acting_as(by), pytest.raises(PermissionDenied):
        actions.write_news("Titel", "Tekst", clock.today(), by=by)
    assert not Nieuwsbericht.objects.exists()


@pytest.fixture
def rita(log_in: LogIn) -> Client:
    return log_in("Rita Registerbeheerder", Rol.REGISTERBEHEERDER, soort="register", kenmerk="")


FORM = {"titel": "Onderhoud", "tekst": "Zaterdag is het portaal dicht.", "vanaf_dag": "22-11-2026"}


@pytest.mark.req("EML-05")
def test_write_look_place(rita: Client, anna: Client) -> None:
    assert "Er is nog geen nieuws" in rita.get("/beheer/nieuws/").content.decode()
    text = rita.post("/beheer/nieuws/nieuw/", FORM, follow=True).content.decode()
    assert "Zo staat het op de startpagina" in text
    assert "Zaterdag is het portaal dicht." in text
    assert "Welke e-mail wordt verstuurd?" in text
    assert "Onderhoud" not in anna.get("/").content.decode()
    bericht = Nieuwsbericht.objects.get()
    changed = FORM | {"titel": "Groot onderhoud"}
    rita.post(f"/beheer/nieuws/{bericht.pk}/wijzigen/", changed)
    assert "Geplaatst op" in rita.post(f"/beheer/nieuws/{bericht.pk}/", follow=True).content.decode()
    assert "Groot onderhoud" in anna.get("/").content.decode()
    refused = rita.post(f"/beheer/nieuws/{bericht.pk}/wijzigen/", FORM).content.decode()
    assert "kan niet meer worden gewijzigd" in refused


@pytest.mark.parametrize(
    ("field", "sentence"),
    [("titel", "Vul een titel in"), ("tekst", "Schrijf het nieuws"), ("vanaf_dag", "Vul in vanaf")],
)
def test_what_is_missing_is_asked(rita: Client, field: str, sentence: str) -> None:
    assert sentence in rita.post("/beheer/nieuws/nieuw/", FORM | {field: ""}).content.decode()
    assert not Nieuwsbericht.objects.exists()


def test_other_people_do_not_get_there(anna: Client, bram: Client) -> None:
    assert {client.get("/beheer/nieuws/").status_code for client in (anna, bram)} == {403}


@pytest.mark.django_db
def test_the_start_page_shows_the_latest_three(anna: Client) -> None:
    for day in range(1, 5):
        place(write(f"Bericht {day}", vanaf=date(2026, 11, day)))
    text = anna.get("/").content.decode()
    assert [f"Bericht {day}" in text for day in range(1, 5)] == [False, True, True, True]
