"""The story of the demo: what a visitor must find ready when the first page opens."""

import pytest
from rich.console import Console

from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.bestanden.models import Bestand
from verzuimloket.config import demo, migreren
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal, Rol
from verzuimloket.core.parameters import param
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import queries as inschrijvingen
from verzuimloket.koppelingen import queries as koppelingen

pytestmark = pytest.mark.usefixtures("committed_db")
LEERLINGEN = 600  # a smaller country than that of the demo, with the same schools


@pytest.mark.req("INS-30", "INS-31", "BST-06", "BST-09", "INS-45")
def test_the_story_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "LEERLINGEN", LEERLINGEN)
    monkeypatch.setattr(migreren, "migrate", lambda: None)  # the database of the tests is made already
    demo.prepare(Console(quiet=True))
    with acting_as(SYSTEEM):
        _registered_twice()
        _files()
    anna = Actor("Anna", Kanaal.SCHERM, frozenset({Rol.INSCHRIJVER}), "902B007", instellingen=("47ZA", "47BR"))
    with acting_as(anna):
        others = {found.ander.instelling for found in _doubles(anna)}
    assert "51VS" in others


def _registered_twice() -> None:
    """One pair that an agency may merge by itself, and one about which it asked."""
    punten = [paar.punten for paar in koppelingen.candidates(on=clock.today())]
    zeker = param("koppeling_zeker_punten", on=clock.today())
    assert any(each >= zeker for each in punten)
    assert any(each < zeker for each in punten)
    assert koppelingen.open_questions().count() == 1


def _files() -> None:
    sent = {row.bestand.naam: row for row in Aanlevering.objects.select_related("bestand")}
    wacht, verwerkt = sent["nieuwe-leerlingen.csv"], sent["inschrijvingen-november.csv"]
    assert (wacht.stand, wacht.fout, wacht.goed > 0) == ("GECONTROLEERD", 3, True)
    assert (verwerkt.stand, verwerkt.nieuw, verwerkt.fout) == ("VERWERKT", 3, 0)
    ready = {(row.soort, row.instelling or row.organisatie) for row in Bestand.objects.filter(gedeeld=True)}
    assert {("REGISTRATIEOVERZICHT", code) for code in demo.LOCATIES} <= ready
    assert {("LEERPLICHT_5", code) for code in ("G0344", "G0599")} <= ready


def _doubles(anna: Actor) -> list[inschrijvingen.Dubbel]:
    on = clock.today()
    return inschrijvingen.doubles(anna, list(inschrijvingen.double_pairs(anna, on=on)), on=on)
