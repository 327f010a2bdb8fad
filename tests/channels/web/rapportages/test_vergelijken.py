"""Comparing with an own list: the differences, their causes, the download, and lists that cannot be read."""

from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.reports.verhaal import Verhaal
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.personen import queries as personen

pytestmark = pytest.mark.django_db


def number(verhaal: Verhaal, naam: str) -> str:
    return personen.number_of(verhaal.leerlingen[naam])


def compared(client: Client, verhaal: Verhaal, nummers: str = "", bestand: bytes = b"", **more: str) -> str:
    given: dict[str, object] = {"peiling": str(verhaal.run.kenmerk), "nummers": nummers, **more}
    if bestand:
        given["bestand"] = SimpleUploadedFile("lijst.xlsx", bestand)
    return " ".join(client.post(reverse("rapportages:vergelijken"), given).content.decode().split())


@pytest.mark.req("MND-19", "MND-20", "MND-21")
def test_the_three_known_causes_are_told(school: Client, verhaal: Verhaal) -> None:
    text = compared(school, verhaal, f"{number(verhaal, 'geen')}\n{number(verhaal, 'nog')}")
    assert "Daarvan staan er 1 precies zo op onze lijst." in text
    assert "Alleen op onze lijst (3)" in text
    for each in (
        "De inschrijving is (nog) niet aangemeld voor bekostiging. <strong>1</strong>",
        "De herinschrijving was op het verzamelmoment nog niet in het register. <strong>1</strong>",
        "De leerling is alleen examendeelnemer. Die telt niet als ingeschreven. <strong>1</strong>",
    ):
        assert each in text
    assert "Alleen op uw lijst (1)" in text
    assert "Dit is niet zo: De leerling had op de peildatum geen geldige inschrijving die telt." in text
    assert number(verhaal, "geen") not in text


def test_who_is_not_ours_is_unknown(school: Client, verhaal: Verhaal) -> None:
    text = compared(school, verhaal, f"{number(verhaal, 'elders')}\n{factories.bsn(999)}")
    assert text.count("Bij uw organisatie is geen leerling met dit nummer bekend.") == 2
    assert "Elderman" not in text


def test_reason_and_date_that_differ(school: Client, verhaal: Verhaal) -> None:
    geen, bek = f"x;{number(verhaal, 'geen')};E;19-10-2026", f"y;{number(verhaal, 'bek')};B;2026-10-10"
    text = compared(school, verhaal, f"naam;bsn;reden;datum_uitschrijving\n{geen}\n{bek}")
    assert "Op beide lijsten, maar anders (1)" in text
    assert "Reden bij u: inschrijving examendeelnemer; hier: geen inschrijving." in text
    assert "Datum uitschrijving bij u: 19-10-2026; hier: 20-10-2026." in text


def test_a_workbook(school: Client, verhaal: Verhaal) -> None:
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("Lijst").write_column(0, 0, ["BSN", int(number(verhaal, "geen"))])
    book.close()
    assert "Daarvan staan er 1 precies zo" in compared(school, verhaal, bestand=target.getvalue())


def test_the_download_has_all_differences_and_nothing_is_kept(school: Client, verhaal: Verhaal) -> None:
    page = school.post(
        reverse("rapportages:vergelijken"), {"peiling": str(verhaal.run.kenmerk), "nummers": number(verhaal, "geen")}
    )
    ticket = page.content.decode().split('name="lijst" value="')[1].split('"')[0]
    given = {"peiling": str(verhaal.run.kenmerk), "lijst": ticket, "formaat": "csv"}
    lines = school.post(reverse("rapportages:vergelijken"), given).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 3
    assert number(verhaal, "bek") in lines[1]
    book = school.post(reverse("rapportages:vergelijken"), given | {"formaat": "xlsx"})
    assert book.content.startswith(b"PK")
    assert all(not key.startswith("bewaard") for key in school.session.keys())  # noqa: SIM118  a session is no dict
    with acting_as(SYSTEEM):
        assert AuditEntry.objects.filter(event="rapportage:vergelijken").latest("pk").data == {"regels": 1}


def test_a_ticket_of_somebody_else_opens_nothing(school: Client, gemeente: Client, verhaal: Verhaal) -> None:
    page = school.post(
        reverse("rapportages:vergelijken"), {"peiling": str(verhaal.run.kenmerk), "nummers": number(verhaal, "geen")}
    )
    ticket = page.content.decode().split('name="lijst" value="')[1].split('"')[0]
    for each in (ticket, "onzin", "AAAA"):
        text = compared(gemeente, verhaal, lijst=each, formaat="csv")
        assert "Deze vergelijking is niet meer geldig." in text


@pytest.mark.parametrize(
    ("nummers", "bestand", "fout"),
    [
        ("", b"", "Plak uw lijst met nummers"),
        ("Jan\nPiet", b"", "Wij vinden in uw lijst geen bsn"),
        ("\n".join(["geen nummer"] * 100_001), b"", "meer dan 100.000 regels"),
        ("", b"%PDF-1.4 niets", "Wij vinden in uw lijst geen bsn"),
        ("", b"PK\x03\x04 kapot", "Wij kunnen dit Excel-bestand niet lezen"),
        ("", b"\xd0\xcf\x11\xe0 oud", "Wij kunnen dit Excel-bestand niet lezen"),
    ],
    ids=["leeg", "geen nummers", "te lang", "pdf", "kapot", "oud"],
)
def test_a_list_that_cannot_be_read_is_told(
    school: Client, verhaal: Verhaal, nummers: str, bestand: bytes, fout: str
) -> None:
    assert fout in compared(school, verhaal, nummers, bestand)


def test_lines_without_a_number_are_told_and_left_out(school: Client, verhaal: Verhaal) -> None:
    nummer = number(verhaal, "geen")
    text = compared(school, verhaal, f"{nummer}\nweet niet\n{nummer}\n123456789")
    assert "Op deze regels staat geen bsn of onderwijsnummer dat klopt: 2, 4." in text
    assert "staan 1 regels met een nummer dat al eerder" in text
