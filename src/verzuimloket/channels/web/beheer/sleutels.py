"""API keys of the own institutions: which there are, a new one, and taking one back (WNS-11, ADR 0041)."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from verzuimloket.access import actions, queries, rules
from verzuimloket.access.inputs import ApisleutelInput
from verzuimloket.access.models import Apisleutel
from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected
from verzuimloket.core.parameters import param
from verzuimloket.instellingen import queries as instellingen

GROEP = "Beheer"
_TOLD = "sleutel_uitkomst"
_INGETROKKEN = "De API-sleutel is ingetrokken. Een pakket dat hem gebruikt, komt er niet meer in."


@require_safe
@allowed(Rol.BEHEERDER)
def sleutels(request: Verzoek) -> HttpResponse:
    """Every key, old and present."""
    return show(
        request,
        "beheer/sleutels.jinja",
        titel="API-sleutels",
        groep=GROEP,
        sleutels=[(each, _stand(each)) for each in queries.apisleutels(request.actor)],
        mag_maken=bool(request.actor.instellingen),
        uitkomst=request.session.pop(_TOLD, ""),
    )


def _stand(sleutel: Apisleutel) -> str:
    if sleutel.ingetrokken_at:
        return "Ingetrokken"
    return "Verlopen" if sleutel.vervalt_op < clock.today() else "Geldig"


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHEERDER)
def nieuw(request: Verzoek) -> HttpResponse:
    """A new key. Its secret is on the answer to this one submit, and nowhere else."""
    codes = [(each.code, str(each)) for each in instellingen.instellingen(request.actor.instellingen)]
    velden = _velden(codes)
    posted = request.method == "POST"
    form = Formulier.posted(request.POST, velden) if posted else Formulier(_usual(codes), velden)
    made = _make(request, form) if posted else None
    if made:
        titel = "De API-sleutel is gemaakt"
        return show(request, "beheer/sleutel_gemaakt.jinja", titel=titel, groep=GROEP, gemaakt=made)
    return show(
        request,
        "beheer/sleutel_nieuw.jinja",
        titel="API-sleutel maken",
        groep=GROEP,
        form=form,
        codes=codes,
        fouten=form.fouten,
    )


def _velden(codes: list[tuple[str, str]]) -> dict[str, Veld]:
    lijst, on = codelijst("api_bereik"), clock.today()
    bereik = tuple((code, naam, lijst[code].extra["toelichting"]) for code, naam in lijst.keuzes(on=on))
    most = param("apisleutel_max_dagen", on=on)
    return {
        "instelling": Veld("Instelling", "Een sleutel is voor één instelling", keuzes=tuple(codes)),
        "label": Veld("Naam", "Bijvoorbeeld de naam van uw administratiepakket", max=60),
        "bereik": Veld("Wat mag het pakket met deze sleutel?", keuzes=bereik),
        "vervalt_op": Veld("Laatste dag", f"Hoogstens {most} dagen vooruit. Maak voor die dag een nieuwe sleutel"),
    }


def _usual(codes: list[tuple[str, str]]) -> dict[str, str]:
    """As long as may be; who has one institution need not choose it."""
    last: date = clock.today() + timedelta(days=param("apisleutel_max_dagen", on=clock.today()))
    days = {"vervalt_op_dag": str(last.day), "vervalt_op_maand": str(last.month), "vervalt_op_jaar": str(last.year)}
    return days | ({"instelling": codes[0][0]} if len(codes) == 1 else {})


def _make(request: Verzoek, form: Formulier) -> actions.NieuweSleutel | None:
    """The key that was made. If none was, the form says why."""
    given = ApisleutelInput(
        instelling=form.keuze("instelling"),
        label=form.tekst("label"),
        bereik=form.keuzes("bereik"),
        vervalt_op=form.datum("vervalt_op"),
    )
    on = clock.today()
    try:
        if form.fouten:
            raise Rejected(rules.wrong_sleutel(given, on=on))
        return actions.make_sleutel(given, by=request.actor, at=clock.real_now(), on=on)
    except Rejected as rejected:
        form.add(rejected.violations)
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHEERDER)
def intrekken(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Ask to be sure: the software of the school stops at once."""
    found = get_object_or_404(queries.apisleutels(request.actor), kenmerk=kenmerk)
    if request.method == "POST":
        actions.withdraw_sleutel(found, by=request.actor, at=clock.real_now())
        request.session[_TOLD] = _INGETROKKEN
        return redirect("api-sleutels")
    titel = "API-sleutel intrekken"
    return show(request, "beheer/sleutel_intrekken.jinja", titel=titel, groep=GROEP, sleutel=found)
