"""The file with which a municipality or region asks for a complete delivery: nine ones (domeinregels §14.2).

``111111111`` is no person number; in what once was a list of numbers it means everybody. So nothing else is taken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from verzuimloket.aanleveringen.codes import FOUT, NIEUW, ONGEWIJZIGD
from verzuimloket.aanleveringen.inputs import AanleveringInput
from verzuimloket.channels.upload.aanleveren.vormen import Delen
from verzuimloket.channels.upload.inschrijvingen.lezen import Leeswijze
from verzuimloket.channels.upload.tabellen import geweigerd
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.inschrijvingen.inputs import Regeluitkomst
from verzuimloket.leveringen import actions
from verzuimloket.leveringen.inputs import AanvraagInput
from verzuimloket.leveringen.queries import overzicht

NAAM = re.compile(r"(?P<dag>[0-9]{8})(?P<code>[RG][0-9]{4})(\.txt)?", re.IGNORECASE)
IEDEREEN = b"111111111"
KOP = "Aanvraag"
_ENTERS = (b"", b"\n", b"\r\n")
_MEER_DAN_GENOEG = 64  # bytes


@dataclass(frozen=True)
class Leesregel:
    """The line, as the engine of sent files wants it."""

    regel: int
    waarden: tuple[str, ...]
    given: AanvraagInput
    fouten: tuple[Violation, ...] = ()
    herstel: tuple[()] = ()


@dataclass(frozen=True)
class Lezing:
    """A file that was read."""

    leeswijze: Leeswijze
    aanvraag: AanvraagInput
    kop: tuple[str, ...] = (KOP,)
    aantal: int = 1

    def regels(self) -> Iterator[Leesregel]:
        yield Leesregel(1, (IEDEREEN.decode(),), self.aanvraag)


def open_bestand(delen: Delen, grootte: int, given: AanleveringInput, *, on: date) -> Lezing:
    """The request. Raises Rejected (VORM_bestand_levering_…) for another name or another content."""
    aanvraag = _asked(given.naam)
    if grootte > _MEER_DAN_GENOEG or not _everybody(b"".join(delen())):
        raise geweigerd(
            "VORM_bestand_levering_inhoud",
            "Zet in het bestand één regel met 111111111 en daarna één Enter, en verder niets.",
        )
    return Lezing(Leeswijze("CSV", "UTF-8", "", {}, {KOP: KOP}), aanvraag)


def _asked(naam: str) -> AanvraagInput:
    named = NAAM.fullmatch(naam)
    try:
        if named:
            return AanvraagInput(named["code"].upper(), datetime.strptime(named["dag"], "%Y%m%d").date())
    except ValueError:
        pass
    raise geweigerd(
        "VORM_bestand_levering_naam",
        "Geef het bestand een naam als 20260925G0344.txt: de datum van vandaag, de letter G of R en de code van uw"
        " gemeente of regio.",
    )


def _everybody(content: bytes) -> bool:
    """The one line, with at most one Enter behind it."""
    return content.startswith(IEDEREEN) and content[len(IEDEREEN) :] in _ENTERS


def judge(regels: Sequence[tuple[int, AanvraagInput]], *, by: Actor, on: date, proef: bool) -> list[Regeluitkomst]:
    """What comes of the request; with ``proef`` nothing is asked for."""
    return [_one(regel, given, by=by, proef=proef) for regel, given in regels]


def _one(regel: int, given: AanvraagInput, *, by: Actor, proef: bool) -> Regeluitkomst:
    try:
        if proef:
            actions.check(given, by=by, at=clock.now())
            new = overzicht.aangevraagd(given.ontvanger, given.peildatum) is None
        else:
            new = actions.request(given, by=by, at=clock.now())[1]
    except Rejected as rejected:
        return Regeluitkomst(regel, FOUT, tuple(rejected.violations))
    return Regeluitkomst(regel, NIEUW if new else ONGEWIJZIGD, ())
