"""What the lists of meldingen share, of a school and of a municipality: rows, counts, saved views."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from verzuimloket.access import queries as access
from verzuimloket.channels.web.formulier import JA, Formulier
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim.datumtekst import read_day
from verzuimloket.channels.web.verzuim.lijst import EXPIRED, Lijst, Opzet
from verzuimloket.core import clock
from verzuimloket.uitvoer import meldingen as kolommen
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.models import Melding


@dataclass(frozen=True)
class Bron:
    """A list of meldingen: how it is set up, how its criteria are read, from which rows, and its own pages."""

    opzet: Callable[[Verzoek], Opzet]
    vraag: Callable[[Formulier], queries.Zoekvraag]
    rijen: Callable[[Verzoek], QuerySet[Melding]]
    uitvoer: str
    weergaven: str
    pdf: str

    def lijst(self, request: Verzoek) -> Lijst:
        """The variant of the list that the address asks for."""
        return Lijst.read(self.opzet(request), request.GET, request.actor)


def liked(opzet: Opzet, request: Verzoek) -> Opzet:
    """The list as this person likes to see it."""
    voorkeur = access.lijstvoorkeur(request.keuze.gebruiker, opzet.view)
    known = {kolom.naam for kolom in opzet.kolommen}
    chosen = tuple(naam for naam in voorkeur.get("kolommen", []) if naam in known)
    return replace(opzet, getoond=chosen or opzet.getoond, maat=voorkeur.get("aantal", opzet.maat))


def found_by(lijst: Lijst, rows: QuerySet[Melding]) -> queries.Pagina:
    """The page of the list that its address asks for."""
    order = queries.order(lijst.volgorde.removeprefix("-"), aflopend=lijst.volgorde.startswith("-"))
    return queries.page_of(rows, order, pagina=lijst.pagina, maat=lijst.maat)


def list_context(request: Verzoek, bron: Bron, lijst: Lijst, rows: QuerySet[Melding] | None) -> dict[str, Any]:
    """What the template of a list needs. ``rows``: all that was found; None when the question was wrong."""
    found = queries.Pagina([], 0, 1) if rows is None else found_by(lijst, rows)
    first, today = (found.nummer - 1) * lijst.maat + 1, clock.today()
    return {
        "lijst": lijst,
        "form": lijst.form,
        "fouten": [*lijst.form.fouten, *([EXPIRED] if lijst.verlopen else [])],
        "rijen": [(melding, kolommen.days_in_status(melding, today)) for melding in found.rijen],
        "totaal": found.totaal,
        "pagina": found.nummer,
        "paginas": max(1, -(-found.totaal // lijst.maat)),
        "eerste": first if found.rijen else 0,
        "laatste": first + len(found.rijen) - 1,
        "chips": lijst.chips(_names(lijst, found)),
        "groepen": count_table(lijst, rows) if rows is not None and lijst.groep else None,
        "tellen": [(naam, queries.GROEPEN[naam], replace(lijst, groep=naam).adres()) for naam in lijst.opzet.groepen],
        "weergaven": access.weergaven_of(request.keuze.gebruiker, lijst.opzet.view, request.actor.organisatie),
        "bron": bron,
        "kolomwaarde": lambda naam, melding: kolommen.column(naam).waarde(melding, today),
    }


def _names(lijst: Lijst, found: queries.Pagina) -> dict[str, str]:
    """How a chip calls the pupil that is a criterion."""
    unseen = dict.fromkeys(lijst.waarden.get("leerling", ()), "gezochte leerling")
    return unseen | {str(melding.persoon.kenmerk): melding.persoon.lijstnaam for melding in found.rijen}


@dataclass(frozen=True)
class Telling:
    """The count of everything that was found: per line a name, and numbers with the list behind each."""

    kop: str
    rijen: list[tuple[str, list[tuple[int, str]]]]
    totaal: tuple[int, ...]


def count_table(lijst: Lijst, rows: QuerySet[Melding]) -> Telling:
    """The whole filtered set, not the page."""
    groepen = queries.grouped(rows, lijst.groep)
    bare = replace(lijst, groep="")
    lines = [(groep.naam, _numbers(bare, lijst.groep, groep)) for groep in groepen]
    totals = tuple(sum(column) for column in list(zip(*groepen, strict=True))[2:]) if groepen else ()
    return Telling(queries.GROEPEN[lijst.groep], lines, totals)


def _numbers(lijst: Lijst, naam: str, groep: queries.Groep) -> list[tuple[int, str]]:
    own = lijst.waarden | _criterion(lijst, naam, groep.code)
    return [
        (groep.aantal, lijst.adres(own)),
        (groep.prioriteit, lijst.adres(own | {"prioriteit": [JA]})),
        (groep.zonder_einddatum, lijst.adres(own | {"zonder_einddatum": [JA]})),
    ]


def _criterion(lijst: Lijst, naam: str, code: str | date | None) -> dict[str, list[str]]:
    """The criterion that shows the rows of one line; a month within the days that were asked for."""
    if not isinstance(code, date):
        return {naam: [code or queries.ZONDER_LOCATIE]}
    last = (code + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    van, tot = (read_day(lijst.form, f"gemeld_{side}") for side in ("van", "tot"))
    days = {"gemeld_van": max(code, van or code), "gemeld_tot": min(last, tot or last)}
    return {name: [f"{day:%d-%m-%Y}"] for name, day in days.items()}
