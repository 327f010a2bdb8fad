"""The pupil beside the page: who it is, with the number masked until somebody asks for it."""

from typing import Any

from django.urls import reverse

from verzuimloket.core import clock
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Persoon
from verzuimloket.uitvoer.wie import rijen
from verzuimloket.verzuim.models import Concept


def leerling(persoon: Persoon, instelling: Instelling, *, toon: bool = False) -> list[tuple[str, Any]]:
    """The rows of the context card (MEL-07, MEL-14). ``toon``: the whole number; the caller logs it."""
    adres = personen.adres_op(persoon, clock.today())
    return [*rijen(persoon, adres, toon=toon), ("Instelling", str(instelling))]


def adres_leerling(concept: Concept, **query: str) -> str:
    """The address of the page of the pupil that a draft is about."""
    return reverse("verzuim-leerling", args=[concept.instelling_id, concept.persoon.kenmerk], query=query or None)
