"""Makes the generated pages of docs/: eisen.md from the marks on tests, regels.md from the rulebooks.

``bin/docs`` writes them; a test refuses pages that are not current.
"""

import ast
import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import regelpagina
from verzuimloket.channels.web.boeken import BOEKEN
from verzuimloket.core.rules import Rule

HOOFDMAP = Path(__file__).resolve().parents[2]
DOCS, TESTS = HOOFDMAP / "docs", HOOFDMAP / "tests"
GEMAAKT = "<!-- Gemaakt door bin/docs; wijzig deze pagina niet met de hand. -->"


def covered() -> dict[str, list[str]]:
    """Requirement → the tests (file::function) that carry its mark."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for name, requirement in _marks(path):
            found[requirement].append(f"{path.relative_to(HOOFDMAP)}::{name}")
    return found


def _marks(path: Path) -> Iterator[tuple[str, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            for requirement in _requirements(node.decorator_list):
                yield node.name, requirement
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "pytestmark":
            for requirement in _requirements(list(ast.walk(node.value))):
                yield "(hele bestand)", requirement


def _requirements(nodes: list[ast.AST]) -> list[str]:
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    marks = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "req"]
    return [str(ast.literal_eval(argument)) for mark in marks for argument in mark.args]


def requirements() -> list[dict[str, str]]:
    """The 400 requirements, in their order."""
    with (DOCS / "eisen.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def eisen_page() -> str:
    """docs/eisen.md: every requirement, covered or open."""
    tests, rows = covered(), requirements()
    done = sum(1 for row in rows if row["eis"] in tests)
    lines = [
        "# Eisen",
        GEMAAKT,
        "",
        f"Gedekt door een test: **{done} van {len(rows)}**. De eisen staan in `docs/eisen.csv`; een test draagt",
        'de eis als merk: `@pytest.mark.req("MEL-56")`.',
    ]
    subject = ""
    for row in rows:
        if row["onderwerp"] != subject:
            subject = row["onderwerp"]
            own = [other for other in rows if other["onderwerp"] == subject]
            count = sum(1 for other in own if other["eis"] in tests)
            lines += ["", f"## {row['eis'][:3]} {subject} ({count} van {len(own)})", ""]
            lines += ["| Eis | Tekst | Bron | Stand |", "|---|---|---|---|"]
        lines.append(f"| {row['eis']} | {row['tekst']} | {row['bron']} | {_state(tests.get(row['eis'], []))} |")
    return "\n".join(lines) + "\n"


def _state(names: list[str]) -> str:
    if not names:
        return "open"
    more = f" (+{len(names) - 1})" if len(names) > 1 else ""
    return f"`{names[0].removeprefix('tests/')}`{more}"


def regels_page() -> str:
    """docs/regels.md: every rule with its code, sentence, source and test; then each code explained."""
    tests, tables = rule_tests(), regelpagina.tables()
    lines = [
        "# Regels",
        GEMAAKT,
        "",
        "Een code is in elk kanaal dezelfde. *Weigert*: de gegevens worden niet opgeslagen. Klik op een code voor",
        "oorzaak, voorbeeld, oplossing en de gevallen waarmee de regel is getest. De teksten staan in",
        "`uitleg/regels.csv`; in het portaal staan ze onder Hulp, Codes bij meldingen.",
    ]
    for book in BOEKEN:
        lines += ["", f"## {book.subject}", "", "| Code | Zin | Veld | Soort | Geldig | Bron | Test |"]
        lines.append("|---|---|---|---|---|---|---|")
        lines += [_rule_line(rule, tests) for rule in book]
    unique = {rule.code: rule for book in BOEKEN for rule in book}
    lines += ["", "## Uitleg per code", ""]
    lines += [line for code in sorted(unique) for line in regelpagina.section(unique[code], tables[code])]
    return "\n".join(lines) + "\n"


def _rule_line(rule: Rule, tests: dict[str, str]) -> str:
    kind = "weigert" if rule.blocks else "waarschuwt"
    since = "" if rule.since.year == 1 else f"vanaf {rule.since}"
    until = "" if rule.until.year == 9999 else f" tot en met {rule.until}"
    test = tests.get(rule.code, "geen")
    sentence = rule.sentence.replace("|", "\\|")
    link = f"[`{rule.code}`](#{rule.code.lower()})"
    return f"| {link} | {sentence} | {rule.field} | {kind} | {since}{until} | {rule.source} | `{test}` |"


def rule_tests() -> dict[str, str]:
    """Rule code → its table test."""
    found: dict[str, str] = {}
    for path in sorted((TESTS / "rules").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.setdefault(node.name.removeprefix("test_"), str(path.relative_to(TESTS)))
    return found


PAGES = {"eisen.md": eisen_page, "regels.md": regels_page}

if __name__ == "__main__":
    for naam, make in PAGES.items():
        (DOCS / naam).write_text(make(), encoding="utf-8")
