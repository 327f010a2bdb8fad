"""Generated pages are current, and marks name requirements that exist."""

import pytest

from tests.architecture import documentatie


@pytest.mark.parametrize("naam", documentatie.PAGES)
def test_generated_page_is_current(naam: str) -> None:
    page = (documentatie.DOCS / naam).read_text(encoding="utf-8")
    assert page == documentatie.PAGES[naam](), f"docs/{naam} is not current: run bin/docs"


def test_every_mark_names_a_requirement() -> None:
    known = {row["eis"] for row in documentatie.requirements()}
    assert len(known) == 400
    assert set(documentatie.covered()) <= known
