"""The process that reads a long file for another one: see leesproces.py, which starts it."""

import gc
import pickle
import sys
from typing import Any

from django.conf import settings

from verzuimloket.bestanden.inspectie.grenzen import bound
from verzuimloket.channels.upload.aanleveren.antwoord import GEHEUGEN, Antwoord, put
from verzuimloket.channels.upload.aanleveren.voorlezen import Voorlezer
from verzuimloket.core.errors import Rejected


def main() -> None:
    """Standard input: the key, how to read, from where; then the file, part by part, and None.

    Standard output: answers with lines and then one without, or one with why the file is refused.
    """
    bound(geheugen=GEHEUGEN)
    gc.set_threshold(50_000, 20, 20)  # as config/cli.py: lines are many objects and never a circle
    try:
        _read()
    except Rejected as rejected:
        _say(Antwoord(geweigerd=rejected.violations))
    except BrokenPipeError:
        return  # nobody listens any more


def _read() -> None:
    invoer = sys.stdin.buffer
    settings.configure(SLEUTEL_PGN_INDEX=pickle.load(invoer))
    voorlezer: Voorlezer = pickle.load(invoer)
    for blok in voorlezer.blokken(pickle.load(invoer)):
        _say(Antwoord(blok))
    _say(Antwoord())


def _say(antwoord: Antwoord[Any]) -> None:
    put(sys.stdout.buffer, antwoord)


if __name__ == "__main__":
    main()
