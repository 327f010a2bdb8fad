"""Finds special personal data in free text, offline (RRO art. 21 lid 3; LPW art. 21a lid 12; domain rules §17.1).

The words stand in woorden/: one file per subject, and ``toegestaan.csv`` with what looks like them
but is harmless. A pattern is a word or some words; ``*`` stands for the rest of a word, at its begin
or its end. Negation does not matter: "niet ziek" tells about health too. What it finds is a reason
to look again, never a reason to refuse. How well it does: docs/privacywacht.md.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from verzuimloket.personen.rules import zoeksleutel
from verzuimloket.verzuim.codes import BIJZONDER, STANDAARDREDENEN

WOORDEN = Path(__file__).parent / "woorden"
TOEGESTAAN = "toegestaan"
_SENTENCE = re.compile(r"[^.!?;\n]*[.!?;\n]*\s*")
_TWICE = re.compile(r"([a-z])\1+")
_HYPHEN = re.compile(r"[a-z][-.]+[a-z]")
_BRACKET = re.compile(r"(?<=[a-z])[()](?=[a-z])")
_WORD = re.compile(r"[a-z0-9]+")
_FIRST = 3
_LONG = 5  # letters from which a word may be misspelt


class Vondst(NamedTuple):
    """A word that points at special data. ``onderwerp``: a key of BIJZONDER in codes.py."""

    woord: str
    onderwerp: str


class _Zin(NamedTuple):
    """Patterns of more words for one subject that begin with the same letters."""

    onderwerp: str
    pattern: re.Pattern[str]


_Zinnen = dict[str, list[_Zin]]  # by those first letters, so that few are tried
_Stammen = dict[str, tuple[str, bool]]  # stem: its subject, and whether the word may go on after it


class _Patronen(NamedTuple):
    """The patterns of all subjects. ``begin``: stems at the begin of a word; ``midden``: anywhere in it."""

    begin: _Stammen
    midden: _Stammen
    zinnen: _Zinnen
    toegestaan: _Zinnen


def bijzondere_gegevens(tekst: str) -> tuple[Vondst, ...]:
    """What in this text looks like special personal data, in the order of the text; empty when nothing does."""
    patronen = _patronen()
    bare = _bare(tekst)
    for _, start, end in _sentences(bare, patronen.toegestaan):
        bare = f"{bare[:start]}{' ' * (end - start)}{bare[end:]}"
    typed = {_spelled(word): word for word in _WORD.findall(zoeksleutel(tekst))}
    places: dict[Vondst, int] = {}
    for place, (woord, onderwerp) in (*_in_words(bare, patronen), *_in_sentences(bare, patronen)):
        vondst = Vondst(" ".join(typed.get(word, word) for word in woord.split()), onderwerp)
        places[vondst] = min(place, places.get(vondst, place))
    return tuple(sorted(places, key=lambda vondst: places[vondst]))


def zonder_bijzondere_gegevens(tekst: str) -> str:
    """The text without the sentences that hold such data."""
    return "".join(zin for zin in _SENTENCE.findall(tekst) if not bijzondere_gegevens(zin)).strip()


def _bare(tekst: str) -> str:
    """Words of plain letters; those with a hyphen in them once apart, and at the end together."""
    key = zoeksleutel(tekst)
    joined = [re.sub(r"[^a-z0-9]", "", word) for word in key.split() if _HYPHEN.search(word)]
    return " ".join([_apart(key), "|", *map(_spelled, joined)])


def _apart(key: str) -> str:
    """Plain words with a space between them; what stands between brackets in a word belongs to it."""
    return " ".join(map(_spelled, re.sub(r"[^a-z0-9]+", " ", _BRACKET.sub("", key)).split()))


def _spelled(word: str) -> str:
    """A longer word with each double letter once: depressief and depresief are the same."""
    return _TWICE.sub(r"\1", word) if len(word) >= _LONG else word


def _in_words(bare: str, patronen: _Patronen) -> Iterator[tuple[int, Vondst]]:
    for match in _WORD.finditer(bare):
        onderwerp = _subject(match[0], patronen)
        if onderwerp:
            yield match.start(), Vondst(match[0], onderwerp)


def _subject(word: str, patronen: _Patronen) -> str:
    """The subject of the longest stem at the begin of the word, or of one inside it."""
    for end in range(len(word), 1, -1):
        onderwerp, goes_on = patronen.begin.get(word[:end], ("", False))
        if onderwerp and (goes_on or end == len(word)):
            return onderwerp
    for stem, (onderwerp, goes_on) in patronen.midden.items():
        if stem in word and (goes_on or word.endswith(stem)):
            return onderwerp
    return ""


def _in_sentences(bare: str, patronen: _Patronen) -> Iterator[tuple[int, Vondst]]:
    for onderwerp, start, end in _sentences(bare, patronen.zinnen):
        yield start, Vondst(bare[start:end], onderwerp)


def _sentences(bare: str, zinnen: _Zinnen) -> Iterator[tuple[str, int, int]]:
    """Subject and place of each pattern that matches from the begin of a word."""
    for word in _WORD.finditer(bare):
        for zin in zinnen.get(word[0][:_FIRST], ()):
            found = zin.pattern.match(bare, word.start())
            if found:
                yield zin.onderwerp, *found.span()


@cache
def _patronen() -> _Patronen:
    lists = {onderwerp: _read(onderwerp) for onderwerp in BIJZONDER}
    begin: _Stammen = {}
    midden: _Stammen = {}
    zinnen: _Zinnen = {}
    for onderwerp, patterns in lists.items():
        for pattern in (each for each in patterns if " " not in each):
            stammen = midden if pattern.startswith("*") else begin
            stammen[pattern.strip("*")] = (onderwerp, pattern.endswith("*"))
        _add(zinnen, onderwerp, [pattern for pattern in patterns if " " in pattern])
    allowed = [*_read(TOEGESTAAN), *map(_apart, STANDAARDREDENEN)]
    return _Patronen(begin, midden, zinnen, _add({}, TOEGESTAAN, allowed))


def _read(naam: str) -> list[str]:
    with (WOORDEN / f"{naam}.csv").open(encoding="utf-8", newline="") as file:
        rows = [row["patroon"] for row in csv.DictReader(file, delimiter=";")]
    return [" ".join(_spelled(word) for word in row.split()) for row in rows]


def _add(zinnen: _Zinnen, onderwerp: str, patterns: list[str]) -> _Zinnen:
    """One expression per first letters, the longest pattern first. No pattern of words begins with a star."""
    groups: dict[str, list[str]] = {}
    for pattern in sorted(patterns, key=len, reverse=True):
        words = re.escape(pattern).replace(r"\*", "[a-z]*").replace(r"\ ", " ")
        groups.setdefault(pattern[:_FIRST].strip(), []).append(words)
    for first, group in groups.items():
        zinnen.setdefault(first, []).append(_Zin(onderwerp, re.compile(rf"(?:{'|'.join(group)})\b")))
    return zinnen
