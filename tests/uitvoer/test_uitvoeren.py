"""The export of a list: the same rows and order as on the screen, and who may have what."""

import io
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.uitvoer.lezen import lines, sheets
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.uitvoer import uitvoeren
from verzuimloket.uitvoer.meldingen import KOLOMMEN, columns_for
from verzuimloket.uitvoer.opdracht import CSV, XLSX, Opdracht
from verzuimloket.verzuim.models import Melding
from verzuimloket.verzuim.queries import Zoekvraag

pytestmark = pytest.mark.django_db

ALL = tuple(kolom.naam for kolom in KOLOMMEN)


@pytest.fixture
def anna() -> Actor:
    factories.instelling()
    return factories.melder()


def made(by: Actor, formaat: str = CSV, **given: Any) -> bytes:
    target = io.BytesIO()
    given = {"vraag": Zoekvraag(), "volgorde": "nummer", "kolommen": ("nummer",)} | given
    with acting_as(by):
        uitvoeren.export(Opdracht(formaat=formaat, **given), target, by=by, at=clock.now())
    return target.getvalue()


def numbers(content: bytes) -> list[int]:
    return [int(line[0]) for line in lines(content)[1:]]


@pytest.mark.req("WNS-05", "WNS-07")
def test_every_column_has_its_value(anna: Actor) -> None:
    place = factories.locatie()
    pupil = factories.leerling(nummer="111222333", achternaam="Öztürk", voorvoegsel="van der", voornamen="Lotte")
    melding = factories.melding(pupil, locatie=place.code, einddatum=None, soort="O", prioriteit=True)
    with acting_as(SYSTEEM):
        Melding.objects.filter(pk=melding.pk).update(eigen_kenmerk="=S-12")  # no rule lets it in; a loaded file may
    expected = {
        "Nummer": melding.nummer,
        "Eigen kenmerk": "=S-12",
        "Instelling": "28AX Voorbeeldschool",
        "Onderwijslocatie": "Hoofdgebouw",
        "Leerling": "Öztürk, van der",
        "Voornaam": "Lotte",
        "Persoonsgebonden nummer": "111222333",
        "Melddatum": datetime(2026, 11, 22, 10),
        "Ingang": date(2026, 11, 2),
        "Einddatum": "",
        "Contactpersoon": "J. Boezeroen",
        "Behandelaar": "Gemeente Utrecht",
        "Status": "Geregistreerd",
        "Soort verzuim": "Overig verzuim",
        "Wet": "Leerplichtwet",
        "Prio": "Ja",
        "Aantal dagen status": 0,
        "Reden afgesloten": "",
    }
    book = sheets(made(anna, XLSX, kolommen=ALL, omschrijving=(("Filter: Status", "Geregistreerd"),), groep="soort"))
    assert list(book) == ["Verzuimmeldingen", "Toelichting", "Totalen"]
    heads, row = book["Verzuimmeldingen"]
    assert dict(zip(heads, row, strict=True)) | {"Behandelaar": "Gemeente Utrecht"} == expected
    told = dict((line[0], line[1]) for line in book["Toelichting"])
    assert told["Gemaakt door"] == "A. de Melder"
    assert told["Organisatie"] == "109B027 Voorbeeldbestuur"
    assert told["Aantal meldingen"] == 1
    assert told["Filter: Status"] == "Geregistreerd"
    assert told["Gemaakt op"] == datetime(2026, 11, 22, 10)
    assert told["Melddatum"] == "Wanneer de school de melding deed."
    assert book["Totalen"] == [
        ["Soort verzuim", "Aantal", "Met prioriteit", "Zonder einddatum"],
        ["Overig verzuim", 1, 1, 1],
        ["Totaal", 1, 1, 1],
    ]
    csv = dict(zip(*lines(made(anna, kolommen=ALL)), strict=True))
    assert (csv["Eigen kenmerk"], csv["Ingang"], csv["Melddatum"]) == ("'=S-12", "2026-11-02", "2026-11-22 10:00:00")


@pytest.mark.req("WNS-05")
def test_filter_and_order_are_those_of_the_list(anna: Actor) -> None:
    first, second, third = (factories.melding(prioriteit=place != 1) for place in range(3))
    with acting_as(SYSTEEM):
        Melding.objects.filter(pk=second.pk).update(status="B")
    assert numbers(made(anna)) == [first.nummer, second.nummer, third.nummer]
    assert numbers(made(anna, volgorde="-nummer")) == [third.nummer, second.nummer, first.nummer]
    assert numbers(made(anna, vraag=Zoekvraag(statussen=("R",)), volgorde="-nummer")) == [third.nummer, first.nummer]
    ticked = Zoekvraag(kenmerken=(third.kenmerk, uuid4()))
    assert numbers(made(anna, vraag=ticked)) == [third.nummer]


@pytest.mark.req("RPL-07", "PRV-09")
def test_only_the_own_rows_two_years_back(anna: Actor) -> None:
    own, old = factories.melding(), factories.melding()
    factories.instelling("11AA", bestuur="200B001")
    factories.melding(factories.leerling("11AA"), instelling="11AA")
    with acting_as(SYSTEEM):
        Melding.objects.filter(pk=old.pk).update(melddatum=clock.now() - timedelta(days=800))
    assert numbers(made(anna)) == [own.nummer]
    assert numbers(made(factories.behandelaar("G0599"))) == []
    assert len(numbers(made(factories.behandelaar()))) == 3


def test_person_numbers_are_for_who_reports_or_handles(anna: Actor) -> None:
    factories.melding(factories.leerling(nummer="111222333"))
    mila = factories.melder(rollen=(Rol.RAADPLEGER,))
    assert "pgn" in {kolom.naam for kolom in columns_for(anna)}
    assert "pgn" not in {kolom.naam for kolom in columns_for(mila)}
    assert b"111222333" in made(anna, kolommen=("nummer", "pgn"))
    assert b"111222333" not in made(mila, kolommen=("nummer", "pgn"))
    with pytest.raises(Rejected):
        made(mila, kolommen=("pgn",))


def test_who_may_not_see_the_list_gets_no_file(anna: Actor) -> None:
    els = factories.melder(rollen=(Rol.BEHEERDER, Rol.INSCHRIJVER))
    with pytest.raises(PermissionDenied):
        made(els)
    with pytest.raises(Rejected):
        made(anna, kolommen=())
    with acting_as(SYSTEEM):
        assert not AuditEntry.objects.filter(event="melding:uitvoeren").exists()


def test_the_audit_line_says_what_went_out(anna: Actor) -> None:
    factories.melding()
    made(anna, kolommen=("leerling", "nummer"), omschrijving=(("Filter: Achternaam", "Morgen"),))
    with acting_as(SYSTEEM):
        line = AuditEntry.objects.get(event="melding:uitvoeren")
    assert line.data == {"aantal": 1, "kolommen": ["nummer", "leerling"], "formaat": "csv"}
    assert line.actor == "A. de Melder"


def test_a_sheet_has_an_end(anna: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uitvoeren, "XLSX_RIJEN", 1)
    assert factories.melding()
    made(anna, XLSX)
    factories.melding()
    made(anna, CSV)
    with pytest.raises(Rejected) as rejected:
        made(anna, XLSX)
    assert rejected.value.violations == (uitvoeren.TE_VEEL,)


@pytest.mark.parametrize("formaat", [CSV, XLSX])
def test_the_number_of_queries_does_not_grow(anna: Actor, formaat: str) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            factories.melding(locatie="")
        with CaptureQueriesContext(connection) as captured:
            made(anna, formaat, kolommen=ALL)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_an_order_survives_its_way_through_the_database() -> None:
    vraag = Zoekvraag(
        nummer=5,
        statussen=("R", "B"),
        leerling=uuid4(),
        achternaam="Öztürk",
        prioriteit=True,
        wacht_sinds=clock.now(),
        gemeld_van=date(2026, 1, 1),
        gemeld_tot=date(2026, 2, 1),
        verzuim_van=date(2026, 3, 1),
        verzuim_tot=date(2026, 4, 1),
        kenmerken=(uuid4(), uuid4()),
    )
    order = Opdracht(vraag, "-dagen", ("nummer", "pgn"), XLSX, "maand", (("Filter", "x"),), "School")
    assert Opdracht.from_text(order.as_text()) == order
    assert Opdracht.from_text(Opdracht(Zoekvraag(), "nummer", (), CSV).as_text()).vraag == Zoekvraag()


def test_a_file_name_says_what_and_when() -> None:
    order = Opdracht(Zoekvraag(achternaam="Geheim"), "nummer", (), XLSX)
    assert order.naam(date(2026, 11, 22)) == "verzuimmeldingen-2026-11-22.xlsx"
