"""A melding to keep: PDF/UA of one melding, of a version, of the whole history, and a zip (WNS-06)."""

import io
import re
import zipfile
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from tests import factories
from tests.channels.web.verzuim.test_historie import client_of
from tests.channels.web.verzuim.test_raadplegen import changed, closed, events
from tests.channels.web.verzuim.wizard import text as page_text
from verzuimloket.channels.web.verzuim import pdf
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.inputs import IntrekkingInput
from verzuimloket.verzuim.models import Bericht, Melding

NUMMER = "111222333"
MARKUP = '#panic("x") #eval("1+1") $x^2$ *vet* _schuin_ = Kop @bron <lbl> // weg `ruw` \\u{41} [haak] "aanhaling"'
HOSTILE = [
    MARKUP,
    "x" * 4000,
    "Ş ł đ ŷ Ž ẞ İ",
    "العربية שלום",
    "😀 汉 \u0378 \ue000 \u202eomgekeerd",
    "a\u0301\u0315\u0334" * 40,
]


@pytest.fixture
def anna(committed_db: None) -> Client:
    """A version is made per transaction, so here everything is really stored."""
    factories.instelling("28AX")
    return client_of("Anna de Melder", Rol.MELDER, "instelling", "28AX")


@pytest.fixture
def melding(anna: Client) -> Melding:
    person = factories.leerling(nummer=NUMMER, achternaam="Şahin-Wałęsa", voornamen="Đorđe Ŷ.")
    made = factories.melding(person, reden="Oude reden", toelichting=MARKUP)
    changed(made, reden="Nieuwe reden", toelichting="Regel een\nRegel twee")
    return closed(made)


def reader(response: Any) -> PdfReader:
    assert response.status_code == 200, response.content[:500]
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def words(found: PdfReader) -> str:
    """The text, without the ends of lines and the places where a long word may break."""
    return " ".join("\n".join(page.extract_text() for page in found.pages).replace("\u200b", "").split())


def fetch(client: Client, view: str, melding: Melding, *more: int) -> PdfReader:
    return reader(client.get(reverse(view, args=[melding.kenmerk, *more])))


def tags(found: PdfReader) -> list[str]:
    """The kinds of everything in the structure tree, in reading order."""
    seen: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            seen.extend([str(node["/S"])] if "/S" in node else [])
            walk(node.get("/K"))

    walk(found.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return seen


@pytest.mark.req("WNS-06", "M2M-20")
def test_the_document_is_accessible(anna: Client, melding: Melding) -> None:
    found = fetch(anna, "melding-historie-pdf", melding)
    root: Any = found.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert str(root["/Lang"]).startswith("nl")
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert found.metadata
    assert found.metadata.title == f"Verzuimmelding {melding.nummer} met historie"
    assert found.metadata.creation_date == clock.now()
    xmp = root["/Metadata"].get_data().decode()
    assert re.search(r"<pdfuaid:part>1</pdfuaid:part>", xmp)
    assert NUMMER not in xmp
    assert "ahin" not in xmp
    kinds = tags(found)
    assert kinds.count("/H1") == 1
    assert {"/H2", "/H3", "/H4", "/Table", "/TR", "/TH", "/TD"} <= set(kinds)
    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert kinds.count("/TH") >= 2 * kinds.count("/Table")


@pytest.mark.req("WNS-06")
def test_the_document_says_what_the_screen_says(anna: Client, melding: Melding) -> None:
    found = words(fetch(anna, "melding-pdf", melding))
    screen = page_text(anna.get(reverse("melding", args=[melding.kenmerk])))
    labels = [" ".join(label.split()) for label in re.findall(r'summary-list__key">([^<]+)</dt>', screen)]
    assert len(labels) > 30
    for label in labels:
        assert label in found
    for value in ("Şahin-Wałęsa", "Đorđe Ŷ.", "Nieuwe reden", "Regel een Regel twee", "J. Boezeroen", "*****333"):
        assert value in found
    for value in ("Pagina 1 van", "Gemaakt op 22-11-2026 10:00:00 door Anna de Melder", "28AX Voorbeeldschool"):
        assert value in found
    assert "Oude reden" not in found


@pytest.mark.req("WNS-06", "HIS-06", "HIS-08")
def test_the_whole_history(anna: Client, melding: Melding) -> None:
    found = words(fetch(anna, "melding-historie-pdf", melding))
    kinds = ["Versie 3: Afgesloten", "Versie 2: Gewijzigd", "Versie 1: Opgevoerd"]
    assert [found.index(kind) for kind in kinds] == sorted(found.index(kind) for kind in kinds)
    for value in ("2 velden gewijzigd", "Oude reden", "Nieuwe reden", "B. Behandelaar, Gemeente Utrecht, Scherm"):
        assert value in found
    assert "A. de Melder, Voorbeeldbestuur, Scherm" in found
    assert " ".join(MARKUP.split()) in found, "markup is printed, not executed"


@pytest.mark.req("WNS-06", "HIS-03")
def test_one_version(anna: Client, melding: Melding) -> None:
    found = words(fetch(anna, "melding-versie-pdf", melding, 2))
    assert f"Verzuimmelding {melding.nummer}, versie 2" in found
    assert "2 velden gewijzigd" in found
    assert "Versie 1" not in found
    assert "Oude reden" in words(fetch(anna, "melding-versie-pdf", melding, 1))
    for number in (0, 4, 99999):
        assert anna.get(reverse("melding-versie-pdf", args=[melding.kenmerk, number])).status_code == 404


@pytest.mark.req("WNS-06")
def test_the_whole_number_only_on_request(anna: Client, melding: Melding) -> None:
    address = reverse("melding-pdf", args=[melding.kenmerk])
    assert NUMMER not in words(reader(anna.get(address)))
    assert NUMMER not in words(reader(anna.get(address, {"nummer": "ja"}))), "not by an address"
    assert events("persoon:nummer-tonen") == []
    full = reader(anna.post(address, {"nummer": "ja", "historie": "ja"}))
    assert NUMMER in words(full)
    assert "Versie 1: Opgevoerd" in words(full)
    assert len(events("persoon:nummer-tonen")) == 1
    assert events("melding:uitvoeren") == [str(melding)] * 3


def test_the_name_says_the_number_of_the_melding_only(anna: Client, melding: Melding) -> None:
    response = anna.get(reverse("melding-pdf", args=[melding.kenmerk]))
    assert response["Content-Disposition"] == f'attachment; filename="verzuimmelding-{melding.nummer}.pdf"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.req("WNS-06")
def test_the_same_data_give_the_same_bytes(anna: Client, melding: Melding) -> None:
    address = reverse("melding-historie-pdf", args=[melding.kenmerk])
    assert anna.get(address).content == anna.get(address).content


@pytest.mark.parametrize("typed", HOSTILE, ids=["markup", "long", "latin", "rtl", "no shape", "marks"])
def test_whatever_was_typed_can_be_printed(anna: Client, melding: Melding, typed: str) -> None:
    changed(melding, toelichting=typed, reden=typed[:200], contact_naam=typed[:100], terugkoppeling=typed)
    found = words(fetch(anna, "melding-historie-pdf", melding))
    assert "Versie 4: " in found
    if typed in (MARKUP, "Ş ł đ ŷ Ž ẞ İ"):
        assert typed in found
    if typed.startswith("xxx"):
        assert found.count("x") > 3 * 4000, "now, in the version, and in the answer"
    if "😀" in typed:
        assert "[U+1F600] [U+6C49] [U+0378] [U+E000] [U+202E]omgekeerd" in found


@pytest.mark.req("INT-03")
def test_a_withdrawn_melding_too(anna: Client) -> None:
    made = factories.melding(factories.leerling())
    school = factories.melder("28AX")
    with acting_as(school):
        actions.withdraw_melding(made, IntrekkingInput("FOUTIEF"), by=school, at=clock.now())
    assert "Ingetrokken" in words(fetch(anna, "melding-pdf", made))


@pytest.mark.req("WNS-02", "WNS-06")
def test_each_side_keeps_its_own_internal_remarks(anna: Client, melding: Melding) -> None:
    bram = client_of("Bram Behandelaar", Rol.BEHANDELAAR, "instantie", "G0344")
    with acting_as(SYSTEEM):
        for kant, tekst, intern in (("school", "Van school", False), ("school", "Binnenskamers", True)):
            Bericht.objects.create(
                melding=melding,
                kant=kant,
                soort="OPMERKING",
                intern=intern,
                tekst=tekst,
                afzender="Anna",
                organisatie="Voorbeeldschool",
                geplaatst_at=clock.now(),
            )
    own, theirs = words(fetch(anna, "melding-pdf", melding)), words(fetch(bram, "gemeente-pdf", melding))
    assert "Van school" in own
    assert "Binnenskamers" in own
    assert "Van school" in theirs
    assert "Binnenskamers" not in theirs
    assert "Versie 1: Opgevoerd" in words(fetch(bram, "gemeente-historie-pdf", melding))
    assert "versie 1" in words(fetch(bram, "gemeente-versie-pdf", melding, 1))


SCHOOL = ("melding-pdf", "melding-historie-pdf", "melding-versie-pdf")
GEMEENTE = ("gemeente-pdf", "gemeente-historie-pdf", "gemeente-versie-pdf")


@pytest.mark.req("WNS-06", "WNS-01")
def test_only_who_may_see_it_may_keep_it(anna: Client, melding: Melding) -> None:
    factories.instelling("11AA", bestuur="200B001")
    elsewhere = client_of("Cor", Rol.MELDER, "instelling", "11AA")
    other = client_of("Dina", Rol.BEHANDELAAR, "instantie", "G0599")
    clerk = client_of("Inge", Rol.INSCHRIJVER, "instelling", "28AX")
    reader_only = client_of("Mila", Rol.RAADPLEGER, "instelling", "28AX")
    for view in SCHOOL:
        address = reverse(view, args=[melding.kenmerk, 1] if "versie" in view else [melding.kenmerk])
        assert elsewhere.get(address).status_code == 404
        assert clerk.get(address).status_code == other.get(address).status_code == 403
        assert reader_only.get(address).status_code == 200
    for view in GEMEENTE:
        address = reverse(view, args=[melding.kenmerk, 1] if "versie" in view else [melding.kenmerk])
        assert other.get(address).status_code == 404
        assert anna.get(address).status_code == 403
    assert anna.get(reverse("melding-pdf", args=[uuid4()])).status_code == 404
    assert len(events("melding:uitvoeren")) == 3


# several


def unzipped(response: Any) -> dict[str, PdfReader]:
    assert response.status_code == 200
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.testzip() is None
        return {name: PdfReader(io.BytesIO(archive.read(name))) for name in archive.namelist()}


@pytest.mark.req("WNS-06")
def test_a_zip_of_what_was_ticked(anna: Client, melding: Melding) -> None:
    second = factories.melding(factories.leerling())
    address = reverse("meldingen-pdf")
    response = anna.post(address, {"melding": [str(melding.kenmerk), str(second.kenmerk)], "historie": "ja"})
    assert response["Content-Disposition"] == 'attachment; filename="verzuimmeldingen-2026-11-22.zip"'
    found = unzipped(response)
    assert list(found) == [f"verzuimmelding-{each.nummer}.pdf" for each in (second, melding)]
    assert "Versie 3: Afgesloten" in words(found[f"verzuimmelding-{melding.nummer}.pdf"])
    assert sorted(events("melding:uitvoeren")) == sorted([str(melding), str(second)])
    bram = client_of("Bram Behandelaar", Rol.BEHANDELAAR, "instantie", "G0344")
    assert len(unzipped(bram.post(reverse("gemeente-meldingen-pdf"), {"melding": [str(melding.kenmerk)]}))) == 1


@pytest.mark.req("WNS-06")
@pytest.mark.parametrize("extra", ["geen kenmerk", "00000000-0000-4000-8000-000000000000"])
def test_one_that_is_not_to_be_seen_spoils_the_zip(anna: Client, melding: Melding, extra: str) -> None:
    response = anna.post(reverse("meldingen-pdf"), {"melding": [str(melding.kenmerk), extra]})
    assert response.status_code == 404
    with acting_as(SYSTEEM):
        assert not AuditEntry.objects.filter(event="melding:uitvoeren").exists()


def test_none_and_too_many_are_refused_with_a_sentence(anna: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    none = anna.post(reverse("meldingen-pdf"))
    assert none.status_code == 400
    assert "zet een vinkje" in page_text(none)
    many = anna.post(reverse("meldingen-pdf"), {"melding": [str(uuid4()) for _ in range(pdf.MOST + 1)]})
    assert many.status_code == 400
    assert "U koos 101 meldingen. Kies er ten hoogste 100 tegelijk." in page_text(many)
    assert anna.get(reverse("meldingen-pdf")).status_code == 405
