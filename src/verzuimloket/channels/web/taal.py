"""English beside Dutch (WNS-12, ux.md 5.11): which page is in which language, and what its words are.

Dutch is the language of the register and of its official sentences. English is a reading of them: views,
rules and actions run in Dutch, and only ``pagina.show`` turns to English, while it renders a page that is
complete in English. A page is therefore in one language, never half. Translations stand in
``talen/en/*.po`` (words of pages) and ``uitleg/regels_en.csv`` (sentences with a code), both read as they
are: nothing is compiled.
"""

import ast
import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import get_language
from markupsafe import Markup

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.uitleg import BESTAND

NEDERLANDS, ENGELS = "nl", "en"
TALEN = {NEDERLANDS: "Nederlands", ENGELS: "English"}
SLEUTEL = "taal"  # in the session
MAP = Path(__file__).parent / "talen"
ZINNEN = BESTAND.with_name("regels_en.csv")
Woorden = dict[str, tuple[str, ...]]

# Pages of which every word has an English one (tests/channels/web/test_taal.py). Pages of prose have a template
# of their own in templates/en/. All others stay Dutch as a whole, and say so in English.
COMPLEET = frozenset(
    {
        "bestanden/aanlevering.jinja",
        "bestanden/ophalen.jinja",
        "bestanden/uitleg.jinja",
        "bestanden/versturen.jinja",
        "bestanden/verstuurd.jinja",
        "fout.jinja",
        "hulp_code.jinja",
        "hulp_codes.jinja",
        "hulp_wet.jinja",
        "inloggen.jinja",
        "inschrijvingen/dubbel.jinja",
        "inschrijvingen/elders.jinja",
        "inschrijvingen/ingetrokken.jinja",
        "inschrijvingen/intrekken.jinja",
        "inschrijvingen/inschrijven.jinja",
        "inschrijvingen/landcodes.jinja",
        "inschrijvingen/overzicht.jinja",
        "inschrijvingen/wijzigen.jinja",
        "inschrijvingen/wijzigen_zonder_antwoord.jinja",
        "nieuw.jinja",
        "organisatie.jinja",
        "start.jinja",
        "voorkeuren.jinja",
    }
)
TEMPLATES = Path(__file__).parent / "templates"


# which language


def gekozen(request: HttpRequest) -> str:
    """What this visitor chose. The language of the browser alone does not count: official sentences are Dutch, and
    a computer with an English browser must not change them unasked."""
    return getattr(request, "taal", NEDERLANDS)


def onthouden(request: HttpRequest) -> str:
    """The choice as the session keeps it; read once, so that an error page need not ask the database again."""
    found = request.session.get(SLEUTEL, NEDERLANDS)
    return found if found in TALEN else NEDERLANDS


@cache
def sjabloon(template: str, taal: str) -> tuple[str, str]:
    """Which template to show for this choice, and the language that the page then has."""
    if taal == ENGELS and (TEMPLATES / ENGELS / template).exists():
        return f"{ENGELS}/{template}", ENGELS
    return template, taal if template in COMPLEET else NEDERLANDS


def engels() -> bool:
    """Whether the page that is being made is English."""
    return get_language() == ENGELS


# words


@cache
def woorden() -> Woorden:
    """The Dutch words of pages with the English ones; the second form of a plural stands after the first."""
    found: Woorden = {}
    for file in sorted((MAP / ENGELS).glob("*.po")):
        found |= lees_po(file.read_text(encoding="utf-8"))
    return found


def lees_po(text: str) -> Woorden:
    """The entries of a .po file, as gettext writes them: msgid, msgid_plural, msgstr, msgstr[n], lines that go on."""
    found: Woorden = {}
    for block in re.split(r"\n\s*\n", text):
        entry: dict[str, str] = {}
        key = ""
        for line in block.splitlines():
            if match := re.match(r'(msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")\s*$', line):
                key = match[1]
                entry[key] = ast.literal_eval(match[2])
            elif line.startswith('"'):
                entry[key] += ast.literal_eval(line)
        if entry.get("msgid"):
            found[entry["msgid"]] = tuple(value for name, value in sorted(entry.items()) if name.startswith("msgstr"))
    return found


def vertaal(text: str) -> str:
    """The word in the language of the page; itself when nobody translated it."""
    return woorden().get(text, (text,))[0] if engels() else text


later = lazy(vertaal, str)  # for a view, which runs before the language of the page is known


def meervoud(een: str, meer: str, aantal: int) -> str:
    """As :func:`vertaal`, one or more."""
    forms = woorden().get(een, (een, meer)) if engels() else (een, meer)
    return forms[0] if aantal == 1 else forms[-1]


def naam_van(code: str, lijst: str) -> str:
    """The name of a code of a list in the language of the page: ``"M" | label("geslacht")``."""
    return in_lijst(codelijst(lijst).label(code), lijst) if code else ""


def in_lijst(naam: str, lijst: str) -> str:
    """A name from a code list in the language of the page; lists may use one word for two things."""
    return engelse_naam(naam, lijst) if engels() else naam


def engelse_naam(naam: str, lijst: str) -> str:
    return woorden().get(f"{lijst}: {naam}", woorden().get(naam, (naam,)))[0]


# sentences with a code


@cache
def zinnen() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each Dutch sentence as a pattern, with the English one for what fills its ``{names}``."""
    with ZINNEN.open(encoding="utf-8", newline="") as file:
        return tuple((_pattern(row["nederlands"]), row["engels"]) for row in csv.DictReader(file, delimiter=";"))


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", sentence)
    seen: set[str] = set()
    source = ""
    for place, part in enumerate(parts):
        if place % 2 == 0:
            source += re.escape(part)
        else:
            source += f"(?P={part})" if part in seen else f"(?P<{part}>.*?)"
            seen.add(part)
    return re.compile(source, re.DOTALL)


def zin(text: Any) -> Any:
    """A sentence for the user in the language of the page. Works on the sentence itself, since sentences are also kept
    (in findings of files, between two pages). Without a translation it stays Dutch, and says so to screen readers."""
    if not engels() or not text:
        return text
    if text in woorden():
        return vertaal(text)
    for pattern, english in zinnen():
        if match := pattern.fullmatch(str(text)):
            return english.format(**{name: waarde(value) for name, value in match.groupdict().items()})
    return Markup('<span class="vl-nl" lang="nl">{}</span>').format(text)


_MAANDEN = {
    "januari": "January",
    "februari": "February",
    "maart": "March",
    "april": "April",
    "mei": "May",
    "juni": "June",
    "juli": "July",
    "augustus": "August",
    "september": "September",
    "oktober": "October",
    "november": "November",
    "december": "December",
}
_DATUM = re.compile(rf"\b({'|'.join(_MAANDEN)})\b(?= \d{{4}})")
_BINDWOORDEN = {
    " tot en met ": " up to and including ",
    "vanaf ": "from ",
    "de dag": "the day",
    "de maand": "the month",
}
_BINDWOORDEN |= {"het jaar": "the year", " en ": " and "}


def waarde(text: str) -> str:
    """What fills a name in a sentence: the label of a field, a date, a period, or something that needs no words."""
    if text in woorden():
        return vertaal(text)
    dated = _DATUM.sub(lambda match: _MAANDEN[match[1]], text)
    if dated != text or text.startswith(("de ", "het ")):
        for dutch, english in _BINDWOORDEN.items():
            dated = dated.replace(dutch, english)
    return dated
