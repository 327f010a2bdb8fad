"""A large export: a job in the name of who asked, whole or not there, and gone on its day."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests import factories
from tests.mail.conftest import Worker, worker  # noqa: F401  the fixture
from tests.uitvoer.lezen import lines, sheets
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.bestanden import actions, queries
from verzuimloket.bestanden.models import Bestand, Bestanddeel
from verzuimloket.config import taken
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.uitvoer import tasks, uitvoeren
from verzuimloket.uitvoer.opdracht import CSV, XLSX, Opdracht
from verzuimloket.verzuim.models import Melding
from verzuimloket.verzuim.queries import Zoekvraag

pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture
def anna(committed_db: None) -> Actor:
    factories.instelling()
    return someone("anna", Rol.MELDER)


def someone(naam: str, *rollen: Rol, kenmerk: str = "28AX") -> Actor:
    gebruiker = Gebruiker.objects.create(gebruikersnaam=naam, naam=naam)
    for rol in rollen:
        Machtiging.objects.create(
            gebruiker=gebruiker, rol=rol, soort_kenmerk="instelling", kenmerk=kenmerk, begindatum=clock.today()
        )
    made = factories.melder(kenmerk, rollen=rollen, naam=naam)
    return Actor(**{**vars(made), "gebruiker_id": gebruiker.pk, "organisatie": kenmerk})


def ordered(by: Actor, formaat: str = CSV, **given: Any) -> Bestand:
    order = {"vraag": Zoekvraag(), "volgorde": "nummer", "kolommen": ("nummer", "leerling")} | given
    with acting_as(by):
        return uitvoeren.order_file(Opdracht(formaat=formaat, **order), "instelling", by=by, at=clock.now())


def fresh(bestand: Bestand) -> Bestand:
    with acting_as(SYSTEEM):
        return Bestand.objects.get(pk=bestand.pk)


def content(bestand: Bestand, by: Actor) -> bytes:
    return b"".join(queries.content(fresh(bestand), by))


def events(prefix: str) -> list[str]:
    with acting_as(SYSTEEM):
        rows = AuditEntry.objects.filter(event__startswith=prefix).order_by("pk")
        return [f"{row.event} {row.actor}" for row in rows]


@pytest.mark.req("WNS-05")
@pytest.mark.parametrize("formaat", [CSV, XLSX])
def test_a_worker_makes_the_file(anna: Actor, worker: Worker, formaat: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(actions, "PART", 20)
    monkeypatch.setattr(uitvoeren, "CHUNK", 1)
    made = [factories.melding(factories.leerling(achternaam=f"Naam{n}")) for n in range(3)]
    bestand = ordered(anna, formaat)
    assert (bestand.status, bestand.totaal, bestand.bezig) == ("ONTVANGEN", 3, True)
    assert b"Zoekvraag" not in bytes(bestand.opdracht)
    worker()
    bestand = fresh(bestand)
    assert (bestand.status, bestand.gedaan, bestand.totaal, bytes(bestand.opdracht)) == ("KLAAR", 3, 3, b"")
    assert bestand.naam == f"verzuimmeldingen-2026-11-22.{formaat}"
    assert bestand.verwijderen_op == clock.today() + timedelta(days=7)
    raw = content(bestand, anna)
    rows = lines(raw)[1:] if formaat == CSV else sheets(raw)["Verzuimmeldingen"][1:]
    assert [[int(row[0]), row[1]] for row in rows] == [[m.nummer, f"Naam{n}"] for n, m in enumerate(made)]
    assert len(raw) == bestand.grootte
    assert bestand.delen > 1
    with acting_as(SYSTEEM):
        assert not any(b"Naam1" in bytes(part.inhoud) for part in Bestanddeel.objects.all())
    assert events("melding:uitvoeren") == ["melding:uitvoeren anna"]
    assert events("bestand") == ["bestand:aanvragen anna"]


def test_the_job_exists_if_and_only_if_the_order_does(anna: Actor) -> None:
    factories.melding()
    with pytest.raises(ZeroDivisionError), acting_as(anna):
        ordered(anna)
        1 / 0
    with acting_as(SYSTEEM), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'meldingen_uitvoeren'")
        assert cursor.fetchone()[0] == Bestand.objects.count() == 0


def test_only_who_asked_sees_it_for_the_organisation_of_the_order(anna: Actor) -> None:
    bestand = ordered(anna)
    elsewhere = Actor(**{**vars(anna), "organisatie": "11AA"})
    for actor in (someone("mila", Rol.MELDER), elsewhere, factories.behandelaar()):
        with acting_as(actor):
            assert not queries.own(actor).exists()
            assert not Bestand.objects.exists(), "the wall of the database"
            assert not Bestanddeel.objects.exists()
    with acting_as(anna):
        assert list(queries.own(anna)) == [bestand]


def test_a_role_that_was_withdrawn_gets_no_file(anna: Actor) -> None:
    factories.melding()
    bestand = ordered(anna)
    Machtiging.objects.all().delete()
    tasks.export_meldingen(bestand.pk)
    bestand = fresh(bestand)
    assert (bestand.status, bestand.fout, bestand.delen) == ("MISLUKT", tasks.GEEN_ROL, 0)


def test_another_organisation_of_the_same_person_does_not_help(anna: Actor) -> None:
    factories.instelling("11AA")
    bestand = ordered(anna)
    Machtiging.objects.update(kenmerk="11AA")
    tasks.export_meldingen(bestand.pk)
    assert fresh(bestand).fout == tasks.GEEN_ROL


def test_another_role_makes_what_that_role_may_have(anna: Actor) -> None:
    factories.melding(factories.leerling(nummer="111222333"))
    bestand = ordered(anna, kolommen=("nummer", "pgn"))
    Machtiging.objects.update(rol=Rol.RAADPLEGER)
    tasks.export_meldingen(bestand.pk)
    assert lines(content(bestand, anna))[0] == ["Nummer"]


def test_a_worker_that_died_is_followed_by_one_that_finishes(anna: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.melding()
    bestand = ordered(anna)

    def die(*args: Any, **kwargs: Any) -> None:
        raise SystemExit  # as when the machine stops: nothing is cleaned up

    with monkeypatch.context() as patch:
        patch.setattr(actions, "finish", die)
        with pytest.raises(SystemExit):
            tasks.export_meldingen(bestand.pk)
    assert (fresh(bestand).status, fresh(bestand).delen) == ("MAKEN", 0)
    tasks.export_meldingen(bestand.pk)
    once = content(bestand, anna)
    tasks.export_meldingen(bestand.pk)  # the job again, after it was done
    assert content(bestand, anna) == once
    assert len(lines(once)) == 2


def test_two_workers_make_one_file(anna: Actor, tmp_path: Any) -> None:
    factories.melding()
    bestand = ordered(anna)
    with acting_as(SYSTEEM):
        for _ in range(2):
            actions.begin(bestand.pk)
    tasks.export_meldingen(bestand.pk)
    (tmp_path / "laat").write_bytes(b"te laat")
    with acting_as(SYSTEEM), (tmp_path / "laat").open("rb") as late:
        assert not actions.finish(bestand.pk, late, voor=anna, totaal=9, at=clock.now())
    assert len(lines(content(bestand, anna))) == 2


def test_an_accident_is_told_and_tried_again(anna: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    bestand = ordered(anna)
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "export", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tasks.export_meldingen(bestand.pk)
    assert (fresh(bestand).status, fresh(bestand).fout) == ("MISLUKT", tasks.MISLUKT)
    tasks.export_meldingen(bestand.pk)
    assert (fresh(bestand).status, fresh(bestand).fout) == ("KLAAR", "")


def test_files_go_on_their_day(anna: Actor, settings: Any, tmp_path: Any) -> None:
    settings.TIJDELIJK = tmp_path
    (tmp_path / "vers").mkdir()
    bestand = ordered(anna)
    tasks.export_meldingen(bestand.pk)
    taken.remove_old_files(0)
    assert fresh(bestand).klaar
    with acting_as(SYSTEEM):
        Bestand.objects.update(verwijderen_op=clock.today())
    taken.remove_old_files(0)
    with acting_as(SYSTEEM):
        assert not Bestand.objects.exists()
        assert not Bestanddeel.objects.exists()
        assert AuditEntry.objects.filter(event="bestand:opruimen").last().data == {"aantal": 1}  # type: ignore[union-attr]
    assert [left.name for left in tmp_path.iterdir()] == ["vers"]


def test_a_file_that_was_removed_meanwhile_stays_away(anna: Actor) -> None:
    bestand = ordered(anna)
    with acting_as(anna):
        actions.remove(bestand, by=anna)
    tasks.export_meldingen(bestand.pk or 1)
    with acting_as(SYSTEEM):
        assert not Bestand.objects.exists()
    assert events("bestand:verwijderen") == ["bestand:verwijderen anna"]


def test_rows_that_the_actor_may_no_longer_see_stay_out(anna: Actor) -> None:
    own, gone = factories.melding(), factories.melding()
    bestand = ordered(anna)
    factories.instelling("11AA")
    with acting_as(SYSTEEM):
        Melding.objects.filter(pk=gone.pk).update(instelling_id="11AA")
    tasks.export_meldingen(bestand.pk)
    assert [int(row[0]) for row in lines(content(bestand, anna))[1:]] == [own.nummer]


@pytest.mark.req("WNS-01")
def test_a_reader_with_a_limit_gets_no_more_than_the_list_shows(anna: Actor) -> None:
    place = factories.locatie()
    own = factories.melding(locatie=place.code)
    factories.melding()
    bestand = ordered(anna)
    Machtiging.objects.update(rol=Rol.RAADPLEGER, beperking="locatie", locaties=[place.code])
    tasks.export_meldingen(bestand.pk)
    assert [int(row[0]) for row in lines(content(bestand, anna))[1:]] == [own.nummer]


@pytest.mark.req("WNS-01")
def test_who_sees_less_afterwards_does_not_get_the_file(anna: Actor) -> None:
    factories.melding()
    bestand = ordered(anna)
    tasks.export_meldingen(bestand.pk)
    limited = replace(anna, beperking="locatie", locaties=("28AX0022",))
    with acting_as(anna):
        assert list(queries.own(anna)) == [bestand]
    with acting_as(limited):
        assert not queries.own(limited).exists()


@pytest.mark.req("WNS-01")
def test_a_limit_that_came_before_the_making_counts(anna: Actor) -> None:
    """Asked without a limit, made with one: the file belongs to the limited reader that this person is now."""
    place = factories.locatie()
    bestand = ordered(anna)
    Machtiging.objects.update(rol=Rol.RAADPLEGER, beperking="locatie", locaties=[place.code])
    tasks.export_meldingen(bestand.pk)
    limited = replace(anna, beperking="locatie", locaties=(place.code,))
    with acting_as(limited):
        assert list(queries.own(limited)) == [bestand]
