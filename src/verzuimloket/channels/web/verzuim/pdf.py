"""A melding to keep, as PDF; several of them as a zip (WNS-06, M2M-20). The municipality has the same pages."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verzuimloket.channels.web.formulier import JA
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import detail
from verzuimloket.channels.web.verzuim.raadplegen import SCHOOL, read_uuid
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.uitvoer import pdf
from verzuimloket.uitvoer.stuk import Wens
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.models import Melding

MOST = 100  # meldingen in one zip: the longest page of a list, some seconds of work


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(*SCHOOL)
def melding(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """One melding, for the school. A form may ask for its history and for the whole person number."""
    return download(request, detail.find(request, kenmerk), asked(request))


@require_safe
@allowed(*SCHOOL)
def historie(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """One melding with every version, for the school."""
    return download(request, detail.find(request, kenmerk), Wens(historie=True))


@require_safe
@allowed(*SCHOOL)
def versie(request: Verzoek, kenmerk: UUID, volgnummer: int) -> HttpResponse:
    """One version, for the school."""
    return download(request, detail.find(request, kenmerk), Wens(versie=volgnummer or -1))


@require_POST
@allowed(*SCHOOL)
def bundel(request: Verzoek) -> HttpResponse:
    """The meldingen that were ticked in the list of the school."""
    actor: Actor = request.actor
    return download_many(request, queries.consultable_by(actor, on=clock.today()))


# for the municipality


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHANDELAAR)
def gemeente(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """One melding, for the municipality."""
    return download(request, _routed(request, kenmerk), asked(request))


@require_safe
@allowed(Rol.BEHANDELAAR)
def gemeente_historie(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """One melding with every version, for the municipality."""
    return download(request, _routed(request, kenmerk), Wens(historie=True))


@require_safe
@allowed(Rol.BEHANDELAAR)
def gemeente_versie(request: Verzoek, kenmerk: UUID, volgnummer: int) -> HttpResponse:
    """One version, for the municipality."""
    return download(request, _routed(request, kenmerk), Wens(versie=volgnummer or -1))


@require_POST
@allowed(Rol.BEHANDELAAR)
def gemeente_bundel(request: Verzoek) -> HttpResponse:
    """The meldingen that were ticked in the worklist."""
    return download_many(request, queries.visible_to(request.actor))


def _routed(request: Verzoek, kenmerk: UUID) -> Melding:
    return get_object_or_404(queries.visible_to(request.actor), kenmerk=kenmerk)


# shared


def asked(request: Verzoek) -> Wens:
    """The ticks of the form; without a form neither history nor the whole number."""
    return Wens(historie=request.POST.get("historie") == JA, nummer=request.POST.get("nummer") == JA)


def download(request: Verzoek, found: Melding, wens: Wens) -> HttpResponse:
    """The document as a file, and who took it. Raises Http404 when there is no such version."""
    actor: Actor = request.actor
    try:
        content = pdf.document(found, wens, by=actor, at=clock.now())
    except LookupError:
        raise Http404 from None
    _record(found, wens, by=actor)
    return _file(content, "application/pdf", pdf.file_name(found))


def download_many(request: Verzoek, rows: QuerySet[Melding]) -> HttpResponse:
    """A zip with the document of each melding that was ticked. Raises Http404 when one is not to be seen."""
    ticked = set(request.POST.getlist("melding"))
    if not ticked or len(ticked) > MOST:
        return _refused(request, len(ticked))
    kenmerken = [kenmerk for text in ticked if (kenmerk := read_uuid(text))]
    found = list(rows.filter(kenmerk__in=kenmerken).order_by("-nummer"))
    if len(found) != len(ticked):
        raise Http404
    actor, wens, at = request.actor, asked(request), clock.now()
    content = pdf.bundle(found, wens, by=actor, at=at)
    for each in found:
        _record(each, wens, by=actor)
    return _file(content, "application/zip", f"verzuimmeldingen-{at.date().isoformat()}.zip")


def _record(found: Melding, wens: Wens, *, by: Actor) -> None:
    audit.record("melding:uitvoeren", found, by=by, vorm="pdf", historie=wens.historie, versie=wens.versie)
    if wens.nummer:
        audit.record("persoon:nummer-tonen", found.persoon, by=by, bij=str(found))


def _refused(request: Verzoek, aantal: int) -> HttpResponse:
    many = f"U koos {aantal} meldingen. Kies er ten hoogste {MOST} tegelijk. Ga terug en maak uw keuze kleiner."
    none = "U hebt nog geen melding gekozen. Ga terug en zet een vinkje bij de meldingen die u wilt bewaren."
    titel = "Te veel meldingen gekozen" if aantal else "Geen melding gekozen"
    return show(request, "fout.jinja", status=400, titel=titel, tekst=many if aantal else none)


def _file(content: bytes, soort: str, naam: str) -> HttpResponse:
    disposition = f'attachment; filename="{naam}"'
    return HttpResponse(content, content_type=soort, headers={"Content-Disposition": disposition})
