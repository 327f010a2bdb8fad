"""Why is this pupil on the list, or why not: the trace (MND-15…21, WNS-08, WNS-10)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.rapportages import delen
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen import queries as personen
from verzuimloket.personen.rules import normaal_pgn, pgn_soort
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries import eigen, lijst, uitleggen
from verzuimloket.rapportages.queries.lijst import Bereik
from verzuimloket.rapportages.queries.uitleggen import Uitleg
from verzuimloket.rapportages.rules import uitleg
from verzuimloket.rapportages.rules.spoor import Inschrijving, Spoor, reden, weeg
from verzuimloket.uitvoer.opmaak import datum, masker, moment_kort

ELDERS = "een andere instelling"
ONBEKEND = (
    "Wij vinden bij uw organisatie geen leerling met dit nummer. Controleer het nummer. U ziet alleen leerlingen van "
    "uw eigen instelling, gemeente of regio."
)


@require_safe
@allowed(Rol.RAPPORTAGES)
def regel(request: Verzoek, peiling: UUID, persoon: UUID) -> HttpResponse:
    """The trace of somebody of ours."""
    who, run = delen.run_of(request, peiling)
    pk = eigen.own_by_kenmerk(who, run, persoon)
    found = uitleggen.of(who, run, pk) if pk else None
    if pk is None or found is None:
        raise Http404
    return _shown(request, who, run, pk, found)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.RAPPORTAGES)
def waarom(request: Verzoek) -> HttpResponse:
    """Look somebody up by number, which is posted and stands in no address."""
    keuzes = delen.keuzes()
    form = Formulier.posted(request.POST, _velden(keuzes))
    who = lijst.bereik(request.actor)
    if request.method == "POST" and who.codes and keuzes:
        found = _asked(form, who)
        if found:
            return _shown(request, who, *found)
    return show(
        request,
        "rapportages/waarom.jinja",
        titel="Waarom (niet) op de lijst?",
        groep=delen.GROEP,
        tabs=delen.tabs("waarom"),
        form=form,
        fouten=form.fouten,
        keuzes=keuzes if who.codes else [],
    )


def _velden(keuzes: list[tuple[str, str]]) -> dict[str, Veld]:
    return {
        "peiling": Veld("Lijst", keuzes=tuple(keuzes)),
        "nummer": Veld("Bsn of onderwijsnummer", "9 cijfers", max=20),
    }


def _asked(form: Formulier, who: Bereik) -> tuple[Peiling, int, Uitleg] | None:
    """The run, the person and the trace; or what is wrong, in the form."""
    kenmerk, nummer = form.keuze("peiling"), normaal_pgn(form.tekst("nummer"))
    run = lijst.published().filter(kenmerk=kenmerk).first() if kenmerk else None
    if run is None and not form.fouten:
        form.wrong("VORM_keuze", "Kies een lijst.", "peiling")
    if pgn_soort(nummer) is None:
        form.wrong("VORM_pgn", "Vul een bsn of onderwijsnummer van 9 cijfers in. Controleer de cijfers.", "nummer")
    if run is None or form.fouten:
        return None
    pk = eigen.own_by_number(who, run, nummer)
    found = uitleggen.of(who, run, pk) if pk else None
    if pk is None or found is None:
        form.wrong("VORM_leerling_elders", ONBEKEND, "nummer")
        return None
    return run, pk, found


def _shown(request: Verzoek, who: Bereik, run: Peiling, pk: int, found: Uitleg) -> HttpResponse:
    actor: Actor = request.actor
    audit.record("rapportage:uitleggen", f"persoon {pk}", by=actor, maand=run.productiemaand)
    persoon = eigen.named([pk])[pk]
    return show(
        request,
        "rapportages/regel.jinja",
        titel="Waarom staat deze leerling op de lijst?"
        if found.op_lijst
        else "Waarom staat deze leerling niet op de lijst?",
        groep=delen.GROEP,
        run=run,
        naam_run=delen.titel_of(run),
        productie=delen.productie_of(run),
        persoon=[
            ("Naam", persoon.naam),
            ("Geboren", datum(persoon.geboren)),
            ("Nummer", masker(personen.number_of(persoon))),
        ],
        uitleg=found,
        reden=delen.reden(found.op_lijst.reden) if found.op_lijst else None,
        sinds=delen.maandnaam(getattr(found.op_lijst, who.vanaf)) if found.op_lijst else "",
        delen=_judged(found),
        inschrijvingen=_enrolled(who, actor, found),
        eraf=[each.voorwaarde for each in uitleg.oordelen(found.toen) if each.voorwaarde.eraf]
        if found.op_lijst
        else [],
        vorige=_since_last(found),
        gehoord=[(each.rapport, each.reden.capitalize(), each.datum) for each in found.gehoord],
        daarna=_since_cutoff(who, actor, found),
        straks=_soon(found),
        volgende=found.volgende,
    )


def _judged(found: Uitleg) -> list[dict[str, Any]]:
    """The conditions of the start set and of the list, each with ✓ or ✗."""
    oordelen = uitleg.oordelen(found.toen)
    koppen = {
        uitleg.START: f"Hoort de leerling bij de startset van {datum(found.toen.vraag.t1)}?",
        uitleg.LIJST: f"Is de leerling mogelijk voortijdig schoolverlater op {datum(found.toen.vraag.t2)}?",
    }
    return [
        {"kop": kop, "oordelen": [each for each in oordelen if each.voorwaarde.deel == deel]}
        for deel, kop in koppen.items()
    ]


def _enrolled(who: Bereik, actor: Actor, found: Uitleg) -> list[dict[str, Any]]:
    """Every enrolment of between the two days, on which of them it was there, and how it counts. Older ones say
    nothing about the list, so they are nobody's business here."""
    vraag = found.toen.vraag
    return [
        _enrolment(who, actor, each, found.toen) | {"t1": each.op(vraag.t1), "t2": each.op(vraag.t2)}
        for each in found.toen.inschrijvingen
        if each.begindatum <= vraag.t2 and (each.einddatum is None or each.einddatum >= vraag.t1)
    ]


def _enrolment(who: Bereik, actor: Actor, each: Inschrijving, spoor: Spoor) -> dict[str, Any]:
    shown = not who.school or each.instelling in actor.instellingen
    return {
        "waar": f"{each.instelling} {each.naam}" if shown else ELDERS,
        "wat": each.opleiding,
        "begin": each.begindatum,
        "eind": each.einddatum,
        "telling": weeg(each, spoor.vraag.definitie),
        "sinds": moment_kort(each.sinds),
    }


def _since_last(found: Uitleg) -> list[str]:
    """Which conditions were judged otherwise in the run before."""
    if found.vorige is None:
        return []
    then = {each.voorwaarde.code: each for each in uitleg.oordelen(found.vorige)}
    return [
        f"{each.voorwaarde.zin} Vorige keer: {'ja' if then[each.voorwaarde.code].geldt else 'nee'}, nu: "
        f"{'ja' if each.geldt else 'nee'}. {each.blijkt}"
        for each in uitleg.oordelen(found.toen)
        if each.geldt != then[each.voorwaarde.code].geldt
    ]


def _since_cutoff(who: Bereik, actor: Actor, found: Uitleg) -> list[str]:
    """What the register learnt after the cutoff, in words."""
    nu, toen = found.nu, found.toen
    told = [_told(who, actor, each, nu) for each in nu.inschrijvingen if _matters(each, toen)]
    gone = {each.id for each in toen.inschrijvingen} - {each.id for each in nu.inschrijvingen}
    told += ["Een inschrijving is ingetrokken." for _ in gone]
    told += [
        f"Diploma {each.omschrijving} van {datum(each.datum)}." for each in nu.diplomas if each not in toen.diplomas
    ]
    told += ["Een diploma is vervallen." for each in toen.diplomas if each not in nu.diplomas]
    told += [
        f"Vrijstelling artikel {each.grond} van {datum(each.begindatum)} tot en met {datum(each.einddatum)}."
        for each in nu.vrijstellingen
        if each not in toen.vrijstellingen
    ]
    moved = nu.woont(toen.vraag.t2) != toen.woont(toen.vraag.t2)
    told += ["Het adres op de peildatum is gewijzigd."] if moved else []
    return told + (["Het overlijden is geregistreerd."] if nu.overlijdensdatum and not toen.overlijdensdatum else [])


def _matters(each: Inschrijving, toen: Spoor) -> bool:
    """New or changed since, and about days that the list looks at or that come after."""
    return each not in toen.inschrijvingen and (each.einddatum is None or each.einddatum >= toen.vraag.t1)


def _told(who: Bereik, actor: Actor, each: Inschrijving, spoor: Spoor) -> str:
    shown = _enrolment(who, actor, each, spoor)
    until = f" tot en met {datum(each.einddatum)}" if each.einddatum else ""
    moment = f", geregistreerd op {shown['sinds']}" if shown["sinds"] else ""
    where = f"Inschrijving bij {shown['waar']}, {shown['wat']}, vanaf {datum(each.begindatum)}"
    return f"{where}{until}{moment}. {shown['telling'].waarom}"


def _soon(found: Uitleg) -> dict[str, Any] | None:
    """What the next list says, or will say if nothing changes any more."""
    if found.volgende is None:
        return None
    maand = delen.maandnaam(found.volgende.productie.maand)
    if found.volgende_peiling:
        return {"maand": maand, "gemaakt": True, "erop": found.staat is not None, "reden": ""}
    erop = found.straks is not None and uitleg.op_de_lijst(found.straks)
    label = codelijst("vsv_reden").label(reden(found.straks)).capitalize() if erop and found.straks else ""
    return {"maand": maand, "gemaakt": False, "erop": erop, "reden": label}
