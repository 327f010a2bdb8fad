"""The conversation about a melding, as both sides see it: the thread on the page, and the form of one message."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import detail
from verzuimloket.channels.web.verzuim.antwoorden import datum_delen
from verzuimloket.channels.web.verzuim.raadplegen import read_uuid
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.rules import blocking
from verzuimloket.mail import opstellen
from verzuimloket.verzuim import actions, queries, rules
from verzuimloket.verzuim.codes import BerichtSoort
from verzuimloket.verzuim.inputs import BerichtInput
from verzuimloket.verzuim.models import Melding


class Handeling(NamedTuple):
    """One way to add a message: its kind, whether it stays inside, and the words of its page."""

    soort: BerichtSoort
    titel: str
    knop: str
    uitleg: str
    label: str
    intern: bool = False


_ANDER = "De andere kant krijgt een e-mail met het nummer van de melding en een link, zonder uw tekst."
HANDELINGEN = {
    "vraag": Handeling(
        BerichtSoort.VRAAG,
        "Vraag stellen over melding {}",
        "Vraag versturen",
        f"{_ANDER} De status van de melding blijft zoals die is.",
        "Uw vraag",
    ),
    "antwoord": Handeling(
        BerichtSoort.ANTWOORD, "Vraag beantwoorden over melding {}", "Antwoord versturen", _ANDER, "Uw antwoord"
    ),
    "opmerking": Handeling(
        BerichtSoort.OPMERKING,
        "Opmerking plaatsen bij melding {}",
        "Opmerking versturen",
        f"{_ANDER} U verwacht geen antwoord.",
        "Uw opmerking",
    ),
    "intern": Handeling(
        BerichtSoort.OPMERKING,
        "Interne opmerking bij melding {}",
        "Interne opmerking bewaren",
        "Alleen uw eigen organisatie leest deze opmerking. Er gaat geen e-mail naar de andere kant.",
        "Uw opmerking",
        intern=True,
    ),
    "doorsturen": Handeling(
        BerichtSoort.DOORGESTUURD,
        "Melding {} doorsturen naar een collega",
        "Doorsturen",
        "Uw collega krijgt een e-mail met het nummer van de melding en een link. De andere kant ziet dit niet.",
        "Toelichting voor uw collega",
        intern=True,
    ),
}


@dataclass(frozen=True)
class Plek:
    """Where the conversation stands: the page of the melding on this side, and its part of the navigation."""

    melding: str
    bericht: str
    groep: str


def page(request: Verzoek, found: Melding, actie: str, plek: Plek) -> HttpResponse:
    """The form of one message, then the message. Sent twice, it is one message."""
    if actie not in HANDELINGEN:
        raise Http404
    handeling, actor = HANDELINGEN[actie], request.actor
    vraag = _vraag(request, found, handeling)
    form = Formulier(_begin(), _velden(handeling, actor, found))
    if request.method != "POST":
        return _show(request, found, actie, plek, form, vraag=vraag)
    form = Formulier.posted(request.POST, form.velden)
    given = _given(form, handeling, vraag.kenmerk if vraag else None)
    if _post(request, found, given, form):
        detail.tell(request, found, f"bericht-{actie}")
        return redirect(reverse(plek.melding, args=[found.kenmerk]) + "#gesprek")
    return _show(request, found, actie, plek, form, vraag=vraag)


def _vraag(request: Verzoek, found: Melding, handeling: Handeling) -> Any:
    """The question that is answered. Raises Http404 when there is no such question."""
    if handeling.soort != BerichtSoort.ANTWOORD:
        return None
    asked = request.POST.get("vraag", "") or request.GET.get("vraag", "")
    vraag = queries.find_question(request.actor, found, read_uuid(asked))
    if vraag is None:
        raise Http404
    return vraag


def _begin() -> dict[str, str]:
    """The day on which an answer is expected, for the user to change."""
    return {**datum_delen("reactie_voor", rules.reactiedag(clock.today()))}


def _velden(handeling: Handeling, actor: Actor, found: Melding) -> dict[str, Veld]:
    forwards = handeling.soort == BerichtSoort.DOORGESTUURD
    velden = {"tekst": Veld(handeling.label, optional=forwards, max=rules.gesprek.MAX_TEKENS)}
    if handeling.soort == BerichtSoort.VRAAG:
        velden["reactie_voor"] = Veld("Antwoord graag uiterlijk", "U kunt een andere dag kiezen")
    if forwards:
        known = queries.colleagues(actor, found, on=clock.today())
        velden["aan"] = Veld("Collega", keuzes=tuple((str(each.pk), each.naam) for each in known))
    return velden


def _given(form: Formulier, handeling: Handeling, vraag: UUID | None) -> BerichtInput:
    chosen = form.keuze("aan") if "aan" in form.velden else ""
    return BerichtInput(
        soort=handeling.soort,
        aan=int(chosen) if chosen else None,
        tekst=form.tekstvak("tekst"),
        intern=handeling.intern,
        antwoord_op=vraag,
        reactie_voor=form.datum("reactie_voor") if "reactie_voor" in form.velden else None,
    )


def _post(request: Verzoek, found: Melding, given: BerichtInput, form: Formulier) -> bool:
    """Whether it was placed. If not, the form says why, or warns once."""
    actor: Actor = request.actor
    sleutel = read_uuid(request.POST.get("sleutel", "")) or uuid4()
    if form.fouten:
        return False
    warned = _warnings(actor, found, given)
    if warned and request.POST.get("gezien", "") != _told(warned):
        form.add(warned)
        return False
    try:
        actions.post_bericht(found, given, by=actor, at=clock.now(), sleutel=sleutel)
    except Rejected as rejected:
        form.add(rejected.violations)
    return not form.fouten


def _warnings(actor: Actor, found: Melding, given: BerichtInput) -> list[Violation]:
    """What the user should read before the text goes out; nothing when the text is refused anyway."""
    facts = queries.bericht_facts(actor, found, on=clock.today(), collegas=False)
    about_text = [each for each in rules.GESPREK.broken(given, facts, on=clock.today()) if each.field == "tekst"]
    return [] if blocking(about_text) else about_text


def _told(warnings: list[Violation]) -> str:
    return " ".join(each.text for each in warnings)


def _show(request: Verzoek, found: Melding, actie: str, plek: Plek, form: Formulier, *, vraag: Any) -> HttpResponse:
    handeling = HANDELINGEN[actie]
    return show(
        request,
        "delen/bericht.jinja",
        titel=handeling.titel.format(found.nummer),
        groep=plek.groep,
        melding=found,
        handeling=handeling,
        form=form,
        fouten=form.fouten,
        vraag=vraag,
        terug=reverse(plek.melding, args=[found.kenmerk]),
        sleutel=read_uuid(request.POST.get("sleutel", "")) or uuid4(),
        post=[] if handeling.intern else opstellen.vooraf_bericht(found, van=queries.kant_of(request.actor)),
        gezien=_told([each for each in form.fouten if not each.blocks]),
    )


def follow(request: Verzoek, found: Melding, plek: Plek) -> HttpResponse:
    """Start or stop to follow a melding, by one button. Twice is the same as once."""
    actor: Actor = request.actor
    on = request.POST.get("actie") != "ontvolgen"
    if on:
        actions.follow_melding(found, by=actor, at=clock.now())
    else:
        actions.unfollow_melding(found, by=actor)
    detail.tell(request, found, "volgen" if on else "ontvolgen")
    return redirect(plek.melding, found.kenmerk)
