"""Every code that a message can carry, explained: a page for people and for their helpdesk."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from verzuimloket.channels.web.boeken import BOEKEN
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import public
from verzuimloket.core.rules import Rule
from verzuimloket.core.uitleg import Uitleg, uitleg

SOORTEN = {
    "BV_I": "Inschrijven",
    "BV_U": "Bestanden versturen",
    "BV_K": "Nummers koppelen",
    "BV_S": "Verzuim melden, wijzigen en intrekken",
    "BV_G": "Terugkoppelen door de gemeente",
    "BV_C": "Gesprek bij een melding",
    "BV_A": "Bijlagen",
    "BV_L": "Uren bijhouden",
    "BV_B": "Locaties, contactpersonen, vakanties en mentoren",
    "BV_P": "Rapportages",
    "BV_R": "Besturen, instellingen en vestigingen (RIO)",
    "BV_D": "Gegevensleveringen",
    "TG": "Inloggen en rollen",
    "VORM": "Invullen van velden",
}


@dataclass(frozen=True)
class Pagina:
    """A code with its explanation, and with the rule behind it if a rulebook has it."""

    uitleg: Uitleg
    regel: Rule | None
    boeken: tuple[str, ...]

    @property
    def soort(self) -> str:
        """What the code is about, from the front of its name."""
        return next(naam for begin, naam in SOORTEN.items() if self.uitleg.code.startswith(f"{begin}_"))


def pagina(code: str) -> Pagina | None:
    """The page of a code; None when there is no such code."""
    if code not in uitleg():
        return None
    books = [book for book in BOEKEN if any(rule.code == code for rule in book)]
    return Pagina(uitleg()[code], books[0][code] if books else None, tuple(book.subject for book in books))


@public
def overzicht(request: HttpRequest) -> HttpResponse:
    """All codes by subject."""
    groepen: dict[str, list[Pagina]] = {naam: [] for naam in SOORTEN.values()}
    for code in uitleg():
        found = pagina(code)
        assert found
        groepen[found.soort].append(found)
    return show(request, "hulp_codes.jinja", titel="Codes bij meldingen", groep="Hulp", groepen=groepen)


@public
def code(request: HttpRequest, code: str) -> HttpResponse:
    """One code: what it says, why, an example, what to do."""
    found = pagina(code)
    if found is None:
        raise Http404
    return show(request, "hulp_code.jinja", titel=code, groep="Hulp", kop=f"Code {code}", pagina=found)
