"""'Waarom?': which duty rests on a pupil on a day, with article, facts and dates (domain rules §5)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim.raadplegen import SCHOOL
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.leerplicht.rules import Status, Tijdvak, status, tijdlijn, uitleg
from verzuimloket.personen.models import Persoon
from verzuimloket.personen.rules import voluit
from verzuimloket.verzuim import queries

_DAG = {"dag": Veld("Op welke dag?", "Bijvoorbeeld de eerste dag van het verzuim: 31 10 2026")}


@require_safe
@allowed(*SCHOOL)
def leerling(request: Verzoek, instelling: str, kenmerk: UUID) -> HttpResponse:
    """For the school, also for who only reads. The ground of an exemption is not for the school."""
    actor: Actor = request.actor
    found = queries.pupil(actor, instelling, kenmerk, on=clock.today())
    if found is None:
        raise Http404
    melder = actor.has_role(Rol.MELDER)
    terug = reverse("verzuim-leerling", args=[instelling, kenmerk]) if melder else reverse("verzuim")
    tekst = "Terug naar de leerling" if melder else "Terug naar Verzuim raadplegen"
    return _page(request, found[0], instelling, groep="Verzuim", terug=terug, terugtekst=tekst)


@require_safe
@allowed(Rol.BEHANDELAAR)
def gemeente(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """The same for the municipality that handles a melding; it recorded the exemption, so it sees the ground."""
    melding = get_object_or_404(queries.visible_to(request.actor), kenmerk=kenmerk)
    terug = reverse("gemeente-melding", args=[kenmerk])
    return _page(
        request,
        melding.persoon,
        melding.instelling_id,
        groep="Werklijst",
        terug=terug,
        terugtekst=f"Terug naar melding {melding.nummer}",
        grond=True,
    )


def _page(request: Verzoek, persoon: Persoon, instelling: str, *, grond: bool = False, **more: Any) -> HttpResponse:
    form = Formulier.posted(request.GET, _DAG)
    dag = form.datum("dag")
    if dag is None and not form.fouten:
        dag = clock.today()
        form.antwoorden = _boxes(dag)
    audit.record("persoon:raadplegen", persoon, by=request.actor, bij="plicht")
    facts = queries.plicht_facts(persoon, instelling, on=clock.today())
    return show(
        request,
        "verzuim/plicht.jinja",
        titel="Welke plicht geldt?",
        bijschrift=persoon.naam,
        form=form,
        fouten=form.fouten,
        tijdlijn=_rijen(tijdlijn(facts), dag, grond=grond),
        antwoord=_antwoord(status(facts, dag), grond=grond) if dag else None,
        bijzonder=uitleg.bijzonder(facts, status(facts, dag)) if dag else (),
        feiten=[{"label": each.naam, "value": each.waarde} for each in uitleg.feiten(facts, dag or clock.today())],
        **more,
    )


def _boxes(dag: date) -> dict[str, str]:
    return {"dag_dag": str(dag.day), "dag_maand": str(dag.month), "dag_jaar": str(dag.year)}


def _antwoord(found: Status, *, grond: bool) -> dict[str, Any]:
    oordeel = found.tijdvak.oordeel
    rijen = [
        ("Status", uitleg.naam(oordeel)),
        ("Waarom", uitleg.waarom(oordeel)),
        ("Artikel", uitleg.artikelen(oordeel, grond=grond)),
        ("Vanaf", voluit(found.tijdvak.begin)),
        ("Tot en met", voluit(found.tijdvak.eind) if found.tijdvak.eind else "geen einde"),
    ]
    return {
        "zin": uitleg.zin(found),
        "gevolg": uitleg.gevolg(found),
        "rijen": [{"label": label, "value": value} for label, value in rijen],
    }


def _rijen(line: tuple[Tijdvak, ...], dag: date | None, *, grond: bool) -> list[dict[str, Any]]:
    """The whole life as rows: from birth to the end of every duty."""
    rijen = []
    for vak, volgend in zip(line, (*line[1:], None), strict=True):
        rijen.append(
            {
                "vanaf": vak.begin,
                "tot": vak.eind,
                "naam": uitleg.naam(vak.oordeel),
                "artikel": uitleg.artikelen(vak.oordeel, grond=grond),
                "einde": uitleg.overgang(vak, volgend),
                "nu": dag is not None and vak.bevat(dag),
            }
        )
    return rijen
