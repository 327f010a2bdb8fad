"""Forms with which the register holder adds, changes and closes what RIO knows."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import JA, NEE, Formulier
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.rio import bekijken, soorten
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim.antwoorden import datum_delen
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected
from verzuimloket.inschrijvingen import queries as inschrijvingen
from verzuimloket.instellingen import actions
from verzuimloket.instellingen.codes import ERKENDE_VESTIGING, INSTELLINGSERKENNING
from verzuimloket.instellingen.inputs import RioInput

_OF_INSTITUTION = ("sector", "wet", "soort_instelling", "schoolsoort")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.REGISTERBEHEERDER)
def nieuw(request: Verzoek, rio: str) -> HttpResponse:
    """Something new of this kind."""
    soort = _kept(rio)
    form = Formulier.posted(request.POST, soorten.velden(soort, on=clock.today()))
    if request.method == "POST":
        code = form.tekst("code").upper()
        if _stored(request, form, soort, code, nieuw=True):
            bekijken.tell(request, "De gegevens zijn toegevoegd.")
            return redirect(soorten.address(soort, code))
    return _page(request, rio, soort, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.REGISTERBEHEERDER)
def wijzigen(request: Verzoek, rio: str, code: str) -> HttpResponse:
    """Other data for what has this code; the code stays."""
    soort = _kept(rio)
    found = bekijken.find(soort, code)
    velden = soorten.velden(soort, on=clock.today())
    form = Formulier(_as_typed(found, soort), velden)
    if request.method == "POST":
        form = Formulier.posted(request.POST, velden)
        if _stored(request, form, soort, found.code, nieuw=False):
            bekijken.tell(request, "De gegevens zijn gewijzigd.")
            return redirect(soorten.address(soort, found.code))
    return _page(request, rio, soort, form, found)


def _kept(rio: str) -> str:
    soort = soorten.soort_of(rio)
    if soort not in soorten.KEPT:
        raise Http404
    return soort


def _stored(request: Verzoek, form: Formulier, soort: str, code: str, *, nieuw: bool) -> bool:
    """Whether the action took it. If not, the form says why, or what to read first."""
    actor: Actor = request.actor
    given = _read(form, soort, code)
    if form.fouten:
        return False
    try:
        warnings = actions.save_rio(
            given,
            nieuw=nieuw,
            gezien=form.getypt("gezien") == _seen(given),
            by=actor,
            on=clock.today(),
            daarna=lambda instelling, day: _enrolled_after(actor, instelling, day),
        )
    except Rejected as rejected:
        form.add(rejected.violations)
        return False
    if warnings and form.getypt("gezien") != _seen(given):
        form.add(warnings)
        return False
    return True


def _seen(given: RioInput) -> str:
    """The closing date of which the register holder read the warning; another date is another warning."""
    return given.einddatum.isoformat() if given.einddatum else "geen"


def _enrolled_after(actor: Actor, instelling: str, day: date) -> int:
    rows = inschrijvingen.visible_to(actor).filter(instelling_id=instelling)
    return rows.filter(Q(einddatum__isnull=True) | Q(einddatum__gt=day)).count()


def _read(form: Formulier, soort: str, code: str) -> RioInput:
    fields: dict[str, Any] = {naam: form.tekst(naam) for naam in ("naam", "plaats")}
    fields |= {naam: form.datum(naam) for naam in ("begindatum", "einddatum")}
    if "hoort_bij" in form.velden:
        fields["hoort_bij"] = form.tekst("hoort_bij").upper()
    if soort == ERKENDE_VESTIGING:
        fields["hoort_bij"] = code[:4]
    if soort == INSTELLINGSERKENNING:
        fields |= {naam: form.keuze(naam) for naam in _OF_INSTITUTION}
        fields |= {"naam_kort": form.tekst("naam_kort"), "bekostigd": form.ja_nee("bekostigd")}
    return RioInput(soort, code, **fields)


def _as_typed(found: Any, soort: str) -> dict[str, str]:
    """What is stored, as it would have been typed."""
    typed = {"naam": found.naam, "plaats": found.plaats}
    if soort != INSTELLINGSERKENNING:
        hoort_bij = "" if soort == ERKENDE_VESTIGING else found.bestuur_id or ""
        dates = datum_delen("begindatum", found.begindatum) | datum_delen("einddatum", found.einddatum)
        return typed | dates | {"hoort_bij": hoort_bij}
    return (
        typed
        | datum_delen("begindatum", found.oprichtingsdatum)
        | datum_delen("einddatum", found.opheffingsdatum)
        | {naam: getattr(found, naam) for naam in ("sector", "wet", "schoolsoort", "naam_kort")}
        | {"hoort_bij": found.bestuur, "soort_instelling": found.soort, "bekostigd": JA if found.bekostigd else NEE}
    )


def _page(request: Verzoek, rio: str, soort: str, form: Formulier, found: Any) -> HttpResponse:
    label = codelijst("rio_soort").label(soort)
    warned = bool(form.fouten) and not any(fout.blocks for fout in form.fouten)
    return show(
        request,
        "rio/formulier.jinja",
        titel=f"{found.naam} wijzigen" if found else f"{label} toevoegen",
        groep=label,
        form=form,
        fouten=form.fouten,
        gezien=_seen(_read(form, soort, found.code if found else "")) if warned else "",
        rio=rio,
        soort=soort,
        bestaand=found,
        terug=soorten.address(soort, found.code) if found else "",
    )
