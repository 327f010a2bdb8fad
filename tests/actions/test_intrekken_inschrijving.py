"""Taking an enrolment back (WNS-15): the row goes, its history and why stay; and the way back."""

from datetime import date

import pytest

from tests import factories
from tests.actions.inschrijven import NUMMER, VANDAAG, change, enrol, events, met_nummer, refused
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.errors import PermissionDenied
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions, queries
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums, IntrekkingInput
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie, Intrekking
from verzuimloket.verzuim import actions as verzuim_actions
from verzuimloket.verzuim import queries as verzuim
from verzuimloket.verzuim.inputs import IntrekkingInput as MeldingIntrekken

NOOIT = IntrekkingInput("NOOIT_GEWEEST")


@pytest.fixture
def row(anna_actor: Actor) -> Inschrijving:
    return factories.inschrijving(factories.persoon(nummer=NUMMER), begin=date(2026, 9, 1))


def withdraw(
    row: Inschrijving, by: Actor, given: IntrekkingInput = NOOIT, seen: InschrijvingDatums | None = None
) -> Intrekking:
    with acting_as(by):
        return actions.withdraw(row, given, used_by=verzuim.meldingen_during, by=by, at=clock.now(), seen=seen)


@pytest.mark.req("WNS-15", "INS-33", "INS-43")
def test_the_row_goes_and_why_stays(row: Inschrijving, anna_actor: Actor) -> None:
    kenmerk = row.kenmerk
    made = withdraw(row, anna_actor, IntrekkingInput("DUBBEL", "Twee keer in het bestand"))
    with acting_as(SYSTEEM):
        assert not Inschrijving.objects.exists()
        assert Intrekking.objects.get() == made
    assert (made.kenmerk, made.reden, made.toelichting) == (kenmerk, "DUBBEL", "Twee keer in het bestand")
    assert (made.begindatum, made.einddatum, made.door) == (date(2026, 9, 1), None, "Anna de Melder")
    assert events() == ["inschrijving:intrekken"]


@pytest.mark.req("WNS-15")
def test_its_history_stays(committed_db: None) -> None:
    """As two transactions: what one and the same makes and takes back never was."""
    row, anna = factories.inschrijving(factories.persoon()), factories.melder()
    withdraw(row, anna)
    with acting_as(SYSTEEM):
        [versie] = InschrijvingVersie.objects.filter(id=row.pk)
        assert (versie.kenmerk, versie.begindatum) == (row.kenmerk, row.begindatum)
        assert versie.geregistreerd.upper is not None


def test_nobody_takes_away_that_of_another_school(row: Inschrijving) -> None:
    """The database looks at the institution too, whatever the application writes down."""
    factories.instelling("11AA")
    cor = factories.melder("11AA")
    with acting_as(cor):
        Intrekking.objects.create(
            kenmerk=row.kenmerk,
            persoon_id=row.persoon_id,
            instelling_id="11AA",
            begindatum=row.begindatum,
            reden="DUBBEL",
            ingetrokken_at=clock.now(),
            door=cor.naam,
        )
    with acting_as(SYSTEEM):
        assert Inschrijving.objects.get() == row


@pytest.mark.req("WNS-15")
def test_the_way_back_is_to_enrol_again(row: Inschrijving, anna_actor: Actor) -> None:
    withdraw(row, anna_actor)
    again = enrol(met_nummer(), anna_actor)
    assert again.inschrijving.kenmerk != row.kenmerk
    withdraw(again.inschrijving, anna_actor)
    with acting_as(anna_actor):
        assert [each.persoon.naam for each in queries.withdrawals(anna_actor, on=VANDAAG)] == ["Lotte Morgen"] * 2


def test_after_a_term_the_list_forgets(row: Inschrijving, anna_actor: Actor) -> None:
    withdraw(row, anna_actor)
    other = factories.melder("11AA")
    with acting_as(anna_actor):
        assert len(queries.withdrawals(anna_actor, on=date(2027, 2, 20))) == 1
        assert queries.withdrawals(anna_actor, on=date(2027, 2, 21)) == []
    with acting_as(other):
        assert queries.withdrawals(other, on=VANDAAG) == []


@pytest.mark.req("WNS-15", "INS-33")
def test_who_was_reported_was_there(row: Inschrijving, anna_actor: Actor) -> None:
    melding = factories.melding(row.persoon)
    assert refused(lambda: withdraw(row, anna_actor)) == {"BV_I_intrekken_met_meldingen"}
    with acting_as(anna_actor):
        verzuim_actions.withdraw_melding(melding, MeldingIntrekken("FOUTIEF"), by=anna_actor, at=clock.now())
    withdraw(row, anna_actor)


def test_meldingen_outside_the_period_do_not_count(row: Inschrijving, anna_actor: Actor) -> None:
    factories.melding(row.persoon)  # 2–6 November
    change(row, anna_actor, date(2026, 9, 1), date(2026, 11, 1))
    with acting_as(SYSTEEM):
        row.refresh_from_db()
        assert verzuim.meldingen_during(row) == 0
    withdraw(row, anna_actor)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (IntrekkingInput(""), "BV_I_reden_intrekken_verplicht"),
        (IntrekkingInput("VERHUISD"), "BV_I_reden_intrekken_onbekend"),
    ],
)
def test_refused_without_a_reason(row: Inschrijving, anna_actor: Actor, given: IntrekkingInput, code: str) -> None:
    assert refused(lambda: withdraw(row, anna_actor, given)) == {code}


def test_refused_when_somebody_changed_it(row: Inschrijving, anna_actor: Actor) -> None:
    seen = InschrijvingDatums(row.begindatum, row.einddatum)
    change(row, anna_actor, date(2026, 9, 2), None)
    assert refused(lambda: withdraw(row, anna_actor, seen=seen)) == {"BV_I_intrekken_gewijzigd"}


def test_only_who_enrols_at_that_school(row: Inschrijving) -> None:
    for by in (factories.melder("11AA"), factories.melder(rollen=(Rol.MELDER,)), factories.behandelaar()):
        with pytest.raises(PermissionDenied):
            withdraw(row, by)
    with acting_as(SYSTEEM):
        assert Inschrijving.objects.count() == 1
