"""Reading attachments: whoever may see the melding or the draft may see them."""

from datetime import date

from django.db.models import QuerySet

from verzuimloket.bestanden.inspectie import inspecteer
from verzuimloket.bestanden.inspectie.codes import Bevinding
from verzuimloket.core.actor import Actor
from verzuimloket.verzuim import rules, sleutels
from verzuimloket.verzuim.inputs import BijlageFacts, BijlageInput
from verzuimloket.verzuim.models import Bijlage, Concept, Melding
from verzuimloket.verzuim.queries.meldingen import concepts_of, visible_to


def bijlagen_of(actor: Actor, bij: Melding | Concept) -> QuerySet[Bijlage]:
    """The attachments of a melding or a draft in the order in which they came, without their content."""
    if isinstance(bij, Concept):
        rows = Bijlage.objects.filter(concept__in=concepts_of(actor).filter(pk=bij.pk))
    else:
        rows = Bijlage.objects.filter(melding__in=visible_to(actor).filter(pk=bij.pk))
    return rows.defer("inhoud").order_by("pk")


def content_of(bijlage: Bijlage) -> bytes:
    """What is in the file. Whoever hands it out writes an audit line."""
    return sleutels.unseal(bytes(bijlage.inhoud), bijlage.kenmerk)


def find_out(given: BijlageInput, *, on: date) -> Bevinding:
    """What the file is. What is absent or too large is not even looked into."""
    unseen = BijlageFacts(Bevinding(""), 0, on)
    if given.te_lang or not given.inhoud or len(given.inhoud) > rules.bijlage.max_bytes(unseen):
        return unseen.bevinding
    return inspecteer(given.inhoud)


def bijlage_facts(actor: Actor, bij: Melding | Concept, bevinding: Bevinding, *, on: date) -> BijlageFacts:
    """What the rules may know; ``bevinding`` of :func:`find_out`."""
    status = bij.status if isinstance(bij, Melding) else ""
    return BijlageFacts(bevinding, bijlagen_of(actor, bij).count(), on, status)
