"""HTML as a tree that can be compared: elements, attributes in any order, classes in any order.

Text has its white space made uniform. Where we differ from govuk-frontend on purpose, the tables
below say so.
"""

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from verzuimloket.channels.web import jinja

HOOFDMAP = Path(__file__).resolve().parents[3]
TEMPLATES = HOOFDMAP / "src/verzuimloket/channels/web/templates"
COMPONENTS = HOOFDMAP / "frontend/node_modules/govuk-frontend/dist/govuk/components"
VOID = {"input", "img", "br", "hr", "path", "circle", "rect", "link", "meta"}

OURS = {
    "aria-required": "NL Design System: say which fields are required to who cannot see '(niet verplicht)'",
    "data-vl-datum": "vl.js: pasting and the calendar",
    "data-prevent-double-click": "every button of ours sends once",
}
THEIRS = {
    "data-aria-controls": "for the Radios and Checkboxes modules, which we leave out (ontwerp/ux.md 2.1)",
}
MODULES_LEFT_OUT = {"govuk-radios", "govuk-checkboxes"}
CLASSES = {
    "govuk-radios__conditional--hidden",  # ours shows and hides by :has(:checked)
    "govuk-checkboxes__conditional--hidden",
    "govuk-table__caption--m",
}
DUTCH = {
    "Error:": "Fout:",
    "You can enter up to 10 characters": "U kunt maximaal 10 tekens gebruiken",
    "You can enter up to 100 characters": "U kunt maximaal 100 tekens gebruiken",
    "There is a problem": "Er is 1 fout gevonden",
    "Day": "Dag",
    "Month": "Maand",
    "Year": "Jaar",
    "Previous": "Vorige",
    "Next": "Volgende",
    "page": "pagina",
    "Pagination": "Pagina's",
    "Breadcrumb": "Kruimelpad",
    "Success": "Gelukt",
    "Important": "Belangrijk",
    "Warning": "Let op",
    "Back": "Terug",
    "My lonely action": "Wijzigen",
}


class Tree(HTMLParser):
    """Nested lists [tag, attributes, children]; text is a string with single spaces."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root: list[Any] = ["", {}, []]
        self.stack = [self.root]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = [tag, _attributes(attrs), []]
        self.stack[-1][2].append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack[-1][2].append([tag, _attributes(attrs), []])

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.stack[-1][0] == tag, f"<{self.stack[-1][0]}> is closed by </{tag}>"
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text:
            self.stack[-1][2].append(DUTCH.get(text, text))


def _attributes(attrs: list[tuple[str, str | None]]) -> dict[str, Any]:
    found: dict[str, Any] = {name: value for name, value in attrs if name not in OURS | THEIRS}
    if found.get("data-module") in MODULES_LEFT_OUT:
        del found["data-module"]
    if found.get("role") == "radiogroup":
        del found["role"]  # goes with aria-required
    if "class" in found:
        found["class"] = sorted({name for name in found["class"].split() if not name.startswith("vl-")} - CLASSES)
    if "aria-label" in found:
        label = found["aria-label"]
        found["aria-label"] = DUTCH.get(label, label.replace("Page ", "Pagina "))
    return found


def tree(html: str) -> list[Any]:
    return Tree(html).root[2]


def walk(nodes: list[Any]) -> Iterator[list[Any]]:
    for node in nodes:
        if isinstance(node, list):
            yield node
            yield from walk(node[2])


def find(nodes: list[Any], tag: str) -> list[Any]:
    return next(node for node in walk(nodes) if node[0] == tag)


def environment() -> Environment:
    return jinja.environment(loader=FileSystemLoader(TEMPLATES))


@cache
def macros(file: str) -> Any:
    """The macros of one file, to be called from Python."""
    return environment().get_template(f"macros/{file}.jinja").module


def says(text: str) -> Any:
    """What stands between ``{% call %}`` and ``{% endcall %}``."""
    return lambda *_: Markup(text)
