"""The house rules of CONTRIBUTING.md, as tests."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "verzuimloket"
FILES = sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)
IDS = [str(path.relative_to(SRC)) for path in FILES]

DOMAIN_APPS = (
    "access",
    "instellingen",
    "personen",
    "routering",
    "inschrijvingen",
    "vrijstellingen",
    "verzuim",
    "leerplicht",
    "lesverzuim",
    "aanleveringen",
    "koppelingen",
    "bestanden",
    "rapportages",
    "leveringen",
)
MODULES = {"actions", "queries", "models", "states", "rules", "codes", "inputs", "admin", "apps", "__init__"}
EXTRA = {
    "aanleveringen": {"sjabloon"},  # the columns of a file with enrolments, for pages and channels alike
    "inschrijvingen": {"voorwerk"},  # needs no models: for the process that reads (ADR 0040)
    "personen": {"sleutels"},  # ADR 0016
    "koppelingen": {"sleutels"},  # what a merge needs to be undone, as ADR 0016
    "verzuim": {"sleutels"},  # the key of attachments, as ADR 0016
    "rapportages": {"rapporten", "tasks"},  # one module per report; the jobs that make them
    "leveringen": {"bestand", "tasks"},  # the layout of a delivery; the jobs that make them
    "bestanden": {"inspectie"},  # looking into files in a child process: neither a query nor a rule
}

# Calls that write through Django's ORM. `update` and `delete` are common words: only on a manager
# or query (``….objects…``, ``….filter(…)``) or on a model instance do they write.
WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save"}
MAY_WRITE = {"core/audit.py", "core/jobs.py", "core/laden.py", "config/migreren.py"}
MAY_WRITE |= {"bestanden/inspectie/beeld.py"}  # a picture, to memory
NOT_A_ROW = {"channels/web/inloggen.py"}


def _calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]


def _writes(path: Path) -> list[str]:
    found = []
    for call in _calls(path):
        if not isinstance(call.func, ast.Attribute):
            continue
        text = ast.unparse(call.func)
        by_name = call.func.attr in WRITES and "session" not in text
        on_rows = call.func.attr in {"update", "delete"} and (".objects" in text or "filter(" in text)
        if by_name or on_rows:
            found.append(text)
    return found


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_only_actions_write(path: Path) -> None:
    name = str(path.relative_to(SRC))
    if name in MAY_WRITE or "actions" in path.parts or path.name == "actions.py" or name.startswith("testland"):
        return
    assert not _writes(path), f"{name} writes; only actions.py may"


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300, f"{path.name} has more than 300 lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 40, f"{path.name}: {node.name} has {length} lines"


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_only_the_clock_knows_the_time(path: Path) -> None:
    if path.name == "clock.py":
        return
    for call in _calls(path):
        text = ast.unparse(call.func)
        assert text not in {"date.today", "datetime.now", "timezone.now", "datetime.utcnow"}, f"{path}: {text}"


@pytest.mark.parametrize("app", DOMAIN_APPS)
def test_a_domain_app_has_these_modules_and_no_others(app: str) -> None:
    names = {path.stem for path in (SRC / app).iterdir() if path.name not in {"migrations", "__pycache__"}}
    assert names <= MODULES | EXTRA.get(app, set())


def test_no_rooms_without_a_name() -> None:
    assert not [path for path in FILES if path.stem in {"utils", "helpers", "services", "common"}]


def test_looking_beyond_the_own_rows_is_rare() -> None:
    """``widened`` opens the second wall; each place that does so is known."""
    places = {str(path.relative_to(SRC)) for path in FILES if "widened(" in path.read_text(encoding="utf-8")}
    assert places == {
        "core/scope.py",
        "inschrijvingen/actions/regels.py",
        "inschrijvingen/queries/elders.py",
        "inschrijvingen/queries/inschrijvingen.py",
        "inschrijvingen/queries/intrekkingen.py",
        "inschrijvingen/queries/signalen.py",
        "koppelingen/actions/samenvoegen.py",
        "rapportages/queries/dashboard.py",  # counts alone, of lines of the own recipient
        # Names and enrolments of people on the own list, own pupils and own inhabitants: what their files tell. That
        # they are ours is decided first (eigen.py); a school is not told where an enrolment elsewhere is.
        "rapportages/queries/eigen.py",
        "rapportages/queries/lijst.py",
        "rapportages/queries/spoor.py",
        "rapportages/rapporten/maanden.py",
        "verzuim/queries/meldingen.py",
    }


def test_reading_without_walls_is_rarer() -> None:
    """``whole_register`` takes the wall away; only sums over the whole register need that (ADR 0044)."""
    places = {str(path.relative_to(SRC)) for path in FILES if "whole_register(" in path.read_text(encoding="utf-8")}
    assert places == {"core/lezen.py", "core/scope.py", "rapportages/actions/peilen.py"}
