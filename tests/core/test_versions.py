"""Versions are written by the database, whatever wrote the row; and never without an actor."""

import pytest
from django.db import ProgrammingError, connection, transaction

from tests import factories
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon, PersoonVersie

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.mark.req("HIS-08")
def test_every_save_makes_a_version() -> None:
    persoon = factories.persoon(adres=False)
    with acting_as(SYSTEEM, "correctie"):
        connection.cursor().execute("UPDATE personen_persoon SET voornamen = 'Lot' WHERE id = %s", [persoon.pk])
        versions = list(PersoonVersie.objects.filter(id=persoon.pk).order_by("versie_id"))
    # one transaction (that of the test) is one version: the last state counts
    assert [version.voornamen for version in versions] == ["Lot"]
    assert versions[0].actor == "Register"
    assert versions[0].aanleiding == "correctie"
    assert versions[0].geregistreerd.upper is None


def test_no_change_without_an_actor() -> None:
    persoon = factories.persoon(adres=False)
    with acting_as(SYSTEEM), pytest.raises(ProgrammingError, match="without an actor"), transaction.atomic():
        connection.cursor().execute("SELECT set_config('vl.actor', '', true)")
        Persoon.objects.filter(pk=persoon.pk).update(voornamen="Niemand")


def test_versions_are_not_writable_by_the_application() -> None:
    with acting_as(SYSTEEM), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("UPDATE personen_persoon_versie SET actor = 'iemand anders'")


def test_outside_a_scope_the_application_sees_nothing() -> None:
    factories.persoon(adres=False)
    assert Persoon.objects.count() == 0
