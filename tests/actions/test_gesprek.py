"""The conversation about a melding: rows, audit, jobs, and the wall around what is internal."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from tests import factories
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim import actions, queries
from verzuimloket.verzuim.inputs import BerichtInput, IntrekkingInput
from verzuimloket.verzuim.models import Bericht, Melding, Volger

pytestmark = pytest.mark.django_db


def account(naam: str, rol: Rol, soort: str, kenmerk: str, **given: Any) -> Gebruiker:
    made = Gebruiker.objects.create(gebruikersnaam=naam, naam=naam.capitalize(), **given)
    Machtiging.objects.create(
        gebruiker=made, rol=rol, soort_kenmerk=soort, kenmerk=kenmerk, begindatum=date(2026, 1, 1)
    )
    return made


@pytest.fixture
def melding() -> Melding:
    return factories.melding()


@pytest.fixture
def anna(melding: Melding) -> Actor:
    return replace(factories.melder(), gebruiker_id=account("anna", Rol.MELDER, "instelling", "28AX").pk)


@pytest.fixture
def bram(melding: Melding) -> Actor:
    return replace(factories.behandelaar(), gebruiker_id=account("bram", Rol.BEHANDELAAR, "instantie", "G0344").pk)


def post(melding: Melding, by: Actor, soort: str = "OPMERKING", tekst: str = "Tekst", **given: Any) -> Bericht:
    key, at = given.pop("sleutel", uuid4()), given.pop("at", clock.now())
    with acting_as(by):
        return actions.post_bericht(melding, BerichtInput(soort, tekst, **given), by=by, at=at, sleutel=key)


def read(by: Actor) -> list[str]:
    """Everything that the database shows this actor, past the first wall."""
    with acting_as(by):
        return list(Bericht.objects.order_by("pk").values_list("tekst", flat=True))


def jobs() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def audited(event: str) -> list[dict[str, Any]]:
    with acting_as(SYSTEEM):
        return [line.data for line in AuditEntry.objects.filter(event=event).order_by("pk")]


def test_question_and_answer_change_no_status(melding: Melding, anna: Actor, bram: Actor) -> None:
    vraag = post(melding, bram, "VRAAG", "Is er al gebeld?")
    antwoord = post(melding, anna, "ANTWOORD", "Ja, vandaag.", antwoord_op=vraag.kenmerk)
    assert antwoord.antwoord_op == vraag
    assert (vraag.kant, vraag.afzender, vraag.organisatie) == ("instantie", "B. Behandelaar", "Gemeente Utrecht")
    assert vraag.reactie_voor == date(2026, 11, 27)  # five working days after Sunday 22 November
    assert antwoord.reactie_voor is None
    with acting_as(SYSTEEM):
        now = Melding.objects.get()
    assert (now.status, now.versie) == ("R", 1)
    assert jobs() == ["melding_opgevoerd", "bericht_geplaatst", "bericht_geplaatst"]
    lines = audited("bericht:plaatsen")
    assert [line["soort"] for line in lines] == ["VRAAG", "ANTWOORD"]
    assert "gebeld" not in str(lines)
    assert read(anna) == read(bram) == ["Is er al gebeld?", "Ja, vandaag."]


def test_the_expected_day_may_be_another(melding: Melding, bram: Actor) -> None:
    assert post(melding, bram, "VRAAG", reactie_voor=date(2026, 12, 1)).reactie_voor == date(2026, 12, 1)


def test_the_same_post_twice_is_one_message(melding: Melding, anna: Actor, bram: Actor) -> None:
    key = uuid4()
    first, again = post(melding, anna, sleutel=key), post(melding, anna, sleutel=key, tekst="Anders")
    assert (again.pk, again.tekst) == (first.pk, "Tekst")
    post(melding, bram, sleutel=key)  # the key of somebody else is another message
    assert len(read(bram)) == 2
    assert len(audited("bericht:plaatsen")) == 2


@pytest.mark.req("WNS-02")
def test_internal_messages_stay_on_their_side_whatever_is_asked(melding: Melding, anna: Actor, bram: Actor) -> None:
    ines = account("ines", Rol.RAADPLEGER, "instelling", "28AX")
    post(melding, anna, tekst="Voor ons", intern=True)
    post(melding, anna, "DOORGESTUURD", "Kijk jij?", aan=ines.pk)
    post(melding, bram, tekst="Voor hen", intern=True)
    post(melding, bram, tekst="Voor allen")
    assert read(anna) == ["Voor ons", "Kijk jij?", "Voor allen"]
    assert read(bram) == ["Voor hen", "Voor allen"]
    assert read(factories.melder("11AA")) == []
    assert read(factories.behandelaar("G0599")) == []
    with acting_as(anna):
        assert [each.tekst for each in queries.messages_of(anna, melding)] == ["Voor ons", "Kijk jij?", "Voor allen"]


@pytest.mark.req("WNS-02")
def test_forwarding_goes_to_a_colleague_who_may_see_it(melding: Melding, anna: Actor, bram: Actor) -> None:
    factories.instelling("11AA", bestuur="200B001")
    ines = account("ines", Rol.RAADPLEGER, "bestuur", "109B027")
    people = [
        account("zonder", Rol.INSCHRIJVER, "instelling", "28AX"),
        account("elders", Rol.MELDER, "instelling", "11AA"),
        account("weg", Rol.MELDER, "instelling", "28AX", is_active=False),
    ]
    bericht = post(melding, anna, "DOORGESTUURD", "", aan=ines.pk)
    assert (bericht.intern, bericht.aan, bericht.kant) == (True, ines, "school")
    before = jobs()
    for pk in (*(each.pk for each in people), anna.gebruiker_id, bram.gebruiker_id, None):
        with pytest.raises(Rejected, match="BV_C_collega_onbekend"):
            post(melding, anna, "DOORGESTUURD", "", aan=pk)
    assert jobs() == before
    with acting_as(anna):
        assert queries.colleagues(anna, melding, on=clock.today()) == [ines]


def test_a_question_is_answered_once_and_by_the_other_side(melding: Melding, anna: Actor, bram: Actor) -> None:
    vraag = post(melding, bram, "VRAAG")
    for by, code in ((bram, "BV_C_antwoord_zonder_vraag"), (anna, "")):
        if code:
            with pytest.raises(Rejected, match=code):
                post(melding, by, "ANTWOORD", antwoord_op=vraag.kenmerk)
        else:
            post(melding, by, "ANTWOORD", antwoord_op=vraag.kenmerk)
    with pytest.raises(Rejected, match="BV_C_vraag_beantwoord"):
        post(melding, anna, "ANTWOORD", antwoord_op=vraag.kenmerk)
    other = factories.melding(factories.leerling())
    with pytest.raises(Rejected, match="BV_C_antwoord_zonder_vraag"):
        post(other, anna, "ANTWOORD", antwoord_op=vraag.kenmerk)


def test_a_withdrawn_melding_takes_no_messages(melding: Melding, anna: Actor) -> None:
    with acting_as(anna):
        actions.withdraw_melding(melding, IntrekkingInput("FOUTIEF"), by=anna, at=clock.now())
    with pytest.raises(Rejected, match="BV_C_melding_ingetrokken"):
        post(melding, anna)
    assert read(anna) == []


def test_readers_and_others_place_nothing(melding: Melding, anna: Actor) -> None:
    reader = replace(anna, rollen=frozenset({Rol.RAADPLEGER}))
    with pytest.raises(PermissionDenied):
        post(melding, reader)
    with pytest.raises(PermissionDenied):
        post(melding, factories.melder("11AA"))
    with pytest.raises(Melding.DoesNotExist):
        post(melding, factories.behandelaar("G0599"))
    assert read(anna) == []


def test_questions_wait_for_the_other_side(melding: Melding, anna: Actor, bram: Actor) -> None:
    early = datetime(2026, 11, 2, 9, tzinfo=AMSTERDAM)
    later, first = post(melding, bram, "VRAAG"), post(melding, bram, "VRAAG", at=early)
    post(melding, anna, "VRAAG", "Andersom")

    def waiting(by: Actor) -> list[Bericht]:
        with acting_as(by):
            return list(queries.questions_for(by, queries.visible_to(by)))

    assert waiting(anna) == [first, later]
    assert [each.tekst for each in waiting(bram)] == ["Andersom"]
    post(melding, anna, "ANTWOORD", antwoord_op=first.kenmerk)
    assert waiting(anna) == [later]


def test_following_twice_is_once_and_only_for_who_may_see_it(melding: Melding, anna: Actor) -> None:
    with acting_as(anna):
        for _ in range(2):
            actions.follow_melding(melding, by=anna, at=clock.now())
        assert queries.follows(anna, melding)
        assert Volger.objects.count() == 1
        for _ in range(2):
            actions.unfollow_melding(melding, by=anna)
        assert not queries.follows(anna, melding)
    assert len(audited("melding:volgen")) == len(audited("melding:ontvolgen")) == 1
    stranger = replace(factories.melder("11AA"), gebruiker_id=anna.gebruiker_id)
    with acting_as(stranger), pytest.raises(Melding.DoesNotExist):
        actions.follow_melding(melding, by=stranger, at=clock.now())


def test_a_follower_without_a_role_is_no_follower(melding: Melding, anna: Actor) -> None:
    with acting_as(anna):
        actions.follow_melding(melding, by=anna, at=clock.now())
    with acting_as(SYSTEEM):
        assert [each.gebruiker_id for each in queries.followers(melding, on=clock.today())] == [anna.gebruiker_id]
        assert queries.followers(melding, on=clock.today(), kant="instantie") == []
        Machtiging.objects.filter(gebruiker_id=anna.gebruiker_id).update(einddatum=date(2026, 11, 21))
        assert queries.followers(melding, on=clock.today()) == []
