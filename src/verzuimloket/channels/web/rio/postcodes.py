"""Which table of postal codes is loaded, what it says about an address, and a postal code of a new street."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected
from verzuimloket.routering import actions, queries
from verzuimloket.routering.inputs import PostcodeInput

_TOLD = "postcode_uitkomst"
_EERDER = 5  # loads in the list
_POSTCODE = Veld("Postcode", "4 cijfers en 2 letters, bijvoorbeeld 3511 AB", max=10)
_ZOEK = {"postcode": _POSTCODE, "huisnummer": Veld("Huisnummer", "Alleen de cijfers", optional=True, max=5)}


@require_http_methods(["GET", "HEAD"])
@allowed(Rol.REGISTERBEHEERDER)
def postcodes(request: Verzoek) -> HttpResponse:
    """The state of the table."""
    return _page(request, Formulier({}, _ZOEK))


@require_http_methods(["POST"])
@allowed(Rol.REGISTERBEHEERDER)
def opzoeken(request: Verzoek) -> HttpResponse:
    """In which municipality an address lies; posted, so that no address stands in an address."""
    form = Formulier.posted(request.POST, _ZOEK)
    return _page(request, form, gezocht=_tidy(form.tekst("postcode")), huisnummer=form.tekst("huisnummer"))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.REGISTERBEHEERDER)
def nieuw(request: Verzoek) -> HttpResponse:
    """A postal code that the table does not have yet."""
    keuzes = tuple((each.code, each.naam) for each in queries.gemeenten())
    form = Formulier.posted(request.POST, {"postcode": _POSTCODE, "gemeente": Veld("Gemeente", keuzes=keuzes)})
    if request.method == "POST":
        given = PostcodeInput(_tidy(form.tekst("postcode")), form.keuze("gemeente"))
        if _stored(request, form, given):
            request.session[_TOLD] = "De postcode is toegevoegd. Scholen kunnen dit adres nu opgeven."
            return redirect("postcodes")
    return show(
        request, "rio/postcode.jinja", titel="Postcode toevoegen", groep="Beheer", form=form, fouten=form.fouten
    )


def _stored(request: Verzoek, form: Formulier, given: PostcodeInput) -> bool:
    if form.fouten:
        return False
    try:
        actions.add_postcode(given, by=request.actor, on=clock.today())
    except Rejected as rejected:
        form.add(rejected.violations)
    return not form.fouten


def _page(request: Verzoek, form: Formulier, gezocht: str = "", huisnummer: str = "") -> HttpResponse:
    gemeente = queries.gemeente_at(gezocht, huisnummer) if gezocht else ""
    return show(
        request,
        "rio/postcodes.jinja",
        titel="Postcodes",
        groep="Beheer",
        form=form,
        fouten=form.fouten,
        stand=queries.postcodestand(),
        tabellen=list(queries.tabellen()[:_EERDER]),
        gezocht=gezocht,
        gemeente=codelijst("gemeente").label(gemeente) if gemeente else "",
        uitkomst=request.session.pop(_TOLD, ""),
    )


def _tidy(typed: str) -> str:
    return typed.replace(" ", "").upper()
