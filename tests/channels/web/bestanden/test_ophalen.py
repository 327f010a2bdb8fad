"""'Bestanden ophalen': what stands there, for whom, and how it is taken along."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.personas import LogIn
from verzuimloket.access.models import Gebruiker
from verzuimloket.bestanden import actions, queries
from verzuimloket.bestanden.inputs import GedeeldInput
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as

pytestmark = pytest.mark.django_db
PAGE, SAMEN = "/bestanden/", "/bestanden/samen/"
INHOUD = b"kolom;kolom\r\n" * 100
LANG = 60  # days


def ready(naam: str, soort: str = "REGISTRATIEOVERZICHT", code: str = "28AX", **given: Any) -> Bestand:
    """A file that the register put ready for an institution."""
    until = clock.today() + timedelta(days=given.pop("dagen", LANG))
    maker = Actor("Register", Kanaal.SYSTEEM, organisatie=given.pop("organisatie", code), register=True)
    what = GedeeldInput("instelling", soort, naam, "text/csv", code, until)
    with acting_as(SYSTEEM):
        bestand = actions.start_shared(what, by=maker, at=clock.now())
        actions.append(bestand, io.BytesIO(given.pop("inhoud", INHOUD)))
        actions.complete(bestand, totaal=0, at=clock.now())
        return bestand


def export_of(naam: str, gebruikersnaam: str, code: str = "28AX") -> Bestand:
    """A file that somebody asked for."""
    with acting_as(SYSTEEM):
        made = Bestand.objects.create(
            soort_kenmerk="instelling", organisatie=code, naam=naam, soort="MELDINGEN_CSV", mime="text/csv",
            gebruiker=Gebruiker.objects.get(gebruikersnaam=gebruikersnaam), gemaakt_at=clock.now(),
            verwijderen_op=clock.today() + timedelta(days=7),
        )  # fmt: skip
        actions.finish(made.pk, io.BytesIO(INHOUD), voor=SYSTEEM, totaal=1, at=clock.now())
        return Bestand.objects.get(pk=made.pk)


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def names(page: str) -> list[str]:
    return re.findall(r"download>([^<]+)</a>", page)


def fetched(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.fixture
def ines(log_in: LogIn) -> Client:
    factories.instelling("28AX")
    return log_in("Ines", Rol.INSCHRIJVER, soort="instelling", kenmerk="28AX")


@pytest.mark.req("BST-07", "BST-11", "BST-19")
def test_the_overview_of_the_school_is_fetched_by_a_click_on_its_name(ines: Client) -> None:
    bestand = ready("registratieoverzicht-28AX-2026-11-22.csv")
    page = text(ines.get(PAGE))
    assert names(page) == ["registratieoverzicht-28AX-2026-11-22.csv"]
    assert "Registratieoverzicht" in page
    assert "21-01-2027" in page
    assert ">Nieuw</strong>" in page
    for _ in range(2):  # a double click asks twice, and gets the same twice
        answer = ines.get(f"/bestanden/{bestand.kenmerk}/")
        assert fetched(answer) == INHOUD
        assert answer["Content-Length"] == str(len(INHOUD))
        assert answer["Content-Disposition"] == f'attachment; filename="{bestand.naam}"'
    assert ">Opgehaald</strong>" in text(ines.get(PAGE))
    assert ines.post(f"/bestanden/{bestand.kenmerk}/verwijderen/").status_code == 404, "it is of all"
    with acting_as(SYSTEEM):
        assert AuditEntry.objects.filter(event="bestand:ophalen").count() == 2


@pytest.mark.req("BST-10")
def test_filters(ines: Client) -> None:
    ready("overzicht.csv")
    taken, soon = ready("terug.csv", "TERUGMELDING"), ready("oud.csv", dagen=3)
    fetched(ines.get(f"/bestanden/{taken.kenmerk}/"))
    export_of("meldingen.csv", "ines")
    with acting_as(SYSTEEM):
        Bestand.objects.create(
            organisatie="28AX", soort="MELDINGEN_XLSX", naam="straks.xlsx", soort_kenmerk="instelling",
            gebruiker=Gebruiker.objects.get(gebruikersnaam="ines"), gemaakt_at=clock.now(),
            verwijderen_op=clock.today() + timedelta(days=7),
        )  # fmt: skip
    assert names(text(ines.get(PAGE))) == ["meldingen.csv", soon.naam, taken.naam, "overzicht.csv"]
    found: dict[str, list[str]] = {
        "?soort=TERUGMELDING": ["terug.csv"],
        "?status=NIEUW": ["meldingen.csv", "oud.csv", "overzicht.csv"],
        "?status=OPGEHAALD": ["terug.csv"],
        "?status=VERLOOPT": ["oud.csv"],
        "?status=MAKEN": [],
        "?status=NIEUW&soort=TERUGMELDING": [],
        "?status=ANDERS&soort=ONZIN": ["meldingen.csv", "oud.csv", "terug.csv", "overzicht.csv"],
    }
    assert {query: names(text(ines.get(PAGE + query))) for query in found} == found
    assert "straks.xlsx" in text(ines.get(PAGE + "?status=MAKEN"))
    page = text(ines.get(PAGE + "?status=NIEUW&soort=TERUGMELDING"))
    assert "Geen bestanden met deze filters." in page
    assert 'href="/bestanden/?status=NIEUW"' in page, "the chip takes one filter away"


@pytest.mark.req("BST-12")
def test_several_in_one_zip(ines: Client) -> None:
    first, second = ready("overzicht.csv"), ready("overzicht.csv", inhoud=bytes(2_500_000))
    own = export_of("meldingen.csv", "ines")
    answer = ines.post(SAMEN, {"bestand": [str(each.kenmerk) for each in (first, second, own)]})
    assert answer["Content-Disposition"] == 'attachment; filename="bestanden-2026-11-22.zip"'
    with zipfile.ZipFile(io.BytesIO(fetched(answer))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["meldingen.csv", "overzicht.csv", "overzicht-2.csv"]
        assert archive.read("overzicht.csv") == bytes(2_500_000)
        assert archive.read("meldingen.csv") == INHOUD
        assert archive.infolist()[0].date_time[:3] == (2026, 11, 22)
    assert names(text(ines.get(PAGE + "?status=NIEUW"))) == []


def test_nothing_ticked_and_too_much_ticked(ines: Client) -> None:
    bestand = ready("overzicht.csv")
    assert "Vink de bestanden aan die u wilt downloaden." in text(ines.post(SAMEN))
    assert "Vink de bestanden aan" in text(ines.post(SAMEN, {"bestand": "geen kenmerk"}))
    assert "Vink hoogstens 100 bestanden aan." in text(ines.post(SAMEN, {"bestand": [str(bestand.kenmerk)] * 101}))


STRANGERS: dict[str, Callable[[LogIn], Client]] = {
    "other school": lambda log_in: log_in("Cor", *Rol, soort="instelling", kenmerk="11AA"),
    "municipality": lambda log_in: log_in("Bram", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0344"),
    "other role": lambda log_in: log_in("Mo", Rol.MELDER, soort="instelling", kenmerk="28AX"),
}


@pytest.mark.req("AUT-20", "AUT-21")
@pytest.mark.parametrize("make", STRANGERS.values(), ids=STRANGERS)
def test_strangers_get_nothing(ines: Client, log_in: LogIn, make: Callable[[LogIn], Client]) -> None:
    factories.instelling("11AA", bestuur="200B001", naam="Andere School")
    bestand, own, client = ready("overzicht.csv"), export_of("meldingen.csv", "ines"), make(log_in)
    assert names(text(client.get(PAGE))) == []
    for each in (bestand, own):
        assert client.get(f"/bestanden/{each.kenmerk}/").status_code == 404
        assert client.post(f"/bestanden/{each.kenmerk}/verwijderen/").status_code == 404
        assert client.post(SAMEN, {"bestand": str(each.kenmerk)}).status_code == 404
    with acting_as(SYSTEEM):
        assert Bestand.objects.filter(opgehaald_at=None).count() == 2


@pytest.mark.req("WNS-01")
def test_who_sees_less_gets_no_files_of_the_whole_school() -> None:
    factories.instelling("28AX")
    ready("overzicht.csv")
    limited = Actor(
        "Mila", Kanaal.SCHERM, frozenset({Rol.INSCHRIJVER}), "28AX", "School", ("28AX",), beperking="leerlingen"
    )
    for actor, count in ((limited, 0), (factories.melder("28AX"), 1)):
        with acting_as(actor):
            assert queries.available(actor, on=clock.today()).count() == count
        assert Bestand.objects.count() == 0


def test_the_board_sees_the_files_of_its_schools(log_in: LogIn) -> None:
    factories.instelling("28AX", bestuur="109B027")
    factories.instelling("11AA", bestuur="200B001", naam="Andere School")
    ready("eigen.csv")
    ready("vreemd.csv", code="11AA")
    board = log_in("Bo", Rol.INSCHRIJVER, soort="bestuur", kenmerk="109B027")
    assert names(text(board.get(PAGE))) == ["eigen.csv"]


def test_reports_are_for_who_may_see_reports(ines: Client, log_in: LogIn) -> None:
    bestand = ready("SRVRAPP-VZ01-28AX.csv", "SRVRAPP")
    reports = log_in("Rapp", Rol.RAPPORTAGES, soort="instelling", kenmerk="28AX")
    page = text(reports.get(PAGE))
    assert names(page) == [bestand.naam]
    assert "Rapportages (SRVRAPP)" in page
    assert names(text(ines.get(PAGE))) == []


def test_pages_of_a_long_list(ines: Client) -> None:
    for number in range(53):
        ready(f"overzicht-{number}.csv", inhoud=b"x")
    assert len(names(text(ines.get(PAGE)))) == 50
    page = text(ines.get(PAGE + "?pagina=2&soort=REGISTRATIEOVERZICHT"))
    assert len(names(page)) == 3
    assert 'href="?soort=REGISTRATIEOVERZICHT&amp;pagina=1"' in page
    assert "51 tot en met 53" in page
    assert len(names(text(ines.get(PAGE + "?pagina=99")))) == 3
