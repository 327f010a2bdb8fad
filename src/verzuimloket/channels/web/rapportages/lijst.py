"""The list of one month on screen, with filters; who came, who went, and who can be repaired (MND-04, 05, 15…18)."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from verzuimloket.channels.web.bestanden import delen as bladen
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.rapportages import delen
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit
from verzuimloket.core.actor import Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen import queries as personen
from verzuimloket.rapportages.models import Lijstregel, Peiling
from verzuimloket.rapportages.queries import lijst as queries
from verzuimloket.rapportages.queries.lijst import Bereik, Filter, Verteld
from verzuimloket.uitvoer.opmaak import masker

MAAT = bladen.PER_PAGE
LIJST, ERBIJ, ERAF, HERSTEL = "lijst", "erbij", "eraf", "herstel"
NIEUW = (("ja", "Alleen nieuw deze maand"),)


@require_safe
@allowed(Rol.RAPPORTAGES)
def lijst(request: Verzoek, peiling: UUID) -> HttpResponse:
    """One tab of one run."""
    who, run = delen.run_of(request, peiling)
    tab = request.GET.get("tab", LIJST)
    tab = tab if tab in (LIJST, ERBIJ, ERAF, HERSTEL) else LIJST
    adres = reverse("rapportages:lijst", args=[run.kenmerk])
    found = _mutations(request, who, run, tab) if tab in (ERBIJ, ERAF) else _lines(request, who, run, tab)
    audit.record("rapportage:raadplegen", run, by=request.actor, tab=tab)
    return show(
        request,
        "rapportages/lijst.jinja",
        titel=delen.titel_of(run),
        groep=delen.GROEP,
        run=run,
        productie=delen.productie_of(run),
        rapportagemaand=delen.maandnaam(run.rapportagemaand),
        tab=tab,
        tabs=_tabs(run, tab),
        cijfers=queries.figures(who, [run])[run.pk],
        school=who.school,
        maat=MAAT,
        wissen=f"{adres}?tab={tab}" if tab != LIJST else adres,
        **found,
    )


def _tabs(run: Peiling, present: str) -> list[tuple[str, str, bool]]:
    names = {
        LIJST: f"Op de lijst ({run.soort})",
        ERBIJ: "Erbij deze maand (A01)",
        ERAF: "Eraf deze maand (A02)",
        HERSTEL: "Herstelbaar",
    }
    base = reverse("rapportages:lijst", args=[run.kenmerk])
    return [(label, base if tab == LIJST else f"{base}?tab={tab}", tab == present) for tab, label in names.items()]


def _lines(request: Verzoek, who: Bereik, run: Peiling, tab: str) -> dict[str, Any]:
    keuzes = _choices(who, run)
    asked = {naam: bladen.chosen(request, naam, choices) for naam, (_, choices) in keuzes.items()}
    wanted = Filter(nieuw=asked["nieuw"] == "ja", **{naam: each for naam, each in asked.items() if naam != "nieuw"})
    rows = queries.lines(who, run, wanted)
    rows = queries.repairable(rows, run) if tab == HERSTEL else queries.with_repair(rows, run)
    criteria = asked | ({"tab": tab} if tab != LIJST else {})
    totaal = _count(who, run, rows, wanted, tab)
    pagina, paginas, adres = bladen.pages(request, totaal, criteria)
    return {
        "keuzes": keuzes,
        "asked": asked,
        "chips": _chips(request.path, keuzes, criteria),
        "rijen": [_row(run, each, who) for each in queries.told(rows, (pagina - 1) * MAAT, MAAT)],
        "totaal": totaal,
        "pagina": pagina,
        "paginas": paginas,
        "adres": adres,
    }


def _count(who: Bereik, run: Peiling, rows: QuerySet[Lijstregel], wanted: Filter, tab: str) -> int:
    return queries.count(rows) if tab == HERSTEL else queries.lines(who, run, wanted).count()


def _choices(who: Bereik, run: Peiling) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """The filters: name → label and choices. One that has nothing to choose is left out of the page."""
    found = queries.choices(who, run)
    gemeente = codelijst("gemeente")
    return {
        "reden": ("Reden", [(each.code, each.naam.capitalize()) for each in codelijst("vsv_reden")]),
        "niveau": ("Niveau", [(each.code, each.extra["label"]) for each in codelijst("vsv_niveau")]),
        "sinds": ("Op de lijst sinds", [(maand, delen.maandnaam(maand)) for maand in found.sinds]),
        "nieuw": ("Nieuw", list(NIEUW)),
        "instelling": ("Instelling", list(found.instellingen)),
        "gemeente": ("Gemeente", [(code, gemeente.label(code)) for code in found.gemeenten]),
    }


def _chips(path: str, keuzes: dict[str, Any], criteria: dict[str, str]) -> list[tuple[str, str, str]]:
    """(label, value, address without it) of each filter in use."""
    used = {naam: each for naam, each in criteria.items() if each}
    return [
        (keuzes[naam][0], dict(keuzes[naam][1])[each], _without(path, used, naam))
        for naam, each in used.items()
        if naam in keuzes
    ]


def _without(path: str, used: dict[str, str], naam: str) -> str:
    left = {each: value for each, value in used.items() if each != naam}
    return f"{path}?{urlencode(left)}" if left else path


def _mutations(request: Verzoek, who: Bereik, run: Peiling, tab: str) -> dict[str, Any]:
    rows = queries.mutations(who, run, "A01" if tab == ERBIJ else "A02")
    totaal = rows.count()
    pagina, paginas, adres = bladen.pages(request, totaal, {"tab": tab})
    return {
        "keuzes": {},
        "asked": {},
        "chips": [],
        "rijen": [_row(run, each, who) for each in queries.told_mutations(rows, (pagina - 1) * MAAT, MAAT)],
        "totaal": totaal,
        "pagina": pagina,
        "paginas": paginas,
        "adres": adres,
    }


def _row(run: Peiling, each: Verteld, who: Bereik) -> dict[str, Any]:
    regel, persoon = each.regel, each.persoon
    return {
        "naam": f"{persoon.lijstnaam}{', ' + persoon.voornamen if persoon.voornamen else ''}",
        "href": reverse("rapportages:regel", args=[run.kenmerk, persoon.kenmerk]),
        "nummer": masker(personen.number_of(persoon)),
        "geboren": persoon.geboren,
        "instelling": each.leidend.instelling_id,
        "gemeente": codelijst("gemeente").label(regel.gemeente),
        "niveau": codelijst("vsv_niveau")[regel.niveau].extra["label"],
        "uit": each.uit.einddatum if each.uit else None,
        "reden": codelijst("vsv_reden").label(regel.reden).capitalize(),
        "sinds": delen.maandnaam(getattr(regel, who.vanaf)),
        "nieuw": getattr(regel, who.vanaf) == run.rapportagemaand,
        "hersteld": each.hersteld,
        "mutatie": each.mutatie.reden.capitalize() if each.mutatie else "",
        "datum": each.mutatie.datum if each.mutatie else None,
    }
