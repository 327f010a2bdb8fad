"""Large parts of a workbook, looked through by pattern: parsing a hundred megabytes of XML in Python takes too long.

Stricter than the parser: whatever looks like an element that may be dangerous is taken for one, and so are comments
and CDATA, in which such an element could be cut in two.
"""

import html
import re
from collections.abc import Iterator
from typing import IO

from verzuimloket.bestanden.inspectie.codes import Afgekeurd, Gebrek

_STUK = 1 << 20
_LANGSTE = 1 << 20  # of one tag or text
_NAAM = rb"<(?:[\w.-]+:)?"
_ANDERE_TEKENSET = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8[\"']|us-ascii[\"'])", re.IGNORECASE)
_VERBODEN = re.compile(
    _NAAM + rb"(?:ddeLink|oleLink|oleObject|externalReference|Relationship|Override|Default)[\s/>]|<!"
)
_FORMULE = re.compile(
    _NAAM + rb"(?:f|formula[12]?|definedName|oldFormula|calculatedColumnFormula)(?:\s[^>]*)?>([^<]*)<"
)
_NIET_GEWOON = re.compile(_NAAM + rb"(?:f[\s/>]|c\s[^>]*?\bt=[\"'](?P<fout>e)[\"'])")
_CEL = re.compile(_NAAM + rb"c\s[^>]*?\br=[\"']([A-Z]{1,3}[0-9]{1,7})[\"']")


def stukken(stream: IO[bytes]) -> Iterator[bytes]:
    """The part in pieces that end with a <, so that each tag with the text behind it stands whole in one of them.

    Raises Afgekeurd when it is not XML in UTF-8, or has no end of a tag for very long.
    """
    rest = b""
    while stuk := stream.read(_STUK):
        if not rest:
            _is_utf8_xml(stuk)
        rest += stuk
        last = rest.rfind(b"<")
        yield rest[: last + 1]
        rest = rest[last:]
        if len(rest) > _LANGSTE:
            raise Afgekeurd(Gebrek.TE_VEEL)
    yield rest + b"<"


def _is_utf8_xml(begin: bytes) -> None:
    """Raises Afgekeurd: in another encoding the patterns would find nothing."""
    bare = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not bare.startswith(b"<") or b"\0" in bare or _ANDERE_TEKENSET.match(bare):
        raise Afgekeurd(Gebrek.ONLEESBAAR)


def kijk_door(stream: IO[bytes], roept: re.Pattern[str], koppeling: str) -> None:
    """Raises Afgekeurd at what is not allowed. roept: what a formula may not call; koppeling: how that is called."""
    for stuk in stukken(stream):
        if _VERBODEN.search(stuk):
            raise Afgekeurd(Gebrek.ACTIEF, koppeling)
        for found in _FORMULE.finditer(stuk):
            if roept.search(html.unescape(found[1].decode("utf-8", errors="replace"))):
                raise Afgekeurd(Gebrek.ACTIEF, koppeling)


def eerste_bijzonder(stream: IO[bytes]) -> tuple[str, str]:
    """The first cell that is no plain value, and why: ``formule`` or ``fout``; empty when there is none."""
    before = b""
    for stuk in stukken(stream):
        if found := _NIET_GEWOON.search(stuk):
            cells = _CEL.findall(before + stuk[: found.start()] + found[0] + _tag(stuk, found.end()))
            return (cells[-1].decode() if cells else "?"), "fout" if found["fout"] else "formule"
        before = stuk[-500:]
    return "", ""


def _tag(stuk: bytes, place: int) -> bytes:
    """The rest of the tag in which a place lies: the name of the cell may stand behind its type."""
    return stuk[place : stuk.find(b">", place) + 1]
