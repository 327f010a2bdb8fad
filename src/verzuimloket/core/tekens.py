"""Characters: which are repaired in silence, and which are refused."""

import re
import unicodedata

_INVISIBLE = ("Cf", "Co")  # soft hyphens, direction marks, bullets of Word's own font
_JOINERS = "\u200c\u200d"  # needed to write some languages
_REPLACEMENT = "\ufffd"
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x85\v\f]")


def gewone_tekst(text: str, *, regels: bool) -> str:
    """The text in one way of writing (Unicode NFC), without what nobody sees; with or without line ends."""
    text = _LINE_END.sub("\n", unicodedata.normalize("NFC", opslaanbaar(text)))
    lines = [_spaces("".join(filter(_visible, line))) for line in text.split("\n")]
    return "\n".join(lines).strip("\n") if regels else _spaces(" ".join(lines))


def _visible(sign: str) -> bool:
    return sign in _JOINERS or unicodedata.category(sign) not in _INVISIBLE


def _spaces(line: str) -> str:
    """Every kind of white space becomes one space; other control characters stay, to be refused."""
    return re.sub(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+", " ", line).strip(" ")


def vreemd(text: str) -> bool:
    """Whether there are characters that no keyboard makes: control characters, halves of characters."""
    return any(sign == _REPLACEMENT or _control(sign) for sign in text)


def _control(sign: str) -> bool:
    return sign != "\n" and unicodedata.category(sign) in ("Cc", "Cs", "Cn")


def opslaanbaar(text: str) -> str:
    """The same text, with a mark in place of what PostgreSQL cannot store: null bytes and lone surrogates."""
    return re.sub("[\x00\ud800-\udfff]", _REPLACEMENT, text)
