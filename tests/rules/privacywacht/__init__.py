"""Short texts as schools write them, made up for this purpose, and how well the privacy guard sorts them.

    .venv/bin/python -m tests.rules.privacywacht

prints the table of docs/privacywacht.md. ``ontwikkeling.csv`` was used while making the word lists;
``achtergehouden.csv`` was written after them, measured once, and never looked at for repairs.
"""

import csv
import time
from pathlib import Path
from typing import NamedTuple

from verzuimloket.verzuim.codes import BIJZONDER
from verzuimloket.verzuim.rules.privacywacht import bijzondere_gegevens

HELFTEN = ("ontwikkeling", "achtergehouden")


class Tekst(NamedTuple):
    """One text, and the subject it is about; empty when it is harmless."""

    onderwerp: str
    tekst: str


class Meting(NamedTuple):
    """How many of a subject there are, how many of those were found, and how many were found in all."""

    teksten: int
    terecht: int
    gevonden: int

    @property
    def recall(self) -> float:
        return self.terecht / self.teksten if self.teksten else 1.0

    @property
    def precision(self) -> float:
        return self.terecht / self.gevonden if self.gevonden else 1.0


def teksten(helft: str) -> list[Tekst]:
    """The texts of one half, in the order in which they were written."""
    with Path(__file__).with_name(f"{helft}.csv").open(encoding="utf-8", newline="") as file:
        return [Tekst(**row) for row in csv.DictReader(file, delimiter=";")]


def meet(helft: str) -> dict[str, Meting]:
    """Per subject, and as ``samen`` for the question whether a text is special at all."""
    rows = [
        (each.onderwerp, {vondst.onderwerp for vondst in bijzondere_gegevens(each.tekst)}) for each in teksten(helft)
    ]
    per = {
        onderwerp: Meting(
            sum(given == onderwerp for given, _ in rows),
            sum(given == onderwerp and onderwerp in found for given, found in rows),
            sum(onderwerp in found for _, found in rows),
        )
        for onderwerp in BIJZONDER
    }
    special = [bool(found) for given, found in rows if given]
    return per | {"samen": Meting(len(special), sum(special), sum(bool(found) for _, found in rows))}


def snelheid(helft: str) -> float:
    """Milliseconds per text."""
    rows = teksten(helft)
    bijzondere_gegevens("lees de woordenlijsten")
    start = time.process_time()
    for each in rows:
        bijzondere_gegevens(each.tekst)
    return (time.process_time() - start) * 1000 / len(rows)
