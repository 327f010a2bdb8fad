"""What a school stores about enrolments: rows, versions and audit; and nothing when it is refused."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests import factories
from tests.actions.inschrijven import (
    BEGIN,
    NUMMER,
    VANDAAG,
    change,
    enrol,
    events,
    lotte,
    met_nummer,
    refused,
    stored,
    zonder_nummer,
)
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions, queries
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums, InschrijvingInput
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie
from verzuimloket.personen import queries as personen
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.personen.models import Persoon

__all__ = ["lotte"]

# with a number


@pytest.mark.req("INS-05", "INS-10", "INS-18")
def test_with_a_number(anna_actor: Actor, lotte: Persoon) -> None:
    uitkomst = enrol(met_nummer(), anna_actor)
    assert uitkomst.signalen == ()
    with acting_as(anna_actor):
        found = Inschrijving.objects.get()
        versie = InschrijvingVersie.objects.get(id=found.pk)
        assert (found.persoon_id, found.instelling_id) == (lotte.pk, "28AX")
    assert (found.begindatum, found.einddatum, found.sector, found.bekostigd) == (BEGIN, None, "VO", True)
    assert (versie.actor, versie.kanaal, versie.begindatum) == ("Anna de Melder", "scherm", BEGIN)
    assert events() == ["inschrijving:vastleggen"]


@pytest.mark.req("INS-18")
def test_with_an_onderwijsnummer(anna_actor: Actor) -> None:
    first = enrol(zonder_nummer(), anna_actor).inschrijving
    nummer = personen.number_of(first.persoon)
    other = factories.melder("11AA")
    factories.instelling("11AA")
    given = met_nummer(
        instelling="11AA",
        bsn="",
        onderwijsnummer=nummer,
        geslacht="M",
        geboortedatum=Geboortedatum(2013, 5, 4),
    )
    assert enrol(given, other).inschrijving.persoon_id == first.persoon_id


def test_a_number_with_spaces_and_dots_is_the_same(anna_actor: Actor, lotte: Persoon) -> None:
    spaced = f"{NUMMER[:4]}.{NUMMER[4:6]} {NUMMER[6:]}"
    assert enrol(met_nummer(bsn=spaced), anna_actor).inschrijving.persoon_id == lotte.pk


@pytest.mark.req("INS-39")
def test_an_unknown_number_is_refused(anna_actor: Actor) -> None:
    assert refused(lambda: enrol(met_nummer(), anna_actor)) == {"BV_I_persoon_onbekend"}


@pytest.mark.req("INS-35")
@pytest.mark.parametrize(
    ("geboren", "codes"),
    [
        (Geboortedatum(2012, 1, 1), set()),
        (Geboortedatum(2012, 1), set()),
        (Geboortedatum(2012), set()),
        (Geboortedatum(2012, 1, 2), {"BV_I_geboortedatum_anders"}),
        (Geboortedatum(2012, 2), {"BV_I_geboortedatum_anders"}),
        (Geboortedatum(2011), {"BV_I_geboortedatum_anders"}),
    ],
)
def test_a_partial_birth_date_must_fit_the_register(
    geboren: Geboortedatum, codes: set[str], anna_actor: Actor, lotte: Persoon
) -> None:
    def act() -> actions.Uitkomst:
        return enrol(met_nummer(geboortedatum=geboren), anna_actor)

    assert refused(act) == codes if codes else act().inschrijving.persoon_id == lotte.pk


@pytest.mark.req("INS-40")
def test_another_sex_than_the_register_is_refused(anna_actor: Actor, lotte: Persoon) -> None:
    assert refused(lambda: enrol(met_nummer(geslacht="M"), anna_actor)) == {"BV_I_geslacht_anders"}


@pytest.mark.parametrize(
    "guess",
    [
        {"geboortedatum": Geboortedatum(2012, 1, 2)},
        {"geboortedatum": None},
        {"geslacht": "M"},
        {"geslacht": ""},
        {"instelling": "11AA"},
    ],
    ids=str,
)
def test_who_only_knows_the_number_learns_nothing_else(
    guess: dict[str, Any], anna_actor: Actor, lotte: Persoon
) -> None:
    """Not where the pupil is enrolled, and not that the pupil died."""
    factories.inschrijving(lotte, "11AA")
    factories.inschrijving(lotte, "28AX")
    with acting_as(SYSTEEM):
        Persoon.objects.update(overlijdensdatum=date(2026, 1, 1))
    with pytest.raises(Rejected) as rejected:
        enrol(met_nummer(**guess), anna_actor)
    told = {violation.code for violation in rejected.value.violations}
    assert not told & {"BV_I_overlap_andere_instelling", "BV_I_overleden", "BV_I_tweede_inschrijving"}


def test_a_refusal_does_not_tell_where_else_the_pupil_is(anna_actor: Actor, lotte: Persoon) -> None:
    """Otherwise any school could ask it without leaving a trace: it would only have to forget something."""
    factories.inschrijving(lotte, "11AA", begin=date(2025, 8, 1))
    with acting_as(anna_actor), pytest.raises(Rejected) as rejected:
        actions.enrol(met_nummer(onderwijsnummer="x"), by=anna_actor, on=VANDAAG)
    assert not any("11AA" in violation.text for violation in rejected.value.violations)
    with acting_as(anna_actor):
        judged = queries.judge(met_nummer(), by=anna_actor, on=VANDAAG)
    assert judged == []


# twice


@pytest.mark.req("INS-32")
@pytest.mark.parametrize("given", [met_nummer(), zonder_nummer(), met_nummer(einddatum=date(2026, 10, 1))])
def test_the_same_submit_twice_is_harmless(given: InschrijvingInput, anna_actor: Actor, lotte: Persoon) -> None:
    """With a signal, so that the second answer must tell it again: that is the one the browser shows."""
    given = replace(given, begindatum=date(2026, 8, 15))  # in August: a signal
    first = enrol(given, anna_actor)
    before = stored()
    second = enrol(given, anna_actor)
    assert (second.inschrijving.pk, second.signalen) == (first.inschrijving.pk, first.signalen)
    assert "BV_I_begindatum_augustus" in [signal.code for signal in second.signalen]
    assert stored() == before


@pytest.mark.req("INS-32")
def test_a_second_enrolment_here_asks_first(anna_actor: Actor, lotte: Persoon) -> None:
    enrol(met_nummer(), anna_actor)
    later = met_nummer(begindatum=date(2026, 10, 1))
    assert refused(lambda: enrol(later, anna_actor)) == {"BV_I_tweede_inschrijving"}


@pytest.mark.req("INS-32", "INS-33")
def test_replacing_keeps_the_old_dates_as_a_version(anna_actor: Actor, lotte: Persoon) -> None:
    first = enrol(met_nummer(), anna_actor).inschrijving
    later = met_nummer(begindatum=date(2026, 10, 1), einddatum=date(2026, 11, 1), vervang_bestaande=True)
    second = enrol(later, anna_actor).inschrijving
    with acting_as(anna_actor):
        assert Inschrijving.objects.get() == first == second
    assert (second.begindatum, second.einddatum) == (date(2026, 10, 1), date(2026, 11, 1))
    assert events() == ["inschrijving:vastleggen", "inschrijving:vervangen"]


@pytest.mark.req("INS-32")
def test_replacing_one_may_not_touch_another(anna_actor: Actor, lotte: Persoon) -> None:
    factories.inschrijving(lotte, begin=date(2023, 8, 1), eind=date(2024, 7, 31))
    factories.inschrijving(lotte, begin=date(2025, 8, 1))
    given = met_nummer(begindatum=date(2024, 1, 1), vervang_bestaande=True)
    assert refused(lambda: enrol(given, anna_actor)) == {"BV_I_overlap_zelfde_instelling"}
    enrol(replace(given, begindatum=date(2024, 8, 1)), anna_actor)


def test_asking_to_replace_without_an_enrolment_adds_one(anna_actor: Actor, lotte: Persoon) -> None:
    factories.inschrijving(lotte, begin=date(2023, 8, 1), eind=date(2024, 7, 31))
    enrol(met_nummer(vervang_bestaande=True), anna_actor)
    with acting_as(anna_actor):
        assert Inschrijving.objects.count() == 2


def test_enrolled_elsewhere_is_a_signal(anna_actor: Actor, lotte: Persoon) -> None:
    factories.inschrijving(lotte, "11AA", begin=date(2025, 8, 1))
    signals = enrol(met_nummer(), anna_actor).signalen
    assert [signal.code for signal in signals] == ["BV_I_overlap_andere_instelling"]
    assert "11AA" in signals[0].text


# who may


def test_another_institution_is_refused(anna_actor: Actor, lotte: Persoon) -> None:
    factories.instelling("11AA")
    given = met_nummer(instelling="11AA")
    assert refused(lambda: enrol(given, anna_actor)) == {"BV_I_instelling_niet_van_u"}
    given = met_nummer(instelling="99XX")
    assert refused(lambda: enrol(given, anna_actor)) == {"BV_I_instelling_onbekend"}


def test_only_the_role_may_enrol(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte)
    reader = factories.melder("28AX", rollen=(Rol.RAADPLEGER, Rol.MELDER))
    with pytest.raises(PermissionDenied):
        enrol(met_nummer(), reader)
    with pytest.raises(PermissionDenied):
        change(inschrijving, reader, BEGIN, None)


def test_dates_of_another_institution_are_out_of_reach(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte, "11AA")
    with pytest.raises(PermissionDenied):
        change(inschrijving, anna_actor, BEGIN, None)
    cor = factories.melder("11AA")
    with acting_as(anna_actor), pytest.raises(Persoon.DoesNotExist):
        queries.locked(inschrijving, by=cor)  # the second wall holds when the first does not


# the two dates


@pytest.mark.req("OVZ-12", "OVZ-13", "OVZ-15")
def test_change_the_dates(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte)
    change(inschrijving, anna_actor, date(2024, 8, 5), date(2025, 7, 31))
    with acting_as(anna_actor):
        found = Inschrijving.objects.get()
        versie = InschrijvingVersie.objects.get(id=found.pk, geregistreerd__endswith=None)
    assert (found.begindatum, found.einddatum) == (date(2024, 8, 5), date(2025, 7, 31))
    assert versie.actor == "Anna de Melder"
    assert events() == ["inschrijving:wijzigen"]


@pytest.mark.req("OVZ-18")
def test_begin_and_end_may_be_the_same_day(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte)
    assert change(inschrijving, anna_actor, BEGIN, BEGIN).inschrijving.einddatum == BEGIN


def test_the_end_may_be_taken_away(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte, eind=date(2025, 7, 31))
    assert change(inschrijving, anna_actor, date(2024, 8, 1), None).inschrijving.einddatum is None


@pytest.mark.req("OVZ-13")
@pytest.mark.parametrize(
    ("begin", "eind", "code"),
    [
        (None, None, "BV_I_begindatum_verplicht"),
        (date(1990, 7, 31), None, "BV_I_begindatum_voor_oprichting"),
        (date(2026, 9, 1), date(2026, 8, 31), "BV_I_einddatum_voor_begindatum"),
        (date(2025, 9, 1), None, "BV_I_overlap_zelfde_instelling"),
    ],
)
def test_dates_that_are_refused(
    begin: date | None, eind: date | None, code: str, anna_actor: Actor, lotte: Persoon
) -> None:
    inschrijving = factories.inschrijving(lotte, begin=date(2026, 8, 1))
    factories.inschrijving(lotte, begin=date(2025, 8, 1), eind=date(2026, 7, 31))
    assert code in refused(lambda: change(inschrijving, anna_actor, begin, eind))


def test_the_same_dates_change_nothing(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte)
    before = stored()
    change(inschrijving, anna_actor, inschrijving.begindatum, None)
    assert stored() == before


def test_somebody_else_changed_the_dates_meanwhile(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte)
    seen = InschrijvingDatums(inschrijving.begindatum, None)
    change(inschrijving, anna_actor, inschrijving.begindatum, date(2025, 7, 31), seen=seen)
    late = [inschrijving, anna_actor, date(2024, 9, 1), None]
    assert refused(lambda: change(*late, seen=seen)) == {"BV_I_intussen_gewijzigd"}
    # who wants the same is served
    change(inschrijving, anna_actor, inschrijving.begindatum, date(2025, 7, 31), seen=seen)
    now = InschrijvingDatums(inschrijving.begindatum, date(2025, 7, 31))
    assert change(*late, seen=now).inschrijving.begindatum == date(2024, 9, 1)
