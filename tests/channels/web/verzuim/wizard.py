"""Going through the wizard with a test client, as a browser without JavaScript would."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from verzuimloket.channels.web.jinja import url
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.models import Concept, Melding

LEERLING: dict[str, Any] = {"leerling_telefoon": "", "leerling_email": "", "afwijkend": "nee"}
VERZUIM: dict[str, Any] = {
    "begindatum_dag": "2",
    "begindatum_maand": "nov",
    "begindatum_jaar": "2026",
    "einddatum_dag": "06-11-2026",
    "einddatum_maand": "",
    "einddatum_jaar": "",
    "soort": "V3",
    "verbijzondering": "",
    "reden": "Onbekend",
    "alle_lessen_gemist": "nee",
    "toelichting": "",
    "actie_gewenst": "ja",
    "prioriteit": "nee",
    "toelichting_actie_gewenst": "",
    "contact_naam": "J. Boezeroen",
    "contact_email": "j.boezeroen@school.example",
}
LESUREN: dict[str, Any] = {"specificeren": "nvt"}
ACTIE_SCHOOL: dict[str, Any] = {"acties": ["BRIEF", "TELEFOON"], "toelichting_acties": ""}
STAPPEN = {"leerling": LEERLING, "verzuim": VERZUIM, "lesuren": LESUREN, "actie-school": ACTIE_SCHOOL}


def dag(
    nummer: int, datum: str, hele_dag: str = "ja", lesuren: tuple[str, ...] = (), tekst: str = ""
) -> dict[str, Any]:
    """The posted fields of one day of absence; the date as DD-MM-JJJJ in the first box."""
    naam = f"verzuimdag_{nummer}"
    return {
        f"{naam}_datum_dag": datum,
        f"{naam}_datum_maand": "",
        f"{naam}_datum_jaar": "",
        f"{naam}_hele_dag": hele_dag,
        f"{naam}_lesuren": list(lesuren),
        f"{naam}_toelichting": tekst,
    }


def datum(naam: str, *delen: str) -> dict[str, str]:
    return {f"{naam}_{deel}": tekst for deel, tekst in zip(("dag", "maand", "jaar"), delen, strict=True)}


def pagina(persoon: Persoon, instelling: str = "28AX") -> str:
    return reverse("verzuim-leerling", args=[instelling, persoon.kenmerk])


def begin(client: Client, persoon: Persoon, instelling: str = "28AX") -> Concept:
    """Press Toevoegen on the page of the pupil."""
    response = client.post(reverse("verzuim-beginnen", args=[instelling, persoon.kenmerk]))
    return draft_at(response)


def draft_at(response: HttpResponse) -> Concept:
    """The draft to which a button led."""
    assert response.status_code == 302, response.status_code
    return _concept(resolve(response.url).kwargs["kenmerk"])


def herlees(concept: Concept) -> Concept:
    return _concept(concept.pk)


def _concept(kenmerk: UUID) -> Concept:
    with acting_as(SYSTEEM):
        return Concept.objects.select_related("persoon", "melding", "ingediend").get(pk=kenmerk)


def meldingen() -> list[Melding]:
    with acting_as(SYSTEEM):
        return list(Melding.objects.select_related("persoon", "instantie").order_by("nummer"))


def adres(concept: Concept, stap: str, query: str = "") -> str:
    return url("verzuim-stap", concept.pk, stap) + query


def post(client: Client, concept: Concept, stap: str, given: dict[str, Any], actie: str = "verder") -> HttpResponse:
    """Press a button on a step and go where the answer leads."""
    return client.post(adres(concept, stap), {**given, "actie": actie}, follow=True)


def fill(client: Client, concept: Concept, **changes: dict[str, Any]) -> HttpResponse:
    """All steps up to Overzicht; per step (``-`` as ``_``) what differs from a correct report."""
    response = client.get(adres(concept, "leerling"))
    for stap, answers in STAPPEN.items():
        given = answers | changes.get(stap.replace("-", "_"), {})
        response = post(client, concept, stap, given)
    return response


def send(client: Client, concept: Concept, email: str = "ja") -> HttpResponse:
    return post(client, concept, "overzicht", {"email_naar_melder": email}, "versturen")


def step(response: HttpResponse) -> str:
    """On which step a response stands."""
    return response.request["PATH_INFO"].rstrip("/").rpartition("/")[2]


def text(response: HttpResponse) -> str:
    return response.content.decode()
