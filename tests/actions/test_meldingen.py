"""What an action leaves behind: the row, its versions, the audit line, the job. And nothing on refusal."""

import uuid
from datetime import date, datetime
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import factories
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected, TransitionNotAllowed
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.routering.models import Routering
from verzuimloket.verzuim import actions, queries
from verzuimloket.verzuim.inputs import IntrekkingInput, TerugkoppelingInput
from verzuimloket.verzuim.models import Melding, MeldingVersie

pytestmark = pytest.mark.django_db

FEEDBACK = TerugkoppelingInput(organisatie="Gemeente Utrecht", behandelaar_naam="B. Behandelaar", toelichting="Gebeld")


def audit_events() -> list[str]:
    with acting_as(SYSTEEM):
        return list(AuditEntry.objects.order_by("pk").values_list("event", flat=True))


def job_names() -> list[str]:
    return list(ProcrastinateJob.objects.order_by("pk").values_list("task_name", flat=True))


def submit(**given: Any) -> Melding:
    factories.instelling("28AX")
    return factories.melding(**given)


@pytest.mark.req("MEL-53", "MEL-56", "RTG-01", "EML-01")
def test_submit_stores_routes_records_and_queues() -> None:
    melding = submit()
    assert (melding.status, melding.wet, melding.instantie_id) == ("R", "LPW", "G0344")
    assert melding.melddatum == clock.now()
    assert "melding:opvoeren" in audit_events()
    assert job_names() == ["melding_opgevoerd"]
    with acting_as(factories.melder()):
        assert [version.status for version in queries.versions_of(melding)] == ["R"]


@pytest.mark.req("RGL-21")
def test_refusal_leaves_nothing_behind() -> None:
    factories.instelling("28AX")
    pupil = factories.leerling()
    before = audit_events()
    with pytest.raises(Rejected) as refused:
        factories.melding(pupil, einddatum=None, reden="")
    codes = {violation.code for violation in refused.value.violations}
    assert {"BV_S_einddatum_verplicht", "BV_S_reden_verplicht"} <= codes
    with acting_as(SYSTEEM):
        assert not Melding.objects.exists()
        assert not MeldingVersie.objects.exists()
    assert audit_events() == before
    assert job_names() == []


@pytest.mark.req("RGL-21")
def test_overlap_with_a_melding_of_another_school_is_seen() -> None:
    pupil = factories.leerling("28AX")
    factories.inschrijving(pupil, "11AA")
    factories.melding(pupil)
    with pytest.raises(Rejected) as refused:
        factories.melding(pupil, instelling="11AA", by=factories.melder("11AA"))
    assert [each.code for each in refused.value.violations if each.blocks] == ["BV_S_overlap_melding"]


def test_the_same_key_twice_is_one_melding() -> None:
    pupil, sleutel, anna = factories.leerling(), uuid.uuid4(), factories.melder()
    with acting_as(anna):
        given = factories.melding_input(pupil)
        first = actions.submit_melding(given, by=anna, at=clock.now(), sleutel=sleutel)
        second = actions.submit_melding(given, by=anna, at=clock.now(), sleutel=sleutel)
    assert first == second
    assert len(job_names()) == 1


@pytest.mark.req("AUT-16", "AUT-20")
@pytest.mark.parametrize(
    "actor", [factories.melder(rollen=(Rol.RAADPLEGER,)), factories.melder("11AA"), factories.behandelaar()]
)
def test_only_a_melder_of_the_school_itself_reports(actor: Actor) -> None:
    pupil = factories.leerling()
    with acting_as(actor), pytest.raises(PermissionDenied):
        actions.submit_melding(factories.melding_input(pupil), by=actor, at=clock.now())


@pytest.mark.req("RTG-01", "RTG-04", "RTG-06", "RTG-07", "RGL-26")
def test_route_follows_the_choice_of_the_municipality_per_category() -> None:
    Routering.objects.create(
        gemeente_id="0344",
        categorie="RMC",
        instantie_id="G0355",
        email="rmc@regio.example",
        begindatum=date(2026, 1, 1),
    )
    adult = factories.leerling(geboortedatum=date(2007, 1, 1))
    melding = factories.melding(adult, soort="V4")
    assert (melding.wet, melding.instantie_id) == ("RMC", "G0355")
    assert submit().instantie_id == "G0344"


@pytest.mark.req("RGL-23")
def test_a_pupil_abroad_cannot_be_reported() -> None:
    pupil = factories.leerling()
    factories.adres_buitenland(pupil)
    with pytest.raises(Rejected) as refused:
        factories.melding(pupil)
    assert "BV_S_leerling_woont_in_buitenland" in {violation.code for violation in refused.value.violations}


@pytest.mark.req("WIJ-01", "WIJ-07", "WIJ-08", "HIS-08")
def test_change_keeps_number_and_tells_the_agency() -> None:
    melding, anna = submit(), factories.melder()
    with acting_as(anna):
        given = factories.melding_input(melding.persoon, reden="Te laat terug", einddatum=date(2026, 11, 5))
        changed = actions.change_melding(melding, given, by=anna, at=clock.now(), versie=1)
    assert (changed.nummer, changed.reden, changed.versie) == (melding.nummer, "Te laat terug", 2)
    assert job_names() == ["melding_opgevoerd", "melding_gewijzigd"]


def test_change_without_a_difference_is_no_change() -> None:
    melding, anna = submit(), factories.melder()
    with acting_as(anna):
        same = factories.melding_input(melding.persoon)
        assert actions.change_melding(melding, same, by=anna, at=clock.now(), versie=1).versie == 1
    assert job_names() == ["melding_opgevoerd"]


def test_the_second_of_two_changes_is_told_so() -> None:
    melding, anna = submit(), factories.melder()
    with acting_as(anna):
        given = factories.melding_input(melding.persoon, reden="Eerste")
        actions.change_melding(melding, given, by=anna, at=clock.now(), versie=1)
        with pytest.raises(Rejected) as refused:
            actions.change_melding(melding, given, by=anna, at=clock.now(), versie=1)
    assert [violation.code for violation in refused.value.violations] == [actions.CHANGED_MEANWHILE]


@pytest.mark.req("GEM-02", "GEM-03", "GEM-04", "GEM-05", "WIJ-04")
def test_the_agency_takes_up_answers_and_closes() -> None:
    melding, bram = submit(), factories.behandelaar()
    with acting_as(bram):
        taken = actions.take_up_melding(melding, FEEDBACK, by=bram, at=clock.now())
        assert (taken.status, taken.behandelaar_naam) == ("B", "B. Behandelaar")
        actions.give_feedback(melding, FEEDBACK, by=bram, at=clock.now())
        closing = TerugkoppelingInput(organisatie="Gemeente Utrecht", behandelaar_naam="B.", reden_afgesloten="A")
        closed = actions.close_melding(melding, closing, by=bram, at=clock.now())
    assert (closed.status, closed.reden_afgesloten, closed.versie) == ("G", "A", 4)
    assert audit_events()[-3:] == [
        "melding:in_behandeling_nemen",
        "melding:terugkoppelen",
        "melding:afsluiten",
    ]


@pytest.mark.req("GEM-05")
def test_closing_without_a_reason_is_refused() -> None:
    melding, bram = submit(), factories.behandelaar()
    with acting_as(bram), pytest.raises(Rejected):
        actions.close_melding(melding, FEEDBACK, by=bram, at=clock.now())


@pytest.mark.req("RTG-01")
def test_another_agency_does_not_even_find_it() -> None:
    melding, dina = submit(), factories.behandelaar("G0599")
    with acting_as(dina), pytest.raises(Melding.DoesNotExist):
        actions.take_up_melding(melding, FEEDBACK, by=dina, at=clock.now())


@pytest.mark.req("INT-01", "INT-10")
def test_withdrawal_is_final_and_keeps_the_closing_reason() -> None:
    melding, anna, bram = submit(), factories.melder(), factories.behandelaar()
    closing = TerugkoppelingInput(organisatie="Gemeente Utrecht", behandelaar_naam="B.", reden_afgesloten="H")
    with acting_as(bram):
        actions.close_melding(melding, closing, by=bram, at=clock.now())
    with acting_as(anna):
        gone = actions.withdraw_melding(melding, IntrekkingInput("FOUTIEF"), by=anna, at=clock.now())
        assert (gone.status, gone.reden_intrekken, gone.reden_afgesloten) == ("I", "FOUTIEF", "H")
        with pytest.raises(TransitionNotAllowed):
            actions.withdraw_melding(melding, IntrekkingInput("FOUTIEF"), by=anna, at=clock.now())


@pytest.mark.req("INT-02")
def test_after_withdrawal_the_period_is_free_again() -> None:
    pupil, anna = factories.leerling(), factories.melder()
    melding = factories.melding(pupil)
    with acting_as(anna):
        actions.withdraw_melding(melding, IntrekkingInput("FOUTIEF"), by=anna, at=clock.now())
    assert factories.melding(pupil).nummer > melding.nummer


@pytest.mark.req("INT-08")
def test_withdrawal_has_a_term() -> None:
    at = datetime(2025, 11, 20, 12, tzinfo=clock.AMSTERDAM)
    days = {"begindatum": date(2025, 11, 20), "einddatum": date(2025, 11, 20)}
    melding, anna = submit(at=at, **days), factories.melder()
    with acting_as(anna), pytest.raises(Rejected):
        actions.withdraw_melding(melding, IntrekkingInput("FOUTIEF"), by=anna, at=clock.now())


def test_a_draft_is_handed_in_once() -> None:
    pupil, anna = factories.leerling(), factories.melder()
    from verzuimloket.access.models import Gebruiker

    anna = Actor(**{**vars(anna), "gebruiker_id": Gebruiker.objects.create(gebruikersnaam="a", naam="A").pk})
    with acting_as(anna):
        concept = actions.start_concept(pupil, "28AX", by=anna, at=clock.now())
        actions.save_answers(concept, "verzuim", {"reden": "<b>"}, by=anna, at=clock.now())
        given = factories.melding_input(pupil)
        first = actions.submit_concept(concept, given, by=anna, at=clock.now())
        assert actions.submit_concept(concept, given, by=anna, at=clock.now()) == first
        assert not queries.drafts_of(anna).exists()
