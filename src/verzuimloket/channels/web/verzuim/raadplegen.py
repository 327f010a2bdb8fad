"""'Raadplegen verzuim': a school searches its own meldingen (RPL-01 to RPL-10)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim.lijst import EXPIRED, Kolom, Lijst, Opzet
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.personen.rules import normaal_pgn, pgn_soort
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.models import Melding

SCHOOL = (Rol.MELDER, Rol.RAADPLEGER, Rol.BEHEERDER_ONDERWIJS)
PGN_WRONG, PGN_NOT_FOUND = "BV_S_pgn_ongeldig", "BV_S_pgn_geen_melding"
KOLOMMEN = (
    Kolom("nummer", "Nummer"),
    Kolom("locatie", "Onderwijslocatie"),
    Kolom("leerling", "Leerling"),
    Kolom("voornaam", "Voornaam"),
    Kolom("melddatum", "Melddatum"),
    Kolom("ingang", "Ingang"),
    Kolom("contactpersoon", "Contactpersoon"),
    Kolom("behandelaar", "Behandelaar"),
    Kolom("status", "Status"),
    Kolom("soort", "Soort verzuim"),
    Kolom("prio", "Prio"),
    Kolom("dagen", "Aantal dagen status", getal=True),
    Kolom("", "Historie"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(*SCHOOL)
def verzuim(request: Verzoek) -> HttpResponse:
    """The search screen and its results. A search is posted, and leads to an address that can be shared."""
    actor: Actor = request.actor
    on = clock.today()
    rows = queries.consultable_by(actor, on=on)
    lijst = Lijst.read(_opzet(actor, on=on), request.GET, actor)
    if request.method != "POST":
        return _page(request, lijst, rows)
    lijst = lijst.asked(request.POST)
    leerling = _leerling(lijst.form, rows, actor)
    _vraag(lijst.form)
    if lijst.form.fouten:
        return _page(request, lijst, rows, searched=False)
    return redirect(lijst.adres(lijst.waarden | leerling))


def _opzet(actor: Actor, *, on: date) -> Opzet:
    """The criteria of RPL-02; an institution can be chosen when there are more."""
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
        "status": Veld("Status melding", "Geen vinkje: alle statussen", keuzes=_statussen(on)),
        "leerling": Veld("Leerling"),
    }
    if not own:
        del velden["instelling"]
    names = frozenset({"achternaam", "contactpersoon", "behandelaar"})
    return Opzet("verzuim", velden, KOLOMMEN, queries.OPEN, "-nummer", 10, geheim=names, once=frozenset({"pgn"}))


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
    return queries.Zoekvraag(
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
    found = queries.Pagina([], 0, 1)
    if vraag and not lijst.form.fouten:
        found = found_by(lijst, queries.search(rows, vraag))
    return show(
        request,
        "verzuim/lijst.jinja",
        titel="Verzuim raadplegen",
        bijschrift=f"{actor.organisatie} {actor.organisatie_naam}",
        meer_scholen=len(actor.instellingen) > 1,
        melder=actor.has_role(Rol.MELDER),
        nooit=not found.totaal and lijst.is_beginstand and not rows.exists(),
        **list_context(lijst, found),
    )


# shared with the worklist of the municipality


def found_by(lijst: Lijst, rows: QuerySet[Melding]) -> queries.Pagina:
    """The page of the list that its address asks for."""
    order = queries.order(lijst.volgorde.removeprefix("-"), aflopend=lijst.volgorde.startswith("-"))
    return queries.page_of(rows, order, pagina=lijst.pagina, maat=lijst.maat)


def list_context(lijst: Lijst, found: queries.Pagina) -> dict[str, Any]:
    """What the template of a list needs."""
    first = (found.nummer - 1) * lijst.maat + 1
    return {
        "lijst": lijst,
        "form": lijst.form,
        "fouten": [*lijst.form.fouten, *([EXPIRED] if lijst.verlopen else [])],
        "rijen": [(melding, days_in_status(melding, clock.today())) for melding in found.rijen],
        "totaal": found.totaal,
        "pagina": found.nummer,
        "paginas": max(1, -(-found.totaal // lijst.maat)),
        "eerste": first if found.rijen else 0,
        "laatste": first + len(found.rijen) - 1,
        "chips": lijst.chips(_names(lijst, found)),
    }


def _names(lijst: Lijst, found: queries.Pagina) -> dict[str, str]:
    """How a chip calls the pupil that is a criterion."""
    unseen = dict.fromkeys(lijst.waarden.get("leerling", ()), "gezochte leerling")
    return unseen | {str(melding.persoon.kenmerk): melding.persoon.lijstnaam for melding in found.rijen}


def days_in_status(melding: Melding, on: date) -> int:
    """Whole days since the present status was set (RPL-09)."""
    return (on - melding.status_sinds.astimezone(clock.AMSTERDAM).date()).days
