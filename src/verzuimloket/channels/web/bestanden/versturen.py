"""'Bestand versturen': the choices of the sender, and the file itself (BST-03, BST-04, eisen.md Q18 and Q20)."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.aanleveringen import actions, queries
from verzuimloket.aanleveringen.codes import INSCHRIJVINGEN
from verzuimloket.aanleveringen.inputs import AanleveringFacts, AanleveringInput, InhoudFacts, InhoudInput
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.aanleveringen.rules import AANLEVERING, INHOUD
from verzuimloket.channels.web import uploads
from verzuimloket.channels.web.bestanden import delen
from verzuimloket.channels.web.formulier import JA, Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import PermissionDenied, Rejected, Violation
from verzuimloket.core.parameters import param
from verzuimloket.instellingen import queries as instellingen

GOED, ALLES = "goed", "alles"
OMVANG = (
    (GOED, "De goede regels verwerken", "Regels met een fout slaan wij over. U krijgt ze terug en stuurt ze opnieuw."),
    (
        ALLES,
        "Alles of niets",
        "Is één regel fout? Dan verwerken wij niets. U verbetert het bestand eerst.",
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(*delen.VERSTUURDERS)
@uploads.large_files
def versturen(request: Verzoek) -> HttpResponse:
    """The form; after sending, the page of that one file."""
    actor = request.actor
    if not delen.may_send(actor):
        raise PermissionDenied("U ziet niet alle gegevens van uw school. U kunt daarom geen bestanden versturen.")
    velden = _velden(actor)
    form = Formulier.posted(request.POST, velden) if request.method == "POST" else _empty(velden)
    sent = _sent(request, form) if request.method == "POST" else None
    if sent:
        return redirect("aanlevering", sent.kenmerk)
    most = param("upload_max_mb", on=clock.today())
    return show(
        request,
        "bestanden/versturen.jinja",
        titel="Bestand versturen",
        groep=delen.GROEP,
        fouten=form.fouten,
        tabs=delen.tabs(actor, "bestand-versturen"),
        form=form,
        most=most,
        most_bytes=most * uploads.MB,
        inschrijvingen=INSCHRIJVINGEN in {keuze[0] for keuze in velden["soort"].keuzes},
        bewaard=param("bewaar_aanlevering_dagen", on=clock.today()),
    )


def _velden(actor: Actor) -> dict[str, Veld]:
    soorten = tuple((code.code, code.naam) for code in queries.soorten(actor, on=clock.today()))
    scholen = tuple((each.code, f"{each.code} {each.naam}") for each in instellingen.instellingen(actor.instellingen))
    alle = (("", "Alle eigen instellingen: elke regel noemt de code"),) if len(scholen) > 1 else ()
    return {
        "soort": Veld("Bestandssoort", keuzes=soorten),
        "instelling": Veld("Instellingscode", keuzes=(*alle, *scholen)),
        "bestand": Veld("Bestand kiezen", "CSV of Excel (xlsx). De naam van het bestand mag elk teken bevatten."),
        "omvang": Veld("Als er fouten in het bestand staan", keuzes=OMVANG),
        "vervang": Veld("Een inschrijving die er al staat, mag worden vervangen", optional=True),
        "stopdrempel": Veld(
            "Stop de controle als meer dan dit percentage van de regels fout is",
            "Een getal van 1 tot en met 100. Met 100 kijken wij altijd het hele bestand na.",
            optional=True,
        ),
    }


def _empty(velden: dict[str, Veld]) -> Formulier:
    """What is chosen beforehand: what there is only one of, and the careful side of each choice."""
    only = {name: velden[name].keuzes[0][0] for name in ("soort", "instelling") if len(velden[name].keuzes) == 1}
    return Formulier({**only, "omvang": GOED, "stopdrempel": "100"}, velden)


def _sent(request: Verzoek, form: Formulier) -> Aanlevering | None:
    """Hand the file over. None when something is wrong; the form then says what."""
    given = AanleveringInput(
        soort_kenmerk=request.keuze.soort_kenmerk,
        soort=form.keuze("soort"),
        naam="",
        instelling=form.keuze("instelling"),
        alles_of_niets=form.keuze("omvang") == ALLES,
        vervang_bestaande=form.getypt("vervang") == JA,
        stopdrempel=_percentage(form),
    )
    file = request.FILES.get("bestand")
    if "bestand" in uploads.too_long(request):
        form.add(_too_large())
    elif file is None:
        form.add(_wrong_choices(given, request.actor))
        form.wrong("VORM_bestand_kiezen", "Kies het bestand dat u wilt versturen.", "bestand")
    if form.fouten or file is None:
        return None
    try:
        return actions.receive(replace(given, naam=file.name or ""), file, by=request.actor, at=clock.now())
    except Rejected as rejected:
        form.add(rejected.violations)
        return None


def _wrong_choices(given: AanleveringInput, actor: Actor) -> list[Violation]:
    """What receiving would say of the choices: told at once with the file that is missing."""
    today = clock.today()
    facts = AanleveringFacts(frozenset(code.code for code in queries.soorten(actor, on=today)), actor.instellingen)
    return AANLEVERING.broken(given, facts, on=today)


def _percentage(form: Formulier) -> int:
    found = form.getal("stopdrempel", laagste=1, hoogste=100)
    return 100 if found is None else found


def _too_large() -> list[Violation]:
    """What the rule says of a file that was thrown away while it arrived."""
    today = clock.today()
    beyond = InhoudInput("", param("upload_max_mb", on=today) * uploads.MB + 1)
    return INHOUD.broken(beyond, InhoudFacts(today), on=today)
