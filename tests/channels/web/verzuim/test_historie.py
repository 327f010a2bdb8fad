"""The versions of a melding and their differences (HIS)."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.test_laden import MELDING, write
from tests.channels.web.verzuim.test_raadplegen import changed, closed, events, few_queries
from tests.channels.web.verzuim.wizard import text
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.channels.upload.laden import laad
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.uitvoer.secties import Sectie
from verzuimloket.uitvoer.verschillen import aantal_gewijzigd, alleen_gewijzigd, verschillen
from verzuimloket.verzuim.models import Melding


def sectie(kop: str, *rijen: tuple[str, Any]) -> Sectie:
    return Sectie(kop, "", rijen)


# pure


@pytest.mark.req("HIS-03", "HIS-06")
@pytest.mark.parametrize(
    ("deze", "vorige", "gewijzigd"),
    [
        ("a", "a", False),
        ("a", "b", True),
        ("a", "", True),
        ("", "b", True),
        ("", "", False),
    ],
)
def test_a_row_is_changed_when_its_values_differ(deze: str, vorige: str, gewijzigd: bool) -> None:
    [(kop, [rij])] = verschillen([sectie("Verzuim", ("Reden", deze))], [sectie("Verzuim", ("Reden", vorige))])
    assert kop == "Verzuim"
    assert (rij["label"], rij["deze"], rij["vorige"], rij["gewijzigd"]) == ("Reden", deze, vorige, gewijzigd)


@pytest.mark.parametrize("label", ["Datum/tijd", "Gewijzigd door"])
def test_what_always_differs_is_no_change(label: str) -> None:
    found = verschillen([sectie("Melding", (label, "nu"))], [sectie("Melding", (label, "toen"))])
    assert aantal_gewijzigd(found) == 0


def test_sections_and_rows_may_be_missing_on_one_side() -> None:
    deze = [sectie("A", ("1", "x"), ("3", "z")), sectie("Leeg"), sectie("C", ("k", "v"))]
    vorige = [sectie("A", ("1", "x"), ("2", "y")), sectie("Leeg"), sectie("B", ("k", "v"))]
    found = verschillen(deze, vorige)
    assert [kop for kop, _ in found] == ["A", "C", "B"]
    assert [(rij["label"], rij["gewijzigd"]) for rij in found[0][1]] == [("1", False), ("3", True), ("2", True)]
    assert aantal_gewijzigd(found) == 4
    assert [kop for kop, _ in alleen_gewijzigd(found)] == ["A", "C", "B"]
    assert alleen_gewijzigd(verschillen(deze, deze)) == []


def test_a_label_that_comes_back_is_told_apart() -> None:
    """The same day twice among the days of absence: each row is compared with its own turn."""
    deze = [sectie("Details", ("2 november 2026", "Lesuren 1"), ("2 november 2026", "Lesuren 3"))]
    vorige = [sectie("Details", ("2 november 2026", "Lesuren 1"), ("2 november 2026", "Lesuren 2"))]
    [(_, rijen)] = verschillen(deze, vorige)
    assert [(rij["deze"], rij["gewijzigd"]) for rij in rijen] == [("Lesuren 1", False), ("Lesuren 3", True)]
    assert rijen[0] != rijen[1], "each row has its own place to jump to"


# pages


@pytest.fixture
def anna(committed_db: None) -> Client:
    """A version is made per transaction, so here everything is really stored."""
    factories.instelling("28AX")
    return client_of("Anna de Melder", Rol.MELDER, "instelling", "28AX")


def client_of(naam: str, rol: Rol, soort: str, kenmerk: str) -> Client:
    gebruiker = Gebruiker.objects.create(gebruikersnaam=naam, naam=naam)
    Machtiging.objects.create(
        gebruiker=gebruiker, rol=rol, soort_kenmerk=soort, kenmerk=kenmerk, begindatum=clock.today()
    )
    client = Client()
    session = client.session
    session["gebruiker"] = gebruiker.pk
    session.save()
    return client


@pytest.fixture
def melding(anna: Client) -> Melding:
    """Three versions: reported by the school, changed by the register, closed by the agency."""
    made = factories.melding(factories.leerling(nummer="111222333"), reden="Oude reden")
    changed(made, reden="Nieuwe <b>reden</b>", toelichting="Regel een\nRegel twee")
    return closed(made)


def versie(melding: Melding, nummer: int, query: str = "") -> str:
    return reverse("melding-versie", args=[melding.kenmerk, nummer]) + query


@pytest.mark.req("HIS-01", "HIS-02", "HIS-08", "HIS-09")
def test_the_versions_the_newest_first(anna: Client, melding: Melding) -> None:
    with few_queries():
        page = text(anna.get(reverse("melding-historie", args=[melding.kenmerk])))
    kinds = re.findall(r'historie/\d+/">([^<]+)</a>', page)
    assert kinds == ["Afgesloten (versie 3)", "Gewijzigd (versie 2)", "Opgevoerd (versie 1)"]
    assert re.search(r"22-11-2026 10:00:00</time>", page), "to the second"
    for value in ("A. de Melder", "Voorbeeldbestuur", "B. Behandelaar", "Gemeente Utrecht", "Scherm", "Systeem"):
        assert value in page
    for value in ("28AX Voorbeeldschool", "In totaal 3 versies", f"Terug naar melding {melding.nummer}"):
        assert value in page
    assert events("melding:raadplegen") == [str(melding)]


@pytest.mark.req("HIS-03", "HIS-04", "HIS-05", "HIS-06", "HIS-07")
def test_a_version_beside_the_one_before_it(anna: Client, melding: Melding) -> None:
    with few_queries():
        page = text(anna.get(versie(melding, 2)))
    assert "2 velden gewijzigd" in page
    assert "<ins>Nieuwe &lt;b&gt;reden&lt;/b&gt;</ins>" in page
    assert "<del>Oude reden</del>" in page
    assert "<ins>Regel een<br>Regel twee</ins>" in page
    assert page.count(">gewijzigd</td>") == 2
    assert 'href="#verschil-1">Vermoedelijke reden</a>' in page
    assert 'id="verschil-1"' in page
    for value in (
        "Verzuimperiode van (eerste verzuimdag)",
        "Verzuimperiode t/m (laatste verzuimdag)",
        "28AX Voorbeeldschool",
        "Datum/tijd",
        "Leerling",
        "Actie school",
        "*****333",
        "Schoolstraat 99",
    ):
        assert value in page
    assert "111222333" not in page
    left, right = page.index("Deze versie"), page.index("Vorige versie")
    assert left < right


@pytest.mark.req("HIS-06")
def test_status_reason_and_feedback_are_compared(anna: Client, melding: Melding) -> None:
    page = text(anna.get(versie(melding, 3)))
    for value in ("<ins>Afgesloten</ins>", "<del>Geregistreerd</del>", "<ins>HALT</ins>", "<ins>B. Terwelle</ins>"):
        assert value in page


def test_only_the_changes(anna: Client, melding: Melding) -> None:
    page = text(anna.get(versie(melding, 2, "?alleen=ja")))
    assert "Nieuwe &lt;b&gt;reden" in page
    assert "Leerplichtwet" not in page
    assert "Toon alle velden" in page
    assert versie(melding, 3, "?alleen=ja") in page
    assert versie(melding, 1, "?alleen=ja") in page
    assert "Alleen wijzigingen" in text(anna.get(versie(melding, 2)))


@pytest.mark.req("HIS-09")
def test_neighbours_and_the_first_version(anna: Client, melding: Melding) -> None:
    first, last = text(anna.get(versie(melding, 1))), text(anna.get(versie(melding, 3)))
    assert "Dit is de eerste versie." in first
    assert "Oude reden" in first
    assert "Oudere versie" not in first
    assert "<del>" not in first
    assert "Nieuwere versie" not in last
    for page in (first, last):
        assert "Terug naar de historie" in page


@pytest.mark.parametrize("nummer", [0, 4, 10**18])
def test_a_version_that_does_not_exist(anna: Client, melding: Melding, nummer: int) -> None:
    assert anna.get(versie(melding, nummer)).status_code == 404


def test_of_another_school(melding: Melding) -> None:
    factories.instelling("11AA")
    cor = client_of("Cor", Rol.MELDER, "instelling", "11AA")
    assert cor.get(versie(melding, 1)).status_code == 404
    assert cor.get(reverse("melding-historie", args=[melding.kenmerk])).status_code == 404


@pytest.mark.req("HIS-06")
def test_the_pupil_is_shown_as_known_then(anna: Client, melding: Melding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERZUIMLOKET_NU", "2026-11-22T11:00:00")
    with acting_as(SYSTEEM):
        Persoon.objects.filter(pk=melding.persoon_id).update(achternaam="Anders")
        Adres.objects.filter(persoon_id=melding.persoon_id).update(straat="Nieuwstraat")
    changed(melding, toelichting="Na de verhuizing")
    page = text(anna.get(versie(melding, 4)))
    for value in ("<ins>Anders</ins>", "<del>Morgen</del>", "<ins>Nieuwstraat 99", "<del>Schoolstraat 99"):
        assert value in page
    assert "Anders" not in text(anna.get(versie(melding, 2)))


@pytest.mark.req("HIS-02")
def test_many_versions_come_in_pages(anna: Client) -> None:
    melding = factories.melding()
    for number in range(11):
        changed(melding, reden=f"Reden {number}")
    address = reverse("melding-historie", args=[melding.kenmerk])
    assert "(versie 12)" in text(anna.get(address))
    second = text(anna.get(address + "?pagina=2"))
    assert "(versie 2)" in second
    assert "(versie 3)" not in second
    assert "In totaal 12 versies" in second
    for number in ("0", "-1", "99", "x", "9" * 30):
        assert anna.get(f"{address}?pagina={number}").status_code == 200


@pytest.mark.req("HIS-01", "HIS-02", "HIS-08")
def test_versions_of_whichever_channel(anna: Client, tmp_path: Path) -> None:
    """Loaded from a file, handled on the screen, repaired by hand in the database: all with who, how and when."""
    assert laad(write(tmp_path)).gelukt
    with acting_as(SYSTEEM):
        melding = Melding.objects.get(nummer=5104)
    bram = client_of("Bram Behandelaar", Rol.BEHANDELAAR, "instantie", melding.instantie_id)
    who = {"organisatie": "Gemeente Utrecht", "behandelaar_naam": "B. Terwelle"}
    bram.post(reverse("gemeente-actie", args=[melding.kenmerk, "in-behandeling"]), who)
    _by_hand("UPDATE verzuim_melding SET reden = 'Met de hand' WHERE nummer = 5104", kanaal="systeem")
    _by_hand("UPDATE verzuim_melding SET reden = 'Nog een keer' WHERE nummer = 5104", kanaal="")
    page = text(anna.get(reverse("melding-historie", args=[melding.kenmerk])))
    points = re.findall(r'<li class="vl-tijdlijn__punt">(.*?)</li>', page, re.DOTALL)
    told = [" ".join(re.sub(r"<[^>]+>", "", point).split()) for point in points]
    assert told == [
        "Gewijzigd (versie 4) 22-11-2026 10:00:00 · D. Beheer · Rechtstreeks in de database",
        "Gewijzigd (versie 3) 22-11-2026 10:00:00 · D. Beheer · Systeem",
        "In behandeling genomen (versie 2) 22-11-2026 10:00:00 · Bram Behandelaar · Gemeente Utrecht · Scherm",
        "Opgevoerd (versie 1) 09-03-2026 08:00:00 · Register · Verzuimloket · Bestand"
        " Overgenomen uit een ander register",
    ]
    assert "Rechtstreeks in de database" in text(anna.get(versie(melding, 4)))


def test_a_version_without_a_moment_is_of_when_it_was_reported(anna: Client, tmp_path: Path) -> None:
    """Known since always, as far as the older register told."""
    without = MELDING.rsplit(";", 2)[0] + ";;"
    assert laad(write(tmp_path, meldingen=without)).gelukt
    with acting_as(SYSTEEM):
        melding = Melding.objects.get(nummer=5104)
    assert "09-03-2026 08:00:00" in text(anna.get(reverse("melding-historie", args=[melding.kenmerk])))
    assert "09-03-2026 08:00:00" in text(anna.get(versie(melding, 1)))
    assert anna.get(reverse("melding-historie-pdf", args=[melding.kenmerk])).status_code == 200


def _by_hand(sql: str, *, kanaal: str) -> None:
    """As someone at the prompt of the database would: the register refuses a change without a name."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name, value in (("actor", "D. Beheer"), ("kanaal", kanaal), ("register", "ja"), ("nu", clock.fixed_now())):
            cursor.execute("SELECT set_config(%s, %s, true)", [f"vl.{name}", value])
        cursor.execute(sql)
