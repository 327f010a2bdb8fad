"""What may be sent as a file and stored of it; the table of stands; the name of a file."""

from datetime import date
from typing import Any

import pytest

from tests.rules.conftest import judge
from verzuimloket.aanleveringen.rules import AANLEVERING, INHOUD, VASTLEGGEN, nette_naam
from verzuimloket.aanleveringen.states import TRANSITIONS, Stand, events_for, next_stand
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import TransitionNotAllowed

Row = dict[str, Any]


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


@pytest.mark.req("BST-05")
@table(
    ({}, {}, True),
    ({"soort": "ALGEMEEN_ROD"}, {}, True),
    ({"soort": "CERTIFICAAT"}, {}, True),
    ({"soort": ""}, {}, False),
    ({"soort": "INSCHRIJVING"}, {}, False),
    ({"soort": "TERUGMELDING"}, {}, False),
    ({"soort": "MELDINGEN_CSV"}, {}, False),
)
def test_BV_U_soort_onbekend(given: Row, facts: Row, holds: bool) -> None:
    assert judge(AANLEVERING, "BV_U_soort_onbekend", given, facts) is holds


@pytest.mark.req("BST-04")
@table(
    ({}, {}, True),
    ({"soort": "onzin"}, {}, True),
    ({}, {"soorten": frozenset()}, False),
    ({"soort": "KOPPELING"}, {}, False),
)
def test_BV_U_soort_rol(given: Row, facts: Row, holds: bool) -> None:
    assert judge(AANLEVERING, "BV_U_soort_rol", given, facts) is holds


@table(({}, {}, True), ({"soort": "CERTIFICAAT"}, {}, True), ({"soort": "LESVERZUIM"}, {}, False))
def test_BV_U_lesverzuim_eigen_pagina(given: Row, facts: Row, holds: bool) -> None:
    assert judge(AANLEVERING, "BV_U_lesverzuim_eigen_pagina", given, facts) is holds


@table(
    ({}, {}, True),
    ({"soort": "KOPPELING"}, {}, True),
    ({"soort": "LESVERZUIM"}, {}, True),
    ({"soort": "AANVRAAG_LEVERING"}, {}, True),
    ({"soort": "CERTIFICAAT"}, {}, False),
)
def test_BV_U_soort_niet_hier(given: Row, facts: Row, holds: bool) -> None:
    assert judge(AANLEVERING, "BV_U_soort_niet_hier", given, facts) is holds


@table(
    ({}, {}, True),
    ({"instelling": ""}, {}, True),
    ({"instelling": "11AA"}, {}, False),
    ({}, {"instellingen": ()}, False),
)
def test_BV_U_instelling_niet_van_u(given: Row, facts: Row, holds: bool) -> None:
    assert judge(AANLEVERING, "BV_U_instelling_niet_van_u", given, facts) is holds


@table(
    ({"stopdrempel": 1}, {}, True),
    ({"stopdrempel": 100}, {}, True),
    ({"stopdrempel": 0}, {}, False),
    ({"stopdrempel": 101}, {}, False),
)
def test_BV_U_stopdrempel(given: Row, facts: Row, holds: bool) -> None:
    assert judge(AANLEVERING, "BV_U_stopdrempel", given, facts) is holds


@table(({"grootte": 1}, {}, True), ({"grootte": 0}, {}, False))
def test_BV_U_bestand_leeg(given: Row, facts: Row, holds: bool) -> None:
    assert judge(INHOUD, "BV_U_bestand_leeg", given, facts) is holds


@table(({"grootte": 500_000_000}, {}, True), ({"grootte": 500_000_001}, {}, False))
def test_BV_U_bestand_te_groot(given: Row, facts: Row, holds: bool) -> None:
    assert judge(INHOUD, "BV_U_bestand_te_groot", given, facts) is holds


@table(({}, {}, True), ({}, {"eerder": date(2026, 11, 1)}, False))
def test_BV_U_eerder_gestuurd(given: Row, facts: Row, holds: bool) -> None:
    assert judge(INHOUD, "BV_U_eerder_gestuurd", given, facts) is holds


@table(
    ({}, {}, True),
    ({"bestand": "leerlingen.TXT"}, {}, True),
    ({"bestand": "leerlingen.xlsx", "inhoud": "XLSX"}, {}, True),
    ({"bestand": "leerlingen.xls", "inhoud": ""}, {}, True),
    ({"bestand": "leerlingen.xls"}, {}, False),
    ({"bestand": "leerlingen", "inhoud": "XLSX"}, {}, False),
)
def test_BV_U_naam_en_inhoud(given: Row, facts: Row, holds: bool) -> None:
    assert judge(INHOUD, "BV_U_naam_en_inhoud", given, facts) is holds


@table(
    ({}, {}, True),
    ({"alles_of_niets": True}, {"fout": 0}, True),
    ({"alles_of_niets": True}, {"fout": 1}, False),
    ({"alles_of_niets": True}, {"fout": 2}, False),
)
def test_BV_U_foute_regels(given: Row, facts: Row, holds: bool) -> None:
    assert judge(VASTLEGGEN, "BV_U_foute_regels", given, facts) is holds


@table(
    ({}, {}, True),
    ({"alles_of_niets": True}, {"goed": 0, "fout": 3}, True),  # the other rule says so
    ({}, {"goed": 0}, False),
    ({"alles_of_niets": True}, {"goed": 0, "fout": 0}, False),
)
def test_BV_U_niets_vast_te_leggen(given: Row, facts: Row, holds: bool) -> None:
    assert judge(VASTLEGGEN, "BV_U_niets_vast_te_leggen", given, facts) is holds


@pytest.mark.parametrize(
    ("given", "naam"),
    [
        ("leerlingen 2026 (nieuw).csv", "leerlingen-2026-nieuw.csv"),
        ("(één).csv", "een.csv"),
        ("C:\\Mijn documenten\\Örsted.xlsx", "Orsted.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("...", "bestand"),
        ("", "bestand"),
        ("学生.csv", "csv"),
        ("20180925G1234.koci.xlsx", "20180925G1234.koci.xlsx"),
        ("x" * 300 + ".csv", "x" * 80 + ".csv"),
    ],
)
def test_a_file_name_is_repaired(given: str, naam: str) -> None:
    assert nette_naam(given) == naam


def test_stands() -> None:
    """Every stand is reached and labelled; an end stays an end."""
    assert {each.naar for each in TRANSITIONS.values()} | {Stand.ONTVANGEN} == set(Stand)
    assert {code.code for code in codelijst("aanlevering_stand")} == set(Stand)
    for end in (Stand.VERWERKT, Stand.GEWEIGERD, Stand.GESTOPT, Stand.MISLUKT):
        assert not any(end in each.van for each in TRANSITIONS.values())
        assert events_for(end) == ()
    assert events_for(Stand.GECONTROLEERD) == ("vastleggen", "annuleren")
    assert next_stand(Stand.ONTVANGEN, "controleren") == Stand.CONTROLEREN
    with pytest.raises(TransitionNotAllowed) as refused:
        next_stand(Stand.VERWERKEN, "annuleren")
    assert refused.value.text == "U kunt dit bestand niet meer stoppen. De stand is nu Wordt verwerkt."
