"""Which soort of file is read and stored by what. A new soort is a line in ``SOORTEN``."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

from verzuimloket.aanleveringen.codes import ALGEMEEN_ROD, INSCHRIJVINGEN, KOPPELING
from verzuimloket.aanleveringen.inputs import AanleveringInput
from verzuimloket.aanleveringen.sjabloon import kolom_van
from verzuimloket.channels.upload.inschrijvingen.lezen import open_bestand
from verzuimloket.channels.upload.koppelbestand import lezen as koppelbestand
from verzuimloket.channels.upload.koppelbestand.verwerken import judge as judge_koppelregels
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Violation
from verzuimloket.inschrijvingen.actions import enrol_lines
from verzuimloket.inschrijvingen.inputs import Inschrijfregel, InschrijvingInput, Regeluitkomst
from verzuimloket.inschrijvingen.queries import prepare, told
from verzuimloket.personen.rules import normaal_postcode, zoeksleutel

Delen = Callable[[], Iterator[bytes]]


class Regel(Protocol):
    """A line that was read. fouten: why it cannot be judged; their field is a column."""

    @property
    def regel(self) -> int: ...
    @property
    def waarden(self) -> tuple[str, ...]: ...
    @property
    def given(self) -> Any: ...
    @property
    def fouten(self) -> tuple[Violation, ...]: ...
    @property
    def herstel(self) -> Sequence[Any]: ...


class Leeswijze(Protocol):
    """What was recognised; kolommen: heading of the file → column."""

    @property
    def soort(self) -> str: ...
    @property
    def scheidingsteken(self) -> str: ...
    @property
    def kolommen(self) -> Mapping[str, str]: ...
    def as_dict(self) -> dict[str, Any]: ...


class Lezing(Protocol):
    """A file that can be read, line by line. aantal: lines at most, to show how far the reading is."""

    @property
    def kop(self) -> tuple[str, ...]: ...
    @property
    def leeswijze(self) -> Leeswijze: ...
    @property
    def aantal(self) -> int: ...
    def regels(self) -> Iterator[Any]: ...


class Wie(NamedTuple):
    """Whom and which period a line is about: two lines of one file may not say something of the same days.

    leerling: of one pupil never more than some lines are taken; rest: what must be the same too before their days
    are compared.
    """

    leerling: tuple[str, ...]
    rest: tuple[str, ...]
    begin: date
    eind: date | None


class Open(Protocol):
    """Begin to read. Raises Rejected when the file as a whole cannot be read."""

    def __call__(self, delen: Delen, grootte: int, given: AanleveringInput, *, on: date) -> Lezing: ...


class Judge(Protocol):
    """Store what these lines tell (``zaak``), or with ``proef`` only say what would come of them."""

    def __call__(self, zaken: Sequence[Any], /, *, by: Actor, on: date, proef: bool) -> Sequence[Regeluitkomst]: ...


@dataclass(frozen=True)
class Soort:
    """open, judge: see there.

    zaak:     what a legible line tells, prepared for ``judge`` as far as that needs no database.
    kolom_van: field of a rule → column. dubbel: None when nothing can be compared.
    voorlopig: what may be told of lines that are stored, as long as that may still be undone.
    """

    open: Open
    zaak: Callable[[Regel], Any]
    judge: Judge
    kolom_van: Callable[[str], str]
    dubbel: Callable[[Regel], Wie | None]
    voorlopig: Callable[[list[Violation]], list[Violation]] = list


# enrolments


def _open(delen: Delen, grootte: int, given: AanleveringInput, *, on: date) -> Lezing:
    return open_bestand(delen, grootte, instelling=given.instelling, vervang_bestaande=given.vervang_bestaande, on=on)


def _enrolment(regel: Regel) -> Inschrijfregel:
    return Inschrijfregel(regel.regel, regel.given, prepare(regel.given))


def _pupil(regel: Regel) -> Wie | None:
    """The number; without a number the name, birth date, sex and address, as the register recognises a pupil."""
    given: InschrijvingInput = regel.given
    if given.begindatum is None:
        return None
    number = given.bsn or given.onderwijsnummer  # as it is normally written: the reader saw to that
    who = (number,) if number else _named(given)
    rest = (given.instelling,) if number else (given.instelling, zoeksleutel(given.voornamen), given.geslacht)
    return Wie(who, rest, given.begindatum, given.einddatum) if who else None


def _named(given: InschrijvingInput) -> tuple[str, ...]:
    if not given.achternaam or given.geboortedatum is None:
        return ()
    adres = given.adres
    home = (adres.land, normaal_postcode(adres.postcode), adres.huisnummer, adres.regel1) if adres else ()
    return (zoeksleutel(given.achternaam), given.geboortedatum.iso(), *home)


# linking bsn and onderwijsnummer


def _pair(regel: Regel) -> tuple[int, Any]:
    return regel.regel, regel.given


_KOPPELING = Soort(koppelbestand.open_bestand, _pair, judge_koppelregels, koppelbestand.kolom_van, lambda regel: None)
_INSCHRIJVING = Soort(_open, _enrolment, enrol_lines, kolom_van, _pupil, told)
SOORTEN: dict[str, Soort] = {
    ALGEMEEN_ROD: _INSCHRIJVING,
    INSCHRIJVINGEN: _INSCHRIJVING,
    KOPPELING: _KOPPELING,
}
