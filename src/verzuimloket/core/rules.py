"""Rulebooks: business rules as pure functions with a public code.

A rule gets the input and the facts, and answers whether it is met. Its docstring is the
official Dutch sentence that the user reads; ``{names}`` in it are filled by ``tells``.
Rules never query and know no framework, so each can be tested as a table.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from verzuimloket.core.errors import Violation

Holds = Callable[[Any, Any], bool]
Tells = Callable[[Any, Any], Mapping[str, object]]


@dataclass(frozen=True)
class Rule:
    """One business rule; ``since`` and ``until`` (inclusive) are the days on which it is in force."""

    code: str
    source: str
    holds: Holds
    field: str = ""
    blocks: bool = True
    since: date = date.min
    until: date = date.max
    tells: Tells | None = None

    @property
    def sentence(self) -> str:
        """The official Dutch sentence, placeholders included."""
        return " ".join((self.holds.__doc__ or "").split())

    def in_force(self, on: date) -> bool:
        return self.since <= on <= self.until

    def violation(self, given: Any, facts: Any) -> Violation:
        filled = self.tells(given, facts) if self.tells else {}
        return Violation(self.code, self.sentence.format(**filled), self.field, self.blocks)


@dataclass
class Rulebook:
    """The rules about one subject, in the order in which they are shown to the user."""

    subject: str
    rules: list[Rule] = field(default_factory=list)

    def rule(self, code: str, source: str, **options: Any) -> Callable[[Holds], Holds]:
        """Register a function as the rule with this public code. One code, one function."""

        def register(holds: Holds) -> Holds:
            if any(rule.code == code for rule in self.rules):
                raise ValueError(f"rule {code} exists already")
            self.rules.append(Rule(code, source, holds, **options))
            return holds

        return register

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __getitem__(self, code: str) -> Rule:
        return next(rule for rule in self.rules if rule.code == code)

    def broken(self, given: Any, facts: Any, *, on: date) -> list[Violation]:
        """The violations of all rules in force on that day, warnings included."""
        return [
            rule.violation(given, facts) for rule in self.rules if rule.in_force(on) and not rule.holds(given, facts)
        ]


def blocking(violations: list[Violation]) -> list[Violation]:
    """Only the violations that refuse the input."""
    return [violation for violation in violations if violation.blocks]
