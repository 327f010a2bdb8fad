"""What a run is asked, and what the rules may know of it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class PeilingInput:
    """The day t2 of the production month that is asked."""

    t2: date


@dataclass(frozen=True)
class PeilingFacts:
    """now: the present moment; testland: not the register of a real register holder; eerdere_ontbreekt: t2 of the
    first missing run of the report year, if the one before is not there; gebroken: invariants that do not hold."""

    now: datetime
    testland: bool = False
    eerdere_ontbreekt: date | None = None
    gebroken: tuple[str, ...] = ()
