"""What is always true of person numbers, names and addresses. Domain rules §3.

Only ASCII digits count: ``str.isdigit`` and ``\\d`` would accept Arabic digits, and ``$`` a newline.
"""

import re
import unicodedata
from datetime import date
from operator import mul
from typing import Literal

PgnSoort = Literal["bsn", "onderwijsnummer"]

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_BSN_REMAINDER, _ONDERWIJSNUMMER_REMAINDER = 0, 5
_SOORTEN: dict[int | None, PgnSoort] = {_BSN_REMAINDER: "bsn", _ONDERWIJSNUMMER_REMAINDER: "onderwijsnummer"}
_NINE_DIGITS = re.compile(r"[0-9]{9}")
_EIGHT_DIGITS = re.compile(r"[0-9]{8}")
_ONDERWIJSNUMMER_START = "10"

_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
_NEVER_ISSUED = ("SA", "SD", "SS")  # letter pairs that PostNL does not give out
_HUISNUMMER = re.compile(r"[1-9][0-9]{0,4}")
_HUISLETTER = re.compile(r"[A-Za-z]")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
AANDUIDINGEN = ("to", "by")  # tegenover, bij

_BARE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"}
    | {"ŧ": "t", "ŋ": "n", "ĸ": "k", "‘": "'", "’": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-"}
)
_MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


# person numbers


def bsn_klopt(text: str) -> bool:
    """Nine digits, weighted sum divisible by 11, not all zero. Domain rules §3.1."""
    return _remainder(text) == _BSN_REMAINDER


def onderwijsnummer_klopt(text: str) -> bool:
    """Nine digits, weighted sum that leaves 5 after division by 11. Domain rules §3.1."""
    return _remainder(text) == _ONDERWIJSNUMMER_REMAINDER


def pgn_soort(text: str) -> PgnSoort | None:
    """Which number this is; the two checks exclude each other."""
    return _SOORTEN.get(_remainder(text))


def _remainder(text: str) -> int | None:
    """The weighted sum modulo 11; None for what cannot be a number of a person."""
    if not _NINE_DIGITS.fullmatch(text) or text == "000000000":
        return None
    return int(sum(map(mul, _WEIGHTS, map(int, text)))) % 11


def zonder_opmaak(text: str) -> str:
    """Without spaces and dots."""
    return text if text.isalnum() else "".join(text.split()).replace(".", "")


def normaal_pgn(text: str) -> str:
    """Without spaces and dots; a bsn of eight digits gets the zero that spreadsheets drop.

    An onderwijsnummer has exactly nine digits, so nothing is put before it.
    """
    if _NINE_DIGITS.fullmatch(text):
        return text
    bare = zonder_opmaak(text)
    if _EIGHT_DIGITS.fullmatch(bare) and bsn_klopt("0" + bare):
        return "0" + bare
    return bare


def maak_onderwijsnummer(volgnummer: int) -> str | None:
    """The number for this place in the row; None when no check digit fits, then take the next place."""
    if not 0 <= volgnummer <= 999_999:
        raise ValueError("volgnummer outside 0-999999")
    start = f"{_ONDERWIJSNUMMER_START}{volgnummer:06}"
    for last in "0123456789":
        if onderwijsnummer_klopt(start + last):
            return start + last
    return None


# names


def zoeksleutel(tekst: str) -> str:
    """The text as it is searched and sorted: lower case, no accents, single spaces; ``Øłđ-ß``: ``old-ss``."""
    lower = tekst.lower().translate(_BARE)
    apart = unicodedata.normalize("NFKD", lower)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(bare.translate(_BARE).split())


# addresses


def normaal_postcode(text: str) -> str:
    """``1234 ab`` becomes ``1234AB``."""
    return "".join(text.split()).upper()


def postcode_klopt(text: str) -> bool:
    """Four digits and two letters, as PostNL gives them out; a space and lower case are fine."""
    bare = normaal_postcode(text)
    return _POSTCODE.fullmatch(bare) is not None and not bare.endswith(_NEVER_ISSUED)


def huisnummer_klopt(text: str) -> bool:
    """1 to 99999; letter and addition have their own fields."""
    return _HUISNUMMER.fullmatch(text) is not None


def huisletter_klopt(text: str) -> bool:
    return _HUISLETTER.fullmatch(text) is not None


def aanduiding_klopt(text: str) -> bool:
    return text.lower() in AANDUIDINGEN


def email_klopt(text: str) -> bool:
    """Shaped as an address of the internet: the shape that HTML prescribes, with at least one dot."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None


# days


def voluit(dag: date) -> str:
    """A day as a sentence names it: 1 september 2026."""
    return f"{dag.day} {_MAANDEN[dag.month - 1]} {dag.year}"
