"""A complete delivery: by button, by file, made once, with a mail; and who may not (domeinregels §14.2, C01, C03)."""

from dataclasses import replace
from datetime import date

import pytest
from django.core import mail
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.actions.aanleveren import check, commit, fresh, sender, sent
from tests.leveringen import land
from tests.leveringen.land import at_once
from verzuimloket.aanleveringen import queries as aanleveringen
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.bestanden import queries as bestanden
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.leveringen import actions, tasks
from verzuimloket.leveringen.inputs import AanvraagInput
from verzuimloket.leveringen.models import Levering
from verzuimloket.leveringen.queries import overzicht
from verzuimloket.mail.klaar import levering_klaar
from verzuimloket.personen.queries import number_of

pytestmark = [pytest.mark.usefixtures("committed_db"), pytest.mark.req("WKL-02", "WKL-04")]
ON = date(2026, 11, 22)
NAAM, IEDEREEN = "20261122G0344.txt", b"111111111\n"


def rapporteur(code: str = "G0344", rol: Rol = Rol.RAPPORTAGES) -> Actor:
    made = sender(f"r{code.lower()}", rol, kenmerk=code, soort="instantie")
    return replace(made, instellingen=(), instanties=(code,))


@pytest.fixture
def ria(committed_db: None) -> Actor:
    return rapporteur()


def send(by: Actor, naam: str = NAAM, content: bytes = IEDEREEN) -> Aanlevering:
    return check(sent(content, by, soort_kenmerk="instantie", soort="AANVRAAG_LEVERING", naam=naam))


def inhoud(bestand: Bestand, by: Actor) -> bytes:
    return b"".join(bestanden.content(bestand, by))


def test_c01_by_file_and_ready_with_a_mail(ria: Actor) -> None:
    van = land.jongere("2012-05-05", achternaam="Geheim")
    land.schrijf_in(van, "2025-08-20T09:00:00", "2025-08-01")
    aanlevering = send(ria)
    assert (aanlevering.stand, aanlevering.nieuw) == ("GECONTROLEERD", 1)
    with acting_as(ria):
        assert not Levering.objects.exists()  # checked is not asked
    commit(aanlevering, ria)
    with acting_as(ria):
        levering = Levering.objects.get()
    assert (levering.soort, levering.instantie, levering.peildatum) == ("C", "G0344", ON)
    assert (levering.uiterlijk, levering.kanaal) == (date(2026, 11, 27), "bestand")
    tasks.make_requested(levering.pk)
    tasks.make_requested(levering.pk)
    with acting_as(ria):
        levering = overzicht.own(ria).get()
        rows = bestanden.available(ria, on=ON).filter(soort="LEVERING")
        assert {row.naam for row in rows} == {"20261122CG0344.csv", "20261122CG0344.xml"}
    assert levering.csv
    assert levering.xml
    assert (levering.aantallen["PER"], levering.verwijderen_op) == (1, levering.csv.verwijderen_op)
    assert number_of(van) in inhoud(levering.csv, ria).decode()
    levering_klaar(levering.csv.pk)
    assert mail.outbox[-1].to == ["leerplicht.0344@gemeente.example"]
    assert "Geheim" not in str(mail.outbox[-1].message())
    with acting_as(SYSTEEM):
        events = list(AuditEntry.objects.filter(event__startswith="levering:").values_list("event", flat=True))
    assert events == ["levering:aanvragen", "levering:klaarzetten"]


def test_twice_on_a_day_is_once(ria: Actor) -> None:
    commit(send(ria), ria)
    again = send(ria, content=b"111111111\r\n")
    assert (again.nieuw, again.ongewijzigd) == (0, 1)
    with acting_as(ria):
        assert not actions.request(AanvraagInput("G0344", ON), by=ria, at=clock.now())[1]
        assert Levering.objects.count() == 1


def test_asked_again_it_is_made_again_as_long_as_it_is_not_ready(ria: Actor) -> None:
    def ask() -> bool:
        with acting_as(ria):
            return actions.request(AanvraagInput("G0344", ON), by=ria, at=clock.now())[1]

    def waiting() -> int:
        return ProcrastinateJob.objects.filter(task_name="levering_maken", status="todo").count()

    assert (ask(), waiting()) == (True, 1)
    with connections["eigenaar"].cursor() as cursor:  # its job gave up
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'levering_maken'")
    assert (ask(), waiting()) == (False, 1)
    with acting_as(SYSTEEM):
        assert actions.fulfil(Levering.objects.get().pk, at=clock.now())
    assert (ask(), waiting()) == (False, 1)


def test_twice_at_once_is_once(ria: Actor) -> None:
    def ask() -> bool:
        with acting_as(ria):
            return actions.request(AanvraagInput("G0344", ON), by=ria, at=clock.now())[1]

    assert sorted(at_once(ask)) == [False, False, False, True]
    with acting_as(SYSTEEM):
        pk = Levering.objects.get().pk

    def make() -> bool:
        with acting_as(SYSTEEM):
            return actions.fulfil(pk, at=clock.now())

    assert sorted(at_once(make)) == [False, False, False, True]
    with acting_as(SYSTEEM):
        assert Bestand.objects.filter(soort="LEVERING").count() == 2


@pytest.mark.parametrize(
    ("naam", "content", "code"),
    [
        (NAAM, b"111111111\n111111111\n", "VORM_bestand_levering_inhoud"),  # C03
        (NAAM, b"123456782\n", "VORM_bestand_levering_inhoud"),  # C03
        (NAAM, b"111111111\n\n", "VORM_bestand_levering_inhoud"),
        (NAAM, b"1111111111\n", "VORM_bestand_levering_inhoud"),
        (NAAM, b"\xef\xbb\xbf111111111\n" + b" " * 90, "VORM_bestand_levering_inhoud"),
        ("aanvraag.txt", IEDEREEN, "VORM_bestand_levering_naam"),
        ("20261322G0344.txt", IEDEREEN, "VORM_bestand_levering_naam"),
        ("20261122X0344.txt", IEDEREEN, "VORM_bestand_levering_naam"),
        ("20261122G344.txt", IEDEREEN, "VORM_bestand_levering_naam"),
    ],
)
def test_anything_else_is_refused(naam: str, content: bytes, code: str, ria: Actor) -> None:
    aanlevering = send(ria, naam, content)
    assert (aanlevering.stand, aanlevering.melding_code) == ("GEWEIGERD", code)


@pytest.mark.parametrize(
    ("naam", "code"),
    [
        ("20261122G0599", "BV_D_eigen_code"),
        ("20261122R0019", "BV_D_eigen_code"),
        ("20261123G0344", "BV_D_peildatum_toekomst"),
        ("20180925G0344", "BV_D_peildatum_oud"),
    ],
)
def test_the_name_asks_for_what_cannot_be(naam: str, code: str, ria: Actor) -> None:
    aanlevering = send(ria, naam)
    with acting_as(ria):
        assert [each.code for each in aanleveringen.bevindingen(fresh(aanlevering))] == [code]


def test_a_region_asks_for_its_municipalities(committed_db: None) -> None:
    ria = rapporteur("R0019")
    land.schrijf_in(land.jongere("2012-05-05", gemeente="0355"), "2025-08-20T09:00:00", "2025-08-01")
    with acting_as(ria):
        levering, new = actions.request(AanvraagInput("R0019", ON), by=ria, at=clock.now())
    assert new
    tasks.make_requested(levering.pk)
    with acting_as(ria):
        assert overzicht.own(ria).get().aantallen["PER"] == 1


@pytest.mark.req("AUT-21")
def test_who_may_not_and_who_sees_nothing(ria: Actor) -> None:
    given = AanvraagInput("G0344", ON)
    bram = replace(ria, rollen=frozenset({Rol.BEHANDELAAR}))
    with acting_as(bram), pytest.raises(PermissionDenied):
        actions.request(given, by=bram, at=clock.now())
    with acting_as(ria), pytest.raises(Rejected):
        actions.request(replace(given, ontvanger="G0599"), by=ria, at=clock.now())
    with acting_as(ria):
        actions.request(given, by=ria, at=clock.now())
    other = replace(ria, organisatie="G0599", instanties=("G0599",))
    with acting_as(other):
        assert not Levering.objects.exists()  # the second wall, without the first
    with acting_as(SYSTEEM):
        assert Levering.objects.count() == 1
