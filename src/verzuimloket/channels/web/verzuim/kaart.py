"""The pupil beside the page: who it is, with the number masked until somebody asks for it."""

from typing import Any

from django.urls import reverse

from verzuimloket.channels.web.jinja import datum, label, masker
from verzuimloket.core import clock
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.verzuim.models import Concept


def leerling(persoon: Persoon, instelling: Instelling, *, toon: bool = False) -> list[tuple[str, Any]]:
    """The rows of the context card (MEL-07, MEL-14). ``toon``: the whole number; the caller logs it."""
    adres = personen.adres_op(persoon, clock.today())
    return [*rijen(persoon, adres, toon=toon), ("Instelling", str(instelling))]


def rijen(persoon: Persoon, adres: Adres | None, *, toon: bool = False) -> list[tuple[str, Any]]:
    """Name, sex, birth date, number and address of the register."""
    return [
        ("Naam", persoon.lijstnaam),
        ("Voornamen", persoon.voornamen),
        ("Geslacht", label(persoon.geslacht, "geslacht")),
        ("Geboortedatum", datum(persoon.geboren)),
        (nummersoort(persoon), nummer(persoon, toon=toon)),
        ("Adres", adresregel(adres)),
    ]


def nummersoort(persoon: Persoon) -> str:
    return "Bsn" if personen.number_kind(persoon) == "bsn" else "Onderwijsnummer"


def nummer(persoon: Persoon, *, toon: bool) -> str:
    number = personen.number_of(persoon)
    return number if toon else masker(number)


def adresregel(adres: Adres | None) -> str:
    """The address in one line, with the country when it is abroad."""
    if adres is None:
        return ""
    return f"{adres.regel}, {codelijst('land').label(adres.landcode)}" if adres.buitenland else adres.regel


def adres_leerling(concept: Concept, **query: str) -> str:
    """The address of the page of the pupil that a draft is about."""
    return reverse("verzuim-leerling", args=[concept.instelling_id, concept.persoon.kenmerk], query=query or None)
