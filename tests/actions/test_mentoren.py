"""A reader who sees less than the school: locations or own pupils. Both walls hold by themselves (WNS-01)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests import factories
from verzuimloket.access import actions as access
from verzuimloket.access import queries as access_queries
from verzuimloket.access.inputs import Inzage
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions
from verzuimloket.inschrijvingen import queries as inschrijvingen
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie, Mentorleerling
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.models import Concept, Melding, MeldingVersie

ON = date(2026, 11, 22)
BEHEERDER = replace(SYSTEEM, naam="Beheer")
OWN_LEERLINGEN, OWN_LOCATIES = Inzage("leerlingen"), Inzage("locatie", ("28AX0022",))


@dataclass
class School:
    """Two pupils of 28AX with a melding each, at two locations; the first is a pupil of mentor Mila."""

    mila: Gebruiker
    own: Persoon
    other: Persoon
    own_melding: Melding
    other_melding: Melding

    def actor(self, **given: object) -> Actor:
        return replace(
            factories.melder("28AX", rollen=(Rol.RAADPLEGER,), naam="Mila"), gebruiker_id=self.mila.pk, **given
        )


@pytest.fixture
def school(db: None) -> School:
    factories.instelling("28AX")
    factories.locatie()
    factories.locatie("28AX0023", naam="Dependance")
    own, other = factories.leerling(achternaam="Eigen"), factories.leerling(achternaam="Ander")
    mila = Gebruiker.objects.create(gebruikersnaam="mila", naam="Mila")
    with acting_as(SYSTEEM):
        grant(mila, OWN_LEERLINGEN)
        actions.assign_pupils(mila.pk, "28AX", [own], by=SYSTEEM, on=ON)
    return School(
        mila, own, other, factories.melding(own, locatie="28AX0022"), factories.melding(other, locatie="28AX0023")
    )


def grant(gebruiker: Gebruiker, inzage: Inzage = Inzage(), rol: Rol = Rol.RAADPLEGER) -> Machtiging:  # noqa: B008
    return access.grant(gebruiker, rol, "instelling", "28AX", by=BEHEERDER, vanaf=ON, inzage=inzage)


def actor_of(gebruiker: Gebruiker) -> Actor:
    keuze = access_queries.find_machtigingen(gebruiker.pk, "", on=ON)
    assert keuze
    return access_queries.actor(keuze, kanaal=Kanaal.SCHERM, instellingen=("28AX",), organisatie_naam="School")


def events() -> list[str]:
    with acting_as(SYSTEEM):
        return [row.event for row in AuditEntry.objects.order_by("pk")]


# who is limited


@pytest.mark.req("WNS-01")
@pytest.mark.parametrize("inzage", [OWN_LEERLINGEN, OWN_LOCATIES], ids=["leerlingen", "locatie"])
def test_a_reader_is_limited(school: School, inzage: Inzage) -> None:
    access.set_inzage(school.mila, "instelling", "28AX", inzage, by=BEHEERDER, on=ON)
    actor = actor_of(school.mila)
    assert (actor.beperking, actor.locaties) == (inzage.beperking, inzage.locaties)


@pytest.mark.parametrize("rol", [Rol.MELDER, Rol.INSCHRIJVER, Rol.BEHEERDER_ONDERWIJS])
def test_a_role_that_sees_all_pupils_lifts_the_limit(school: School, rol: Rol) -> None:
    grant(school.mila, rol=rol)
    assert actor_of(school.mila).beperking == ""


@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.RAPPORTAGES])
def test_a_role_that_sees_no_pupils_does_not(school: School, rol: Rol) -> None:
    grant(school.mila, rol=rol)
    assert actor_of(school.mila).beperking == "leerlingen"


def test_changing_the_limit_is_told_once(school: School) -> None:
    before = events()
    assert access.set_inzage(school.mila, "instelling", "28AX", OWN_LOCATIES, by=BEHEERDER, on=ON)
    assert not access.set_inzage(school.mila, "instelling", "28AX", OWN_LOCATIES, by=BEHEERDER, on=ON)
    assert events()[len(before) :] == ["machtiging:beperken"]
    assert not access.set_inzage(Gebruiker.objects.create(gebruikersnaam="x"), "instelling", "28AX", OWN_LOCATIES,
                                 by=BEHEERDER, on=ON)  # fmt: skip


@pytest.mark.parametrize(
    ("inzage", "code"), [(Inzage("locatie"), "TG_locatie_verplicht"), (Inzage("alles"), "TG_inzage_onbekend")]
)
def test_a_limit_must_make_sense(school: School, inzage: Inzage, code: str) -> None:
    with pytest.raises(Rejected, match=code):
        access.set_inzage(school.mila, "instelling", "28AX", inzage, by=BEHEERDER, on=ON)
    assert actor_of(school.mila).beperking == "leerlingen"


def test_reopening_a_role_brings_its_new_limit(school: School) -> None:
    Machtiging.objects.update(begindatum=ON - timedelta(days=9), einddatum=ON - timedelta(days=1))
    grant(school.mila, OWN_LOCATIES)
    assert actor_of(school.mila).locaties == ("28AX0022",)


@pytest.mark.parametrize(
    "wrong",
    [{"rol": "verzuimloketmelder"}, {"beperking": "locatie"}, {"locaties": ["28AX0022"]}],
)
def test_the_database_knows_which_limits_can_be(school: School, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Machtiging.objects.update(**wrong)


# the first wall: with the second one open, as the register


@contextmanager
def second_wall_open(actor: Actor) -> Iterator[Actor]:
    with acting_as(replace(actor, register=True)):
        yield actor


LIMITS = [{"beperking": "leerlingen"}, {"beperking": "locatie", "locaties": ("28AX0022",)}]
both = pytest.mark.parametrize("limit", LIMITS, ids=["leerlingen", "locatie"])


@pytest.mark.req("WNS-01")
@both
def test_first_wall(school: School, limit: dict[str, object]) -> None:
    with second_wall_open(school.actor(**limit)) as mila:
        assert list(queries.visible_to(mila)) == [school.own_melding]
        assert list(queries.consultable_by(mila, on=ON)) == [school.own_melding]
        assert list(queries.pupils_of(mila, "28AX")) == [school.own]
        assert queries.pupil(mila, "28AX", school.other.kenmerk, on=ON) is None
        assert [row.persoon for row in inschrijvingen.visible_to(mila)] == [school.own]
        assert [row.persoon for row in inschrijvingen.overview(mila)] == [school.own]


@both
def test_first_wall_counts_the_institution_of_the_pupil_too(school: School, limit: dict[str, object]) -> None:
    """Of an own pupil who is also at another institution of the board, only what is of this one."""
    factories.instelling("11AA")
    factories.inschrijving(school.own, "11AA")
    board = replace(school.actor(**limit), instellingen=("28AX", "11AA"))
    with second_wall_open(board) as mila:
        assert [row.instelling_id for row in inschrijvingen.visible_to(mila)] == ["28AX"]
    with acting_as(board):
        assert [row.instelling_id for row in Inschrijving.objects.all()] == ["28AX"]


# the second wall: plain queries


@pytest.mark.req("WNS-01", "AUT-21")
@both
def test_second_wall(school: School, limit: dict[str, object]) -> None:
    with acting_as(school.actor(**limit)):
        assert list(Melding.objects.all()) == [school.own_melding]
        assert {row.id for row in MeldingVersie.objects.all()} == {school.own_melding.pk}
        assert list(Persoon.objects.all()) == [school.own]
        assert {row.persoon_id for row in Adres.objects.all()} == {school.own.pk}
        assert [row.persoon_id for row in Inschrijving.objects.all()] == [school.own.pk]
        assert {row.persoon_id for row in InschrijvingVersie.objects.all()} == {school.own.pk}
        assert not Concept.objects.exists()


@both
def test_second_wall_withstands_writing(school: School, limit: dict[str, object]) -> None:
    with acting_as(school.actor(**limit)):
        assert Melding.objects.filter(pk=school.other_melding.pk).update(reden="x") == 0
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(school.actor(beperking="leerlingen")):
        Mentorleerling.objects.create(
            gebruiker=Gebruiker.objects.create(gebruikersnaam="y"),
            instelling_id="28AX",
            persoon=school.other,
            begindatum=ON,
        )


def test_an_unknown_limit_shows_nothing(school: School) -> None:
    with acting_as(school.actor(beperking="iets")):
        assert not Melding.objects.exists()
        assert not Inschrijving.objects.exists()


def test_without_a_limit_the_school_is_whole(school: School) -> None:
    with acting_as(school.actor()):
        assert Melding.objects.count() == Inschrijving.objects.count() == Persoon.objects.count() == 2


def test_own_pupils_are_those_of_today(school: School) -> None:
    def seen() -> int:
        with acting_as(school.actor(beperking="leerlingen")) as _:
            return Melding.objects.count() + queries.visible_to(school.actor(beperking="leerlingen")).count()

    for begin, eind, expected in (
        (ON, ON, 2),
        (ON - timedelta(days=9), ON - timedelta(days=1), 0),
        (ON + timedelta(days=1), None, 0),
        (ON - timedelta(days=9), None, 2),
    ):
        with acting_as(SYSTEEM):
            Mentorleerling.objects.update(begindatum=begin, einddatum=eind)
        assert seen() == expected


def test_pupils_of_another_mentor_stay_theirs(school: School) -> None:
    noor = Gebruiker.objects.create(gebruikersnaam="noor", naam="Noor")
    grant(noor, OWN_LEERLINGEN)
    with acting_as(SYSTEEM):
        actions.assign_pupils(noor.pk, "28AX", [school.other], by=SYSTEEM, on=ON)
    with acting_as(school.actor(beperking="leerlingen")):
        assert list(Melding.objects.all()) == [school.own_melding]
        assert [row.gebruiker_id for row in Mentorleerling.objects.all()] == [school.mila.pk]


# giving a mentor pupils


@pytest.fixture
def ines(school: School) -> Actor:
    return factories.melder("28AX", rollen=(Rol.BEHEERDER_ONDERWIJS,), naam="Ines")


@pytest.mark.req("WNS-01")
def test_pupils_are_assigned_and_released(school: School, ines: Actor) -> None:
    with acting_as(ines):
        actions.assign_pupils(school.mila.pk, "28AX", [school.own, school.other], by=ines, on=ON)
        rows = inschrijvingen.pupils_of_mentor(ines, "28AX", school.mila.pk, on=ON)
        assert [row.persoon for row in rows] == [school.other, school.own]  # by name; nobody twice
        last = ON + timedelta(days=30)
        assert actions.release_pupils(school.mila.pk, "28AX", [rows[0].kenmerk], last, by=ines, on=ON) == 1
        assert rows.all()[0].einddatum == last
        actions.assign_pupils(school.mila.pk, "28AX", [school.other], by=ines, on=ON)
        assert rows.all()[0].einddatum is None
        assert (
            actions.release_pupils(school.mila.pk, "28AX", [each.kenmerk for each in rows], None, by=ines, on=ON) == 2
        )
        assert not Mentorleerling.objects.exists()  # they began today
    assert events()[-4:] == [
        "mentorleerling:toevoegen",
        "mentorleerling:beeindigen",
        "mentorleerling:toevoegen",
        "mentorleerling:beeindigen",
    ]


def test_who_was_a_pupil_for_days_keeps_an_end(school: School, ines: Actor) -> None:
    with acting_as(SYSTEEM):
        Mentorleerling.objects.update(begindatum=ON - timedelta(days=9))
    with acting_as(ines):
        row = Mentorleerling.objects.get()
        actions.release_pupils(school.mila.pk, "28AX", [row.kenmerk], None, by=ines, on=ON)
        row.refresh_from_db()
        assert row.einddatum == ON - timedelta(days=1)
        assert actions.release_pupils(school.mila.pk, "28AX", [row.kenmerk], None, by=ines, on=ON) == 0


def test_assigning_asks_for_the_role_a_mentor_and_an_own_pupil(school: School, ines: Actor) -> None:
    factories.instelling("11AA", bestuur="200B001")
    stranger = factories.leerling("11AA")
    melder = factories.melder("28AX")
    noor = Gebruiker.objects.create(gebruikersnaam="noor", naam="Noor")
    grant(noor)
    for by, gebruiker, persoon in (
        (melder, school.mila, school.other),
        (ines, noor, school.other),  # a reader of the whole school
        (ines, school.mila, stranger),
    ):
        with acting_as(by), pytest.raises(PermissionDenied):
            actions.assign_pupils(gebruiker.pk, "28AX", [persoon], by=by, on=ON)
    with acting_as(melder), pytest.raises(PermissionDenied):
        actions.release_pupils(school.mila.pk, "28AX", [], None, by=melder, on=ON)
    with acting_as(SYSTEEM):
        assert Mentorleerling.objects.count() == 1


def test_a_pupil_is_found_by_number_at_the_own_institution(school: School, ines: Actor) -> None:
    numbers = [factories.bsn(), factories.bsn()]
    here, gone = factories.leerling(nummer=numbers[0]), factories.persoon(nummer=numbers[1])
    factories.inschrijving(gone, eind=ON - timedelta(days=1))
    with acting_as(ines):
        assert inschrijvingen.find_enrolled(ines, "28AX", numbers[0], on=ON) == here
        assert inschrijvingen.find_enrolled(ines, "28AX", numbers[1], on=ON) is None
        assert inschrijvingen.find_enrolled(ines, "28AX", "geen nummer", on=ON) is None
    assert clock.today() == ON
