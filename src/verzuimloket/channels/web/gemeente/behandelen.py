"""One melding on the side of the municipality: everything the school told, and the four answers (GEM-01…07)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.jinja import masker
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzuim import samenvatting
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected, TransitionNotAllowed, Violation
from verzuimloket.personen import queries as personen
from verzuimloket.routering import queries as routering
from verzuimloket.verzuim import actions, queries, states
from verzuimloket.verzuim.inputs import TerugkoppelingInput
from verzuimloket.verzuim.models import Melding

GROEP = "Werklijst"
_SESSION = "gemeente_uitkomst"


@dataclass(frozen=True)
class Handeling:
    """One of the officer's answers: its event, what the button and the outcome say, who writes it."""

    event: str
    knop: str
    uitkomst: str
    write: Callable[..., Melding]
    uitleg: str = ""


HANDELINGEN = {
    "in-behandeling": Handeling(
        "in_behandeling_nemen",
        "In behandeling nemen",
        "U hebt melding {nummer} in behandeling genomen.",
        actions.take_up_melding,
        "De school ziet dat u de melding behandelt en hoe zij u kan bereiken.",
    ),
    "terugkoppelen": Handeling(
        "terugkoppelen",
        "Terugkoppelen",
        "Uw terugkoppeling over melding {nummer} is opgeslagen.",
        actions.give_feedback,
        "Vertel de school wat u tot nu toe hebt gedaan.",
    ),
    "afsluiten": Handeling(
        "afsluiten",
        "Afsluiten",
        "U hebt melding {nummer} afgesloten.",
        actions.close_melding,
        "Na het afsluiten kunt u de melding niet meer wijzigen.",
    ),
    "ter-kennisgeving": Handeling(
        "ter_kennisgeving_aannemen",
        "Ter kennisgeving aannemen",
        "U hebt melding {nummer} ter kennisgeving aangenomen.",
        actions.acknowledge_melding,
        "U onderneemt geen actie. Daarna kunt u de melding niet meer wijzigen.",
    ),
}
EINDIGEND = ("afsluiten", "ter_kennisgeving_aannemen")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHANDELAAR)
def melding(request: HttpRequest, kenmerk: UUID) -> HttpResponse:
    """Everything about one melding, and what the officer can do with it. A POST shows the person number."""
    actor, found = _find(request, kenmerk)
    toon = request.method == "POST" and request.POST.get("actie") == "toon"
    audit.record("persoon:nummer-tonen" if toon else "melding:raadplegen", found, by=actor)
    return show(
        request,
        "gemeente/melding.jinja",
        titel=f"Melding {found.nummer}",
        groep=GROEP,
        melding=found,
        kop_rijen=_rows(_kop(found)),
        secties=samenvatting.secties(queries.as_input(found)),
        terugkoppeling=_rows(samenvatting.terugkoppeling(found)),
        handelingen=_possible(found),
        leerling=_leerling(found, toon=toon),
        toon=toon,
        uitkomst=_take_outcome(request, found),
    )


def _find(request: HttpRequest, kenmerk: UUID) -> tuple[Actor, Melding]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor, get_object_or_404(queries.visible_to(actor), kenmerk=kenmerk)


def _rows(rijen: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    """As the macro for a summary list wants them."""
    return [{"label": label, "value": value} for label, value in rijen]


def _kop(found: Melding) -> list[tuple[str, Any]]:
    """What the register knows, and first of all whether the school asks for action and why not (GEM-07)."""
    redenen = {
        "Reden melding afgesloten": codelijst("reden_afgesloten").label(found.reden_afgesloten),
        "Opmerking bij afsluiten": codelijst("opmerking_afsluiten").label(found.opmerking_afsluiten),
        "Reden melding ingetrokken": codelijst("reden_intrekken").label(found.reden_intrekken),
        "Toelichting ingetrokken": found.toelichting_intrekken,
    }
    return [
        *samenvatting.kop(found),
        ("Actie gewenst", "Ja" if found.actie_gewenst else "Nee"),
        ("Toelichting actie gewenst", samenvatting.alineas(found.toelichting_actie_gewenst)),
        ("Met prioriteit oppakken", "Ja" if found.prioriteit else "Nee"),
        *((label, text) for label, text in redenen.items() if text),
    ]


def _leerling(found: Melding, *, toon: bool) -> list[tuple[str, Any]]:
    persoon = found.persoon
    adres = personen.adres_op(persoon, clock.today())
    nummer = personen.number_of(persoon)
    soort = "Bsn" if personen.number_kind(persoon) == "bsn" else "Onderwijsnummer"
    return [
        ("Naam", persoon.naam),
        (soort, nummer if toon else masker(nummer)),
        ("Geboortedatum", persoon.geboren),
        ("Geslacht", codelijst("geslacht").label(persoon.geslacht)),
        ("Adres", adres.regel if adres else "Niet bekend"),
    ]


def _possible(found: Melding) -> list[tuple[str, str]]:
    """The answers that the status allows: (part of the address, text of the button)."""
    events = states.events_for(found.status, "instantie")
    return [(actie, handeling.knop) for actie, handeling in HANDELINGEN.items() if handeling.event in events]


def _take_outcome(request: HttpRequest, found: Melding) -> str:
    """The sentence about what was just done, once."""
    kept = request.session.pop(_SESSION, {})
    return str(kept.get("tekst", "")) if kept.get("melding") == str(found.kenmerk) else ""


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHANDELAAR)
def handelen(request: HttpRequest, kenmerk: UUID, actie: str) -> HttpResponse:
    """One answer: a form, and on POST the action. Refusals stay on the page with what was typed."""
    actor, found = _find(request, kenmerk)
    handeling = HANDELINGEN.get(actie)
    if handeling is None:
        raise Http404
    if request.method != "POST":
        return _form_page(request, found, handeling, Formulier(_prefill(actor, found), _velden(handeling)))
    form = Formulier.posted(request.POST, _velden(handeling))
    given = _given(form, handeling)
    try:
        if form.fouten:
            raise Rejected([])
        handeling.write(found, given, by=actor, at=clock.now())
    except Rejected as rejected:
        form.add(rejected.violations)
        return _form_page(request, found, handeling, form)
    except TransitionNotAllowed as refused:
        found.refresh_from_db()
        form.add([Violation(refused.code, refused.text)])
        return _form_page(request, found, handeling, form)
    request.session[_SESSION] = {
        "melding": str(found.kenmerk),
        "tekst": handeling.uitkomst.format(nummer=found.nummer),
    }
    return redirect("gemeente-melding", kenmerk)


def _form_page(request: HttpRequest, found: Melding, handeling: Handeling, form: Formulier) -> HttpResponse:
    return show(
        request,
        "gemeente/handelen.jinja",
        titel=f"{handeling.knop}: melding {found.nummer}",
        groep=GROEP,
        fouten=form.fouten,
        melding=found,
        handeling=handeling,
        form=form,
        eindigend=handeling.event in EINDIGEND,
        persoon=found.persoon,
        mogelijk=handeling.event in states.events_for(found.status, "instantie"),
    )


def _velden(handeling: Handeling) -> dict[str, Veld]:
    redenen = codelijst("reden_afgesloten")
    return {
        "organisatie": Veld("Organisatie", max=120),
        "behandelaar_naam": Veld("Naam behandelaar", max=100),
        "behandelaar_functie": Veld("Functie behandelaar", optional=True, max=60),
        "behandelaar_telefoon": Veld("Telefoonnummer behandelaar", optional=True, max=20),
        "behandelaar_email": Veld("E-mailadres behandelaar", optional=True, max=100),
        "reden_afgesloten": Veld(
            "Reden van afsluiten",
            keuzes=tuple(
                keuze for keuze in redenen.keuzes(on=clock.today()) if redenen[keuze[0]].extra["door"] == "gemeente"
            ),
        ),
        "opmerking_afsluiten": Veld(
            "Opmerking bij afsluiten",
            optional=True,
            keuzes=tuple(codelijst("opmerking_afsluiten").keuzes(on=clock.today())),
        ),
        "toelichting": Veld(
            "Toelichting", "De school leest deze tekst, en de leerling of ouder bij inzage.", optional=True, max=4000
        ),
    }


def _given(form: Formulier, handeling: Handeling) -> TerugkoppelingInput:
    """What was typed; what the page of this answer does not ask is left out."""
    return TerugkoppelingInput(
        organisatie=form.tekst("organisatie"),
        behandelaar_naam=form.tekst("behandelaar_naam"),
        behandelaar_functie=form.tekst("behandelaar_functie"),
        behandelaar_telefoon=form.tekst("behandelaar_telefoon"),
        behandelaar_email=form.tekst("behandelaar_email"),
        reden_afgesloten=form.keuze("reden_afgesloten") if handeling.event == "afsluiten" else "",
        opmerking_afsluiten=form.keuze("opmerking_afsluiten") if handeling.event in EINDIGEND else "",
        toelichting=form.tekstvak("toelichting"),
    )


_SAME = ("organisatie", "behandelaar_naam", "behandelaar_functie", "behandelaar_telefoon", "behandelaar_email")


def _prefill(actor: Actor, found: Melding) -> dict[str, list[str]]:
    """Who handles: as this officer answered last, else the own name and organisation (3.3.7 redundant entry)."""
    last = found if found.behandelaar_naam == actor.naam else queries.last_answer_by(actor)
    if last is not None:
        return {naam: [getattr(last, naam)] for naam in _SAME}
    return {"organisatie": [routering.naam_of(actor.organisatie)], "behandelaar_naam": [actor.naam]}
