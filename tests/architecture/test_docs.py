"""Generated pages are current, and marks name requirements that exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture import documentatie
from verzuimloket.core.uitleg import uitleg

SRC = documentatie.HOOFDMAP / "src"
MANUALS = sorted((documentatie.DOCS / "handleiding").glob("*.md"))


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


@pytest.mark.req("HLP-11")
@pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.stem)
def test_a_manual_says_of_which_version_whose_and_for_whom(manual: Path) -> None:
    """Above its first part stand the versions, the newest first and the present one, the owner and the audience."""
    head = manual.read_text(encoding="utf-8").split("\n## ")[0]
    assert head.count("| Versie | Datum | Wat is er nieuw |") == 1
    versions = re.findall(r"^\| (\d+\.\d+\.\d+) \| \d{1,2} [a-z]+ \d{4} \| [^|]+ \|$", head, re.MULTILINE)
    assert versions[0] == settings.VERSIE, f"{manual.name} does not tell what is new in this version"
    assert re.search(r"^- \*\*Eigenaar\*\*: \w", head, re.MULTILINE)
    assert re.search(r"^- \*\*Doelgroep\*\*: \w", head, re.MULTILINE)


def test_operators_read_of_every_job_with_a_clock() -> None:
    """Its name, and its hour as the table of docs/beheer writes it."""
    page = (documentatie.DOCS / "beheer" / "index.md").read_text(encoding="utf-8")
    pattern = re.compile(r'periodic\(cron="(\d+) (\d+) [^"]*"\)\n@app.task\(name="(\w+)"')
    jobs = [found for file in SRC.rglob("*.py") for found in pattern.findall(file.read_text(encoding="utf-8"))]
    assert jobs
    for minute, hour, name in jobs:
        assert re.search(rf"\| (maandag |zondag )?{hour}\.{int(minute):02} \| `{name}` \|", page), name
