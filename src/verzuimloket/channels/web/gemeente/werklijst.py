"""The worklist of a municipality: the meldingen that were routed to it (GEM-01, GEM-07)."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import JA, Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.start import WACHT_WERKDAGEN, working_days_before
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim.lijst import Kolom, Opzet
from verzuimloket.channels.web.verzuim.lijstpagina import Bron, liked, list_context
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.models import Melding

KOLOMMEN = (
    Kolom("nummer", "Nummer"),
    Kolom("prio", "Prioriteit"),
    Kolom("leerling", "Leerling"),
    Kolom("instelling", "School"),
    Kolom("soort", "Soort verzuim"),
    Kolom("ingang", "Ingang"),
    Kolom("melddatum", "Melddatum"),
    Kolom("status", "Status"),
    Kolom("dagen", "Dagen in deze status", getal=True),
    Kolom("behandelaar", "Behandelaar"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHANDELAAR)
def werklijst(request: Verzoek) -> HttpResponse:
    """What is open for this agency: with priority first, then what waits longest."""
    actor: Actor = request.actor
    lijst = BRON.lijst(request)
    if request.method == "POST":
        lijst = lijst.asked(request.POST)
    vraag = _vraag(lijst.form)
    if request.method == "POST" and not lijst.form.fouten:
        return redirect(lijst.adres())
    found = None if lijst.form.fouten else queries.search(_rijen(request), vraag)
    return show(
        request,
        "gemeente/werklijst.jinja",
        titel="Werklijst",
        bijschrift=f"{actor.organisatie} {actor.organisatie_naam}",
        **list_context(request, BRON, lijst, found),
    )


def _rijen(request: Verzoek) -> QuerySet[Melding]:
    return queries.visible_to(request.actor)


def _opzet(request: Verzoek) -> Opzet:
    on = clock.today()
    soorten = tuple((code.code, code.naam) for code in codelijst("soort"))
    velden = {
        "achternaam": Veld("Achternaam leerling", "Een deel is genoeg", max=100),
        "school": Veld("School", "Instellingscode of deel van de naam", max=100),
        "soort": Veld("Soort verzuim", keuzes=soorten),
        "wet": Veld("Wet", keuzes=tuple(codelijst("wet").keuzes(on=on))),
        "status": Veld(
            "Status",
            "Geen vinkje: alle statussen",
            keuzes=tuple((code.code, code.naam) for code in codelijst("status")),
        ),
        "prioriteit": Veld("Prioriteit", keuzes=((JA, "Alleen met prioriteit"),)),
        "zonder_einddatum": Veld("Einddatum", keuzes=((JA, "Alleen zonder einddatum"),)),
        "wacht": Veld("Wachttijd", keuzes=((JA, f"Langer dan {WACHT_WERKDAGEN} werkdagen niet opgepakt"),)),
    }
    names, groepen = frozenset({"achternaam"}), ("soort", "status")
    opzet = Opzet("werklijst", velden, KOLOMMEN, queries.OPEN, "wachtrij", 25, geheim=names, groepen=groepen)
    return liked(opzet, request)


def _vraag(form: Formulier) -> queries.Zoekvraag:
    """The criteria as values; what cannot be read becomes a fault of the form."""
    wacht = form.keuzes("wacht")
    return queries.Zoekvraag(
        achternaam=form.tekst("achternaam"),
        school=form.tekst("school"),
        soort=form.keuze("soort"),
        wet=form.keuze("wet"),
        statussen=form.keuzes("status"),
        prioriteit=bool(form.keuzes("prioriteit")),
        zonder_einddatum=bool(form.keuzes("zonder_einddatum")),
        wacht_sinds=working_days_before(clock.now(), WACHT_WERKDAGEN) if wacht else None,
    )


BRON = Bron(
    _opzet, _vraag, _rijen, uitvoer="gemeente-uitvoer", weergaven="gemeente-weergaven", pdf="gemeente-meldingen-pdf"
)
