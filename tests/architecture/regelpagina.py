"""The part of docs/regels.md about one code: sentence, cause, example, remedy, and the rows of its test."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

from verzuimloket.core.rules import Rule
from verzuimloket.core.uitleg import uitleg

RULE_TESTS = Path(__file__).resolve().parents[1] / "rules"
_NAMEN = {"given": "Gegeven", "facts": "Wat het register weet", "on": "Op", "kant": "Kant", "status": "Status"}


def tables() -> dict[str, Any]:
    """Rule code → the test function that is its table."""
    return {
        name.removeprefix("test_"): function
        for path in sorted(RULE_TESTS.glob("test_*.py"))
        for name, function in vars(import_module(f"tests.rules.{path.stem}")).items()
        if name.startswith("test_BV_")
    }


def section(rule: Rule, table: Any) -> list[str]:
    """The lines about one rule; the table is folded up."""
    text = uitleg()[rule.code]
    return [
        f"### {rule.code}",
        "",
        f"> {rule.sentence}",
        "",
        f"- **Oorzaak.** {text.oorzaak}",
        f"- **Voorbeeld.** {text.voorbeeld}",
        f"- **Oplossing.** {text.oplossing}",
        f"- **Bron.** {rule.source}",
        "",
        "<details><summary>Gevallen uit de test</summary>",
        "",
        *_rows(rule, table),
        "",
        "</details>",
        "",
    ]


def _rows(rule: Rule, table: Any) -> Iterator[str]:
    refused = "weigert" if rule.blocks else "waarschuwt"
    for mark in getattr(table, "pytestmark", []):
        if mark.name != "parametrize":
            continue
        names = [name.strip() for name in mark.args[0].split(",")] if isinstance(mark.args[0], str) else mark.args[0]
        yield f"| {' | '.join(_NAMEN.get(name, name) for name in names[:-1])} | Uitkomst |"
        yield "|---" * len(names) + "|"
        for row in mark.args[1]:
            values = " | ".join(_cell(value) for value in row[:-1])
            yield f"| {values} | {'voldoet' if row[-1] else refused} |"


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        text = "; ".join(f"{name}: {_text(each)}" for name, each in value.items())
    else:
        text = _text(value)
    return text.replace("|", "\\|").replace("\n", " ") or "–"


def _text(value: Any) -> str:
    """A value as a person would write it down."""
    if value is None or (isinstance(value, str) and value == ""):
        return "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return _record(value)
    if isinstance(value, tuple | list | set | frozenset):
        parts = [_text(each) for each in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]
        return f"[{', '.join(parts)}]"
    return _short(str(value))


def _record(value: Any) -> str:
    """The fields of a dataclass that say something."""
    told = [
        f"{field.name} {_text(getattr(value, field.name))}"
        for field in fields(value)
        if field.default is MISSING or getattr(value, field.name) != field.default
    ]
    return f"({', '.join(told)})"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:60]}… ({len(text)} tekens)"
