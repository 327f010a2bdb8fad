"""The document itself, without a register: whatever is typed can be printed, and other work goes on meanwhile."""

import io
import threading
import time
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from verzuimloket.core import clock
from verzuimloket.uitvoer import pdf, tekens
from verzuimloket.uitvoer.tekens import legible

NU = datetime(2026, 11, 22, 10, tzinfo=clock.AMSTERDAM)
KNOWN = [chr(code) for first, last in tekens._KNOWN for code in range(first, last + 1)]


def stuk(*regels: str, versies: int = 0) -> dict[str, Any]:
    """A small document with these lines in one value."""
    changed = {"label": "Reden", "deze": ["Nieuw"], "vorige": ["Oud " * 400]}
    versie = {"kop": "Versie", "wanneer": "nu", "wie": "Anna", "reden": "", "aantal": "1 veld gewijzigd"}
    versie |= {"verschillen": [{"kop": "Verzuim", "rijen": [changed]}], "secties": []}
    return {
        "titel": "Verzuimmelding 5400",
        "organisatie": "28AX",
        "gemaakt": "Gemaakt",
        "vooraf": ["Vooraf"],
        "secties": [{"kop": "Verzuim", "leeg": "-", "rijen": [{"label": "Reden", "waarde": list(regels)}]}],
        "kop_versies": "Historie",
        "versies": [versie] * versies,
    }


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_every_known_character_has_a_shape() -> None:
    """A new release of typst or of the letters may know fewer: then this fails, and no document does."""
    pdf._compile(pdf.as_text(stuk(*KNOWN)), NU)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_printed(text: str) -> None:
    assert pdf.compiled(stuk(*(legible(line) for line in text.split("\n"))), at=NU).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Şahin Wałęsa Đorđević Ŷ", "Şahin Wałęsa Đorđević Ŷ"),
        ("e\u0301", "é"),
        ("a\tb\r", "a b"),
        ("af\u00adbreken\u200b", "afbreken"),
        ("😀", "[U+1F600]"),
        ("\u202eomgekeerd", "[U+202E]omgekeerd"),
        ("\x07", "[U+0007]"),
        ("w" * 45, "w" * 45),
        ("w" * 46, "\u200b".join(["w" * 20, "w" * 20, "w" * 6])),
    ],
)
def test_how_a_character_is_printed(typed: str, printed: str) -> None:
    assert legible(typed) == printed


def test_what_has_no_shape_after_all_is_numbered_too() -> None:
    """Characters that have a shape each need not have one together; here one was not looked at at all."""
    found = text_of(pdf.compiled(stuk("Wałęsa 😀"), at=NU))
    assert "Wałęsa [U+1F600]" in found


def test_markup_is_text() -> None:
    typed = '#panic("x") #read("melding.typ") $x$ *vet* = Kop @bron #let a = 1'
    assert typed in " ".join(text_of(pdf.compiled(stuk(typed), at=NU)).split())


def test_the_same_data_give_the_same_bytes_and_another_moment_another_date() -> None:
    first, again = (pdf.compiled(stuk("a"), at=NU) for _ in range(2))
    assert first == again
    later = PdfReader(io.BytesIO(pdf.compiled(stuk("a"), at=NU + timedelta(days=1)))).metadata
    assert later
    assert later.creation_date == NU + timedelta(days=1)


def test_other_threads_go_on_while_a_large_document_is_made() -> None:
    """typst works outside Python's lock: a server thread that makes a document does not hold up the others."""
    ticks, done = [time.perf_counter()], threading.Event()

    def tick() -> None:
        while not done.wait(0.002):
            ticks.append(time.perf_counter())

    other = threading.Thread(target=tick)
    other.start()
    pdf.compiled(stuk(versies=150), at=NU)
    done.set()
    other.join()
    spent = time.perf_counter() - ticks[0]
    longest = max((after - before for before, after in pairwise(ticks)), default=0.0)
    assert len(ticks) > 20
    assert longest < spent / 2, f"held up for {longest:.3f} of {spent:.3f} s"
