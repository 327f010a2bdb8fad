"""'Raadplegen verzuim': a school searches its own meldingen (RPL-01 to RPL-10)."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import JA, Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim.datumtekst import read_period
from verzuimloket.channels.web.verzuim.lijst import Kolom, Lijst, Opzet
from verzuimloket.channels.web.verzuim.lijstpagina import Bron, liked, list_context
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.personen.rules import normaal_pgn, pgn_soort
from verzuimloket.uitvoer import meldingen
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.models import Melding

SCHOOL = (Rol.MELDER, Rol.RAADPLEGER, Rol.BEHEERDER_ONDERWIJS)
PGN_WRONG, PGN_NOT_FOUND = "BV_S_pgn_ongeldig", "BV_S_pgn_geen_melding"
KOLOMMEN = (
    *(Kolom(kolom.naam, kolom.label, kolom.naam == "dagen") for kolom in meldingen.KOLOMMEN if kolom.scherm),
    Kolom("historie", "Historie", sorteert=False),
)
GETOOND = (  # as in the manual (RPL-08)
    *("nummer", "locatie", "leerling", "voornaam", "melddatum", "ingang", "contactpersoon"),
    *("behandelaar", "status", "soort", "prio", "dagen", "historie"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(*SCHOOL)
def verzuim(request: Verzoek) -> HttpResponse:
    """The search screen and its results. A search is posted, and leads to an address that can be shared."""
    actor: Actor = request.actor
    rows = _rijen(request)
    lijst = BRON.lijst(request)
    if request.method != "POST":
        return _page(request, lijst, rows)
    lijst = lijst.asked(request.POST)
    leerling = _leerling(lijst.form, rows, actor)
    _vraag(lijst.form)
    if lijst.form.fouten:
        return _page(request, lijst, rows, searched=False)
    return redirect(lijst.adres(lijst.waarden | leerling))


def _rijen(request: Verzoek) -> QuerySet[Melding]:
    return queries.consultable_by(request.actor, on=clock.today())


def _opzet(request: Verzoek) -> Opzet:
    """The criteria of RPL-02 and more; an institution can be chosen when there are more."""
    actor, on = request.actor, clock.today()
    own = instellingen.instellingen(actor.instellingen) if len(actor.instellingen) > 1 else ()
    velden = {
        "nummer": Veld("Meldingsnummer", max=20),
        "pgn": Veld("Persoonsgebonden nummer", "Het bsn of het onderwijsnummer, 9 cijfers", max=20),
        "achternaam": Veld("Achternaam leerling", "Een deel is genoeg", max=100),
        "contactpersoon": Veld("Naam contactpersoon", "Een deel is genoeg", max=100),
        "behandelaar": Veld("Naam behandelaar", "Persoon of organisatie, een deel is genoeg", max=100),
        "instantie": Veld("Gemeentecode", "Of de naam van de gemeente of instantie", max=100),
        "wet": Veld("Wet", keuzes=tuple(codelijst("wet").keuzes(on=on))),
        "instelling": Veld("Instelling", keuzes=tuple((each.code, str(each)) for each in own)),
        "eigen_kenmerk": Veld("Eigen kenmerk", "Een deel is genoeg", max=40),
        "soort": Veld("Soort verzuim", keuzes=tuple((code.code, code.naam) for code in codelijst("soort"))),
        "locatie": Veld("Onderwijslocatie", keuzes=_locaties(actor)),
        "gemeld_van": Veld("Gemeld vanaf", f"Tot {param('raadplegen_jaren', on=on)} jaar terug", max=20),
        "gemeld_tot": Veld("Gemeld tot en met", "Zoals 22-11-2026", max=20),
        "verzuim_van": Veld("Verzuim vanaf", "Ook als een deel erin valt", max=20),
        "verzuim_tot": Veld("Verzuim tot en met", "Zoals 22-11-2026", max=20),
        "zonder_einddatum": Veld("Einddatum", keuzes=((JA, "Alleen zonder einddatum"),)),
        "prioriteit": Veld("Prioriteit", keuzes=((JA, "Alleen met prioriteit"),)),
        "status": Veld("Status melding", "Geen vinkje: alle statussen", keuzes=_statussen(on)),
        "leerling": Veld("Leerling"),
    }
    if not own:
        del velden["instelling"]
    opzet = Opzet(
        "verzuim",
        velden,
        KOLOMMEN,
        queries.OPEN,
        "-nummer",
        10,
        geheim=frozenset({"achternaam", "contactpersoon", "behandelaar", "eigen_kenmerk"}),
        once=frozenset({"pgn"}),
        getoond=GETOOND,
        groepen=tuple(queries.GROEPEN),
    )
    return liked(opzet, request)


def _locaties(actor: Actor) -> tuple[tuple[str, str], ...]:
    """The locations of the actor's institutions; the code tells those of two institutions apart."""
    found = instellingen.locaties_of(actor.instellingen)
    more = len(actor.instellingen) > 1
    own = tuple((each.code, f"{each.naam} ({each.code})" if more else each.naam) for each in found)
    return (*own, (queries.ZONDER_LOCATIE, "Geen onderwijslocatie"))


def _statussen(on: date) -> tuple[tuple[str, str], ...]:
    """The sixth status, for old meldingen only, as long as one can be within reach (RPL-04, Q01)."""
    first = on.replace(day=1, month=1, year=on.year - param("raadplegen_jaren", on=on))
    return tuple((code.code, code.naam) for code in codelijst("status") if code.geldig_tot >= first)


def _leerling(form: Formulier, rows: QuerySet[Melding], actor: Actor) -> dict[str, list[str]]:
    """The pupil whose number was filled in, as a criterion without the number (RPL-02)."""
    nummer = normaal_pgn(form.tekst("pgn"))
    if not nummer:
        return {}
    if pgn_soort(nummer) is None:
        form.wrong(PGN_WRONG, "Dit nummer klopt niet. Controleer de 9 cijfers.", "pgn")
        return {}
    persoon = queries.find_reported(rows, nummer)
    if persoon is None:
        text = "Uw instelling heeft geen meldingen van een leerling met dit nummer. Controleer het nummer."
        form.wrong(PGN_NOT_FOUND, text, "pgn")
        return {}
    audit.record("persoon:raadplegen", persoon, by=actor, bij="verzuim raadplegen")
    return {"leerling": [str(persoon.kenmerk)]}


def _vraag(form: Formulier) -> queries.Zoekvraag:
    """The criteria as values; what cannot be read becomes a fault of the form."""
    gemeld = read_period(form, "gemeld_van", "gemeld_tot")
    verzuim = read_period(form, "verzuim_van", "verzuim_tot")
    return queries.Zoekvraag(
        eigen_kenmerk=form.tekst("eigen_kenmerk"),
        soort=form.keuze("soort"),
        locatie=form.keuze("locatie"),
        zonder_einddatum=bool(form.keuzes("zonder_einddatum")),
        prioriteit=bool(form.keuzes("prioriteit")),
        gemeld_van=gemeld[0],
        gemeld_tot=gemeld[1],
        verzuim_van=verzuim[0],
        verzuim_tot=verzuim[1],
        nummer=form.getal("nummer", laagste=1),
        statussen=form.keuzes("status"),
        instelling=form.keuze("instelling") if "instelling" in form.velden else "",
        wet=form.keuze("wet"),
        leerling=read_uuid(form.getypt("leerling")),
        achternaam=form.tekst("achternaam"),
        contactpersoon=form.tekst("contactpersoon"),
        behandelaar=form.tekst("behandelaar"),
        instantie=form.tekst("instantie"),
    )


def read_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _page(request: Verzoek, lijst: Lijst, rows: QuerySet[Melding], *, searched: bool = True) -> HttpResponse:
    actor: Actor = request.actor
    vraag = _vraag(lijst.form) if searched else None
    found = queries.search(rows, vraag) if vraag and not lijst.form.fouten else None
    context = list_context(request, BRON, lijst, found)
    return show(
        request,
        "verzuim/lijst.jinja",
        titel="Verzuim raadplegen",
        bijschrift=f"{actor.organisatie} {actor.organisatie_naam}",
        meer_scholen=len(actor.instellingen) > 1,
        melder=actor.has_role(Rol.MELDER),
        nooit=not context["totaal"] and lijst.is_beginstand and not rows.exists(),
        **context,
    )


BRON = Bron(_opzet, _vraag, _rijen, uitvoer="verzuim-uitvoer", weergaven="verzuim-weergaven", pdf="meldingen-pdf")
