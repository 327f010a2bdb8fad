"""'Inschrijven leerling' (INS-06…30): one page, three outcomes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from verzuimloket.channels.web.formulier import Formulier
from verzuimloket.channels.web.inschrijvingen import bewaard, velden
from verzuimloket.channels.web.inschrijvingen.zonder_antwoord import when_silent
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected
from verzuimloket.inschrijvingen import actions, queries
from verzuimloket.inschrijvingen.actions import ALREADY_ENROLLED, Uitkomst
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.personen import queries as personen
from verzuimloket.personen.rules import zoeksleutel

SLOT = "inschrijven"
_PER_KEER = ("vervang_bestaande",)  # holds for one pupil, never for the next


def _no_answer(request: Verzoek) -> HttpResponse:
    """Nobody knows whether it was stored. The codes come from the actor: the database is out of reach."""
    form = Formulier.posted(request.POST, velden.velden(on=clock.today()))
    codes = [(code, code) for code in _actor(request).instellingen]
    return _page(request, form, codes, uitkomst="time_out", status=503)


@when_silent(_no_answer)
@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.INSCHRIJVER)
def inschrijven(request: Verzoek) -> HttpResponse:
    """The form; after success again, with what was entered, for the next enrolment (INS-28)."""
    fields = velden.velden(on=clock.today())
    codes = [(each.code, str(each)) for each in instellingen.instellingen(_actor(request).instellingen)]
    if request.method == "POST":
        form = Formulier.posted(request.POST, fields)
        uitkomst = _submit(request, form)
        return _on_to_next(request, form, uitkomst) if uitkomst else _refused(request, form, codes)
    kept = bewaard.collect(request, SLOT, request.GET.get("uitkomst", "")) or {}
    form = Formulier(kept.get("antwoorden") or _empty(codes), fields)
    return _page(request, form, codes, **_stored(request, kept))


def _actor(request: Verzoek) -> Actor:
    return request.actor


def _empty(codes: list[tuple[str, str]]) -> dict[str, str]:
    """A fresh form; who has one institution need not choose it."""
    return velden.LEEG | ({"instelling": codes[0][0]} if len(codes) == 1 else {})


def _submit(request: Verzoek, form: Formulier) -> Uitkomst | None:
    """Store it; or nothing, and ``form.fouten`` says why: all that is wrong, at once."""
    by, on, given = _actor(request), clock.today(), velden.read(form)
    try:
        if form.fouten:
            raise Rejected(queries.judge(given, by=by, on=on))
        return actions.enrol(given, by=by, on=on)
    except Rejected as rejected:
        velden.add(form, rejected.violations)
        return None


def _refused(request: Verzoek, form: Formulier, codes: list[tuple[str, str]]) -> HttpResponse:
    return _page(request, form, codes, uitkomst="niet_gelukt")


def _on_to_next(request: Verzoek, form: Formulier, uitkomst: Uitkomst) -> HttpResponse:
    """To the form with the outcome. The address carries a ticket, and nothing of the pupil."""
    kept = {
        "antwoorden": {naam: value for naam, value in form.antwoorden.items() if naam not in _PER_KEER},
        "inschrijving": str(uitkomst.inschrijving.kenmerk),
        "zonder_nummer": form.ja_nee("met_nummer") is False,
        "signalen": [signal.text for signal in uitkomst.signalen],
    }
    ticket = bewaard.hand_over(request, SLOT, kept)
    return redirect(f"{reverse('inschrijven')}?uitkomst={ticket}")


def _stored(request: Verzoek, kept: dict[str, Any]) -> dict[str, Any]:
    """What the page tells about the enrolment that was just stored."""
    if not kept:
        return {}
    inschrijving = queries.visible_to(_actor(request)).get(kenmerk=kept["inschrijving"])
    return {
        "uitkomst": "gelukt",
        "opgeslagen": inschrijving,
        "nummer": _issued(request, inschrijving) if kept["zonder_nummer"] else "",
        "signalen": kept["signalen"],
    }


def _issued(request: Verzoek, inschrijving: Inschrijving) -> str:
    """The onderwijsnummer of a pupil who came without one: this is how the school learns it (ADR 0022)."""
    persoon = inschrijving.persoon
    if personen.number_kind(persoon) != "onderwijsnummer":
        return ""
    audit.record("persoon:nummer-tonen", persoon, by=_actor(request), bij="inschrijven")
    return personen.number_of(persoon)


def _page(
    request: Verzoek,
    form: Formulier,
    codes: list[tuple[str, str]],
    *,
    uitkomst: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    asks = any(fout.code == ALREADY_ENROLLED for fout in form.fouten)
    context = {
        "form": form,
        "codes": codes,
        "uitkomst": uitkomst,
        "vervangen": asks or bool(form.getypt("vervang_bestaande")),
        "opgeslagen": None,
        "nummer": "",
        "signalen": [],
    } | more
    return show(
        request,
        "inschrijvingen/inschrijven.jinja",
        titel="Inschrijven leerling",
        groep="Inschrijvingen",
        fouten=form.fouten,
        status=status,
        **context,
    )


@require_safe
@allowed(Rol.INSCHRIJVER)
def landcodes(request: Verzoek) -> HttpResponse:
    """All countries with their codes (INS-24)."""
    landen = sorted(codelijst("land").keuzes(on=clock.today()), key=lambda land: zoeksleutel(land[1]))
    return show(
        request,
        "inschrijvingen/landcodes.jinja",
        titel="Landcodes",
        groep="Inschrijvingen",
        landen=[(naam, code) for code, naam in landen],
    )
