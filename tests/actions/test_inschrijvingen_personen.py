"""Pupils without a number: the register issues one, and recognises who it knows already."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests import factories
from tests.actions.inschrijven import ANTWERPEN, BEGIN, UTRECHT, enrol, events, refused, zonder_nummer
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.scope import acting_as
from verzuimloket.personen import queries as personen
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.personen.models import Adres, Persoon, PersoonVersie
from verzuimloket.personen.rules import onderwijsnummer_klopt


@pytest.mark.req("INS-20", "INS-22", "INS-23")
def test_without_a_number_the_register_issues_one(anna_actor: Actor) -> None:
    factories.postcode("3511AB", "0344")
    uitkomst = enrol(zonder_nummer(voorvoegsel="el", adres=replace(UTRECHT, aanduiding="BY")), anna_actor)
    with acting_as(anna_actor):
        persoon = Persoon.objects.get()
        adres = Adres.objects.get()
        assert PersoonVersie.objects.get().actor == "Anna de Melder"
    assert uitkomst.inschrijving.persoon == persoon
    assert onderwijsnummer_klopt(personen.number_of(persoon))
    assert personen.number_of(persoon).startswith("10")
    assert (persoon.naam, persoon.zoeknaam) == ("Deniz el Şahin", "sahin")
    assert (persoon.geslacht, persoon.geboren) == ("M", Geboortedatum(2013, 5, 4))
    assert (adres.postcode, adres.gemeentecode, adres.begindatum) == ("3511AB", "0344", BEGIN)
    assert adres.aanduiding == "by"
    assert events() == ["persoon:opnemen", "adres:vastleggen", "inschrijving:vastleggen"]


def test_numbers_that_are_issued_differ_and_pass_their_check(anna_actor: Actor) -> None:
    names = ("Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg", "Hh", "Ii", "Jj", "Kk", "Ll")
    people = [enrol(zonder_nummer(achternaam=name), anna_actor).inschrijving.persoon for name in names]
    numbers = {personen.number_of(persoon) for persoon in people}
    assert len(numbers) == len(names)
    assert all(map(onderwijsnummer_klopt, numbers))


@pytest.mark.req("INS-24", "INS-25", "INS-42")
def test_a_foreign_address(anna_actor: Actor) -> None:
    enrol(zonder_nummer(adres=ANTWERPEN), anna_actor)
    with acting_as(anna_actor):
        adres = Adres.objects.get()
    assert (adres.landcode, adres.regel1, adres.regel2, adres.gemeentecode) == (
        "5010",
        "Kerkstraat 1",
        "2000 Antwerpen",
        "",
    )


@pytest.mark.req("INS-35")
@pytest.mark.parametrize("geboren", [Geboortedatum(2013), Geboortedatum(2013, 5)])
def test_a_partial_birth_date_keeps_its_precision(geboren: Geboortedatum, anna_actor: Actor) -> None:
    assert enrol(zonder_nummer(geboortedatum=geboren), anna_actor).inschrijving.persoon.geboren == geboren


def test_an_unknown_postcode_is_refused(anna_actor: Actor) -> None:
    given = zonder_nummer(adres=replace(UTRECHT, postcode="9999 zz"))
    assert refused(lambda: enrol(given, anna_actor)) == {"BV_I_gemeente_onbekend"}


def test_a_name_that_grows_when_it_is_made_searchable(anna_actor: Actor) -> None:
    """One letter becomes two, so 200 of them would not fit."""
    assert enrol(zonder_nummer(achternaam="ß" * 200), anna_actor).inschrijving.persoon.zoeknaam == "s" * 200
    assert enrol(zonder_nummer(achternaam="ß" * 200), anna_actor).inschrijving.pk
    with acting_as(SYSTEEM):
        assert Persoon.objects.count() == 1


SAME = [
    ({}, True),
    ({"voornamen": ""}, True),
    ({"voornamen": "Deniz Ali"}, True),
    ({"achternaam": "SAHIN"}, True),
    ({"geslacht": "O"}, True),
    ({"adres": replace(UTRECHT, postcode="3511 ab")}, True),
    ({"adres": replace(UTRECHT, straat="")}, True),
    ({"voornamen": "Emre"}, False),  # the twin brother
    ({"voornamen": "", "geslacht": "V"}, False),  # the twin sister
    ({"geboortedatum": Geboortedatum(2013, 5)}, False),
    ({"geboortedatum": Geboortedatum(2013, 5, 5)}, False),
    ({"achternaam": "Sahinoglu"}, False),
    ({"adres": replace(UTRECHT, huisnummer="14")}, False),
    ({"adres": ANTWERPEN}, False),
]


@pytest.mark.req("INS-31", "INS-41")
@pytest.mark.parametrize(("changes", "same"), SAME, ids=str)
def test_somebody_without_a_number_is_recognised(changes: dict[str, Any], same: bool, anna_actor: Actor) -> None:
    """At another school of the same board: the same pupil, or a person of its own."""
    factories.instelling("31ED")
    both = factories.melder("28AX", "31ED")
    first = enrol(zonder_nummer(), both).inschrijving
    second = enrol(zonder_nummer(instelling="31ED", **changes), both).inschrijving
    assert (first.persoon_id == second.persoon_id) is same


@pytest.mark.req("INS-41")
def test_somebody_abroad_is_recognised(anna_actor: Actor) -> None:
    factories.instelling("31ED")
    both = factories.melder("28AX", "31ED")
    first = enrol(zonder_nummer(adres=ANTWERPEN), both).inschrijving
    second = enrol(zonder_nummer(adres=ANTWERPEN, instelling="31ED"), both).inschrijving
    assert first.persoon_id == second.persoon_id


def test_a_pupil_who_moved_is_not_found_at_the_old_address(anna_actor: Actor) -> None:
    first = enrol(zonder_nummer(begindatum=date(2025, 8, 1)), anna_actor).inschrijving
    factories.adres_buitenland(first.persoon)
    other = zonder_nummer(begindatum=date(2026, 10, 1))
    assert enrol(other, anna_actor).inschrijving.persoon_id != first.persoon_id
