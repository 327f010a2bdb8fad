"""Dashboards for institutions, municipalities and regions: the monthly sets as figures (domein rapportages.md §6)."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.rapportages import dashboard_delen as delen
from verzuimloket.channels.web.rapportages import dashboard_keuze as keuzes
from verzuimloket.channels.web.rapportages import dashboard_lijst as lijst
from verzuimloket.channels.web.rapportages import dashboard_verzuim as verzuim
from verzuimloket.channels.web.rapportages import delen as algemeen
from verzuimloket.channels.web.rapportages.dashboard_figuur import Figuur
from verzuimloket.channels.web.rapportages.dashboard_keuze import Keuze
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit
from verzuimloket.core.actor import Rol
from verzuimloket.core.parameters import param
from verzuimloket.rapportages.queries import dashboard as queries
from verzuimloket.rapportages.queries import dashboard_meldingen as meldingen


@dataclass(frozen=True)
class Dashboard:
    """What one part shows: tiles, and figures in order. te_klein: this reach is hidden from who sees no names."""

    tegels: list[dict[str, Any]] = field(default_factory=list)
    figuren: list[Figuur] = field(default_factory=list)
    te_klein: bool = False

    def figuur(self, code: str) -> Figuur:
        """The figure with this code."""
        found = next((each for each in self.figuren if each.code == code), None)
        if found is None:
            raise Http404
        return found


@require_safe
@allowed(Rol.RAPPORTAGES, Rol.REGISTERBEHEERDER)
def dashboard(request: Verzoek) -> HttpResponse:
    """The figures of a recipient in one month."""
    keuze = asked(request)
    groep = "Rapportages" if request.actor.has_role(Rol.RAPPORTAGES) else "Landelijk"
    boven = algemeen.tabs("dashboard") if request.actor.has_role(Rol.RAPPORTAGES) else []
    context: dict[str, Any] = {"titel": "Dashboard", "groep": groep, "keuze": keuze, "boven": boven}
    if keuze is not None:
        audit.record("dashboard:raadplegen", "dashboard", by=request.actor, **about(keuze))
        way = kruimels(request, keuze)
        context |= {"beeld": built(keuze), "wie": way[-1][0], "kruimels": way}
        context |= {"peilmoment": peilmoment(keuze), "drempel": drempel(keuze), "tabs": _tabs(keuze)}
    return show(request, "rapportages/dashboard.jinja", **context)


def asked(request: Verzoek) -> Keuze | None:
    """What the address asks of the actor's own figures."""
    return keuzes.read(request.GET, queries.bereik_of(request.actor), queries.peilingen())


def about(keuze: Keuze) -> dict[str, str]:
    """For the audit trail: what was looked at, without persons."""
    return {"deel": keuze.deel, "maand": keuze.maanden.nu.productiemaand}


def drempel(keuze: Keuze) -> int:
    """Below this number of persons a figure is hidden; 0 for who gets the lists with names."""
    return 0 if keuze.bereik.namen else param("kleine_aantallen", on=keuze.maanden.nu.t2)


def built(keuze: Keuze) -> Dashboard:
    """The part that was asked."""
    if _too_small(keuze):
        return Dashboard(te_klein=True)
    makers = {"overzicht": _overzicht, "niveau": _niveau, "verzuim": _verzuim, "gebied": _gebied}
    return makers[keuze.deel](keuze)


def _too_small(keuze: Keuze) -> bool:
    """For who sees no names: whether one of the steps down is hidden in the table above it."""
    if keuze.bereik.namen:
        return False
    for boven, (_, code) in zip(keuze.bereik.stappen(), keuze.bereik.binnen, strict=False):
        nu = queries.gebieden(boven, [keuze.maanden.nu])[keuze.maanden.nu.pk]
        if not delen.visible(nu, drempel(keuze), code):
            return True
    return False


def _overzicht(keuze: Keuze) -> Dashboard:
    least, maanden = drempel(keuze), keuze.maanden
    stand, sets = lijst.standen(keuze), lijst.startset(keuze)
    werk = queries.werkvoorraad(keuze.bereik, maanden.nu)
    figuren = [
        lijst.verloop(keuze, stand, maanden.nu, "verloop", least),
        lijst.redenen(keuze, stand, least),
        lijst.trend(keuze, stand, least),
        lijst.tijd(keuze, werk, least),
    ]
    if maanden.afgesloten:
        figuren.insert(2, lijst.verloop(keuze, stand, maanden.afgesloten, "verloop_afgesloten", least))
    tegels = lijst.tegels(keuze, stand, sets, least)
    return Dashboard(tegels, [lijst.kern(tegels), *(each for each in figuren if each)])


def _niveau(keuze: Keuze) -> Dashboard:
    least, nu, toen = drempel(keuze), keuze.maanden.nu, keuze.maanden.vorig_jaar
    naar = ["niveau", "leerweg", *(["locatie"] if keuze.bereik.diepte == "I" else [])]
    found = queries.verdeling(keuze.bereik, [each for each in (nu, toen) if each], naar)

    def pair(each: str) -> tuple[Any, Any]:
        return found[each][nu.pk], found[each][toen.pk] if toen else None

    figuren: list[Figuur | None] = [delen.niveau(keuze, *pair("niveau"), least)]
    if not least or not delen.hides(found["niveau"][nu.pk], least):  # a level of vo follows from who has no leerweg
        figuren.append(delen.leerweg(*pair("leerweg"), least))
    figuren.append(delen.locatie(*pair("locatie"), least) if "locatie" in naar else None)
    figuren.append(lijst.examen(keuze, lijst.Standen(queries.standen(keuze.bereik, [nu]), {}), least))
    return Dashboard(figuren=[each for each in figuren if each])


def _verzuim(keuze: Keuze) -> Dashboard:
    least, nu = drempel(keuze), keuze.maanden.nu
    gemeld, termijnen = meldingen.gemeld(keuze.bereik, nu), meldingen.termijnen(keuze.bereik, nu)
    figuren = [
        lijst.vooraf(queries.werkvoorraad(keuze.bereik, nu), least),
        verzuim.soorten(gemeld, least),
        verzuim.maanden(keuze, gemeld, least),
        verzuim.reactie(termijnen, least),
        verzuim.termijn(termijnen, least),
    ]
    return Dashboard(figuren=figuren)


def _gebied(keuze: Keuze) -> Dashboard:
    if not keuze.bereik.hieronder:
        return Dashboard()
    nu, toen = keuze.maanden.nu, keuze.maanden.vorig_jaar
    found = queries.gebieden(keuze.bereik, [each for each in (nu, toen) if each])
    return Dashboard(figuren=[delen.gebied(keuze, found[nu.pk], found[toen.pk] if toen else None, drempel(keuze))])


def kruimels(request: Verzoek, keuze: Keuze) -> list[tuple[str, str]]:
    """Whose figures these are, from the recipient down: (label, address); the last is of this page and has none."""
    top = "Nederland" if keuze.bereik.soort == "L" else request.actor.organisatie_naam or request.actor.organisatie
    base = reverse("rapportages:dashboard")
    found = [(top, f"{base}?{keuze.terug_naar(0)}")]
    for place, (soort, code) in enumerate(keuze.bereik.binnen, 1):
        found.append((queries.namen(soort, [code]).get(code) or code, f"{base}?{keuze.terug_naar(place)}"))
    return [*found[:-1], (found[-1][0], "")]


def peilmoment(keuze: Keuze) -> dict[str, Any]:
    """Of which days and moment the figures tell."""
    nu = keuze.maanden.nu
    return {
        "t1": nu.t1,
        "t2": nu.t2,
        "cutoff": nu.cutoff,
        "rapportagemaand": keuzes.maand(nu.rapportagemaand),
        "rapportjaar": f"{nu.rapportjaar}-{nu.rapportjaar + 1}",
    }


def _tabs(keuze: Keuze) -> list[tuple[str, str, bool]]:
    base = reverse("rapportages:dashboard")
    return [(label, f"{base}?{keuze.adres(deel=naam)}", naam == keuze.deel) for naam, label in keuze.delen.items()]
