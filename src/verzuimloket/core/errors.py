"""The three ways in which the register says no.

Every channel has one table that translates these to its own form: an error block, a line in a
file, an HTTP body, a SOAP fault. Any other exception is a bug and may look like one.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Violation:
    """One rule that the input does not meet, in the words that the user reads.

    code:   the public code, the same in every channel.
    text:   one Dutch sentence that says what to do.
    field:  name of the input field that the sentence belongs to; empty for the whole input.
    blocks: false for a warning.
    """

    code: str
    text: str
    field: str = ""
    blocks: bool = True


class Rejected(Exception):
    """The input breaks one or more rules. Nothing was stored."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        self.violations = tuple(violations)
        super().__init__(", ".join(violation.code for violation in self.violations))


class TransitionNotAllowed(Exception):
    """The state of the thing, or the role of the actor, does not allow this event."""

    def __init__(self, code: str, text: str) -> None:
        self.code, self.text = code, text
        super().__init__(code)


class PermissionDenied(Exception):
    """The actor lacks the role. The sentence says which role is needed."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)
