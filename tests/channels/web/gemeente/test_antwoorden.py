"""What the municipality answered before, really stored: a version is made per transaction."""

from dataclasses import replace

import pytest
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim.test_historie import client_of
from tests.channels.web.verzuim.wizard import text
from verzuimloket.core import clock
from verzuimloket.core.actor import Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim import actions, queries

ANSWER = {"organisatie": "Gemeente Utrecht", "behandelaar_naam": "Bram"}


@pytest.mark.req("GEM-03", "RPL-14")
def test_each_answer_is_listed_once(committed_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.instelling("28AX")
    melding, bram = factories.melding(), client_of("Bram", Rol.BEHANDELAAR, "instantie", "G0344")
    page = reverse("gemeente-melding", args=[melding.kenmerk])
    bram.post(f"{page}in-behandeling/", ANSWER | {"toelichting": "Eerste bericht"})
    assert "Alle terugkoppelingen" not in text(bram.get(page))
    monkeypatch.setenv("VERZUIMLOKET_NU", "2026-11-22T11:00:00")
    bram.post(f"{page}terugkoppelen/", ANSWER | {"toelichting": "Tweede bericht"})
    school = factories.melder()
    with acting_as(school):
        found = queries.visible_to(school).get()
        given = replace(queries.as_input(found), reden="Anders")
        actions.change_melding(found, given, by=school, at=clock.now(), versie=3)
    shown = text(bram.get(page))
    listed = shown[shown.index("Alle terugkoppelingen") :]
    assert listed.index("Tweede bericht") < listed.index("Eerste bericht")
    assert listed.count("bericht</p>") == 2
    history = text(bram.get(f"{page}historie/"))
    for kind in ("Gewijzigd (versie 4)", "Teruggekoppeld (versie 3)", "In behandeling genomen (versie 2)"):
        assert kind in history
