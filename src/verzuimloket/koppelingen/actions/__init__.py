"""The only writes of merges and of questions about pupils with two numbers."""

from verzuimloket.koppelingen.actions.antwoord import put_ready
from verzuimloket.koppelingen.actions.apart import keep_apart, stop_keeping_apart
from verzuimloket.koppelingen.actions.samenvoegen import forget, merge, undo
from verzuimloket.koppelingen.actions.vragen import (
    Plaats,
    answer,
    ask,
    handle_line,
    is_certain,
    judge,
    link,
    remove_old_questions,
    uniform,
)

__all__ = [
    "Plaats",
    "answer",
    "ask",
    "forget",
    "handle_line",
    "is_certain",
    "judge",
    "keep_apart",
    "link",
    "merge",
    "put_ready",
    "remove_old_questions",
    "stop_keeping_apart",
    "undo",
    "uniform",
]
