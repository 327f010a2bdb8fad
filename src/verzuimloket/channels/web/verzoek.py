"""The request as our pages get it: Django's, and who asks."""

from django.http import HttpRequest

from verzuimloket.access.queries import Keuze
from verzuimloket.core.actor import Actor


class Verzoek(HttpRequest):
    """Behind ``@allowed`` there is always an actor, with a chosen organisation (see toegang.py)."""

    actor: Actor
    keuze: Keuze
    taal: str
