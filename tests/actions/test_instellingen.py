"""Locations, contact persons, holidays and lesson hours: rows, audit, and nothing on refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests import factories
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen import actions, queries
from verzuimloket.instellingen.inputs import ContactpersoonInput, LesurenInput, LocatieInput, VakantieInput
from verzuimloket.instellingen.models import Contactpersoon, Instelling, Onderwijslocatie, Vakantie
from verzuimloket.verzuim import actions as verzuim
from verzuimloket.verzuim import queries as meldingen

ON = date(2026, 11, 22)
GEBOUW = LocatieInput("28AX", "28AX0022", "Hoofdgebouw")
BAKKER = ContactpersoonInput("28AX", "A. Bakker", "a.bakker@school.example", "mentor", "030 555 01 00")
HERFST = VakantieInput("Herfstvakantie", date(2026, 10, 17), date(2026, 10, 25))


@pytest.fixture
def ines(db: None) -> Actor:
    factories.instelling("28AX")
    return factories.melder("28AX", rollen=(Rol.BEHEERDER_ONDERWIJS, Rol.MELDER), naam="Ines")


def events() -> list[tuple[str, str]]:
    with acting_as(SYSTEEM):
        return [(row.event, row.subject) for row in AuditEntry.objects.order_by("pk")]


@pytest.mark.req("AUT-19", "RIO-12")
def test_location_is_added_and_renamed(ines: Actor) -> None:
    with acting_as(ines):
        made = actions.add_locatie(GEBOUW, by=ines, on=ON)
        actions.change_locatie(made, "Gebouw Noord", by=ines, on=ON)
        found = Onderwijslocatie.objects.get()
    assert (found.code, found.instelling_id, found.naam, found.einddatum) == ("28AX0022", "28AX", "Gebouw Noord", None)
    assert events() == [("locatie:toevoegen", "locatie 28AX0022"), ("locatie:wijzigen", "locatie 28AX0022")]


def test_refused_location_leaves_nothing(ines: Actor) -> None:
    with acting_as(ines):
        actions.add_locatie(GEBOUW, by=ines, on=ON)
        for code, naam in (("28AX0022", "Elders"), ("28AX0023", "HOOFDGEBOUW"), ("", ""), ("11AA0001", "Elders")):
            with pytest.raises(Rejected):
                actions.add_locatie(LocatieInput("28AX", code, naam), by=ines, on=ON)
    assert Onderwijslocatie.objects.count() == 1
    assert len(events()) == 1


Doing = Callable[[Actor], Any]
DOINGS: tuple[Doing, ...] = (
    lambda by: actions.add_locatie(GEBOUW, by=by, on=ON),
    lambda by: actions.add_contactpersoon(BAKKER, by=by, on=ON),
    lambda by: actions.add_vakantie("28AX", HERFST, by=by, on=ON),
    lambda by: actions.take_over_vakanties("28AX", "zuid", by=by, on=ON),
    lambda by: actions.set_lesuren("28AX", LesurenInput(45, False), by=by, on=ON),
)


@pytest.mark.req("AUT-19")
@pytest.mark.parametrize("doing", DOINGS)
def test_only_the_role_of_this_institution_may(ines: Actor, doing: Doing) -> None:
    factories.instelling("11AA", bestuur="200B001")
    melder = factories.melder("28AX")
    elsewhere = factories.melder("11AA", rollen=(Rol.BEHEERDER_ONDERWIJS,))
    for stranger in (melder, elsewhere):
        with acting_as(stranger), pytest.raises(PermissionDenied):
            doing(stranger)
    assert events() == []
    with acting_as(ines):
        doing(ines)
    assert len(events()) == 1


@pytest.mark.req("AUT-19", "MEL-34")
def test_location_in_use_is_closed_not_removed(ines: Actor) -> None:
    with acting_as(ines):
        made = actions.add_locatie(GEBOUW, by=ines, on=ON)
    melding = factories.melding(by=ines, locatie="28AX0022")
    with acting_as(ines):
        with pytest.raises(Rejected, match="BV_B_in_gebruik") as refused:
            actions.remove_locatie(made, used_by=meldingen.meldingen_at, by=ines, on=ON)
        assert "1 melding." in refused.value.violations[0].text
        actions.close_locatie(made, date(2026, 11, 21), by=ines, on=ON)
        assert not queries.locaties_op("28AX", on=ON)
        assert queries.locaties_op("28AX", on=date(2026, 11, 21)).get() == made
        with pytest.raises(Rejected, match="BV_S_locatie_onbekend"):
            factories.melding(by=ines, locatie="28AX0022")
        facts = meldingen.facts_of(melding, on=ON)
        assert facts.locaties == {"28AX0022"}  # the melding itself keeps it
        actions.reopen_locatie(made, by=ines)
        assert queries.locaties_op("28AX", on=ON).get() == made


def test_location_of_which_only_the_history_tells_stays_too(committed_db: None) -> None:
    factories.instelling("28AX")
    ines = factories.melder("28AX", rollen=(Rol.BEHEERDER_ONDERWIJS, Rol.MELDER))
    with acting_as(ines):
        made = actions.add_locatie(GEBOUW, by=ines, on=ON)
    melding = factories.melding(by=ines, locatie="28AX0022")
    with acting_as(ines):
        given = replace(meldingen.as_input(melding), locatie="")
        verzuim.change_melding(melding, given, by=ines, at=melding.melddatum, versie=melding.versie)
        assert meldingen.meldingen_at(made) == 1
        with pytest.raises(Rejected, match="BV_B_in_gebruik"):
            actions.remove_locatie(made, used_by=meldingen.meldingen_at, by=ines, on=ON)


def test_the_foreign_key_guards_what_was_not_counted(ines: Actor) -> None:
    with acting_as(ines):
        made = actions.add_locatie(GEBOUW, by=ines, on=ON)
    factories.melding(by=ines, locatie="28AX0022")
    with acting_as(ines), pytest.raises(Rejected, match="BV_B_in_gebruik"):
        actions.remove_locatie(made, used_by=lambda _: 0, by=ines, on=ON)
    assert Onderwijslocatie.objects.exists()


def test_location_of_a_contact_person_stays(ines: Actor) -> None:
    with acting_as(ines):
        made = actions.add_locatie(GEBOUW, by=ines, on=ON)
        given = ContactpersoonInput("28AX", "A. Bakker", "a@school.example", locatie="28AX0022")
        persoon = actions.add_contactpersoon(given, by=ines, on=ON)
        with pytest.raises(Rejected, match="BV_B_in_gebruik"):
            actions.remove_locatie(made, used_by=meldingen.meldingen_at, by=ines, on=ON)
        actions.remove_contactpersoon(persoon, used_by=meldingen.meldingen_with, by=ines, on=ON)
        actions.remove_locatie(made, used_by=meldingen.meldingen_at, by=ines, on=ON)
    assert not Onderwijslocatie.objects.exists()
    assert [event for event, _ in events()][-2:] == ["contactpersoon:verwijderen", "locatie:verwijderen"]


@pytest.mark.req("AUT-19", "MEL-31", "MEL-32")
def test_contact_person_is_kept_closed_and_offered_first(ines: Actor) -> None:
    factories.melding(by=ines, contact_naam="J. Boezeroen")
    with acting_as(ines):
        persoon = actions.add_contactpersoon(BAKKER, by=ines, on=ON)
        named = [each["contact_naam"] for each in meldingen.contact_persons("28AX", on=ON)]
        assert named == ["A. Bakker", "J. Boezeroen"]
        first = meldingen.contact_persons("28AX", on=ON)[0]
        assert (first["contact_functie"], first["contact_telefoon"]) == ("mentor", "030 555 01 00")
        actions.close_contactpersoon(persoon, date(2026, 11, 21), by=ines, on=ON)
        assert [each["contact_naam"] for each in meldingen.contact_persons("28AX", on=ON)] == ["J. Boezeroen"]
        actions.reopen_contactpersoon(persoon, by=ines)
        assert len(meldingen.contact_persons("28AX", on=ON)) == 2
    assert [event for event, _ in events() if event.startswith("contactpersoon")] == [
        "contactpersoon:toevoegen",
        "contactpersoon:sluiten",
        "contactpersoon:heropenen",
    ]


def test_a_kept_contact_person_replaces_the_same_one_of_a_melding(ines: Actor) -> None:
    factories.melding(by=ines, contact_naam="A. Bakker", contact_email="a.bakker@school.example")
    with acting_as(ines):
        actions.add_contactpersoon(BAKKER, by=ines, on=ON)
        [only] = meldingen.contact_persons("28AX", on=ON)
    assert only["contact_functie"] == "mentor"


def test_contact_person_in_a_melding_is_not_removed(ines: Actor) -> None:
    with acting_as(ines):
        persoon = actions.add_contactpersoon(BAKKER, by=ines, on=ON)
    factories.melding(by=ines, contact_naam="A. Bakker", contact_email="a.bakker@school.example")
    with acting_as(ines), pytest.raises(Rejected, match="BV_B_in_gebruik") as refused:
        actions.remove_contactpersoon(persoon, used_by=meldingen.meldingen_with, by=ines, on=ON)
    assert refused.value.violations[0].text.startswith("Deze contactpersoon hoort bij 1 melding.")


def test_contact_person_keeps_a_location_that_was_closed(ines: Actor) -> None:
    with acting_as(ines):
        made = actions.add_locatie(GEBOUW, by=ines, on=ON)
        given = ContactpersoonInput("28AX", "A. Bakker", "a@school.example", locatie="28AX0022")
        persoon = actions.add_contactpersoon(given, by=ines, on=ON)
        actions.close_locatie(made, date(2026, 11, 1), by=ines, on=ON)
        actions.change_contactpersoon(persoon, given, by=ines, on=ON)
        with pytest.raises(Rejected, match="BV_B_contact_locatie"):
            actions.add_contactpersoon(
                ContactpersoonInput("28AX", "B", "b@school.example", locatie="28AX0022"), by=ines, on=ON
            )
    assert Contactpersoon.objects.filter(pk=persoon.pk).count() == 0  # nobody acts: the wall shows nothing


@pytest.mark.req("AUT-21")
def test_contact_persons_of_another_school_are_behind_the_wall(ines: Actor) -> None:
    with acting_as(ines):
        actions.add_contactpersoon(BAKKER, by=ines, on=ON)
    factories.instelling("11AA", bestuur="200B001")
    stranger = factories.melder("11AA", rollen=(Rol.BEHEERDER_ONDERWIJS,))
    with acting_as(stranger):
        assert not Contactpersoon.objects.exists()
        assert not queries.contactpersonen(stranger, "28AX")


def test_holidays_of_a_region_come_beside_the_own_ones(ines: Actor) -> None:
    with acting_as(ines):
        actions.add_vakantie("28AX", VakantieInput("Eigen herfst", HERFST.begindatum, HERFST.einddatum), by=ines, on=ON)
        made = actions.take_over_vakanties("28AX", "midden", by=ines, on=ON)
        assert len(made) == 14  # three years of five, without the autumn that the school has itself
        assert actions.take_over_vakanties("28AX", "midden", by=ines, on=ON) == []
        with pytest.raises(Rejected, match="BV_B_vakantie_overlap"):
            actions.add_vakantie("28AX", HERFST, by=ines, on=ON)
        zomer = queries.vakanties("28AX").get(begindatum=date(2026, 7, 18))
        assert zomer.einddatum == date(2026, 8, 30)
        assert actions.remove_vakantie("28AX", zomer.pk, by=ines)
        assert not actions.remove_vakantie("28AX", zomer.pk, by=ines)
    assert Vakantie.objects.count() == 14
    assert [event for event, _ in events()] == [
        "vakantie:toevoegen",
        "vakantie:overnemen",
        "vakantie:overnemen",
        "vakantie:verwijderen",
    ]


def test_lesson_hours(ines: Actor) -> None:
    factories.instelling("51VS", sector="MBO", bestuur="109B027")
    ines = factories.melder("28AX", "51VS", rollen=(Rol.BEHEERDER_ONDERWIJS,))
    with acting_as(ines):
        actions.set_lesuren("51VS", LesurenInput(60, True), by=ines, on=ON)
        with pytest.raises(Rejected, match="BV_B_telt_lesuren_sector"):
            actions.set_lesuren("28AX", LesurenInput(50, True), by=ines, on=ON)
    mbo = Instelling.objects.get(pk="51VS")
    assert (mbo.lesuur_minuten, mbo.telt_lesuren) == (60, True)
    assert events() == [("lesuren:wijzigen", "instelling 51VS")]


@pytest.mark.req("INS-32")
@pytest.mark.django_db
def test_a_second_enrolment_replaces_is_a_setting_with_a_trace() -> None:
    factories.instelling("28AX")
    by = factories.melder(rollen=(Rol.BEHEERDER_ONDERWIJS,))
    with acting_as(by):
        actions.set_tweede_vervangt("28AX", True, by=by)
    with acting_as(SYSTEEM):
        assert Instelling.objects.get().tweede_vervangt is True
        line = AuditEntry.objects.get()
    assert (line.event, line.data) == ("inschrijven:instellen", {"tweede_vervangt": True})
    melder = factories.melder()
    with acting_as(melder), pytest.raises(PermissionDenied):
        actions.set_tweede_vervangt("28AX", False, by=melder)


@pytest.mark.req("INS-14")
@pytest.mark.django_db
def test_who_keeps_no_holidays_has_those_that_every_region_has() -> None:
    factories.instelling("28AX")
    found = queries.vakantieperioden("28AX")
    assert (date(2026, 8, 1), date(2026, 8, 16)) not in found
    assert (date(2025, 12, 20), date(2026, 1, 4)) in found  # Christmas is everywhere
    assert (date(2025, 10, 18), date(2025, 10, 19)) in found  # autumn: the days that all three share
    Vakantie.objects.create(
        instelling_id="28AX", naam="Studiedag", begindatum=date(2026, 11, 2), einddatum=date(2026, 11, 2)
    )
    assert queries.vakantieperioden("28AX") == ((date(2026, 11, 2), date(2026, 11, 2)),)


@pytest.mark.req("INS-02")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sector", "bekostigd", "answer"),
    [("VO", False, True), ("PO", False, True), ("VO", True, False), ("MBO", False, False)],
)
def test_which_schools_are_b3_or_b4(sector: str, bekostigd: bool, answer: bool) -> None:
    made = factories.instelling("28AX", sector=sector, bekostigd=bekostigd)
    assert queries.is_b3_b4(made) is answer
