"""A draft at this moment: what it says, what is wrong with it, and where the user is."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from verzuimloket.access import queries as access
from verzuimloket.channels.web.formulier import JA
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import antwoorden
from verzuimloket.channels.web.verzuim.antwoorden import Gelezen, Raw
from verzuimloket.channels.web.verzuim.oordeel import Fout, facts_for, judge
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.inputs import MeldingFacts
from verzuimloket.verzuim.models import Concept

TITELS = {
    "melding": "Melding",
    "leerling": "Leerling",
    "verzuim": "Verzuim",
    "lesuren": "Lesuren",
    "actie-school": "Actie school",
    "overzicht": "Overzicht",
}


@dataclass(frozen=True)
class Stand:
    """One reading of a draft, for one page."""

    concept: Concept
    stap: str
    gelezen: Gelezen
    fouten: list[Fout]
    facts: MeldingFacts

    @property
    def stappen(self) -> list[str]:
        """The steps of this draft; a change has one more, in front (WIJ-02)."""
        names = list(TITELS)
        return names if self.wijziging else names[1:]

    @property
    def wijziging(self) -> bool:
        return self.concept.doel == "wijziging"

    @property
    def plaats(self) -> int:
        return self.stappen.index(self.stap)

    def answered(self, stap: str) -> bool:
        return stap in self.concept.antwoorden or stap == "melding"

    def blocked(self, stap: str) -> bool:
        return any(fout.blocks and fout.stap == stap for fout in self.fouten)

    def emptied(self, stap: str) -> bool:
        """Whether an earlier answer made what was filled in here void (ontwerp/ux.md 5.3)."""
        specified = self.gelezen.forms["lesuren"].getypt("specificeren") == JA
        return stap == "lesuren" and specified and self.gelezen.given.alle_lessen_gemist

    def skips(self, stap: str) -> bool:
        """Whether there is nothing to ask on this step (MEL-35)."""
        return stap == "lesuren" and self.gelezen.given.alle_lessen_gemist and not self.emptied(stap)

    def next(self) -> str:
        """The step after this one that has something to ask."""
        later = self.stappen[self.plaats + 1 :]
        return next(stap for stap in later if not self.skips(stap))

    def previous(self) -> str:
        """The step before this one that has something to ask; empty on the first."""
        before = [stap for stap in self.stappen[: self.plaats] if not self.skips(stap)]
        return before[-1] if before else ""

    def first_open(self) -> str:
        """The first step that nobody answered yet; empty when there is none before Overzicht."""
        steps = [stap for stap in self.stappen if stap != "overzicht" and not self.skips(stap)]
        return next((stap for stap in steps if not self.answered(stap)), "")

    def staat(self, stap: str) -> str:
        """How the list of steps shows it."""
        if stap == self.stap:
            return "huidig"
        if self.answered(stap) and (self.blocked(stap) or self.emptied(stap)):
            return "controleer"
        done = self.answered(stap) or (self.skips(stap) and self.answered("verzuim"))
        return "klaar" if done and stap != "overzicht" else ""

    def reachable(self, stap: str) -> bool:
        before = self.stappen[: self.stappen.index(stap)]
        return self.answered(stap) or all(self.answered(each) or self.skips(each) for each in before)


def find(request: Verzoek, kenmerk: UUID) -> Concept:
    """The draft, when it is of one of the actor's institutions. Raises Http404."""
    return get_object_or_404(queries.concepts_of(request.actor), pk=kenmerk)


def adres(concept: Concept, stap: str, **query: str) -> str:
    """The address of a step."""
    return reverse("verzuim-stap", args=[concept.pk, stap], query=query or None)


def verzonden(concept: Concept) -> HttpResponseRedirect:
    """Where a draft that was handed in leads, however often (idempotence)."""
    assert concept.ingediend
    query = {"gewijzigd": JA} if concept.doel == "wijziging" else None
    return redirect(reverse("verzuim-verzonden", args=[concept.ingediend.kenmerk], query=query))


def read(concept: Concept, stap: str, *, by: Actor) -> Stand:
    """Read and judge the draft."""
    on = clock.today()
    gelezen = antwoorden.lees(concept, on=on, begin=_begin(concept, stap, by=by))
    if stap == "overzicht":  # where the mails are shown, and the draft is handed in
        gelezen.given = replace(gelezen.given, taal=_taal(concept, by=by))
    facts = facts_for(concept, gelezen.given, on=on)
    return Stand(concept, stap, gelezen, judge(concept, gelezen, facts, by=by, on=on), facts)


def _taal(concept: Concept, *, by: Actor) -> str:
    """Of the mails to the contact person: as whoever reports prefers; a change by someone else keeps it."""
    if concept.doel == "wijziging" and concept.melding:
        return concept.melding.taal
    return access.preferences_of(by.gebruiker_id).taal


def _begin(concept: Concept, stap: str, *, by: Actor) -> dict[str, Raw]:
    """What an unanswered step shows at first: what the school told before, so that nobody types it twice."""
    if stap in concept.antwoorden:
        return {}
    if stap == "leerling":
        last = queries.last_about(by, concept.instelling_id, concept.persoon_id)
        return {stap: antwoorden.van_leerling(queries.as_input(last)) if last else {"afwijkend": "nee"}}
    if stap == "verzuim":
        latest = queries.last_by(by, concept.instelling_id)
        names = ("contact_naam", "contact_functie", "contact_telefoon", "contact_email")
        contact: Raw = {naam: getattr(latest, naam) for naam in names} if latest else {}
        return {stap: {"alle_lessen_gemist": "nee", **contact}}
    return {"overzicht": {"email_naar_melder": JA}}


def kop(now: Stand) -> dict[str, Any]:
    """Title, caption and the list of steps or tabs (ontwerp/ux.md 5.1, 5.3)."""
    titel, naam = TITELS[now.stap], now.concept.persoon.naam
    links = [_link(now, stap) for stap in now.stappen]
    if now.wijziging and now.concept.melding:
        groep = f"Melding {now.concept.melding.nummer} wijzigen"
        return {
            "titels": TITELS,
            "titel": titel,
            "groep": groep,
            "kop": titel,
            "bijschrift": f"{groep} voor {naam}",
            "tabs": [(link["label"], link["href"], link["staat"] == "huidig") for link in links],
        }
    waar = f"{now.plaats + 1} van {len(now.stappen)}"
    return {
        "titels": TITELS,
        "titel": f"Stap {waar}: {titel}",
        "groep": "Verzuim melden",
        "kop": titel,
        "bijschrift": f"Verzuim melden voor {naam}, stap {waar}",
        "stappen": links,
    }


def _link(now: Stand, stap: str) -> dict[str, str]:
    staat, href = now.staat(stap), adres(now.concept, stap) if now.reachable(stap) else ""
    mark = " (controleer)" if now.wijziging and staat == "controleer" else ""
    return {"label": f"{TITELS[stap]}{mark}", "staat": staat, "href": href}
