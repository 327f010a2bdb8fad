"""Reading about one person under two numbers."""

from verzuimloket.koppelingen.queries.apart import all_apart, apart
from verzuimloket.koppelingen.queries.kandidaten import candidates
from verzuimloket.koppelingen.queries.personen import Paar, compare, facts, on_number, pair, visible_to
from verzuimloket.koppelingen.queries.vragen import (
    Vraagtekst,
    content_of,
    legible,
    merges,
    of_file,
    open_questions,
    questions,
    undo_facts,
)

__all__ = [
    "Paar",
    "Vraagtekst",
    "all_apart",
    "apart",
    "candidates",
    "compare",
    "content_of",
    "facts",
    "legible",
    "merges",
    "of_file",
    "on_number",
    "open_questions",
    "pair",
    "questions",
    "undo_facts",
    "visible_to",
]
