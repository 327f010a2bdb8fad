"""Send a file with mistakes, mend only the wrong lines, send again; fetch what is ready; with and without scripts."""

import re
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.channels.web.bestanden.test_ophalen import ready
from tests.journeys.conftest import Visit, photo
from tests.journeys.test_keten import heading, press
from tests.journeys.test_toegankelijkheid import check
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.channels.upload.aanleveren import tasks
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as

KOP = "instellingscode;datumInschrijving;geslacht;geboortedatum;achternaam;voornamen;postcode;huisnummer"
GOED = [
    f"28AX;{dag};V;03-04-2012;{naam};Kim;3511AB;{huis}"
    for huis, (naam, dag) in enumerate(
        [("Aalders", "01-08-2026"), ("Beekman", "2026-08-01"), ("Çelik", "1 augustus 2026")], start=11
    )
]
FOUT = ["28AX;01-08-2026;K;03-04-2012;Dorst;Kim;3511AB;21", "28AX;31-02-2026;M;05-06-2011;Evers;Noor;3511AB;22"]


def work(which: Any) -> None:
    """What the worker does meanwhile."""
    with acting_as(SYSTEEM):
        sent = Aanlevering.objects.latest("pk")
    which.func(SimpleNamespace(job=SimpleNamespace(attempts=0)), sent.pk)


def send(page: Page, file: Path, shot: str = "") -> None:
    page.goto("/bestanden/versturen/")
    page.locator("[name=soort]").select_option("INSCHRIJVINGEN")
    page.locator("[name=bestand]").set_input_files(file)
    if shot:
        photo(page, shot)
    press(page, "Verstuur")
    expect(page.get_by_text("Wij hebben uw bestand ontvangen.")).to_be_visible()


def save(page: Page, link: str, target: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    download.value.save_as(target)
    return target


@pytest.mark.req("BST-01", "BST-02", "BST-03", "BST-04", "BST-06", "BST-14")
@pytest.mark.parametrize("javascript", [True, False], ids=["met", "zonder"])
def test_mend_the_wrong_lines_and_send_them_again(visit: Visit, javascript: bool, tmp_path: Path) -> None:
    page = visit("anna", javascript=javascript)
    page.get_by_role("link", name="Bestand versturen").click()
    heading(page, "Bestand versturen")
    file = tmp_path / "leerlingen groep (één).csv"
    file.write_bytes("\r\n".join([KOP, *GOED, *FOUT]).encode("cp1252"))
    send(page, file, "bestanden-1-versturen")
    heading(page, "leerlingen-groep-een.csv")
    photo(page, "bestanden-2-ontvangen")
    work(tasks.check)
    page.reload()
    photo(page, "bestanden-3-gecontroleerd")
    table = page.locator("#bevindingen tbody tr")
    expect(table).to_have_count(2)
    expect(table.first).to_contain_text("geslacht")
    expect(table.first).to_contain_text("Gebruik M, V of O.")
    press(page, "Verwerk 3 goede regels")
    work(tasks.commit)
    page.reload()
    expect(page.get_by_text("3 regels zijn verwerkt")).to_be_visible()
    photo(page, "bestanden-4-verwerkt")
    wrong = save(page, "Alleen de foute regels", tmp_path / "fout.csv")
    text = wrong.read_text(encoding="utf-8-sig")
    assert ("Dorst" in text, "Evers" in text, "Aalders" in text) == (True, True, False)
    wrong.write_text(text.replace('"K"', '"V"').replace("31-02-2026", "01-08-2026"), encoding="utf-8-sig")
    send(page, wrong)
    work(tasks.check)
    page.reload()
    press(page, "Verwerk 2 goede regels")
    work(tasks.commit)
    page.goto("/bestanden/verstuurd/")
    expect(page.locator("#bestanden tbody tr")).to_have_count(2)
    photo(page, "bestanden-5-verstuurd")
    page.goto("/inschrijvingen/")
    for naam in ("Aalders", "Beekman", "Çelik", "Dorst", "Evers"):
        expect(page.get_by_text(naam).first).to_be_visible()


@pytest.mark.req("BST-07", "BST-10", "BST-11", "BST-12")
@pytest.mark.parametrize("javascript", [True, False], ids=["met", "zonder"])
def test_fetch_one_and_several(visit: Visit, javascript: bool, tmp_path: Path) -> None:
    page = visit("anna", javascript=javascript)
    factories.instelling("28AX")
    for dag in (20, 21):
        ready(f"registratieoverzicht-28AX-2026-11-{dag}.csv")
    page.goto("/bestanden/")
    photo(page, "bestanden-6-ophalen")
    with page.expect_download() as download:
        page.get_by_role("link", name="registratieoverzicht-28AX-2026-11-20.csv").dblclick()
    assert download.value.suggested_filename == "registratieoverzicht-28AX-2026-11-20.csv"
    page.goto("/bestanden/?status=NIEUW")
    expect(page.locator("#bestanden tbody tr")).to_have_count(1)
    page.goto("/bestanden/")
    for tick in page.locator("[name=bestand]").all():
        tick.check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download geselecteerde bestanden").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert len(archive.namelist()) == 2


def test_a_file_that_is_too_large_is_told_before_it_is_sent(visit: Visit, tmp_path: Path) -> None:
    page = visit("anna")
    page.goto("/bestanden/versturen/")
    page.locator("[name=bestand]").evaluate("veld => { veld.dataset.vlMax = '10' }")
    (tmp_path / "groot.csv").write_bytes(bytes(11))
    page.locator("[name=bestand]").set_input_files(tmp_path / "groot.csv")
    expect(page.get_by_text("Dit bestand is groter dan 500 MB.")).to_be_visible()
    check(page, "versturen, te groot bestand")


def test_every_page_is_accessible_also_when_narrow(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "leerlingen.csv"
    file.write_bytes("\r\n".join([KOP, *GOED, *FOUT]).encode())
    page = visit("anna")
    send(page, file)
    address = page.url
    check(page, "ontvangen")
    work(tasks.check)
    ready("registratieoverzicht-28AX-2026-11-22.csv")
    addresses = ("/bestanden/", "/bestanden/versturen/", "/bestanden/verstuurd/", "/bestanden/uitleg/", address)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for number, each in enumerate(addresses):
            page.goto(each)
            expect(page.get_by_role("heading", level=1)).not_to_have_text("Inloggen")
            check(page, each)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
                f"{each} scrolls sideways"
            )
            if width == 320:
                photo(page, f"bestanden-smal-{number}")
    page.goto("/bestanden/versturen/")
    press(page, "Verstuur")
    expect(page.get_by_role("heading", name=re.compile("fout"))).to_be_visible()
    check(page, "versturen met fouten")
    page.goto(address)
    page.locator("[name=omvang][value=alles]").check()
    press(page, "Verwerk 3 goede regels")
    expect(page.get_by_text("dus er is niets vastgelegd").first).to_be_visible()
    check(page, "alles of niets")
