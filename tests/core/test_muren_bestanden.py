"""The second wall around files that are shared, merges, and what schools took back: plain queries (ADR 0018)."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, models, transaction

from tests import factories
from tests.actions.koppelen import zonder_bsn
from verzuimloket.aanleveringen.models import Aanlevering, Bevinding
from verzuimloket.access.models import Gebruiker
from verzuimloket.bestanden.models import Bestand, Bestanddeel
from verzuimloket.core import clock, verhuizen
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Intrekking, Uitstroom
from verzuimloket.koppelingen.models import Koppeling, Koppelvraag
from verzuimloket.personen.models import Nummeralias

pytestmark = [pytest.mark.django_db, pytest.mark.req("AUT-21")]
ON = date(2026, 11, 22)
BOARD = factories.melder("28AX", "11AA")
SCHOOL = replace(factories.melder("28AX"), organisatie="28AX")
SISTER = replace(factories.melder("11AA"), organisatie="11AA")  # of the same board, with its own code only
UTRECHT, ZEIST = factories.behandelaar(), factories.behandelaar("G0599")


def sent(organisatie: str, instelling: str = "", soort: str = "INSCHRIJVINGEN") -> dict[str, models.Model]:
    """A file with one part and one finding."""
    of = {"organisatie": organisatie, "instelling": instelling, "soort": soort}
    bestand = Bestand.objects.create(gedeeld=True, gemaakt_at=clock.now(), verwijderen_op=ON, **of)
    aanlevering = Aanlevering.objects.create(bestand=bestand, soort=soort, ontvangen_at=clock.now())
    return {
        "bestand": bestand,
        "deel": Bestanddeel.objects.create(bestand=bestand, volgnummer=0, inhoud=b"x"),
        "aanlevering": aanlevering,
        "bevinding": Bevinding.objects.create(
            aanlevering=aanlevering, regel=2, code="VORM_datum", blokkeert=True, inhoud=b"x"
        ),
    }


def merged() -> Koppeling:
    return Koppeling.objects.create(
        van=uuid.uuid4(),
        naar=uuid.uuid4(),
        reden="LIJST",
        punten=1,
        door="Rita",
        organisatie="register",
        gekoppeld_at=clock.now(),
        terugdraaien_tot=ON,
    )


def asked(instantie: str = "G0344") -> Koppelvraag:
    return Koppelvraag.objects.create(instantie_id=instantie, inhoud=b"x", door="Bram", gesteld_at=clock.now())


def taken_back(persoon_id: int) -> Intrekking:
    return Intrekking.objects.create(
        kenmerk=uuid.uuid4(),
        persoon_id=persoon_id,
        instelling_id="28AX",
        begindatum=ON,
        reden="FOUT",
        ingetrokken_at=clock.now(),
        door="Anna",
    )


def left() -> Uitstroom:
    return Uitstroom.objects.create(
        kenmerk=uuid.uuid4(), instelling_id="28AX", einddatum=ON, vervolg="X", vastgelegd_at=clock.now(), door="Anna"
    )


@pytest.fixture
def rows() -> dict[str, models.Model]:
    """One row of everything, of school 28AX."""
    melding = factories.melding(factories.leerling())
    with acting_as(SYSTEEM):
        alias = {"soort": "onderwijsnummer", "nummer": b"x", "nummer_index": b"x", "sinds": clock.now()}
        return {
            "koppeling": merged(),
            "vraag": asked(),
            "intrekking": taken_back(melding.persoon_id),
            "uitstroom": left(),
            "alias": Nummeralias.objects.create(persoon_id=melding.persoon_id, **alias),
        }


def seen(rows: dict[str, models.Model], actor: Actor) -> set[str]:
    with acting_as(actor):
        return {naam for naam, row in rows.items() if type(row)._default_manager.filter(pk=row.pk).exists()}


LIMITED = [
    replace(SCHOOL, rollen=frozenset({Rol.RAADPLEGER}), beperking="leerlingen"),
    replace(SCHOOL, rollen=frozenset({Rol.RAADPLEGER}), beperking="locatie", locaties=("28AX0099",)),
]
STRANGERS = [SISTER, UTRECHT, ZEIST, *LIMITED]
NAMES = ["sister", "utrecht", "zeist", "own pupils", "own location"]


@pytest.mark.req("BST-06")
@pytest.mark.parametrize("actor", STRANGERS, ids=NAMES)
def test_a_file_of_a_school_is_not_for_others(actor: Actor) -> None:
    with acting_as(SYSTEEM):
        made = sent("28AX", "28AX")
    assert seen(made, SCHOOL) == seen(made, BOARD) == set(made)
    assert seen(made, actor) == set()


@pytest.mark.req("BST-06")
def test_a_file_of_the_board_is_not_for_its_schools() -> None:
    """It holds pupils of all of them; a file for one school is for that school too."""
    with acting_as(SYSTEEM):
        for_all, for_one = sent(BOARD.organisatie), sent(BOARD.organisatie, "28AX")
    assert seen(for_all, BOARD) == set(for_all)
    assert seen(for_all, SCHOOL) == seen(for_all, SISTER) == set()
    assert seen(for_one, SCHOOL) == set(for_one)
    assert seen(for_one, SISTER) == set()


def test_a_file_of_an_agency_is_not_for_schools_or_other_agencies() -> None:
    with acting_as(SYSTEEM):
        made = sent("G0344", soort="KOPPELING")
    assert seen(made, UTRECHT) == set(made)
    for actor in (ZEIST, SCHOOL, BOARD):
        assert seen(made, actor) == set()


@pytest.mark.req("INS-31")
def test_merges_are_for_the_register_and_questions_for_who_asked(rows: dict[str, models.Model]) -> None:
    assert seen(rows, UTRECHT) == {"vraag", "alias"}
    assert seen(rows, ZEIST) == set()
    assert seen(rows, SYSTEEM) == set(rows)


@pytest.mark.req("WNS-15")
def test_what_a_school_took_back_or_noted_is_its_own(rows: dict[str, models.Model]) -> None:
    assert seen(rows, SCHOOL) == {"intrekking", "uitstroom", "alias"}
    assert seen(rows, SISTER) == set()
    for reader in LIMITED:
        assert seen(rows, reader) == set()


WRITE: dict[str, Callable[[int], Any]] = {
    "bestand": lambda persoon: sent("28AX"),
    "bestand for the school": lambda persoon: sent("11AA-other", "28AX"),
    "koppeling": lambda persoon: merged(),
    "koppelvraag": lambda persoon: asked(),
    "intrekking": taken_back,
    "uitstroom": lambda persoon: left(),
}


@pytest.mark.parametrize("write", WRITE.values(), ids=WRITE)
@pytest.mark.parametrize("actor", [SISTER, ZEIST, *LIMITED], ids=["sister", "zeist", *NAMES[3:]])
def test_others_cannot_write_for_this_school(actor: Actor, write: Callable[[int], Any]) -> None:
    persoon = factories.leerling()
    with pytest.raises(DatabaseError, match="row-level"), transaction.atomic(), acting_as(actor):
        write(persoon.pk)


def test_nobody_takes_a_row_away_but_the_register() -> None:
    """Merging may remove rows with versions; the function for it asks who acts, whatever the channel does."""
    other = zonder_bsn()
    factories.instelling()
    for actor in (SCHOOL, UTRECHT):
        with pytest.raises(DatabaseError, match="not taken out"), transaction.atomic(), acting_as(actor):
            verhuizen.take_out("personen_persoon", other.pk)


def test_a_finding_cannot_be_hung_on_a_file_of_somebody_else() -> None:
    with acting_as(SYSTEEM):
        made = sent("28AX")
    aanlevering = made["aanlevering"]
    with pytest.raises(DatabaseError, match="row-level"), transaction.atomic(), acting_as(SISTER):
        Bevinding.objects.create(aanlevering_id=aanlevering.pk, regel=3, code="X", blokkeert=True, inhoud=b"x")


def test_every_account_of_the_school_shares_but_an_own_file_stays_own() -> None:
    anna = Gebruiker.objects.create(gebruikersnaam="anna", naam="Anna")
    with acting_as(SYSTEEM):
        own = Bestand.objects.create(
            organisatie="28AX", gebruiker=anna, instelling="28AX", gemaakt_at=clock.now(), verwijderen_op=ON
        )
    assert seen({"own": own}, replace(SCHOOL, gebruiker_id=anna.pk)) == {"own"}
    assert seen({"own": own}, replace(SCHOOL, gebruiker_id=anna.pk + 1)) == seen({"own": own}, BOARD) == set()
