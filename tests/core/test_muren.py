"""The second wall around what a school keeps with its meldingen: plain queries, without the first wall (ADR 0018)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, models, transaction

from tests import factories
from verzuimloket.access.models import Gebruiker
from verzuimloket.bestanden.models import Bestand, Bestanddeel
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen.models import Contactpersoon
from verzuimloket.lesverzuim.models import Lesverzuim, Lesverzuimlijst, Lesverzuimsignaal
from verzuimloket.verzuim.models import Bericht, Bijlage, Concept, Melding, Volger

pytestmark = [pytest.mark.django_db, pytest.mark.req("AUT-21")]
ON = date(2026, 11, 22)


@pytest.fixture
def anna() -> Gebruiker:
    return Gebruiker.objects.create(gebruikersnaam="anna", naam="Anna")


@pytest.fixture
def rows(anna: Gebruiker) -> dict[str, models.Model]:
    """One row of everything, of school 28AX and of Utrecht, which handles its melding."""
    melding = factories.melding(factories.leerling())
    bram = Gebruiker.objects.create(gebruikersnaam="bram", naam="Bram")
    with acting_as(SYSTEEM):
        concept = Concept.objects.create(
            doel="nieuw",
            instelling_id="28AX",
            persoon=melding.persoon,
            gebruiker=anna,
            begonnen_at=clock.now(),
            gewijzigd_at=clock.now(),
        )
        return {
            "van de school": bericht(melding, "school"),
            "intern van de school": bericht(melding, "school", intern=True),
            "intern van de gemeente": bericht(melding, "instantie", intern=True),
            "volger van de school": volger(melding, anna, "school"),
            "volger van de gemeente": volger(melding, bram, "instantie"),
            "bijlage": bijlage(melding=melding),
            "bijlage bij concept": bijlage(concept=concept),
            "contactpersoon": Contactpersoon.objects.create(instelling_id="28AX", naam="X", email="x@school.example"),
            "lesverzuim": lesverzuim(melding.persoon_id),
            "signaal": Lesverzuimsignaal.objects.create(
                instelling_id="28AX", persoon=melding.persoon, soort="U16", begindatum=ON, einddatum=ON, sinds=ON
            ),
            "lijst": lijst(anna),
        }


def bericht(melding: Melding, kant: str, *, intern: bool = False) -> Bericht:
    return Bericht.objects.create(
        melding=melding, kant=kant, soort="OPMERKING", intern=intern, tekst="Tekst", geplaatst_at=clock.now()
    )


def volger(melding: Melding, gebruiker: Gebruiker, kant: str) -> Volger:
    return Volger.objects.create(melding=melding, gebruiker=gebruiker, kant=kant, sinds=clock.now())


def bijlage(**bij: Any) -> Bijlage:
    return Bijlage.objects.create(
        instelling_id="28AX", soort="PDF", grootte=1, inhoud=b"x", toegevoegd_at=clock.now(), bewaren_tot=ON, **bij
    )


def lesverzuim(persoon_id: int) -> Lesverzuim:
    return Lesverzuim.objects.create(
        instelling_id="28AX", persoon_id=persoon_id, datum=ON, lesuur=1, soort="O", vastgelegd_at=clock.now()
    )


def lijst(gebruiker: Gebruiker) -> Lesverzuimlijst:
    nothing: dict[str, Any] = dict.fromkeys(("gelezen", "geoorloofd", "dubbel", "fout"), 0)
    return Lesverzuimlijst.objects.create(
        instelling_id="28AX", gebruiker=gebruiker, regels=[], fouten=[], gemaakt_at=clock.now(), **nothing
    )


def seen(rows: dict[str, models.Model], actor: Actor) -> set[str]:
    with acting_as(actor):
        return {naam for naam, row in rows.items() if type(row)._default_manager.filter(pk=row.pk).exists()}


OF_THE_SCHOOL = {
    "van de school",
    "intern van de school",
    "volger van de school",
    "bijlage",
    "bijlage bij concept",
    "contactpersoon",
    "lesverzuim",
    "signaal",
}
READER = factories.melder("28AX", rollen=(Rol.RAADPLEGER,))


def test_the_school_sees_its_own(rows: dict[str, models.Model], anna: Gebruiker) -> None:
    assert seen(rows, factories.melder("28AX")) == OF_THE_SCHOOL
    assert seen(rows, replace(factories.melder("28AX"), gebruiker_id=anna.pk)) == OF_THE_SCHOOL | {"lijst"}


def test_the_municipality_sees_what_is_meant_for_it(rows: dict[str, models.Model]) -> None:
    expected = {"van de school", "intern van de gemeente", "volger van de gemeente", "bijlage"}
    assert seen(rows, factories.behandelaar()) == expected


@pytest.mark.parametrize(
    "actor", [factories.melder("11AA"), factories.behandelaar("G0599")], ids=["school", "gemeente"]
)
def test_others_see_nothing(rows: dict[str, models.Model], actor: Actor) -> None:
    assert seen(rows, actor) == set()


@pytest.mark.req("WNS-01")
@pytest.mark.parametrize("limit", [{"beperking": "leerlingen"}, {"beperking": "locatie", "locaties": ("28AX0099",)}])
def test_a_limited_reader_sees_nothing_of_other_pupils(rows: dict[str, models.Model], limit: dict[str, Any]) -> None:
    reader = replace(READER, gebruiker_id=Gebruiker.objects.create(gebruikersnaam="mila").pk, **limit)
    assert seen(rows, reader) == {"contactpersoon"}


# writing

WRITE: dict[str, Callable[[Melding, Gebruiker], models.Model]] = {
    "bericht": lambda melding, anna: bericht(melding, "school"),
    "volger": lambda melding, anna: volger(melding, anna, "school"),
    "bijlage": lambda melding, anna: bijlage(melding=melding),
    "contactpersoon": lambda melding, anna: Contactpersoon.objects.create(instelling_id="28AX", naam="X", email="x@x"),
    "lesverzuim": lambda melding, anna: lesverzuim(melding.persoon_id),
    "lijst": lambda melding, anna: lijst(anna),
}


@pytest.mark.parametrize("write", WRITE.values(), ids=WRITE)
@pytest.mark.parametrize(
    "actor", [factories.melder("11AA"), factories.behandelaar("G0599")], ids=["school", "gemeente"]
)
def test_others_cannot_write_for_this_school(
    anna: Gebruiker, actor: Actor, write: Callable[[Melding, Gebruiker], models.Model]
) -> None:
    melding = factories.melding(factories.leerling())
    with pytest.raises(DatabaseError, match="row-level"), transaction.atomic(), acting_as(actor):
        write(melding, anna)


def test_one_side_cannot_write_what_is_internal_to_the_other(anna: Gebruiker) -> None:
    melding = factories.melding(factories.leerling())
    with pytest.raises(DatabaseError, match="row-level"), transaction.atomic(), acting_as(factories.behandelaar()):
        bericht(melding, "school", intern=True)


def test_a_file_is_of_one_person_for_one_organisation(anna: Gebruiker) -> None:
    own = replace(factories.melder("28AX"), gebruiker_id=anna.pk)
    with acting_as(SYSTEEM):
        made = Bestand.objects.create(
            organisatie=own.organisatie, gebruiker=anna, gemaakt_at=clock.now(), verwijderen_op=ON
        )
        deel = Bestanddeel.objects.create(bestand=made, volgnummer=0, inhoud=b"x")
    rows: dict[str, models.Model] = {"bestand": made, "deel": deel}
    assert seen(rows, own) == set(rows)
    assert seen(rows, replace(own, gebruiker_id=anna.pk + 1)) == set()
    assert seen(rows, replace(own, organisatie="11AA", instellingen=("11AA",))) == set()


def test_what_was_said_stays_said() -> None:
    with acting_as(SYSTEEM):
        said = bericht(factories.melding(factories.leerling()), "school")
    rows = Bericht.objects.filter(pk=said.pk)
    for change in (lambda: rows.update(tekst="Anders"), rows.delete):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), acting_as(SYSTEEM):
            change()
