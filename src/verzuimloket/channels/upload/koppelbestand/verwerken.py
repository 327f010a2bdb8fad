"""What comes of the lines of a ``.koci.xlsx``: linked when certain, else a question for the register holder."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from verzuimloket.channels.upload.koppelbestand.lezen import ANTWOORD, KOLOMMEN, Koppelregel
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Violation
from verzuimloket.inschrijvingen.inputs import Regeluitkomst
from verzuimloket.koppelingen import actions, queries
from verzuimloket.koppelingen.inputs import VraagInput
from verzuimloket.koppelingen.models import Koppelvraag
from verzuimloket.uitvoer.tabel import Blad, write_xlsx

NIEUW, ONGEWIJZIGD, FOUT = "NIEUW", "ONGEWIJZIGD", "FOUT"
_BREEDTEN = (12, 16, 25, 14, 50, 60)
_VRAAG = Violation(
    "TG_wordt_vraag",
    "Deze regel gaat als vraag naar de registerbeheerder. Het antwoord krijgt u in een bestand terug.",
    blocks=False,
)


def judge(regels: Sequence[tuple[int, Koppelregel]], *, by: Actor, on: date, proef: bool) -> list[Regeluitkomst]:
    """The outcome of each line; with ``proef`` nothing is stored."""
    return [_one(regel, given, by=by, on=on, proef=proef) for regel, given in regels]


def _one(regel: int, given: Koppelregel, *, by: Actor, on: date, proef: bool) -> Regeluitkomst:
    if given.code != by.organisatie:
        text = f"De naam van het bestand noemt de code {given.code}. Gebruik uw eigen code {by.organisatie}."
        return Regeluitkomst(regel, FOUT, (Violation("VORM_bestand_koci_code", text),))
    if queries.of_file(given.levering).filter(regel=regel).exists():
        return Regeluitkomst(regel, ONGEWIJZIGD, ())
    certain = actions.is_certain(given.vraag, by=by, on=on)
    if not proef:
        actions.handle_line(
            given.vraag, actions.Plaats(given.levering, given.bestandsnaam, regel, given.laatste), by=by, at=clock.now()
        )
    return Regeluitkomst(regel, NIEUW, () if certain else (_VRAAG,))


def answers(vragen: Sequence[Koppelvraag]) -> BytesIO:
    """The workbook that goes back: the lines as they were sent, with the answers."""
    target = BytesIO()
    rijen = [_row(queries.legible(vraag)) for vraag in vragen]
    koppen = (*KOLOMMEN, ANTWOORD)
    write_xlsx(target, [Blad("Koppelingen", koppen, _BREEDTEN, rijen)], at=clock.now())
    target.seek(0)
    return target


def _row(tekst: queries.Vraagtekst) -> tuple[str, ...]:
    given: VraagInput = tekst.gegeven
    return (*(getattr(given, naam) for naam in KOLOMMEN.values()), tekst.antwoord)
