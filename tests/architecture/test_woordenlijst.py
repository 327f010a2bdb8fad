"""Every app, model and code list is explained in docs/woordenlijst.md."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "verzuimloket"
WORDS = ROOT / "docs" / "woordenlijst.md"


def rows() -> list[list[str]]:
    """The cells of every line of every table, without heads and rulers."""
    lines = [line for line in WORDS.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] != "Woord" and not set(row[0]) <= {"-"}]


def identifiers() -> set[str]:
    return {name for row in rows() for name in re.findall(r"`([^`]+)`", row[4])}


def apps() -> set[str]:
    """``verzuim/``, ``channels/web/``: the packages of the first level, and the channels."""
    folders = [*SRC.glob("*/__init__.py"), *SRC.glob("channels/*/__init__.py")]
    return {f"{file.parent.relative_to(SRC).as_posix()}/" for file in folders}


def is_abstract(node: ast.ClassDef) -> bool:
    metas = [child for child in node.body if isinstance(child, ast.ClassDef) and child.name == "Meta"]
    return any("abstract = True" in ast.unparse(meta) for meta in metas)


def models() -> set[str]:
    """Names of the concrete model classes. A class is a model if one of its bases is."""
    files = [*SRC.glob("*/models.py"), *SRC.glob("channels/*/models.py")]
    classes = [
        node for file in files for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.ClassDef)
    ]
    known = {"models.Model", "AbstractBaseUser"}
    while found := {node.name for node in classes if known & {ast.unparse(base) for base in node.bases}} - known:
        known |= found
    return {node.name for node in classes if node.name in known and not is_abstract(node)}


def code_lists() -> set[str]:
    return {path.name for path in (ROOT / "codelijsten").glob("*.csv")}


@pytest.mark.parametrize("name", sorted(apps() | models() | code_lists()))
def test_has_a_row(name: str) -> None:
    assert name in identifiers(), f"docs/woordenlijst.md has no row with `{name}` in the last column"


def test_rows_are_complete() -> None:
    for row in rows():
        assert len(row) == 5, row
        assert all(row[:4]), row


def test_words_stand_once() -> None:
    words = [(row[0], row[4]) for row in rows()]
    assert len(set(words)) == len(words)
