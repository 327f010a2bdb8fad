"""Merging two registrations of one person, and undoing it: rows, audit, refusals (INS-31, ADR 0035)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests import factories
from tests.actions.koppelen import ON, alles_bij, of, onderwijsnummer, rows, zonder_bsn
from verzuimloket.access.models import Gebruiker
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.koppelingen import actions, queries
from verzuimloket.koppelingen.codes import Reden
from verzuimloket.koppelingen.inputs import VraagInput
from verzuimloket.koppelingen.models import Koppeling, TweePersonen
from verzuimloket.lesverzuim.models import Lesverzuim, Lesverzuimlijst
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Adres, Nummeralias, Persoon
from verzuimloket.verzuim.models import Concept, Melding

pytestmark = [pytest.mark.django_db, pytest.mark.req("INS-31")]
RITA = Actor(
    naam="Rita",
    kanaal=Kanaal.SCHERM,
    rollen=frozenset({Rol.REGISTERBEHEERDER}),
    organisatie="register",
    register=True,
)


@pytest.fixture
def gebruiker() -> Gebruiker:
    return Gebruiker.objects.create(gebruikersnaam="anna", naam="Anna")


@pytest.fixture
def two(gebruiker: Gebruiker) -> Iterator[tuple[Persoon, Persoon]]:
    """The same pupil with a bsn and with an onderwijsnummer, each with one row of everything, which meet."""
    factories.instelling("28AX")
    een, ander = factories.persoon(), zonder_bsn()
    alles_bij(een, gebruiker)
    alles_bij(ander, gebruiker)
    with acting_as(RITA):
        yield een, ander


def merge(een: Persoon, ander: Persoon, **given: Any) -> Koppeling:
    usual: dict[str, Any] = {"reden": Reden.LIJST, "by": RITA, "at": clock.now()}
    return actions.merge(een, ander, **usual | given)


def undo(koppeling: Koppeling, **given: Any) -> Persoon:
    usual: dict[str, Any] = {"by": RITA, "at": clock.now()}
    return actions.undo(koppeling, **usual | given)


def codes(refused: pytest.ExceptionInfo[Rejected]) -> list[str]:
    return [violation.code for violation in refused.value.violations]


def test_everything_moves_to_the_bsn(two: tuple[Persoon, Persoon]) -> None:
    een, ander = two
    koppeling = merge(ander, een)
    assert (koppeling.van, koppeling.naar) == (ander.kenmerk, een.kenmerk)
    assert not Persoon.objects.filter(pk=ander.pk).exists()
    assert of(ander.pk) == {}
    assert Melding.objects.filter(persoon=een).count() == 2
    assert Melding.objects.filter(persoon=een, geduld=True).count() == 1  # both schools' reports of the same days stay
    assert Inschrijving.objects.filter(persoon=een).count() == 1  # the same enrolment twice is one
    assert Adres.objects.filter(persoon=een).count() == 1
    assert Concept.objects.filter(persoon=een).count() == 2
    assert all(row[0] in (een.pk, 0) for lijst in Lesverzuimlijst.objects.all() for row in lijst.regels)
    line = AuditEntry.objects.get(event="persoon:koppelen")
    assert line.subject == f"persoon {een.pk}"
    assert "Morgen" not in str(line.data)


def test_the_old_number_finds_the_person(two: tuple[Persoon, Persoon]) -> None:
    een, ander = two
    nummer = onderwijsnummer()
    merge(een, ander)
    assert personen.on_number(nummer).get() == een
    assert personen.rows_on_numbers([nummer]) == {nummer: een.pk}
    een.refresh_from_db()
    assert een.onderwijsnummer_index is not None  # it had none, so it is its own now
    assert not Nummeralias.objects.exists()


def test_a_second_onderwijsnummer_becomes_an_alias(two: tuple[Persoon, Persoon]) -> None:
    een, ander = two
    merge(een, ander)
    third = zonder_bsn(onderwijsnummer(500))
    merge(een, third)
    alias = Nummeralias.objects.get()
    assert alias.persoon_id == een.pk
    assert personen.on_number(onderwijsnummer(500)).get() == een
    assert personen.rows_on_numbers([onderwijsnummer(500), onderwijsnummer()]).keys() == {
        onderwijsnummer(500),
        onderwijsnummer(),
    }


def test_without_a_bsn_the_first_registration_remains() -> None:
    een, ander = zonder_bsn(), zonder_bsn(onderwijsnummer(500))
    with acting_as(RITA):
        assert merge(ander, een).naar == een.kenmerk


def test_undone_is_as_before(two: tuple[Persoon, Persoon]) -> None:
    before = rows()
    koppeling = merge(*two)
    assert rows() != before
    undo(koppeling)
    assert rows() == before
    assert AuditEntry.objects.filter(event="persoon:ontkoppelen").count() == 1
    koppeling.refresh_from_db()
    assert bytes(koppeling.inhoud) == b""


def test_a_row_of_mergings_is_undone_from_the_last(two: tuple[Persoon, Persoon], gebruiker: Gebruiker) -> None:
    een, ander = two
    third = zonder_bsn(onderwijsnummer(500))
    alles_bij(third, gebruiker)
    start = rows()
    first = merge(ander, third)  # the older of the two without a bsn remains
    middle = rows()
    second = merge(een, Persoon.objects.get(kenmerk=first.naar))
    with pytest.raises(Rejected) as refused:
        undo(first)
    assert codes(refused) == ["BV_K_later_gekoppeld"]
    undo(second)
    assert rows() == middle
    undo(first)
    assert rows() == start


def test_what_came_after_stays_and_what_changed_keeps_its_change(two: tuple[Persoon, Persoon]) -> None:
    een, ander = two
    theirs = Melding.objects.get(persoon=ander)
    koppeling = merge(een, ander)
    Melding.objects.filter(pk=theirs.pk).update(reden="Gewijzigd")
    Lesverzuim.objects.create(
        instelling_id="28AX", persoon=een, datum=ON - timedelta(1), lesuur=3, soort="O", vastgelegd_at=clock.now()
    )
    change = Concept.objects.filter(persoon=een).first()
    assert change
    Concept.objects.filter(pk=change.pk).update(melding=theirs, doel="wijziging")
    undo(koppeling)
    theirs.refresh_from_db()
    assert (theirs.persoon_id, theirs.reden, theirs.geduld) == (ander.pk, "Gewijzigd", False)
    assert Lesverzuim.objects.filter(persoon=een).count() == 2
    change.refresh_from_db()
    assert change.persoon_id == ander.pk  # a draft goes with its melding


def test_the_present_address_of_the_surviving_one_stays_present(two: tuple[Persoon, Persoon]) -> None:
    een, ander = two
    with acting_as(SYSTEEM):
        Adres.objects.filter(persoon=ander).update(postcode="1012AB", begindatum=date(2024, 1, 1))
    koppeling = merge(een, ander)
    present = Adres.objects.get(persoon=een, einddatum__isnull=True)
    assert present.postcode == "3511AB"
    assert Adres.objects.get(postcode="1012AB").einddatum == date(2026, 11, 21)
    undo(koppeling)
    assert Adres.objects.get(persoon=ander).einddatum is None


def test_refused(two: tuple[Persoon, Persoon]) -> None:
    een, ander = two
    with pytest.raises(Rejected) as same:
        merge(een, een)
    assert codes(same) == ["BV_K_al_gekoppeld"]
    with pytest.raises(Rejected) as both:
        merge(een, factories.persoon())
    assert codes(both) == ["BV_K_twee_bsn"]
    merge(een, ander)
    with pytest.raises(Rejected) as gone:
        merge(een, ander)
    assert codes(gone) == ["BV_K_intussen_gewijzigd"]
    assert Koppeling.objects.count() == 1


def test_undoing_ends_with_the_term_and_happens_once(two: tuple[Persoon, Persoon]) -> None:
    koppeling = merge(*two)
    late = clock.now() + timedelta(days=91)
    with pytest.raises(Rejected) as refused:
        undo(koppeling, at=late)
    assert codes(refused) == ["BV_K_termijn_voorbij"]
    undo(koppeling)
    with pytest.raises(Rejected) as again:
        undo(koppeling)
    assert codes(again) == ["BV_K_al_teruggedraaid"]


def test_after_the_term_the_content_is_forgotten(two: tuple[Persoon, Persoon]) -> None:
    koppeling = merge(*two)
    assert actions.forget(on=koppeling.terugdraaien_tot) == 0
    assert actions.forget(on=koppeling.terugdraaien_tot + timedelta(days=1)) == 1
    koppeling.refresh_from_db()
    assert bytes(koppeling.inhoud) == b""


def test_an_agency_merges_only_what_it_knows_and_what_is_certain(two: tuple[Persoon, Persoon]) -> None:
    een, ander = two
    given = VraagInput(personen.number_of(een), onderwijsnummer())
    bram, dina = factories.behandelaar(), factories.behandelaar("G0599")
    with acting_as(dina), pytest.raises(Rejected) as stranger:
        actions.link(given, by=dina, at=clock.now())
    assert codes(stranger) == ["BV_K_bsn_onbekend", "BV_K_onderwijsnummer_onbekend"]
    with acting_as(SYSTEEM):
        Persoon.objects.filter(pk=ander.pk).update(voornamen="Sofie")
    with acting_as(bram), pytest.raises(Rejected) as twin:
        actions.link(given, by=bram, at=clock.now())
    assert codes(twin) == ["BV_K_niet_zeker"]
    with acting_as(SYSTEEM):
        Persoon.objects.filter(pk=ander.pk).update(voornamen="Lotte")
    with acting_as(bram):
        actions.link(given, by=bram, at=clock.now())
        assert personen.on_number(onderwijsnummer()).get() == een
        assert not Koppeling.objects.exists()  # the log is the register's
    assert Koppeling.objects.get().reden == "KNOP"


def test_schools_may_not(two: tuple[Persoon, Persoon]) -> None:
    anna = factories.melder()
    with acting_as(anna), pytest.raises(PermissionDenied):
        merge(*two, by=anna)
    with acting_as(anna), pytest.raises(PermissionDenied):
        actions.link(VraagInput(), by=anna, at=clock.now())
    bram = factories.behandelaar()
    koppeling = merge(*two)
    with acting_as(bram), pytest.raises(PermissionDenied):
        undo(koppeling, by=replace(bram))


def test_candidates_are_found_and_a_twin_is_not() -> None:
    een, ander = factories.persoon(voornamen="Lotte"), zonder_bsn(voornamen="Lotte")
    twin = zonder_bsn(onderwijsnummer(500), voornamen="Sofie")
    swapped = zonder_bsn(onderwijsnummer(700), voornamen="Lotte", geboortedatum=date(2012, 1, 1), geboorte_precisie="J")
    with acting_as(RITA):
        found = {(paar.blijft.pk, paar.vervalt.pk): paar.punten for paar in queries.candidates(on=ON)}
    assert found[een.pk, ander.pk] == 100
    assert found[een.pk, swapped.pk] == 85
    assert not [pair for pair in found if twin.pk in pair]


def test_two_pupils_leave_the_list_and_are_not_merged(two: tuple[Persoon, Persoon]) -> None:
    """Also not by an agency that knows both; and back again."""
    een, ander = two
    pair = [(een, ander)]
    assert [(paar.blijft, paar.vervalt) for paar in queries.candidates(on=ON)] == pair
    actions.keep_apart(ander, een, by=RITA, at=clock.now())
    actions.keep_apart(een, ander, by=RITA, at=clock.now())
    assert queries.candidates(on=ON) == []
    assert [(paar.blijft, paar.vervalt, row.door) for row, paar in queries.all_apart()] == [(een, ander, "Rita")]
    bram = factories.behandelaar()
    for by in (RITA, bram):
        with acting_as(by), pytest.raises(Rejected) as refused:
            merge(een, ander, by=by)
        assert codes(refused) == ["BV_K_twee_personen"]
    with acting_as(RITA):
        actions.stop_keeping_apart(een, ander, by=RITA)
        actions.stop_keeping_apart(een, ander, by=RITA)
        assert [(paar.blijft, paar.vervalt) for paar in queries.candidates(on=ON)] == pair
        merge(een, ander)
    with acting_as(SYSTEEM):
        events = AuditEntry.objects.filter(event__startswith="persoon:ondersch").order_by("pk")
        assert [each.event for each in events] == ["persoon:onderscheiden", "persoon:onderscheid-intrekken"]


def test_only_the_register_holder_keeps_apart(two: tuple[Persoon, Persoon]) -> None:
    bram = factories.behandelaar()
    with acting_as(bram):
        with pytest.raises(PermissionDenied):
            actions.keep_apart(*two, by=bram, at=clock.now())
        with pytest.raises(PermissionDenied):
            actions.stop_keeping_apart(*two, by=bram)
    assert not TweePersonen.objects.exists()


def test_a_school_does_not_see_who_was_kept_apart(two: tuple[Persoon, Persoon]) -> None:
    actions.keep_apart(*two, by=RITA, at=clock.now())
    with acting_as(factories.melder("28AX")):
        assert not TweePersonen.objects.exists()
