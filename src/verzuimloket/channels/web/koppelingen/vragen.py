"""Questions about pupils with two numbers: the agency asks, the register holder answers (domain rules §13.6)."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import JA, Formulier, Veld
from verzuimloket.channels.web.koppelingen import paar
from verzuimloket.channels.web.koppelingen.koppelen import GROEP, NUMMERS
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.koppelingen import actions, queries
from verzuimloket.koppelingen.inputs import AntwoordInput, VraagInput
from verzuimloket.koppelingen.models import Koppelvraag
from verzuimloket.koppelingen.queries import Vraagtekst
from verzuimloket.personen.models import Persoon

BEHEER = "Beheer"
MOST = 200  # open questions on the page
_VRAAG = {naam: Veld(veld.label, veld.hint, optional=True, max=veld.max) for naam, veld in NUMMERS.items()} | {
    "geslachtsnaam": Veld("Geslachtsnaam", optional=True, max=200),
    "geboortedatum": Veld("Geboortedatum", "Bijvoorbeeld 5 3 2012", optional=True),
    "opmerking": Veld("Uw vraag", "Schrijf niet meer op dan nodig is voor het antwoord", max=1000),
}
_ANTWOORD = {
    "antwoord": Veld("Antwoord", "De gemeente of regio krijgt deze tekst", max=1000),
    "koppelen": Veld("Koppelen", optional=True, keuzes=((JA, "Koppel ook de 2 nummers van deze vraag"),)),
}


# the agency


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHANDELAAR)
def stellen(request: Verzoek) -> HttpResponse:
    """A question with at least one number."""
    form = Formulier.posted(request.POST, _VRAAG)
    if request.method == "POST" and _ask(request, form):
        paar.tell(request, "Uw vraag is verstuurd. Het antwoord komt op deze pagina.")
        return redirect("koppelen")
    return show(
        request,
        "koppelingen/vraag_stellen.jinja",
        titel="Vraag over een leerling",
        groep=GROEP,
        fouten=form.fouten,
        form=form,
    )


def _ask(request: Verzoek, form: Formulier) -> bool:
    geboren = form.geboortedatum("geboortedatum")
    texts = {naam: form.tekst(naam) for naam in ("bsn", "onderwijsnummer", "geslachtsnaam")}
    given = VraagInput(**texts, geboortedatum=geboren.iso() if geboren else "", opmerking=form.tekstvak("opmerking"))
    if form.fouten:
        return False
    try:
        actions.ask(given, by=request.actor, at=clock.now())
    except Rejected as rejected:
        form.add(rejected.violations)
    return not form.fouten


@require_http_methods(["GET", "HEAD"])
@allowed(Rol.BEHANDELAAR)
def vraag(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """An own question, with the answer."""
    found = get_object_or_404(queries.questions(request.actor), kenmerk=kenmerk)
    return show(
        request, "koppelingen/vraag.jinja", titel="Uw vraag", groep=GROEP, tekst=_legible(found, by=request.actor)
    )


def _legible(found: Koppelvraag, *, by: Actor) -> Vraagtekst:
    """The question with its numbers in full; that is noted."""
    audit.record("koppelvraag:raadplegen", found, by=by)
    return queries.legible(found)


# the register holder


@require_http_methods(["GET", "HEAD"])
@allowed(Rol.REGISTERBEHEERDER)
def open_vragen(request: Verzoek) -> HttpResponse:
    """What waits for an answer, the oldest first."""
    rows = queries.open_questions()
    return show(
        request,
        "koppelingen/vragen.jinja",
        titel="Vragen over leerlingen",
        groep=BEHEER,
        vragen=list(rows[:MOST]),
        aantal_open=rows.count(),
        uitkomst=paar.told(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.REGISTERBEHEERDER)
def beantwoorden(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """One question, who its numbers are, and the answer."""
    found = get_object_or_404(queries.questions(request.actor), kenmerk=kenmerk)
    form = Formulier.posted(request.POST, _ANTWOORD)
    if request.method == "POST" and _answer(request, found, form):
        paar.tell(request, "Uw antwoord is verstuurd.")
        return redirect("koppelvragen")
    tekst = _legible(found, by=request.actor)
    een, ander = _pupils(request.actor, tekst.gegeven)
    return show(
        request,
        "koppelingen/beantwoorden.jinja",
        titel="Vraag beantwoorden",
        groep=BEHEER,
        fouten=form.fouten,
        form=form,
        tekst=tekst,
        een=een,
        ander=ander,
    )


def _answer(request: Verzoek, found: Koppelvraag, form: Formulier) -> bool:
    given, koppelen = AntwoordInput(form.tekstvak("antwoord")), JA in form.keuzes("koppelen")
    if form.fouten:
        return False
    try:
        actions.answer(found, given, by=request.actor, at=clock.now(), koppelen=koppelen)
    except Rejected as rejected:
        form.add(_without_field(rejected))
    return not form.fouten


def _without_field(rejected: Rejected) -> list[Violation]:
    """A sentence about a number belongs to the page: there is no field for it here."""
    return [each if each.field in _ANTWOORD else replace(each, field="") for each in rejected.violations]


def _pupils(actor: Actor, given: VraagInput) -> tuple[Persoon | None, Persoon | None]:
    een = queries.on_number(actor, given.bsn, "bsn")
    return een, queries.on_number(actor, given.onderwijsnummer, "onderwijsnummer")
