"""What the municipality answers. Domain rules §7.6, §9.4."""

from typing import Any

import pytest

from tests.rules.conftest import Judge

Row = dict[str, Any]
AFSLUITEN = {"event": "afsluiten"}
KENNISGEVING = {"event": "ter_kennisgeving_aannemen"}
NEMEN = {"event": "in_behandeling_nemen"}


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


@pytest.mark.req("GEM-04")
@table(
    ({"behandelaar_naam": "", "organisatie": ""}, {}, False),
    ({"behandelaar_naam": ""}, {}, True),
    ({"organisatie": ""}, {}, True),
)
def test_BV_G_behandelaar_verplicht(terugkoppeling: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert terugkoppeling("BV_G_behandelaar_verplicht", given, facts) is holds


@pytest.mark.req("GEM-04")
@table(
    ({"behandelaar_email": ""}, {}, True),
    ({"behandelaar_email": "b@gemeente.example"}, {}, True),
    ({"behandelaar_email": "b@"}, {}, False),
)
def test_BV_G_behandelaar_email(terugkoppeling: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert terugkoppeling("BV_G_behandelaar_email", given, facts) is holds


@pytest.mark.req("GEM-05")
@table(
    ({"reden_afgesloten": ""}, AFSLUITEN, False),
    ({"reden_afgesloten": "A"}, AFSLUITEN, True),
    ({"reden_afgesloten": ""}, KENNISGEVING, True),
    ({"reden_afgesloten": ""}, NEMEN, True),
    ({"reden_afgesloten": ""}, {}, True),
)
def test_BV_G_reden_verplicht(terugkoppeling: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert terugkoppeling("BV_G_reden_verplicht", given, facts) is holds


@pytest.mark.req("GEM-05")
@table(
    ({"reden_afgesloten": "A"}, AFSLUITEN, True),
    ({"reden_afgesloten": "A"}, KENNISGEVING, False),
    ({"reden_afgesloten": "A"}, NEMEN, False),
    ({"reden_afgesloten": "A"}, {}, False),
    ({"reden_afgesloten": ""}, {}, True),
)
def test_BV_G_reden_alleen_bij_afsluiten(terugkoppeling: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert terugkoppeling("BV_G_reden_alleen_bij_afsluiten", given, facts) is holds


@pytest.mark.req("GEM-05")
@table(
    *(({"reden_afgesloten": code}, AFSLUITEN, True) for code in "ABCDEFGHP"),
    ({"reden_afgesloten": "V"}, AFSLUITEN, False),  # of the system, until 2020
    ({"reden_afgesloten": "Z"}, AFSLUITEN, False),
    ({"reden_afgesloten": ""}, AFSLUITEN, True),
)
def test_BV_G_reden_onbekend(terugkoppeling: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert terugkoppeling("BV_G_reden_onbekend", given, facts) is holds


@pytest.mark.req("GEM-05")
@table(
    ({"opmerking_afsluiten": "GEZIEN"}, AFSLUITEN, True),
    ({"opmerking_afsluiten": "GEZIEN"}, KENNISGEVING, True),
    ({"opmerking_afsluiten": "GEZIEN"}, NEMEN, False),
    ({"opmerking_afsluiten": "GEZIEN"}, {}, False),
    ({"opmerking_afsluiten": ""}, {}, True),
)
def test_BV_G_opmerking_alleen_bij_einde(terugkoppeling: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert terugkoppeling("BV_G_opmerking_alleen_bij_einde", given, facts) is holds


@pytest.mark.req("GEM-05")
@table(
    *(({"opmerking_afsluiten": code}, AFSLUITEN, True) for code in ("GEZIEN", "ACTIE", "GEEN_ACTIE", "")),
    ({"opmerking_afsluiten": "X"}, AFSLUITEN, False),
)
def test_BV_G_opmerking_onbekend(terugkoppeling: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert terugkoppeling("BV_G_opmerking_onbekend", given, facts) is holds
