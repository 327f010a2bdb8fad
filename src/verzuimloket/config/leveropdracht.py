"""The words of ``verzuimloket levering``, known before the register is opened; config/leveren.py does the work."""

import argparse
import re
from datetime import date
from pathlib import Path

from verzuimloket.core import vorm


def add(levering: argparse.ArgumentParser) -> None:
    """The weekly delivery of everybody (p), and the complete one of one recipient (c)."""
    soorten = levering.add_subparsers(dest="soort", metavar="p|c", required=True)
    for soort, hulp in (("p", "de wijzigingen van een week, voor alle ontvangers"), ("c", "iedereen van een gebied")):
        sub = soorten.add_parser(soort, help=hulp, description=hulp)
        sub.add_argument("--peildatum", type=_dag, required=True, metavar="JJJJ-MM-DD")
        if soort == "c":
            sub.add_argument("--ontvanger", type=_ontvanger, required=True, metavar="G0344")
        sub.add_argument("--uit", type=Path, required=True, metavar="MAP")
        sub.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="antwoord als JSON")


def _dag(text: str) -> date:
    """Not so old that there is no week before it."""
    dag = date.fromisoformat(text)
    if dag.year < vorm.EERSTE_JAAR:
        raise argparse.ArgumentTypeError(f"{text} is te lang geleden.")
    return dag


def _ontvanger(text: str) -> str:
    """A municipality or a region, as it is called in file names."""
    if not re.fullmatch(r"[GR][0-9]{4}", text.upper()):
        raise argparse.ArgumentTypeError(f"{text} is geen gemeente of regio. Schrijf G0344 of R0019.")
    return text.upper()
