"""The options of ``verzuimloket rapportages``."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

CODES = ("A01", "A02", "A03", "A04", "A05", "A06", "A07", "A14", "NRSP", "NenR", "R01", "R02", "R06")


def add(command: argparse.ArgumentParser) -> None:
    """Tell the command what may follow it."""
    command.add_argument("--t2", type=date.fromisoformat, required=True, metavar="JJJJ-MM-01", help="de peildatum")
    _several(command, "--rapport", _rapport, "A01", "alleen deze rapporten")
    _several(command, "--ontvanger", _ontvanger, "G0344", "alleen voor deze")
    command.add_argument("--uit", type=Path, required=True, metavar="MAP")
    command.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="antwoord als JSON")


def _several(command: argparse.ArgumentParser, naam: str, read: Callable[[str], str], vorm: str, hulp: str) -> None:
    command.add_argument(naam, nargs="+", action="extend", default=[], type=read, metavar=vorm, help=hulp)


def _rapport(text: str) -> str:
    found = next((code for code in CODES if code.upper() == text.upper()), "")
    if not found:
        raise argparse.ArgumentTypeError(f"{text} is geen rapport. Kies uit {', '.join(CODES)}.")
    return found


def _ontvanger(text: str) -> str:
    """The key of a recipient: I99AA, G0344, R0019."""
    if not re.fullmatch(r"I\d\d[A-Z]{2}|G\d{4}|R00\d\d", text.upper()):
        raise argparse.ArgumentTypeError(f"{text} is geen ontvanger. Schrijf I99AA, G0344 of R0019.")
    return text.upper()
