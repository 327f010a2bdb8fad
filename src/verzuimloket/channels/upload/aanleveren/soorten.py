"""Which soort of file is read and stored by what. A new soort is a line in ``SOORTEN``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from verzuimloket.aanleveringen.codes import AANVRAAG_LEVERING, ALGEMEEN_ROD, INSCHRIJVINGEN, KOPPELING
from verzuimloket.aanleveringen.inputs import AanleveringInput
from verzuimloket.aanleveringen.sjabloon import kolom_van
from verzuimloket.channels.upload.aanleveren import leveringsaanvraag
from verzuimloket.channels.upload.aanleveren.vormen import Delen, Klaar, Lezing, Regel, Wie
from verzuimloket.channels.upload.inschrijvingen.lezen import Lezing as Inschrijflezing
from verzuimloket.channels.upload.inschrijvingen.lezen import open_bestand
from verzuimloket.channels.upload.inschrijvingen.zaken import voorwerk, wie
from verzuimloket.channels.upload.koppelbestand import lezen as koppelbestand
from verzuimloket.channels.upload.koppelbestand.verwerken import judge as judge_koppelregels
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Violation
from verzuimloket.inschrijvingen.actions import enrol_lines
from verzuimloket.inschrijvingen.inputs import Inschrijfregel, Regeluitkomst, Voorwerk
from verzuimloket.inschrijvingen.queries import told


class Open(Protocol):
    """Begin to read. Raises Rejected when the file as a whole cannot be read."""

    def __call__(self, delen: Delen, grootte: int, given: AanleveringInput, *, on: date) -> Lezing: ...


class Judge(Protocol):
    """Store what these lines tell (``zaak``), or with ``proef`` only say what would come of them."""

    def __call__(self, zaken: Sequence[Any], /, *, by: Actor, on: date, proef: bool) -> Sequence[Regeluitkomst]: ...


@dataclass(frozen=True)
class Soort:
    """open, judge: see there.

    voorwerk: what can be made of a legible line without a database; zaak: what ``judge`` gets of it.
    kolom_van: field of a rule → column. wie: None when nothing can be compared.
    voorlopig: what may be told of lines that are stored, as long as that may still be undone.
    apart:    the type of voorwerk, when a long file is read by a process of its own; voorwerk and wie need no models.
    """

    open: Open
    voorwerk: Callable[[Regel], Any]
    zaak: Callable[[Klaar[Any], Any], Any]
    judge: Judge
    kolom_van: Callable[[str], str]
    wie: Callable[[Regel], Wie | None]
    voorlopig: Callable[[list[Violation]], list[Violation]] = list
    apart: type | None = None


# enrolments


def _open(delen: Delen, grootte: int, given: AanleveringInput, *, on: date) -> Lezing:
    return open_bestand(delen, grootte, instelling=given.instelling, vervang_bestaande=given.vervang_bestaande, on=on)


def _enrolment(klaar: Klaar[Any], lezing: Inschrijflezing) -> Inschrijfregel:
    return Inschrijfregel(klaar.regel, lambda: lezing.opnieuw(klaar.regel, klaar.waarden), klaar.voorwerk)


# linking bsn and onderwijsnummer


def _question(regel: Regel) -> Any:
    return regel.given


def _pair(klaar: Klaar[Any], lezing: Lezing) -> tuple[int, Any]:
    return klaar.regel, klaar.voorwerk


_KOPPELING = Soort(
    koppelbestand.open_bestand, _question, _pair, judge_koppelregels, koppelbestand.kolom_van, lambda regel: None
)
_AANVRAAG = Soort(
    leveringsaanvraag.open_bestand, _question, _pair, leveringsaanvraag.judge, lambda field: "", lambda regel: None
)
_INSCHRIJVING = Soort(_open, voorwerk, _enrolment, enrol_lines, kolom_van, wie, told, apart=Voorwerk)
SOORTEN: dict[str, Soort] = {
    ALGEMEEN_ROD: _INSCHRIJVING,
    INSCHRIJVINGEN: _INSCHRIJVING,
    KOPPELING: _KOPPELING,
    AANVRAAG_LEVERING: _AANVRAAG,
}
