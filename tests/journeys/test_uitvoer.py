"""Export of 64 of 10,000 rows, in a real browser: what the list shows is what the file holds."""

import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Page, expect

from tests import factories
from tests.journeys.conftest import Visit, photo
from tests.uitvoer.lezen import lines, sheets
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.uitvoer import tasks

ALL, WANTED = 10_000, 64

# Every 156th pupil has absence of kind O at the wanted location: 64 of the 10,000.
_FILL = """
WITH nieuw AS (
  INSERT INTO personen_persoon (kenmerk, bsn, bsn_index, achternaam, voorvoegsel, voornamen, zoeknaam, geslacht,
    geboortedatum, geboorte_precisie)
  SELECT gen_random_uuid(), sha256(('t' || n)::bytea), sha256(('i' || n)::bytea),
    (ARRAY['=Aalders', 'Öztürk', 'Bakker'])[1 + n %% 3] || n, '', 'Voornaam', 'naam' || n, 'V', date '2012-01-01', 'D'
  FROM generate_series(1, %(alle)s) n RETURNING id),
ingeschreven AS (
  INSERT INTO inschrijvingen_inschrijving (kenmerk, persoon_id, instelling_id, vestiging, volgnummer, sector, soort,
    niveau, leertraject, opleidingscode, bekostigd, begindatum)
  SELECT gen_random_uuid(), id, '28AX', '', '', 'VO', '', '', '', '', true, '2024-08-01' FROM nieuw)
INSERT INTO verzuim_melding (nummer, kenmerk, melddatum, status, status_sinds, wet, versie, begindatum, einddatum,
  soort, verbijzondering, reden, alle_lessen_gemist, toelichting, actie_gewenst, toelichting_actie_gewenst,
  prioriteit, verzuimdagen, acties, toelichting_acties, contact_naam, contact_functie, contact_telefoon,
  contact_email, email_naar_melder, leerling_telefoon, leerling_email, contactpersonen, organisatie,
  behandelaar_naam, behandelaar_functie, behandelaar_telefoon, behandelaar_email, terugkoppeling,
  reden_afgesloten, opmerking_afsluiten, reden_intrekken, toelichting_intrekken, persoon_id, instelling_id,
  instantie_id, geduld, locatie_id)
SELECT nextval('verzuim_meldingsnummer'), gen_random_uuid(), moment, 'R', moment, 'LPW', 1, moment::date, NULL,
  CASE WHEN wanted THEN 'O' ELSE 'V3' END, '', 'Onbekend', false, '', true, '', n %% 5 = 0, '[]', '{BRIEF}', '',
  'C. Persoon', '', '', 'c@school.example', false, '', '', '[]', '', '', '', '', '', '', '', '', '', '', id, '28AX',
  'G0344', false, CASE WHEN wanted THEN '28AX0022' END
FROM (SELECT id, n, n %% 156 = 0 AS wanted, timestamptz '2026-11-20 09:00:00+01' - n %% 300 * interval '1 day' AS moment
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM nieuw) t) u
"""


@pytest.fixture
def full_register(story: None) -> None:
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT set_config('vl.actor', 'test', false), set_config('vl.register', 'ja', false)")
        cursor.execute(_FILL, {"alle": ALL})
        cursor.execute("ANALYZE")


def shown(page: Page) -> list[list[str]]:
    """Number, surname and day of reporting of each row on all pages of the list."""
    found: list[list[str]] = []
    page.locator(".vl-maten").get_by_role("link", name=re.compile("^100")).click()
    for row in page.locator("#meldingen tbody tr").all():
        number = row.locator("th").inner_text().strip()
        cells = [cell.strip() for cell in row.locator("td").all_inner_texts()]
        found.append([number, cells[2], cells[4]])
    return found


def fetched(page: Page, formaat: str) -> bytes:
    page.get_by_role("button", name=f"Exporteer alle {WANTED} meldingen").click()
    page.locator(f"[name=formaat][value={formaat}]").check()
    for tick in page.locator("[name=kolom]").all():
        tick.set_checked(tick.get_attribute("value") in ("nummer", "leerling", "melddatum", "locatie"))
    page.locator("[name=groep]").select_option("maand")
    if formaat == "xlsx":
        photo(page, "uitvoer-2-kiezen")
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak het bestand").click()
    assert download.value.suggested_filename == f"verzuimmeldingen-2026-11-22.{formaat}"
    return Path(download.value.path()).read_bytes()


@pytest.mark.slow
@pytest.mark.req("WNS-05", "WNS-07", "RPL-02", "RPL-08", "RPL-10")
@pytest.mark.parametrize("javascript", [True, False], ids=["met", "zonder"])
def test_64_of_10000(full_register: None, visit: Visit, javascript: bool) -> None:
    page = visit("anna", javascript=javascript)
    page.goto("/verzuim/")
    expect(page.locator(".vl-teller")).to_contain_text("10.000 verzuimmeldingen gevonden")
    page.get_by_text("Meer zoekmogelijkheden").click()
    page.locator("[name=soort]").select_option("O")
    page.locator("[name=locatie]").select_option("28AX0022")
    page.locator("[name=gemeld_van]").fill("1-1-2026")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.locator(".vl-teller")).to_contain_text(f"{WANTED} verzuimmeldingen gevonden, 1 tot en met 10")
    page.get_by_role("link", name=re.compile("^Leerling")).first.click()
    page.get_by_role("link", name="Maand van melden").click()
    photo(page, "uitvoer-1-lijst")
    rows = shown(page)
    assert len(rows) == WANTED
    book = sheets(fetched(page, "xlsx"))
    page.get_by_role("link", name="Terug naar de lijst").click()
    csv = lines(fetched(page, "csv"))
    _compare(rows, book, csv)


def _compare(rows: list[list[str]], book: dict[str, list[list[Any]]], csv: list[list[str]]) -> None:
    heads = ["Nummer", "Onderwijslocatie", "Leerling", "Melddatum"]
    assert book["Verzuimmeldingen"][0] == csv[0] == heads
    from_book = [[str(int(row[0])), row[2], f"{row[3]:%d-%m-%Y}"] for row in book["Verzuimmeldingen"][1:]]
    from_csv = [[row[0], row[2].removeprefix("'"), _dutch(row[3])] for row in csv[1:]]
    assert from_book == from_csv == rows
    assert {row[1] for row in csv[1:]} == {"Hoofdgebouw"}
    assert all(isinstance(row[3], datetime) for row in book["Verzuimmeldingen"][1:])
    assert book["Totalen"][-1][:2] == ["Totaal", WANTED]
    assert ["Aantal meldingen", WANTED] in book["Toelichting"]
    assert ["Filter: Gemeld vanaf", "1-1-2026"] in book["Toelichting"]


def _dutch(text: str) -> str:
    return f"{date.fromisoformat(text[:10]):%d-%m-%Y}"


@pytest.mark.slow
@pytest.mark.req("WNS-05")
def test_all_10000_become_a_job(full_register: None, visit: Visit) -> None:
    page = visit("anna")
    page.goto("/verzuim/")
    page.get_by_role("button", name="Exporteer alle 10.000 meldingen").click()
    expect(page.get_by_text("Dit wordt een groot bestand")).to_be_visible()
    page.locator("[name=formaat][value=csv]").check()
    page.get_by_role("button", name="Maak het bestand").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bestanden ophalen")
    expect(page.get_by_text("0 gedaan van 10.000 meldingen")).to_be_visible()
    photo(page, "uitvoer-3-bezig")
    with acting_as(SYSTEEM):
        bestand = Bestand.objects.get()
    tasks.export_meldingen(bestand.pk)
    page.goto("/bestanden/")
    expect(page.get_by_role("table").get_by_text("Nieuw", exact=True)).to_be_visible()
    photo(page, "uitvoer-4-klaar")
    with page.expect_download() as download:
        page.get_by_role("link", name="verzuimmeldingen-2026-11-22.csv").click()
    rows = lines(Path(download.value.path()).read_bytes())
    assert len(rows) == ALL + 1
    assert [int(row[0]) for row in rows[1:]] == sorted((int(row[0]) for row in rows[1:]), reverse=True)


@pytest.mark.req("WNS-06")
@pytest.mark.parametrize("javascript", [True, False], ids=["met", "zonder"])
def test_pdfs_of_what_was_ticked(story: None, visit: Visit, javascript: bool) -> None:
    numbers = [factories.melding().nummer for _ in range(3)]
    page = visit("anna", javascript=javascript)
    page.goto("/verzuim/")
    for number in numbers[:2]:
        page.locator(f"#kies-{number}").check()
    photo(page, "uitvoer-3-aangevinkt")
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF's van wat is aangevinkt").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert sorted(archive.namelist()) == [f"verzuimmelding-{number}.pdf" for number in numbers[:2]]
