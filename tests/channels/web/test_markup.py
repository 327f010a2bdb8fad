"""The macros give the markup of govuk-frontend: compared with the fixtures that come with that package."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from markupsafe import Markup

from tests.channels.web.markup import COMPONENTS, find, macros, says, tree, walk

# Each component: the file of our macro, and how it is called with the options of a fixture.


def veld(options: dict[str, Any]) -> dict[str, Any]:
    """A field of ours from the options of a component of theirs."""
    given = {
        "name": options.get("name", options.get("id")),
        "label": options.get("label", options.get("fieldset", {}).get("legend", {})).get("text"),
        "hint": options.get("hint", {}).get("text", ""),
        "error": options.get("errorMessage", {}).get("text", ""),
        "value": options.get("value"),
        "attributes": options.get("attributes", {}),
        "id": options.get("id") or options.get("idPrefix"),
    }
    items = options.get("items", [])
    given["choices"] = [_choice(item) for item in items if item]
    checked = [item["value"] for item in items if item and (item.get("checked") or item.get("selected"))]
    if given["value"] is None:
        given["value"] = options.get("values") or (checked[0] if checked else None)
    return given


def _choice(item: dict[str, Any]) -> tuple[Any, ...]:
    return (item["value"], item["text"], item.get("hint", {}).get("text", ""))


def _conditional(options: dict[str, Any]) -> dict[str, Any]:
    html = {item["value"]: item.get("conditional", {}).get("html", "") for item in options["items"]}
    return {"caller": lambda keuze: Markup(html[keuze])} if any(html.values()) else {}


def _input(f: Any, o: dict[str, Any]) -> str:
    width = re.search(r"width-([0-9]+)", o.get("classes", ""))
    return f.tekstveld(
        veld(o),
        breedte=width and width[1],
        soort=o.get("type", "text"),
        inputmode=o.get("inputmode"),
        autocomplete=o.get("autocomplete"),
        voor=o.get("prefix", {}).get("text", ""),
        na=o.get("suffix", {}).get("text", ""),
        maat="",
    )


def _textarea(f: Any, o: dict[str, Any]) -> str:
    return f.tekstvak(veld(o), maximum=o.get("maxlength"), rijen=o.get("rows", 5), maat="")


def _date(f: Any, o: dict[str, Any]) -> str:
    dutch = {"day": "dag", "month": "maand", "year": "jaar"}
    values = o.get("values", {})
    return f.datumveld(
        veld(o)
        | {"value": tuple(str(values.get(part, "")) for part in dutch)}
        | {"wrong": [name for part, name in dutch.items() if o.get(part, {}).get("error")]},
        maat="",
    )


def _radios(f: Any, o: dict[str, Any]) -> str:
    classes = o.get("classes", "")
    return f.keuzerondjes(veld(o), naast="inline" in classes, klein="small" in classes, maat="", **_conditional(o))


def _checkboxes(f: Any, o: dict[str, Any]) -> str:
    return f.vinkjes(veld(o), klein="small" in o.get("classes", ""), maat="", **_conditional(o))


def _button(f: Any, o: dict[str, Any]) -> str:
    soort = o.get("classes", "").removeprefix("govuk-button--")
    return f.knop(
        o["text"],
        soort,
        naam=o.get("name"),
        waarde=o.get("value"),
        href=o.get("href"),
        attributen=o.get("attributes", {}),
    )


def _error_summary(b: Any, o: dict[str, Any]) -> str:
    return b.foutensamenvatting(
        [{"text": item["text"], "field": item.get("href", "").lstrip("#")} for item in o["errorList"]]
    )


def _summary_list(p: Any, o: dict[str, Any]) -> str:
    rows = [
        {
            "label": row["key"]["text"],
            "value": row["value"].get("text") or Markup(row["value"].get("html", "")),
            "links": [
                (item["text"], item["href"], item["visuallyHiddenText"])
                for item in row.get("actions", {}).get("items", [])
            ],
        }
        for row in o["rows"]
    ]
    card = o.get("card", {})
    actions = card.get("actions", {}).get("items", [{}])
    return p.samenvattingslijst(rows, kop=card.get("title", {}).get("text", ""), wijzigen=actions[0].get("href", ""))


def _table(lijsten: Any, o: dict[str, Any]) -> str:
    def cell(item: dict[str, Any]) -> dict[str, Any]:
        return {"value": item["text"], "label": item["text"], "getal": item.get("format") == "numeric"}

    return lijsten.tabel(
        o["caption"],
        [cell(item) for item in o["head"]],
        [[cell(item) for item in row] for row in o["rows"]],
        rijkop=o.get("firstCellIsHeader", False),
    )


def _pagination(lijsten: Any, o: dict[str, Any]) -> str:
    numbers = [item for item in o["items"] if "number" in item]
    current = next(item["number"] for item in numbers if item.get("current"))
    return lijsten.paginering(current, numbers[-1]["number"], "/page/")


MACROS: dict[str, tuple[str, Callable[[Any, dict[str, Any]], str]]] = {
    "input": ("formulier", _input),
    "textarea": ("formulier", _textarea),
    "character-count": ("formulier", _textarea),
    "date-input": ("formulier", _date),
    "radios": ("formulier", _radios),
    "checkboxes": ("formulier", _checkboxes),
    "select": ("formulier", lambda f, o: f.keuzelijst(veld(o), maat="")),
    "file-upload": (
        "formulier",
        lambda f, o: f.bestandsveld(veld(o), meerdere=o.get("multiple", False), maat=""),
    ),
    "button": ("formulier", _button),
    "error-summary": ("berichten", _error_summary),
    "notification-banner": (
        "berichten",
        lambda b, o: b.mededeling(
            kop=o.get("titleText", ""),
            soort=o.get("type", ""),
            id="govuk-notification-banner-title",
            caller=says(f'<p class="govuk-notification-banner__heading">{o["text"]}</p>'),
        ),
    ),
    "inset-text": ("berichten", lambda b, o: b.inzet(caller=says(o["text"]))),
    "warning-text": ("berichten", lambda b, o: b.let_op(o["text"])),
    "summary-list": ("onderdelen", _summary_list),
    "tag": ("onderdelen", lambda p, o: p.tag(o["text"])),
    "breadcrumbs": (
        "onderdelen",
        lambda p, o: p.broodkruimel([(item["text"], item.get("href")) for item in o["items"]]),
    ),
    "details": (
        "onderdelen",
        lambda p, o: p.uitklap(o["summaryText"], open=o.get("open", False), caller=says(o.get("html") or o["text"])),
    ),
    "table": ("lijsten", _table),
    "pagination": ("lijsten", _pagination),
}
CASES = {
    "input": (
        *(
            "default",
            "with hint text",
            "with error message",
            "with error and hint",
            "id",
            "custom type",
            "value",
        ),
        *("zero value", "attributes", "inputmode", "with autocomplete attribute", "with width-2 class"),
        *("with width-3 class", "with width-4 class", "with width-5 class", "with width-10 class"),
        *(
            "with width-20 class",
            "with width-30 class",
            "with prefix",
            "with suffix",
            "with prefix and suffix",
        ),
        "with prefix and suffix and error",
    ),
    "textarea": (
        *("default", "with hint", "with error message", "with default value", "with custom rows", "id"),
        *("attributes", "with hint and error message"),
    ),
    "character-count": (
        *("default", "with hint", "with hint and error", "with default value", "with custom rows", "id"),
    ),
    "date-input": (
        *("default", "with values", "with error message and hint", "with error on day input"),
        *("with error on month input", "with error on year input"),
    ),
    "radios": (
        *("default", "with hint", "inline", "with fieldset and error message", "small inline"),
        *("with conditional items", "with conditional item checked"),
    ),
    "checkboxes": (
        *("default", "with hint", "with error message", "with error message and hint", "small"),
        *("small with hint", "with conditional items", "with pre-checked values"),
    ),
    "select": ("with hint text and error message", "hint", "error", "id"),
    "file-upload": ("enhanced", "enhanced, with error message and hint", "enhanced, multiple files"),
    "button": (
        *("default", "link", "secondary", "warning", "name", "value", "attributes", "prevent double click"),
        "link attributes",
    ),
    "error-summary": ("without links", "default", "mixed with and without links"),
    "notification-banner": ("default", "with type as success", "custom title"),
    "inset-text": ("default",),
    "warning-text": ("default",),
    "summary-list": (
        *("default", "with actions", "with some actions", "as a summary card with a text header"),
        "summary card with only 1 action",
    ),
    "tag": ("default",),
    "breadcrumbs": ("default", "with last breadcrumb as current page"),
    "details": ("default", "with html"),
    "table": ("with head and caption",),
    "pagination": ("default", "first page", "last page"),
}


def fixture(component: str, name: str) -> dict[str, Any]:
    if not COMPONENTS.exists():
        pytest.skip("frontend/node_modules is absent: run bin/frontend first")
    found = json.loads((COMPONENTS / component / "fixtures.json").read_text(encoding="utf-8"))["fixtures"]
    return next(item for item in found if item["name"] == name)


@pytest.mark.parametrize(
    ("component", "name"), [(component, name) for component, names in CASES.items() for name in names]
)
def test_as_govuk_frontend(component: str, name: str) -> None:
    example = fixture(component, name)
    file, call = MACROS[component]
    ours, theirs = tree(call(macros(file), example["options"])), tree(example["html"])
    if component in EVEN_OUT:
        EVEN_OUT[component](ours, theirs)
    assert ours == theirs


def _date_ids(ours: list[Any], theirs: list[Any]) -> None:
    """The first wrong box carries the id of the field; names end in _dag instead of -day."""
    _drop(ours + theirs, {"label": ["for"], "input": ["id", "name"]})
    _drop([node for node in walk(theirs) if "govuk-date-input" in node[1].get("class", ())], {"div": ["id"]})


def _count(ours: list[Any], theirs: list[Any]) -> None:
    """The heading counts the errors."""
    find(ours, "h2")[2] = find(theirs, "h2")[2] = []


def _region(ours: list[Any], theirs: list[Any]) -> None:
    """The table stands in a scroll region that its caption names."""
    ours[:] = [find(ours, "table")]
    _drop(ours, {"table": ["id"], "caption": ["id"]})


def _addresses(ours: list[Any], theirs: list[Any]) -> None:
    """The addresses of previous and next follow from the number of the page."""
    _drop([node for node in walk(ours + theirs) if node[1].get("rel")], {"a": ["href"]})


def _drop(nodes: list[Any], attributes: dict[str, list[str]]) -> None:
    for node in walk(nodes):
        for name in attributes.get(node[0], ()):
            node[1].pop(name, None)


EVEN_OUT = {"date-input": _date_ids, "error-summary": _count, "table": _region, "pagination": _addresses}
