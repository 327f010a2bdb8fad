"""Lines of lesson absence as a school gives them, and what the counter makes of them."""

from dataclasses import dataclass
from datetime import date

from verzuimloket.inschrijvingen.inputs import Periode
from verzuimloket.lesverzuim.codes import UUR, Eenheid, SoortSignaal


@dataclass(frozen=True)
class Lesregel:
    """One line: a whole lesson hour, or a number of minutes.

    nummer:   the person number as typed; empty when the pupil was chosen on the screen.
    datum:    None when nothing was filled in, or nothing legible.
    kolommen: how many columns the line had in a file; 4 on the screen.
    """

    nummer: str
    datum: date | None
    lesuur: int | None
    minuten: int | None
    soort: str
    kolommen: int = 4


@dataclass(frozen=True)
class LesregelFacts:
    """inschrijvingen: periods at the institution that records; empty: never a pupil there.

    eerder: whether the same line stands higher in the list.
    """

    nummer_klopt: bool
    inschrijvingen: tuple[Periode, ...]
    vandaag: date
    eerder: bool = False


@dataclass(frozen=True)
class Verzuimuren:
    """What is known of a day with absence: how many lesson hours, and how many minutes besides."""

    datum: date
    lesuren: int
    minuten: int = 0


@dataclass(frozen=True)
class Rekenwijze:
    """How an institution counts, and the days on which it has no lessons."""

    eenheid: Eenheid
    lesuur_minuten: int
    vakanties: tuple[Periode, ...] = ()


@dataclass(frozen=True)
class Venster:
    """Four school weeks from the first day of absence, and what was missed in them so far.

    delen: sixtieths of the unit, so that nothing is rounded.
    bereikt_op: the day on which the threshold for a signal was reached; None before that.
    """

    begin: date
    eind: date
    delen: int
    bereikt_op: date | None = None


@dataclass(frozen=True)
class Bereikt:
    """A period in which 16 hours were missed: what a melding must tell.

    gereed_op: the day on which it may be reported; later than ``eind`` only when absence goes on
    unbroken after an earlier melding (one per 7 days).
    """

    begin: date
    eind: date
    delen: int
    gereed_op: date


@dataclass(frozen=True)
class Telling:
    """The count for one pupil: periods that ask for a melding, and the window that is open today, if any."""

    bereikt: tuple[Bereikt, ...]
    venster: Venster | None

    @property
    def delen(self) -> int:
        """What counts first for this pupil: the period to report, else the open window."""
        first = self.bereikt[0].delen if self.bereikt else 0
        return first or (self.venster.delen if self.venster else 0)


@dataclass(frozen=True)
class Doorlopend:
    """An unbroken row of meldingen: from its first day up to its last, and when the number of days was reached."""

    soort: SoortSignaal
    begin: date
    eind: date
    dagen: int
    sinds: date


def uren(delen: int) -> str:
    """Sixtieths as a Dutch number of hours, never rounded up: 15,9 stays below 16."""
    whole, rest = divmod(delen, UUR)
    tenths = rest * 10 // UUR
    return f"{whole},{tenths}" if tenths else str(whole)
