"""Every rule has a sentence, a source, one function and a test; rules know no framework."""

import ast
import dataclasses
import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from verzuimloket.aanleveringen import rules as aanleveringen
from verzuimloket.aanleveringen.inputs import AanleveringInput, InhoudInput, VastleggenInput
from verzuimloket.channels.web.boeken import BOEKEN
from verzuimloket.core.rules import Rule, Rulebook
from verzuimloket.inschrijvingen import inputs as inschrijven
from verzuimloket.inschrijvingen import rules as inschrijvingen
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums, InschrijvingInput
from verzuimloket.instellingen import rules as instellingen
from verzuimloket.instellingen.inputs import (
    ContactpersoonInput,
    EindeInput,
    LesurenInput,
    LocatieInput,
    RioInput,
    VakantieInput,
)
from verzuimloket.koppelingen import rules as koppelingen
from verzuimloket.koppelingen.inputs import AntwoordInput, TerugInput, VraagInput
from verzuimloket.lesverzuim import rules as lesverzuim
from verzuimloket.lesverzuim.inputs import Lesregel
from verzuimloket.leveringen import rules as leveringen
from verzuimloket.leveringen.inputs import AanvraagInput
from verzuimloket.rapportages import rules as rapportages
from verzuimloket.rapportages.inputs import PeilingInput
from verzuimloket.routering import rules as routering
from verzuimloket.routering.inputs import PostcodeInput
from verzuimloket.verzuim import rules as verzuim
from verzuimloket.verzuim.inputs import (
    BerichtInput,
    BijlageInput,
    IntrekkingInput,
    MeldingInput,
    OverdrachtInput,
    TerugkoppelingInput,
)

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "verzuimloket"
INPUTS: dict[str, type] = {
    instellingen.LOCATIE.subject: LocatieInput,
    instellingen.CONTACTPERSOON.subject: ContactpersoonInput,
    instellingen.EINDE.subject: EindeInput,
    instellingen.VAKANTIE.subject: VakantieInput,
    instellingen.LESUREN.subject: LesurenInput,
    instellingen.RIO.subject: RioInput,
    routering.POSTCODE.subject: PostcodeInput,
    inschrijvingen.INSCHRIJVING.subject: InschrijvingInput,
    inschrijvingen.INSCHRIJVING_DATUMS.subject: InschrijvingDatums,
    inschrijvingen.AANLEVERING.subject: InschrijvingDatums,
    inschrijvingen.INTREKKING_INSCHRIJVING.subject: inschrijven.IntrekkingInput,
    aanleveringen.AANLEVERING.subject: AanleveringInput,
    aanleveringen.INHOUD.subject: InhoudInput,
    aanleveringen.VASTLEGGEN.subject: VastleggenInput,
    verzuim.MELDING.subject: MeldingInput,
    verzuim.WIJZIGING.subject: MeldingInput,
    verzuim.INTREKKING.subject: IntrekkingInput,
    verzuim.TERUGKOPPELING.subject: TerugkoppelingInput,
    verzuim.GESPREK.subject: BerichtInput,
    verzuim.OVERDRACHT.subject: OverdrachtInput,
    verzuim.BIJLAGE.subject: BijlageInput,
    lesverzuim.LESVERZUIM.subject: Lesregel,
    koppelingen.KOPPELEN.subject: VraagInput,
    koppelingen.TERUGDRAAIEN.subject: TerugInput,
    koppelingen.KOPPELVRAAG.subject: VraagInput,
    koppelingen.KOPPELANTWOORD.subject: AntwoordInput,
    rapportages.PEILING.subject: PeilingInput,
    leveringen.AANVRAAG.subject: AanvraagInput,
}
RULES = [(book, rule) for book in BOEKEN for rule in book]
IDS = [f"{book.subject}: {rule.code}" for book, rule in RULES]
PURE = {"rules", "codes", "inputs", "states"}
MAY_IMPORT = {"core.rules", "core.parameters", "core.codelijsten", "core.actor", "core.errors", "core.tijdzone"}
NEVER_SAID = re.compile(r"ongeldig|verplicht veld|\bfout\b|validatie|11-proef|BV_", re.IGNORECASE)
TESTED: dict[str, object] = {
    name: function
    for path in sorted((ROOT / "tests" / "rules").glob("test_*.py"))
    for name, function in vars(import_module(f"tests.rules.{path.stem}")).items()
    if name.startswith("test_BV_")
}


def pure_modules() -> list[Path]:
    """rules.py, codes.py, inputs.py and states.py of each app, and the modules of a rules package."""
    return sorted(
        path
        for path in SRC.rglob("*.py")
        if PURE.intersection((path.stem, path.parent.name)) and "core" not in path.parts
    )


def test_no_rulebook_is_forgotten() -> None:
    made = sum(path.read_text(encoding="utf-8").count("= Rulebook(") for path in SRC.rglob("*.py"))
    assert made == len(BOEKEN) == len(INPUTS)


@pytest.mark.parametrize(("book", "rule"), RULES, ids=IDS)
def test_rule_is_complete(book: Rulebook, rule: Rule) -> None:
    assert re.fullmatch(r"BV_[ISGACBLUKRPD]_[a-z0-9_]+", rule.code)
    assert rule.source
    assert rule.sentence[:1].isupper()
    assert rule.sentence.endswith(".")
    assert not NEVER_SAID.search(rule.sentence)
    assert len(rule.sentence) <= 240
    assert f"test_{rule.code}" in TESTED
    assert bool(re.search(r"{\w+}", rule.sentence)) is (rule.tells is not None)


@pytest.mark.parametrize("code", sorted({rule.code for _, rule in RULES}))
def test_rule_table_shows_both_sides(code: str) -> None:
    """The table of each rule has rows that meet it and rows that break it."""
    marks = getattr(TESTED[f"test_{code}"], "pytestmark", [])
    rows = [row for mark in marks if mark.name == "parametrize" for row in mark.args[1]]
    assert {row[-1] for row in rows} == {True, False}


@pytest.mark.parametrize(("book", "rule"), RULES, ids=IDS)
def test_rule_is_short(book: Rulebook, rule: Rule) -> None:
    source = inspect.getsource(rule.holds)
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert len(source.splitlines()) - (function.lineno - 1) <= 15
    assert [argument.arg for argument in function.args.args] == ["given", "facts"]


@pytest.mark.parametrize(("book", "rule"), RULES, ids=IDS)
def test_field_exists(book: Rulebook, rule: Rule) -> None:
    """``field`` is the path of a field in the input: every channel can place the sentence there."""
    kind: Any = INPUTS[book.subject]
    for name in filter(None, rule.field.split(".")):
        assert kind is not None
        hints = get_type_hints(kind)
        assert name in hints
        kind = next((each for each in (hints[name], *get_args(hints[name])) if dataclasses.is_dataclass(each)), None)


def test_one_code_is_one_function() -> None:
    functions: dict[str, set[object]] = {}
    for _, rule in RULES:
        functions.setdefault(rule.code, set()).add(rule.holds)
    assert [code for code, each in functions.items() if len(each) > 1] == []


def test_rules_stand_in_the_order_of_the_screen() -> None:
    """Wizard tab by wizard tab: a later rule never belongs to an earlier field of the input."""
    order = ["leerling_email", "contactpersonen", "afwijkend_adres", "eigen_kenmerk"]
    order += ["begindatum", "einddatum", "soort"]
    order += [
        "verbijzondering",
        "reden",
        "toelichting",
        "actie_gewenst",
        "toelichting_actie_gewenst",
        "prioriteit",
    ]
    order += ["locatie", "contact_naam", "contact_email", "verzuimdagen", "acties", "toelichting_acties"]
    for book in (verzuim.MELDING, verzuim.WIJZIGING):
        places = [order.index(rule.field.split(".")[0]) for rule in book if rule.field]
        assert places == sorted(places)


@pytest.mark.parametrize("path", pure_modules(), ids=lambda path: str(path.relative_to(SRC)))
def test_pure_modules_know_no_framework(path: Path) -> None:
    """Only the standard library, the small core modules, and other pure modules."""
    for name in _imported(path):
        assert not name.startswith("django"), name
        if name.startswith("verzuimloket."):
            parts = name.split(".")[1:]
            assert ".".join(parts[:2]) in MAY_IMPORT or PURE.intersection(parts), name


def _imported(path: Path) -> list[str]:
    """Full names: ``from a.b import c`` gives a.b.c, so that importing a module from an app is seen too."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names
