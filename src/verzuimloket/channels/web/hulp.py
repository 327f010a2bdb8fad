"""Pages for everyone: help, privacy, accessibility, what is new (HLP, PRV)."""

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import public
from verzuimloket.core import clock
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.uitleg import BESTAND

WET = BESTAND.with_name("wet.csv")
_VERSION = re.compile(r"^## (?P<nummer>\S+)(?: \((?P<datum>\d{4}-\d\d-\d\d)\))?$", re.MULTILINE)
_IMPACT = re.compile(r"^\*Impact: (\w+)\* (.+(?:\n(?!\*Impact|#|\n).+)*)", re.MULTILINE)
_POINT = re.compile(r"^- (.+(?:\n  .+)*)", re.MULTILINE)


@public
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); the address is that of the holder, or of the product."""
    expires = clock.now().replace(microsecond=0) + timedelta(days=180)
    contact = getattr(settings, "MELDPUNT_BEVEILIGING", "mailto:security@verzuimloket.example")
    lines = (f"Contact: {contact}", f"Expires: {expires.isoformat()}", "Preferred-Languages: nl, en")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@dataclass(frozen=True)
class Helpdesk:
    """Where to ask. The holder of an installation gives its own in the setting HELPDESKS."""

    naam: str
    vraag: str
    telefoon: str
    uren: str
    email: str


HELPDESKS = (
    Helpdesk(
        "Inschrijvingen",
        "Hebt u een vraag over het inschrijven of uitschrijven van leerlingen?",
        "088 000 00 01",
        "op werkdagen van 9.00 tot 13.00 uur",
        "inschrijvingen@verzuimloket.example",
    ),
    Helpdesk(
        "Verzuim",
        "Hebt u een vraag over het melden of behandelen van verzuim?",
        "088 000 00 02",
        "op werkdagen van 9.00 tot 13.00 uur",
        "verzuim@verzuimloket.example",
    ),
    Helpdesk(
        "Inloggen",
        "Bent u beheerder en hebt u hulp nodig bij het inloggen of bij rollen?",
        "088 000 00 03",
        "op werkdagen van 9.00 tot 13.00 uur",
        "inloggen@verzuimloket.example",
    ),
)


@dataclass(frozen=True)
class Versie:
    """One version of the product, as CHANGELOG.md describes it, in English.

    punten: what changed; gevolgen: (subject, text) of what it means for the rules, for who connects and for operators.
    """

    nummer: str
    datum: date | None
    punten: tuple[str, ...]
    gevolgen: tuple[tuple[str, str], ...] = ()


@public
def hulp(request: HttpRequest) -> HttpResponse:
    """Helpdesks, logging in, roles, words, frequently asked questions (HLP-01…10)."""
    today = clock.today()
    return show(
        request,
        "hulp.jinja",
        titel="Hulp",
        helpdesks=getattr(settings, "HELPDESKS", HELPDESKS),
        rollen=[(rol.naam, rol.extra["toelichting"]) for rol in codelijst("rol") if rol.geldig(today)],
        soorten=_names("soort", today),
        statussen=_names("status", today),
        schoolsoorten=codelijst("schoolsoort").keuzes(on=today),
    )


@public
def wet(request: HttpRequest) -> HttpResponse:
    """The Leerplichtwet in short, article by article, in Dutch or English (WNS-12): uitleg/wet.csv."""
    with WET.open(encoding="utf-8", newline="") as file:
        artikelen = list(csv.DictReader(file, delimiter=";"))
    return show(request, "hulp_wet.jinja", titel="De wet in het kort", groep="Hulp", artikelen=artikelen)


def _names(lijst: str, on: date) -> list[str]:
    return [naam for _, naam in codelijst(lijst).keuzes(on=on)]


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, how long, who sees it, and which rights people have (PRV-01…08, PRV-11)."""
    return show(request, "privacy.jinja", titel="Privacy")


@public
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    """The statement that the law asks of a government site, to be completed by its holder."""
    return show(request, "toegankelijkheid.jinja", titel="Toegankelijkheid")


@public
def nieuw(request: HttpRequest) -> HttpResponse:
    """What changed per version (the wish behind HLP-10)."""
    text = (settings.HOOFDMAP / "CHANGELOG.md").read_text(encoding="utf-8")
    return show(request, "nieuw.jinja", titel="Wat is er nieuw", versies=versions(text))


def versions(changelog: str) -> list[Versie]:
    """The versions in a changelog, in its order, with the points of each."""
    heads = list(_VERSION.finditer(changelog))
    ends = [head.start() for head in heads[1:]] + [len(changelog)]
    return [
        Versie(
            head["nummer"],
            date.fromisoformat(head["datum"]) if head["datum"] else None,
            tuple(_plain(point) for point in _POINT.findall(changelog[head.end() : end])),
            tuple((soort, _plain(text)) for soort, text in _IMPACT.findall(changelog[head.end() : end])),
        )
        for head, end in zip(heads, ends, strict=False)  # without a head there is still an end
    ]


def _plain(point: str) -> str:
    """One line without the marks of Markdown."""
    return re.sub(r"[`*]", "", " ".join(point.split()))
