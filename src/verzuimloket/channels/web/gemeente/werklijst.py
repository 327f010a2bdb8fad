"""The worklist of a municipality: the meldingen that were routed to it (GEM-01, GEM-07)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import JA, Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.start import WACHT_WERKDAGEN, working_days_before
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim.lijst import Kolom, Lijst, Opzet
from verzuimloket.channels.web.verzuim.raadplegen import found_by, list_context
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.verzuim import queries

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
    lijst = Lijst.read(_opzet(), request.GET, actor)
    if request.method == "POST":
        lijst = lijst.asked(request.POST)
    vraag = _vraag(lijst.form)
    if request.method == "POST" and not lijst.form.fouten:
        return redirect(lijst.adres())
    found = queries.Pagina([], 0, 1)
    if not lijst.form.fouten:
        found = found_by(lijst, queries.search(queries.visible_to(actor), vraag))
    return show(
        request,
        "gemeente/werklijst.jinja",
        titel="Werklijst",
        bijschrift=f"{actor.organisatie} {actor.organisatie_naam}",
        **list_context(lijst, found),
    )


def _opzet() -> Opzet:
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
        "wacht": Veld("Wachttijd", keuzes=((JA, f"Langer dan {WACHT_WERKDAGEN} werkdagen niet opgepakt"),)),
    }
    return Opzet("werklijst", velden, KOLOMMEN, queries.OPEN, "wachtrij", 25, geheim=frozenset({"achternaam"}))


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
        wacht_sinds=working_days_before(clock.now(), WACHT_WERKDAGEN) if wacht else None,
    )
