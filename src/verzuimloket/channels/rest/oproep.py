"""What a function of this channel gets, and what it gives back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from verzuimloket.channels.rest.berichten import Bericht
from verzuimloket.core.actor import Actor

LEZEN, SCHRIJVEN = "inschrijving.lezen", "inschrijving.schrijven"  # api_bereik.csv
JSON_IN = ("application/json",)
PATCH_IN = ("application/merge-patch+json", "application/json")


@dataclass(frozen=True)
class Oproep:
    """One request. delen: of the address; vraag: of the query; kop: the conditions among the headers; body: decoded.

    by: who asks; for what is public the register's own name without any right.
    """

    by: Actor
    at: datetime
    on: date
    delen: Mapping[str, Any]
    vraag: Mapping[str, str]
    kop: Mapping[str, str]
    body: Any = None


@dataclass(frozen=True)
class Antwoord:
    """status, a body that JSON can hold, and headers."""

    status: int
    body: Any = None
    kop: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Parameter:
    """A parameter of the address (``path``), after the question mark (``query``) or in a header."""

    plaats: str
    naam: str
    uitleg: str
    schema: Mapping[str, Any]
    verplicht: bool = False


@dataclass(frozen=True)
class Operatie:
    """One thing that can be asked. bereik: what the key must allow; empty is public.

    antwoorden: the messages of success by status, None for an answer without a body. herhaalbaar: takes an
    Idempotency-Key. foutcodes: statuses that only this operation gives.
    """

    methode: str
    pad: str
    naam: str
    titel: str
    handel: Callable[[Oproep], Antwoord]
    bereik: str
    antwoorden: Mapping[int, Bericht | None]
    uitleg: str = ""
    vraag: Bericht | None = None
    media: tuple[str, ...] = JSON_IN
    parameters: tuple[Parameter, ...] = ()
    foutcodes: tuple[int, ...] = ()
    herhaalbaar: bool = False
    koppen: tuple[str, ...] = ()
