"""'Inschrijving wijzigen' (OVZ-11…18): the two dates of one enrolment."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.inschrijvingen import bewaard, overzicht
from verzuimloket.channels.web.inschrijvingen.zonder_antwoord import when_silent
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Rejected
from verzuimloket.inschrijvingen import actions, queries
from verzuimloket.inschrijvingen.actions import CHANGED_MEANWHILE, Uitkomst
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.personen import queries as personen
from verzuimloket.uitvoer.opmaak import masker

VELDEN = {
    "begindatum": Veld("Datum inschrijving", "Bijvoorbeeld 31 8 2026"),
    "einddatum": Veld("Datum uitschrijving", "De laatste dag waarop de leerling op school zit", optional=True),
}


def no_answer(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Nobody knows whether it was stored; the way on is the overview (OVZ-17)."""
    return show(
        request,
        "inschrijvingen/wijzigen_zonder_antwoord.jinja",
        titel="Inschrijving wijzigen",
        groep="Inschrijvingen",
        status=503,
    )


@when_silent(no_answer)
@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.INSCHRIJVER)
def inschrijving_wijzigen(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """A page of its own, so that it works everywhere."""
    actor: Actor = request.actor
    inschrijving = get_object_or_404(queries.visible_to(actor), kenmerk=kenmerk)
    if request.method != "POST":
        audit.record("persoon:raadplegen", inschrijving.persoon, by=actor, bij="inschrijving wijzigen")
        return _fresh(request, inschrijving)
    form = Formulier.posted(request.POST, VELDEN)
    if request.POST.get("actie") == "toon":
        audit.record("persoon:nummer-tonen", inschrijving.persoon, by=actor, bij="inschrijving wijzigen")
        return _page(request, inschrijving, form, form.getypt("gezien"), toon=True)
    uitkomst = _submit(request, inschrijving, form)
    return _on_to_list(request, uitkomst) if uitkomst else _refused(request, inschrijving, form)


def _fresh(request: Verzoek, inschrijving: Inschrijving) -> HttpResponse:
    """The dates as they are; or, from the list of double enrolments, those that would solve it."""
    asked = "voorstel" in request.GET
    voorstel = queries.proposal_for(request.actor, inschrijving, on=clock.today()) if asked else None
    form = Formulier(_typed(voorstel or inschrijving), VELDEN)
    return _page(request, inschrijving, form, as_seen(inschrijving), voorgesteld=voorstel is not None)


def _submit(request: Verzoek, inschrijving: Inschrijving, form: Formulier) -> Uitkomst | None:
    by: Actor = request.actor
    given, on = InschrijvingDatums(form.datum("begindatum"), form.datum("einddatum")), clock.today()
    try:
        if form.fouten:
            raise Rejected(queries.judge_datums(inschrijving, given, by=by, on=on))
        return actions.change_datums(inschrijving, given, by=by, on=on, seen=parse_seen(form.getypt("gezien")))
    except Rejected as rejected:
        form.add(rejected.violations)
        return None
    except ObjectDoesNotExist:
        raise Http404("taken back by a colleague just before") from None


def _refused(request: Verzoek, inschrijving: Inschrijving, form: Formulier) -> HttpResponse:
    gezien = form.getypt("gezien")
    if any(fout.code == CHANGED_MEANWHILE for fout in form.fouten):
        inschrijving.refresh_from_db()
        gezien = as_seen(inschrijving)  # the sentence tells the new dates: who confirms again has seen them
    return _page(request, inschrijving, form, gezien, uitkomst="niet_gelukt")


def _on_to_list(request: Verzoek, uitkomst: Uitkomst) -> HttpResponse:
    """Back to where the pupil stands in the list, where the change shows at once (OVZ-15)."""
    found = uitkomst.inschrijving
    kept = {"naam": found.persoon.naam, "signalen": [signal.text for signal in uitkomst.signalen]}
    ticket = bewaard.hand_over(request, overzicht.GEWIJZIGD, kept)
    return redirect(overzicht.address(found.instelling_id, _pagina(request), uitkomst=ticket))


def _pagina(request: Verzoek) -> int:
    """The page of the list that the user came from."""
    text = request.GET.get("pagina", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1


# what was on the screen when the user began: nobody's change is overwritten unseen


def as_seen(inschrijving: Inschrijving) -> str:
    return f"{inschrijving.begindatum}/{inschrijving.einddatum or ''}"


def parse_seen(text: str) -> InschrijvingDatums | None:
    begin, _, eind = text.partition("/")
    try:
        return InschrijvingDatums(date.fromisoformat(begin), date.fromisoformat(eind) if eind else None)
    except ValueError:
        return None


def _typed(datums: Inschrijving | InschrijvingDatums) -> dict[str, str]:
    """The dates as they stand in the boxes."""
    days = {"begindatum": datums.begindatum, "einddatum": datums.einddatum}
    return {
        f"{naam}_{deel}": str(getattr(day, attribute))
        for naam, day in days.items()
        if day
        for deel, attribute in (("dag", "day"), ("maand", "month"), ("jaar", "year"))
    }


def _page(
    request: Verzoek,
    inschrijving: Inschrijving,
    form: Formulier,
    gezien: str,
    *,
    toon: bool = False,
    uitkomst: str = "",
    voorgesteld: bool = False,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "gezien": gezien,
        "toon": toon,
        "kaart": _kaart(inschrijving, toon=toon),
        "terug": overzicht.address(inschrijving.instelling_id, _pagina(request)),
        "uitkomst": uitkomst,
        "inschrijving": inschrijving,
        "voorgesteld": voorgesteld,
    }
    return show(
        request,
        "inschrijvingen/wijzigen.jinja",
        titel="Inschrijving wijzigen",
        groep="Inschrijvingen",
        bijschrift=inschrijving.persoon.naam,
        fouten=form.fouten,
        **context,
    )


def _kaart(inschrijving: Inschrijving, *, toon: bool) -> list[tuple[str, Any]]:
    """Whose enrolment it is (OVZ-11)."""
    persoon = inschrijving.persoon
    soort = "Bsn" if personen.number_kind(persoon) == "bsn" else "Onderwijsnummer"
    nummer = personen.number_of(persoon)
    return [
        ("Naam", persoon.naam),
        (soort, nummer if toon else masker(nummer)),
        ("Instelling", inschrijving.instelling),
    ]
