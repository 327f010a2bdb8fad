"""The files that go back: the own lines with what came of them, and only the wrong ones."""

import io
from datetime import datetime

from verzuimloket.aanleveringen.codes import ANTWOORD
from verzuimloket.aanleveringen.inputs import Brok
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.bestanden import actions as bestanden
from verzuimloket.bestanden.inputs import GedeeldInput
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core.actor import Actor

CSV = "text/csv; charset=utf-8"


def add_answers(aanlevering: Aanlevering, brok: Brok, *, by: Actor, at: datetime) -> None:
    """Put these lines at the end of the two files; the first ones make them. The caller saves."""
    if aanlevering.terug is None:
        aanlevering.terug = _start(aanlevering, "terug", by=by, at=at)
    if aanlevering.foute_regels is None:
        aanlevering.foute_regels = _start(aanlevering, "foute-regels", by=by, at=at)
    bestanden.append(aanlevering.terug, io.BytesIO(brok.terug))
    bestanden.append(aanlevering.foute_regels, io.BytesIO(brok.foute_regels))


def _start(aanlevering: Aanlevering, wat: str, *, by: Actor, at: datetime) -> Bestand:
    sent = aanlevering.bestand
    given = GedeeldInput(
        soort_kenmerk=sent.soort_kenmerk,
        soort=ANTWOORD[aanlevering.soort],
        naam=f"{sent.naam.rpartition('.')[0] or sent.naam}-{wat}.csv",
        mime=CSV,
        instelling=sent.instelling,
        verwijderen_op=sent.verwijderen_op,
    )
    return bestanden.start_shared(given, by=by, at=at)


def replace_answers(bestand: Bestand, content: bestanden.Bron, *, extensie: str, mime: str) -> None:
    """The same lines in the kind of file that the sender uses."""
    bestanden.replace(bestand, content, naam=f"{bestand.naam.rpartition('.')[0]}.{extensie}", mime=mime)


def complete_answers(aanlevering: Aanlevering, *, at: datetime) -> None:
    """The files are whole; without wrong lines the second one is not there."""
    if aanlevering.terug:
        bestanden.complete(aanlevering.terug, totaal=aanlevering.gedaan, at=at)
    if aanlevering.foute_regels and aanlevering.fout:
        bestanden.complete(aanlevering.foute_regels, totaal=aanlevering.fout, at=at)
    elif aanlevering.foute_regels:
        bestanden.discard(aanlevering.foute_regels)
        aanlevering.foute_regels = None


def discard_answers(aanlevering: Aanlevering) -> None:
    """Take away what was made of the two files. The caller saves."""
    for bestand in filter(None, (aanlevering.terug, aanlevering.foute_regels)):
        bestanden.discard(bestand)
    aanlevering.terug = aanlevering.foute_regels = None
