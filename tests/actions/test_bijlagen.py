"""Attachments: what adding, handing out and removing leave behind, and nothing on refusal (WNS-03)."""

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import factories
from tests.inspectie import maken
from verzuimloket.access.models import Gebruiker
from verzuimloket.config import taken
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim import actions, queries, sleutels
from verzuimloket.verzuim.inputs import BijlageInput, IntrekkingInput
from verzuimloket.verzuim.models import Bijlage, Concept, Melding

pytestmark = [pytest.mark.django_db, pytest.mark.req("WNS-03")]
VERSLAG = BijlageInput("Verslag van Lotte.pdf", maken.pdf())


@pytest.fixture
def melding() -> Melding:
    return factories.melding(factories.leerling())


@pytest.fixture
def concept(melding: Melding) -> Concept:
    maker = Gebruiker.objects.create(gebruikersnaam="a", naam="A")
    anna = Actor(**{**vars(factories.melder()), "gebruiker_id": maker.pk})
    with acting_as(anna):
        return actions.start_concept(melding.persoon, "28AX", by=anna, at=clock.now())


def add(bij: Melding | Concept, given: BijlageInput = VERSLAG, *, by: Actor | None = None) -> Bijlage:
    actor = by or factories.melder()
    with acting_as(actor):
        return actions.add_bijlage(bij, given, by=actor, at=clock.now())


def stored() -> list[Bijlage]:
    with acting_as(SYSTEEM):
        return list(Bijlage.objects.order_by("pk"))


def audit(*events: str) -> list[tuple[str, str, dict[str, Any]]]:
    with acting_as(SYSTEEM):
        rows = AuditEntry.objects.filter(event__in=events).order_by("pk")
        return list(rows.values_list("event", "subject", "data"))


def jobs() -> list[str]:
    return list(ProcrastinateJob.objects.filter(task_name__startswith="bijlage").values_list("task_name", flat=True))


def test_add_stores_sealed_records_and_tells_the_municipality(melding: Melding) -> None:
    bijlage = add(melding)
    (row,) = stored()
    assert (row.melding_id, row.concept_id, row.instelling_id) == (melding.pk, None, "28AX")
    assert (row.naam, row.soort, row.grootte) == ("Verslag van Lotte.pdf", "PDF", len(VERSLAG.inhoud))
    assert row.vingerafdruk == hashlib.sha256(VERSLAG.inhoud).hexdigest()
    assert row.bewaren_tot == date(2027, 11, 22)
    assert VERSLAG.inhoud not in bytes(row.inhoud)
    assert queries.content_of(row) == VERSLAG.inhoud
    data = {"bijlage": row.pk, "soort": "PDF", "grootte": row.grootte}
    assert audit("bijlage:toevoegen") == [("bijlage:toevoegen", str(melding), data)]
    assert jobs() == ["bijlage_toegevoegd"]
    assert bijlage.toegevoegd_door == "A. de Melder"


def test_the_content_cannot_be_moved_to_another_row(melding: Melding) -> None:
    one, two = add(melding), add(melding, BijlageInput("foto.jpg", maken.beeld()))
    with pytest.raises(InvalidTag):
        sleutels.unseal(bytes(one.inhoud), two.kenmerk)


def test_a_photo_is_stored_without_what_the_camera_told(melding: Melding) -> None:
    given = BijlageInput("foto.jpg", maken.beeld())
    kept = queries.content_of(add(melding, given))
    assert maken.TREFWOORD.encode() in given.inhoud
    assert maken.TREFWOORD.encode() not in kept
    assert stored()[0].grootte == len(kept)


def test_the_same_file_twice_is_one(melding: Melding) -> None:
    assert add(melding).pk == add(melding, BijlageInput("andere naam.pdf", VERSLAG.inhoud)).pk
    assert len(stored()) == len(jobs()) == len(audit("bijlage:toevoegen")) == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (BijlageInput(), "BV_A_bestand_verplicht"),
        (BijlageInput("leeg.pdf"), "BV_A_leeg"),
        (BijlageInput("groot.pdf", te_lang=True), "BV_A_te_groot"),
        (BijlageInput("groot.pdf", b"%PDF-" + bytes(5 * 1024 * 1024)), "BV_A_te_groot"),
        (BijlageInput("verslag.docx", b"PK niets"), "BV_A_soort"),
        (BijlageInput("verslag.pdf", b"gewone tekst"), "BV_A_soort"),
        (BijlageInput("foto.png", maken.pdf()), "BV_A_extensie"),
        (BijlageInput("verslag.pdf", maken.pdf_versleuteld()), "BV_A_beveiligd"),
        (BijlageInput("verslag.pdf", maken.pdf()[:300]), "BV_A_onleesbaar"),
        (BijlageInput("verslag.pdf", maken.pdf_met(X={"S": "/Launch"})), "BV_A_actieve_inhoud"),
        (BijlageInput("lijst.xlsx", maken.xlsx_met({"xl/vbaProject.bin": b"x"})), "BV_A_actieve_inhoud"),
        (BijlageInput("plaatje.png", maken.bom()), "BV_A_te_veel_inhoud"),
        (BijlageInput("verslag.pdf", maken.pdf() + b"<html>"), "BV_A_vastgeplakt"),
    ],
)
def test_refused_files_leave_nothing(melding: Melding, given: BijlageInput, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        add(melding, given)
    assert [each.code for each in refused.value.violations] == [code]
    assert (stored(), jobs(), audit("bijlage:toevoegen")) == ([], [], [])


def test_not_more_than_five(melding: Melding) -> None:
    for nummer in range(5):
        add(melding, BijlageInput("foto.png", maken.beeld("PNG", maat=(9, 9 + nummer))))
    with pytest.raises(Rejected, match="BV_A_aantal"):
        add(melding)


def test_not_with_a_withdrawn_melding(melding: Melding) -> None:
    anna = factories.melder()
    with acting_as(anna):
        actions.withdraw_melding(melding, IntrekkingInput("FOUTIEF"), by=anna, at=clock.now())
    with pytest.raises(Rejected, match="BV_A_ingetrokken"):
        add(melding)


def test_only_a_reporter_of_the_school(melding: Melding) -> None:
    reader = factories.melder(rollen=(Rol.RAADPLEGER,))
    for actor in (reader, factories.behandelaar(), factories.melder("11AA")):
        with pytest.raises(PermissionDenied):
            add(melding, by=actor)
    bijlage = add(melding)
    with acting_as(reader), pytest.raises(PermissionDenied):
        actions.remove_bijlage(bijlage, by=reader)
    assert len(stored()) == 1


def test_who_may_see_them(melding: Melding) -> None:
    add(melding)
    seen = {
        actor.naam: (queries_of(actor, melding), rows_of(actor))
        for actor in (
            factories.melder(naam="school"),
            factories.behandelaar(naam="gemeente"),
            factories.melder("11AA", naam="elders"),
            factories.behandelaar("G0599", naam="andere gemeente"),
        )
    }
    assert seen == {"school": (1, 1), "gemeente": (1, 1), "elders": (0, 0), "andere gemeente": (0, 0)}


def queries_of(actor: Actor, melding: Melding) -> int:
    """Behind the first wall."""
    with acting_as(SYSTEEM):
        return queries.bijlagen_of(actor, melding).count()


def rows_of(actor: Actor) -> int:
    """Behind the second wall."""
    with acting_as(actor):
        return Bijlage.objects.count()


def test_handing_out_is_recorded(melding: Melding) -> None:
    bijlage, bram = add(melding), factories.behandelaar()
    with acting_as(bram):
        assert actions.hand_out_bijlage(bijlage, by=bram) == VERSLAG.inhoud
    assert audit("bijlage:downloaden") == [("bijlage:downloaden", str(melding), {"bijlage": bijlage.pk})]


def test_removing_is_recorded_once(melding: Melding) -> None:
    bijlage, anna = add(melding), factories.melder()
    pk = bijlage.pk
    for _ in range(2):
        with acting_as(anna):
            again = Bijlage(**{"pk": pk, "melding": melding, "instelling_id": "28AX", "kenmerk": bijlage.kenmerk})
            actions.remove_bijlage(again, by=anna)
    assert stored() == []
    assert audit("bijlage:verwijderen") == [("bijlage:verwijderen", str(melding), {"bijlage": pk})]


def test_files_of_a_draft_go_along_with_the_melding(concept: Concept) -> None:
    add(concept)
    assert jobs() == []
    anna = factories.melder()
    with acting_as(anna):
        given = factories.melding_input(concept.persoon, begindatum=date(2026, 11, 9), einddatum=date(2026, 11, 13))
        made = actions.submit_concept(concept, given, by=anna, at=clock.now())
    assert [(row.melding_id, row.concept_id) for row in stored()] == [(made.pk, None)]
    assert jobs() == []  # the notice about the melding says enough
    later = add(concept, BijlageInput("lijst.xlsx", maken.xlsx()))
    assert later.melding_id == made.pk
    assert jobs() == ["bijlage_toegevoegd"]


def test_files_of_a_refused_submit_stay_with_the_draft(concept: Concept) -> None:
    add(concept)
    anna = factories.melder()
    with acting_as(anna), pytest.raises(Rejected):
        actions.submit_concept(concept, factories.melding_input(concept.persoon), by=anna, at=clock.now())
    assert stored()[0].concept_id == concept.pk


def test_files_of_a_draft_go_with_the_draft(concept: Concept) -> None:
    add(concept)
    anna = factories.melder()
    with acting_as(anna):
        actions.discard_concept(concept, by=anna)
    assert stored() == []


def test_a_draft_that_was_handed_in_meanwhile_is_not_thrown_away(concept: Concept) -> None:
    add(concept)
    anna, seen = (
        factories.melder(),
        Concept(**{field.attname: getattr(concept, field.attname) for field in concept._meta.fields}),
    )
    with acting_as(anna):
        given = factories.melding_input(concept.persoon, begindatum=date(2026, 11, 9), einddatum=date(2026, 11, 13))
        made = actions.submit_concept(concept, given, by=anna, at=clock.now())
        assert not actions.discard_concept(seen, by=anna)
        assert Concept.objects.get(pk=concept.pk).ingediend == made
    assert [row.melding_id for row in stored()] == [made.pk]


def test_a_file_is_work_on_the_draft(concept: Concept) -> None:
    anna, later = factories.melder(naam="Ander"), clock.now() + timedelta(hours=1)
    with acting_as(anna):
        bijlage = actions.add_bijlage(concept, VERSLAG, by=anna, at=later)
        concept.refresh_from_db()
        assert (concept.gewijzigd_at, concept.gewijzigd_door) == (later, "Ander")
        assert not actions.discard_untouched(concept, by=anna)
    assert stored() == [bijlage]


def test_old_drafts_are_counted_without_their_files(concept: Concept) -> None:
    add(concept)
    with acting_as(SYSTEEM):
        assert actions.remove_old_drafts(before=clock.now() + timedelta(days=1)) == 1
    assert stored() == []


def test_old_files_go_at_night(melding: Melding) -> None:
    add(melding)
    add(melding, BijlageInput("lijst.xlsx", maken.xlsx()))
    with acting_as(SYSTEEM):
        Bijlage.objects.filter(soort="PDF").update(bewaren_tot=clock.today() - timedelta(days=1))
        Bijlage.objects.filter(soort="XLSX").update(bewaren_tot=clock.today())
    taken.remove_old_attachments(0)
    assert [row.soort for row in stored()] == ["XLSX"]
    assert audit("bijlage:opruimen") == [("bijlage:opruimen", "bijlagen", {"aantal": 1})]
