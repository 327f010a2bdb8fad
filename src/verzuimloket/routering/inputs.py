"""What the register holder tells about postal codes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PostcodeInput:
    """A postal code of a new street, written as 1234AB, and the code of its municipality."""

    postcode: str
    gemeente: str


@dataclass(frozen=True)
class PostcodeFacts:
    """gemeente: the municipality that the table has for this postal code; empty when it has none."""

    gemeente: str = ""
    gemeenten: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Herkomst:
    """Which table of postal codes was loaded: the day it describes, and the name of its file."""

    peildatum: date
    bron: str
