"""The second wall around keys of the machine link: plain queries, without the first wall (ADR 0018, ADR 0041)."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from tests import factories
from tests.channels.rest.koppelen import beheerder, key
from verzuimloket.access.models import Apiantwoord, Apisleutel
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.scope import acting_as

pytestmark = [pytest.mark.django_db, pytest.mark.req("AUT-21", "WNS-11")]


@pytest.fixture(autouse=True)
def rows() -> None:
    key()
    with acting_as(SYSTEEM):
        Apiantwoord.objects.create(instelling="28AX", kenmerk=uuid4(), inhoud=b"x", gegeven_at=clock.now())


LIMITED = replace(beheerder(), beperking="leerlingen", gebruiker_id=1)


@pytest.mark.parametrize(
    ("actor", "seen"),
    [
        (beheerder(), 1),
        (beheerder("11AA"), 0),
        (factories.behandelaar(), 0),
        (LIMITED, 0),
        (SYSTEEM, 1),
    ],
    ids=["own", "other school", "municipality", "limited reader", "register"],
)
def test_who_sees_keys_and_answers(actor: Actor, seen: int) -> None:
    with acting_as(actor):
        assert (Apisleutel.objects.count(), Apiantwoord.objects.count()) == (seen, seen)


@pytest.mark.parametrize("actor", [beheerder("11AA"), factories.behandelaar()], ids=["other school", "municipality"])
def test_others_make_none_for_this_school(actor: Actor) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(actor):
        Apiantwoord.objects.create(instelling="28AX", kenmerk=uuid4(), inhoud=b"x", gegeven_at=clock.now())
    with acting_as(actor):
        assert Apisleutel.objects.update(label="gekaapt") == 0
