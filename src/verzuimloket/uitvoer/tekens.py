"""Characters that a document can show. The letters of the pages and what typst brings itself know these.

PDF/UA forbids a character without a shape, and a hidden change of direction would let a text look like
another one. Such a character is printed as its number: what was typed stays legible for an archive.
"""

import re
import unicodedata
from collections.abc import Iterable

_LATIN = ((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x24F), (0x1E00, 0x1EFF), (0x2013, 0x2026), (0x20AC, 0x20AC))
# Latin with everything that names in the register have, Greek, Cyrillic, Hebrew, Arabic, signs. Measured with
# typst 0.15, Source Sans 3.052, DejaVu Sans Mono and Libertinus Serif; tests/uitvoer checks each of them.
_KNOWN = (
    *_LATIN,
    *((0x250, 0x2FF), (0x300, 0x304), (0x306, 0x30C), (0x323, 0x323), (0x327, 0x328), (0x370, 0x377), (0x37A, 0x37F)),
    *((0x384, 0x38A), (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x481), (0x48A, 0x4FF), (0x5D0, 0x5EA), (0x61B, 0x61B)),
    *((0x61F, 0x61F), (0x621, 0x63A), (0x640, 0x64A), (0x660, 0x66D), (0x67E, 0x67E), (0x686, 0x686), (0x698, 0x698)),
    *((0x6A9, 0x6A9), (0x6AF, 0x6AF), (0x6CC, 0x6CC), (0x6F0, 0x6F9), (0x2010, 0x2012), (0x2030, 0x203A)),
    *((0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2199), (0x2200, 0x2265), (0x25A0, 0x25CF)),
    *((0xFB00, 0xFB06), (0xFFFD, 0xFFFD)),
)


def _outside(ranges: Iterable[tuple[int, int]]) -> re.Pattern[str]:
    return re.compile("[^" + "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges) + "]")


_UNKNOWN, _NOT_LATIN = _outside(_KNOWN), _outside([*_LATIN, (0x200B, 0x200B)])
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\ufe0e\ufe0f\ufeff]")  # take no room and mean nothing on paper
_UNBROKEN = re.compile(r"\S{46,}")  # longer than an address of e-mail usually is; wider than a column
_PART, _MAY_BREAK = 20, "\u200b"


def legible(text: str) -> str:
    """One line of text with only characters that have a shape, and with places where a long word may break."""
    composed = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).replace("\t", " ").rstrip("\r")
    return _UNBROKEN.sub(_breakable, _UNKNOWN.sub(_numbered, composed))


def latin_only(text: str) -> str:
    """With every other character as its number: for characters that have a shape each, but not together."""
    return _NOT_LATIN.sub(_numbered, text)


def _breakable(found: re.Match[str]) -> str:
    return _MAY_BREAK.join(found[0][start : start + _PART] for start in range(0, len(found[0]), _PART))


def _numbered(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"
