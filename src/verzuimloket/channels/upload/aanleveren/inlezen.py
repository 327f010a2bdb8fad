"""The same way through a file without a queue, for who holds the register (``verzuimloket inlezen``)."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from verzuimloket.aanleveringen.codes import FOUT, INSCHRIJVINGEN
from verzuimloket.aanleveringen.inputs import AanleveringInput, Brok, Regelbevinding
from verzuimloket.channels.upload.aanleveren.gang import Gang
from verzuimloket.core.actor import Actor, Kanaal
from verzuimloket.core.scope import acting_as

EERSTE_FOUTEN = 10
_DEEL = 1_000_000  # bytes
Progress = Callable[[int, int], None]  # lines done, lines at most


@dataclass
class Resultaat:
    """What came of a file. vastgelegd: whether the good lines are in the register."""

    regels: int = 0
    gewaarschuwd: int = 0
    vastgelegd: bool = False
    uitkomsten: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    eerste: list[Regelbevinding] = field(default_factory=list)

    @property
    def fout(self) -> int:
        return self.uitkomsten[FOUT]

    def add(self, brok: Brok) -> None:
        """These lines were handled."""
        self.regels += brok.regels
        self.gewaarschuwd += brok.gewaarschuwd
        self.uitkomsten.update(brok.uitkomsten)
        blocking = [each for each in brok.bevindingen if each.blokkeert]
        self.codes.update(each.code for each in blocking)
        self.eerste = [*self.eerste, *blocking][:EERSTE_FOUTEN]


@dataclass(frozen=True)
class Keuze:
    """How to handle the lines. proef: store nothing; accepteer_goede: store the good ones beside wrong ones."""

    instelling: str
    proef: bool = False
    accepteer_goede: bool = False
    vervang_bestaande: bool = False


class _Undo(Exception):
    """A line was wrong: what was stored goes back."""


def register_holder(instelling: str) -> Actor:
    """Who types the command: the register itself, through the door of the file."""
    return Actor(
        naam="Register",
        kanaal=Kanaal.BESTAND,
        organisatie_naam="Verzuimloket",
        instellingen=(instelling,) if instelling else (),
        register=True,
    )


def inlezen(pad: Path, keuze: Keuze, fouten: BinaryIO, *, on: date, progress: Progress) -> Resultaat:
    """Read a file with enrolments and store its lines. Raises Rejected when it cannot be read as a whole.

    fouten: gets the wrong lines, with what is wrong with them.
    """

    def delen() -> Iterator[bytes]:
        with pad.open("rb") as file:
            while deel := file.read(_DEEL):
                yield deel

    given = AanleveringInput(
        soort_kenmerk="register",
        soort=INSCHRIJVINGEN,
        naam=pad.name,
        instelling=keuze.instelling,
        vervang_bestaande=keuze.vervang_bestaande,
    )
    by = register_holder(keuze.instelling)
    gang = Gang(delen, pad.stat().st_size, given, by=by, on=on, alle_regels=False)
    resultaat = Resultaat()
    whole = not keuze.proef and not keuze.accepteer_goede
    scope: AbstractContextManager[None] = acting_as(by) if whole else nullcontext()
    try:
        with scope:
            _handle(gang, keuze, resultaat, fouten, progress, by)
            if whole and resultaat.fout:
                raise _Undo
    except _Undo:
        return resultaat
    resultaat.vastgelegd = not keuze.proef
    return resultaat


def _handle(gang: Gang, keuze: Keuze, resultaat: Resultaat, fouten: BinaryIO, progress: Progress, by: Actor) -> None:
    for regels in gang.chunks():
        with acting_as(by):
            brok = gang.handle(regels, proef=keuze.proef, first=resultaat.regels == 0)
        resultaat.add(brok)
        fouten.write(brok.foute_regels)
        progress(resultaat.regels, gang.aantal)
