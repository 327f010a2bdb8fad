"""Drafts that stand ready at 16 hours, filled in as far as the lines tell. Domain rules §6.2."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property

from verzuimloket.core.actor import Actor
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.lesverzuim import queries, rules
from verzuimloket.lesverzuim.inputs import Bereikt, Lesregel, Rekenwijze
from verzuimloket.lesverzuim.models import Lesverzuim, Lesverzuimsignaal
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim import actions as verzuim
from verzuimloket.verzuim import queries as meldingen
from verzuimloket.verzuim.models import Concept

_CONTACT = ("contact_naam", "contact_functie", "contact_telefoon", "contact_email")


class Klaarzetter:
    """Makes and removes the drafts of some pupils of one institution, in one transaction."""

    def __init__(self, instelling: str, wijze: Rekenwijze, pupils: Collection[int], *, by: Actor, at: datetime) -> None:
        self.instelling, self.wijze, self.pupils = instelling, wijze, pupils
        self.by, self.at, self.on = by, at, at.astimezone(AMSTERDAM).date()
        self._contacts: dict[int, Mapping[str, str]] = {}

    @cached_property
    def _personen(self) -> dict[int, Persoon]:
        return Persoon.objects.in_bulk(self.pupils)

    @cached_property
    def _lines(self) -> dict[int, list[Lesverzuim]]:
        found: dict[int, list[Lesverzuim]] = {}
        rows = Lesverzuim.objects.filter(instelling_id=self.instelling, persoon_id__in=self.pupils)
        for row in rows.order_by("datum", "lesuur", "minuten"):
            found.setdefault(row.persoon_id, []).append(row)
        return found

    @cached_property
    def _begun(self) -> dict[tuple[int, str], Concept]:
        """Drafts of these pupils that were not handed in, by the first day that they tell."""
        rows = Concept.objects.filter(
            instelling_id=self.instelling, persoon_id__in=self.pupils, ingediend__isnull=True, melding__isnull=True
        )
        return {(row.persoon_id, _first_day(row)): row for row in rows if _first_day(row)}

    def soort(self, signaal: Lesverzuimsignaal) -> str:
        return rules.soort(self._personen[signaal.persoon_id].geboren, signaal.begindatum)

    def may_be_reported(self, signaal: Lesverzuimsignaal) -> bool:
        persoon = self._personen[signaal.persoon_id]
        return queries.may_be_reported(persoon, self.instelling, signaal.begindatum, self.soort(signaal), on=self.on)

    def draft(self, signaal: Lesverzuimsignaal) -> Concept | None:
        """The draft for this period; one that somebody began already for the same day is left as it is.

        None when the lines came without a person: a draft has an owner.
        """
        begun = self._begun.get((signaal.persoon_id, _text(signaal.begindatum)))
        owner = self.by.gebruiker_id or self._recorder(signaal)
        if begun or owner is None:
            return begun
        by = replace(self.by, gebruiker_id=owner)
        period = Bereikt(signaal.begindatum, signaal.einddatum, signaal.delen, signaal.sinds)
        regels = [
            Lesregel("", row.datum, row.lesuur, row.minuten, row.soort) for row in self._lines[signaal.persoon_id]
        ]
        answers = rules.answers(period, regels, self.soort(signaal), self.wijze, self._contact(by))
        return verzuim.start_concept(
            self._personen[signaal.persoon_id], self.instelling, by=by, at=self.at, antwoorden=answers
        )

    def _recorder(self, signaal: Lesverzuimsignaal) -> int | None:
        """Who recorded the line with which the limit was reached."""
        within = [
            row.gebruiker_id
            for row in self._lines.get(signaal.persoon_id, ())
            if row.gebruiker_id and row.datum <= signaal.einddatum
        ]
        return within[-1] if within else None

    def _contact(self, by: Actor) -> Mapping[str, str]:
        """The contact person whom the owner named last, so that nobody types it twice (MEL-33)."""
        owner = by.gebruiker_id or 0
        if owner not in self._contacts:
            last = meldingen.last_by(replace(by, instellingen=(self.instelling,)), self.instelling)
            self._contacts[owner] = {naam: getattr(last, naam) for naam in _CONTACT} if last else {}
        return self._contacts[owner]

    def discard(self, signaal: Lesverzuimsignaal) -> bool:
        """Throw away a draft that was made here and that nobody touched; whether that happened."""
        concept = signaal.concept
        if concept is None or concept.doel != "nieuw" or not verzuim.discard_untouched(concept, by=self.by):
            return False
        self._begun.pop((signaal.persoon_id, _first_day(concept)), None)
        signaal.concept = None
        return True


def _first_day(concept: Concept) -> str:
    """The first day of absence in the raw answers, as ``d-m-jjjj``; empty when there is none."""
    step = concept.antwoorden.get("verzuim", {})
    parts = [step.get(f"begindatum_{deel}", "") for deel in ("dag", "maand", "jaar")]
    texts = [(part[0] if part else "") if isinstance(part, list) else part for part in parts]
    return "-".join(text.lstrip("0") for text in texts) if all(texts) else ""


def _text(dag: date) -> str:
    return f"{dag.day}-{dag.month}-{dag.year}"
