"""'Inschrijving wijzigen': two dates, with the outcomes of the form."""

import re
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.inschrijvingen.lezen import codes_in, events, text_of
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie

NUMMER = factories.bsn(992_001)


@pytest.fixture
def row(anna: Client) -> Inschrijving:
    bliksem = factories.persoon(nummer=NUMMER, achternaam="Donder", voorvoegsel="van de", voornamen="Bliksem")
    return factories.inschrijving(bliksem, begin=date(2025, 9, 1), eind=date(2026, 7, 31))


@pytest.fixture
def adres(row: Inschrijving) -> str:
    return reverse("inschrijving-wijzigen", args=[row.kenmerk])


def typed(begin: str = "1-9-2025", eind: str = "31-7-2026", **more: str) -> dict[str, str]:
    """Dates as ``dag-maand-jaar``; empty for empty boxes."""
    parts = {"begindatum": begin, "einddatum": eind}
    return {
        f"{naam}_{deel}": text
        for naam, dates in parts.items()
        for deel, text in zip(("dag", "maand", "jaar"), dates.split("-") if dates else ("", "", ""), strict=True)
    } | more


def dates_of(row: Inschrijving) -> tuple[str, str]:
    with acting_as(SYSTEEM):
        row.refresh_from_db()
    return str(row.begindatum), str(row.einddatum)


def refused(client: Client, adres: str, row: Inschrijving, given: dict[str, str]) -> list[str]:
    """The codes of a refusal; proof that nothing was stored."""
    before = dates_of(row)
    page = client.post(adres, given)
    assert "Niet gelukt" in text_of(page)
    assert "Sluiten" in text_of(page)
    assert dates_of(row) == before
    return codes_in(page)


@pytest.mark.req("OVZ-11", "OVZ-12", "OVZ-14")
def test_the_page(anna: Client, adres: str) -> None:
    page = anna.get(adres)
    html = page.content.decode()
    assert "Bliksem van de Donder" in text_of(page)
    assert f"Bsn *****{NUMMER[-3:]}" in text_of(page)
    assert NUMMER not in html
    assert re.findall(r'name="\w+_(?:dag|maand|jaar)"[^>]*? value="(\d+)"', html) == [
        "1",
        "9",
        "2025",
        "31",
        "7",
        "2026",
    ]
    assert "Bevestigen" in text_of(page)
    assert f'href="{reverse("inschrijvingen")}?instelling=28AX">Annuleren' in html
    assert "<title>Inschrijving wijzigen - Inschrijvingen - Verzuimloket</title>" in html  # no name in the history
    assert events() == ["persoon:raadplegen"]


@pytest.mark.req("OVZ-11")
def test_the_number_is_shown_on_request_and_that_is_logged(anna: Client, adres: str) -> None:
    page = anna.post(adres, typed("5-9-2025", "", actie="toon"))
    assert NUMMER in text_of(page)
    assert 'value="5"' in page.content.decode()  # what was typed is not lost
    assert events() == ["persoon:nummer-tonen"]
    assert NUMMER not in anna.get(adres).content.decode()


@pytest.mark.req("OVZ-12", "OVZ-15")
def test_success_shows_at_once(anna: Client, adres: str, row: Inschrijving) -> None:
    response = anna.post(adres, typed("1-10-2025", "31-12-2026"))
    assert re.fullmatch(rf"{reverse('inschrijvingen')}\?instelling=28AX&uitkomst=[\w-]{{12}}", response["Location"])
    page = anna.get(response["Location"])
    assert "Gelukt" in text_of(page)
    assert "Verder" in text_of(page)
    assert "Bliksem van de Donder 2025-10-01 2026-12-31" in text_of(page)
    assert dates_of(row) == ("2025-10-01", "2026-12-31")
    assert "Gelukt" not in text_of(anna.get(response["Location"]))


@pytest.mark.req("OVZ-15")
def test_back_to_the_page_of_the_list(anna: Client, adres: str) -> None:
    assert "?instelling=28AX&amp;pagina=3" in anna.get(f"{adres}?pagina=3").content.decode()
    response = anna.post(f"{adres}?pagina=3", typed())
    assert "instelling=28AX&pagina=3&uitkomst=" in response["Location"]


@pytest.mark.req("OVZ-12", "OVZ-13", "OVZ-18")
@pytest.mark.parametrize(
    ("begin", "eind", "stored"),
    [
        ("1-9-2025", "1-9-2025", ("2025-09-01", "2025-09-01")),
        ("1-9-2025", "", ("2025-09-01", "None")),
        ("1-aug-2024", "31-juli-2026", ("2024-08-01", "2026-07-31")),
        ("1-9-2025", "31-7-2026", ("2025-09-01", "2026-07-31")),
    ],
)
def test_dates_that_are_fine(
    begin: str, eind: str, stored: tuple[str, str], anna: Client, adres: str, row: Inschrijving
) -> None:
    assert anna.post(adres, typed(begin, eind)).status_code == 302
    assert dates_of(row) == stored


@pytest.mark.req("OVZ-13", "OVZ-16")
@pytest.mark.parametrize(
    ("begin", "eind", "codes"),
    [
        ("", "31-7-2026", ["BV_I_begindatum_verplicht"]),
        ("31-2-2026", "31-7-2026", ["VORM_datum"]),
        ("1-9-2025", "31-13-2026", ["VORM_datum"]),
        ("31-2-2026", "32-1-2026", ["VORM_datum", "VORM_datum"]),
        ("--", "--", ["BV_I_begindatum_verplicht"]),
        ("x-y-z", "", ["VORM_datum"]),
        ("\x00-9-2025", "", ["VORM_datum"]),
        ("31-7-1990", "", ["BV_I_begindatum_voor_oprichting", "BV_I_te_jong"]),
        ("2-9-2025", "1-9-2025", ["BV_I_einddatum_voor_begindatum"]),
    ],
)
def test_dates_that_are_refused(
    begin: str, eind: str, codes: list[str], anna: Client, adres: str, row: Inschrijving
) -> None:
    assert refused(anna, adres, row, typed(begin, eind)) == codes


def test_signals_come_with_success(anna: Client, adres: str) -> None:
    page = anna.post(adres, typed("1-12-2026", ""), follow=True)
    assert "De datum inschrijving ligt in de toekomst." in text_of(page)


@pytest.mark.req("OVZ-12")
def test_two_at_once(anna: Client, adres: str, row: Inschrijving) -> None:
    """The second looked at dates that are gone. Told so, and having seen the new ones, she may go on."""
    seen = "2025-09-01/2026-07-31"
    assert f'name="gezien" value="{seen}"' in anna.get(adres).content.decode()
    assert anna.post(adres, typed("1-9-2025", "31-12-2025", gezien=seen)).status_code == 302
    late = typed("1-10-2025", "31-7-2026")
    page = anna.post(adres, late | {"gezien": seen})
    assert codes_in(page) == ["BV_I_intussen_gewijzigd"]
    assert "vanaf 1 september 2025 tot en met 31 december 2025" in text_of(page)
    assert dates_of(row) == ("2025-09-01", "2025-12-31")
    now = re.search(r'name="gezien" value="([^"]*)"', page.content.decode())
    assert now
    assert anna.post(adres, late | {"gezien": now[1]}).status_code == 302
    assert dates_of(row) == ("2025-10-01", "2026-07-31")


@pytest.mark.parametrize("gezien", ["", "onzin", "2025-09-01", "2025-02-31/", "\x00"])
def test_a_mangled_memory_is_harmless(gezien: str, anna: Client, adres: str, row: Inschrijving) -> None:
    response = anna.post(adres, typed("1-9-2025", "31-7-2026", gezien=gezien))
    assert response.status_code == 302


def test_a_double_submit_is_harmless(anna: Client, adres: str, row: Inschrijving) -> None:
    given = typed("1-10-2025", "", gezien="2025-09-01/2026-07-31")
    assert [anna.post(adres, given).status_code for _ in range(2)] == [302, 302]
    with acting_as(SYSTEEM):
        assert InschrijvingVersie.objects.filter(id=row.pk, begindatum=date(2025, 10, 1)).count() == 1


def test_another_school_and_nothing_look_the_same(anna: Client, cor: Client, adres: str, row: Inschrijving) -> None:
    for address in (adres, reverse("inschrijving-wijzigen", args=[uuid4()])):
        assert cor.get(address).status_code == 404
        assert cor.post(address, typed()).status_code == 404
        assert cor.post(address, typed(actie="toon")).status_code == 404
    assert cor.get(f"/inschrijvingen/{row.pk}/wijzigen/").status_code == 404
    assert events() == []


def test_who_may_change(anna: Client, raadpleger: Client, bram: Client, adres: str, row: Inschrijving) -> None:
    for other in (raadpleger, bram):
        assert other.get(adres).status_code == 403
        assert other.post(adres, typed("1-10-2025")).status_code == 403
    assert dates_of(row) == ("2025-09-01", "2026-07-31")


@pytest.mark.req("OVZ-17")
def test_no_answer_leads_to_the_overview(
    anna: Client, adres: str, monkeypatch: pytest.MonkeyPatch, silent: Callable[..., None]
) -> None:
    monkeypatch.setattr(actions, "change_datums", silent)
    page = anna.post(adres, typed())
    assert page.status_code == 503
    assert "Time-out We weten niet zeker of uw wijziging is opgeslagen." in text_of(page)
    assert f'<a href="{reverse("inschrijvingen")}" role="button"' in page.content.decode()
