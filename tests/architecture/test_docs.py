"""Generated pages are current, and marks name requirements that exist."""

import re

import pytest

from tests.architecture import documentatie
from verzuimloket.core.uitleg import uitleg

SRC = documentatie.HOOFDMAP / "src"


@pytest.mark.parametrize("naam", documentatie.PAGES)
def test_generated_page_is_current(naam: str) -> None:
    page = (documentatie.DOCS / naam).read_text(encoding="utf-8")
    assert page == documentatie.PAGES[naam](), f"docs/{naam} is not current: run bin/docs"


def test_every_mark_names_a_requirement() -> None:
    known = {row["eis"] for row in documentatie.requirements()}
    assert len(known) == 400
    assert set(documentatie.covered()) <= known


def test_every_code_is_explained() -> None:
    """Whatever code a message can carry has a line in uitleg/regels.csv, and no line is left over."""
    pattern = re.compile(r'"((?:BV_[A-Z]|TG|VORM)_[a-z][a-z0-9_]*)"')
    files = (SRC / "verzuimloket").rglob("*.py")
    used = {code for file in files for code in pattern.findall(file.read_text(encoding="utf-8"))}
    assert used - set(uitleg()) == set(), "add a line (code;oorzaak;voorbeeld;oplossing) to uitleg/regels.csv"
    assert set(uitleg()) - used == set()


def test_explanations_are_for_people() -> None:
    for each in uitleg().values():
        assert all(len(text) >= 10 for text in (each.oorzaak, each.oplossing)), each.code
        assert each.voorbeeld
        assert each.oplossing.endswith((".", "?")), each.code
