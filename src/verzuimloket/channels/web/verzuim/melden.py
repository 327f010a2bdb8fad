"""Before and after the wizard: find the pupil, see what is open, start; and afterwards the number."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import kaart, stand
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Violation
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.personen.rules import normaal_pgn, pgn_soort
from verzuimloket.uitvoer import wie
from verzuimloket.verzuim import actions, queries, rules
from verzuimloket.verzuim.inputs import MeldingFacts, MeldingInput, Periode

PGN_WRONG = "BV_S_pgn_ongeldig"
_BEFORE_ALL = ("BV_S_leerling_woont_in_buitenland", "BV_S_gemeente_onbekend")


@allowed(Rol.MELDER)
def zoeken(request: Verzoek) -> HttpResponse:
    """Search a pupil on person number; the number never stands in an address (MEL-01 to MEL-06)."""
    actor: Actor = request.actor
    own = list(instellingen.instellingen(actor.instellingen))
    fields = {
        "instelling": Veld("Instelling", keuzes=tuple((each.code, str(each)) for each in own)),
        "nummer": Veld("Persoonsgebonden nummer", "Het bsn of het onderwijsnummer, 9 cijfers", max=20),
    }
    post = request.method == "POST"
    form = Formulier.posted(request.POST, fields)
    if not post:
        form.antwoorden = {"instelling": request.GET.get("instelling", "")}
    found = _search(form, own, actor) if post else {}
    return show(
        request,
        "verzuim/melden/zoeken.jinja",
        titel="Leerling zoeken",
        groep="Verzuim melden",
        form=form,
        own=own,
        gezocht=post and not form.fouten,
        fouten=[*form.fouten, *found.get("bezwaren", [])],
        found=found,
    )


def _search(form: Formulier, own: list[Instelling], actor: Actor) -> dict[str, Any]:
    """The pupil, the address and what stands in the way; nothing when the pupil is not enrolled here."""
    instelling = form.keuze("instelling") if len(own) > 1 else "".join(each.code for each in own)
    if not instelling and not form.fouten:
        form.wrong("VORM_keuze", "Kies de instelling waar de leerling staat ingeschreven.", "instelling")
    nummer = normaal_pgn(form.tekst("nummer"))
    if not nummer and not form.fout("nummer"):
        form.wrong(PGN_WRONG, "Vul het bsn of het onderwijsnummer van de leerling in.", "nummer")
    elif nummer and pgn_soort(nummer) is None:
        form.wrong(PGN_WRONG, "Dit nummer klopt niet. Controleer de 9 cijfers.", "nummer")
    persoon = None if form.fouten else queries.find_pupil(actor, instelling, nummer)
    if persoon is None:
        return {}
    audit.record("persoon:raadplegen", persoon, by=actor)
    adres = personen.adres_op(persoon, clock.today())
    return {
        "persoon": persoon,
        "instelling": instelling,
        "adres": wie.adresregel(adres),
        "bezwaren": bezwaren(persoon, adres),
    }


def bezwaren(persoon: Persoon, adres: Adres | None) -> list[Violation]:
    """Why for this pupil of the institution no absence can be reported, whatever is filled in (MEL-06)."""
    given = MeldingInput("", persoon.pk, None, None, "")
    facts = MeldingFacts(
        geboortedatum=persoon.geboren,
        woont_in_buitenland=adres is not None and adres.buitenland,
        gemeente_bekend=adres is not None and bool(adres.gemeentecode),
        inschrijvingen=(Periode(clock.today()),),  # found through an enrolment; which one is no matter here
        andere_meldingen=(),
        startkwalificatie_op=None,
        locaties=frozenset(),
        vandaag=clock.today(),
    )
    book = [rules.MELDING[code] for code in _BEFORE_ALL]
    return [rule.violation(given, facts) for rule in book if not rule.holds(given, facts)]


@allowed(Rol.MELDER)
def leerling(request: Verzoek, instelling: str, kenmerk: UUID) -> HttpResponse:
    """The pupil, the open meldingen and the drafts; from here everything starts (MEL-07 to MEL-10)."""
    actor: Actor = request.actor
    persoon, adres = _pupil(actor, instelling, kenmerk)
    toon = request.method == "POST" and request.POST.get("actie") == "toon"
    audit.record("persoon:nummer-tonen" if toon else "persoon:raadplegen", persoon, by=actor)
    drafts = queries.drafts_of(actor).filter(instelling_id=instelling, persoon=persoon)
    return show(
        request,
        "verzuim/melden/leerling.jinja",
        titel="Leerling",
        groep="Verzuim melden",
        kop=persoon.naam,
        fouten=bezwaren(persoon, adres),
        instelling=instelling,
        persoon=persoon,
        kaart=wie.rijen(persoon, adres, toon=toon),
        toon=toon,
        meldingen=queries.open_meldingen(actor, instelling, persoon),
        concepten=drafts.exclude(antwoorden={}),
        zoeken=reverse("verzuim-melden", query={"instelling": instelling}),
        bewaard=request.GET.get("bewaard", ""),
        verwijderd=request.GET.get("verwijderd", ""),
    )


def _pupil(actor: Actor, instelling: str, kenmerk: UUID) -> tuple[Persoon, Adres | None]:
    """Raises Http404, whether the pupil does not exist or is of another school."""
    found = queries.pupil(actor, instelling, kenmerk, on=clock.today())
    if found is None:
        raise Http404
    return found


@allowed(Rol.MELDER)
@require_POST
def beginnen(request: Verzoek, instelling: str, kenmerk: UUID) -> HttpResponse:
    """Start a new report. A draft in which nothing was filled in yet is used again (MEL-10)."""
    actor: Actor = request.actor
    persoon, adres = _pupil(actor, instelling, kenmerk)
    if bezwaren(persoon, adres):
        return redirect("verzuim-leerling", instelling, kenmerk)
    unused = queries.own_drafts_of(actor).filter(instelling_id=instelling, persoon=persoon, antwoorden={}, doel="nieuw")
    concept = unused.first() or actions.start_concept(persoon, instelling, by=actor, at=clock.now())
    return redirect(stand.adres(concept, "leerling"))


@allowed(Rol.MELDER)
def stoppen(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Leave the wizard: keep the draft for later, or throw it away."""
    actor: Actor = request.actor
    concept = stand.find(request, kenmerk)
    if concept.ingediend:
        return stand.verzonden(concept)
    if request.method != "POST":
        return show(
            request,
            "verzuim/melden/stoppen.jinja",
            titel="Wilt u stoppen?",
            groep="Verzuim melden",
            concept=concept,
            terug=kaart.adres_leerling(concept),
        )
    melding = concept.melding
    if not actions.discard_concept(concept, by=actor):
        return redirect(request.path)  # handed in or thrown away meanwhile; that page says which
    if melding:
        return redirect("melding", melding.kenmerk)
    return redirect(kaart.adres_leerling(concept, verwijderd="ja"))


@allowed(Rol.MELDER)
def verzonden(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """The number of what was sent, and what happens next; may be reloaded (MEL-57)."""
    actor: Actor = request.actor
    melding = get_object_or_404(queries.visible_to(actor), kenmerk=kenmerk)
    if melding.instelling_id not in actor.instellingen:
        raise Http404
    gewijzigd = request.GET.get("gewijzigd") == "ja"
    done = "De wijziging van verzuimmelding {} is opgeslagen" if gewijzigd else "Uw verzuimmelding {} is verzonden"
    return show(
        request,
        "verzuim/melden/verzonden.jinja",
        titel=done.format(melding.nummer),
        groep="Verzuim melden",
        melding=melding,
        gewijzigd=gewijzigd,
        leerling=reverse("verzuim-leerling", args=[melding.instelling_id, melding.persoon.kenmerk]),
        zoeken=reverse("verzuim-melden", query={"instelling": melding.instelling_id}),
    )
