"""Filling in 'Inschrijven leerling' as Anna does, and what comes back."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.inschrijvingen.lezen import codes_in, stored, text_of

NUMMER = factories.bsn(991_001)
ADRES = reverse("inschrijven")


def met_nummer(**typed: str) -> dict[str, str]:
    """What Anna types for ``factories.persoon(nummer=NUMMER)``."""
    return {
        "instelling": "28AX",
        "begindatum_dag": "1",
        "begindatum_maand": "9",
        "begindatum_jaar": "2026",
        "met_nummer": "ja",
        "bsn": NUMMER,
        "geslacht": "V",
        "geboortedatum_dag": "1",
        "geboortedatum_maand": "1",
        "geboortedatum_jaar": "2012",
    } | typed


def zonder_nummer(**typed: str) -> dict[str, str]:
    """What she types for a pupil whom the register does not know."""
    return (
        met_nummer(met_nummer="nee", bsn="")
        | {
            "achternaam": "Şahin",
            "voorvoegsel": "el",
            "voornamen": "Deniz",
            "adres": "binnenland",
            "adres_postcode": "3511 ab",
            "adres_huisnummer": "12",
        }
        | typed
    )


def buitenland(**typed: str) -> dict[str, str]:
    abroad = {"adres": "buitenland", "adres_land": "5010", "adres_regel1": "Kerkstraat 1"}
    return zonder_nummer(adres_postcode="", adres_huisnummer="") | abroad | typed


def refused(client: Client, typed: dict[str, str]) -> HttpResponse:
    """The page of a refusal; proof that nothing was stored."""
    before = stored()
    response = client.post(ADRES, typed)
    assert response.status_code == 200
    assert stored() == before
    assert "Niet gelukt" in text_of(response)
    assert "Sluiten" in text_of(response)
    return response


def accepted(client: Client, typed: dict[str, str]) -> HttpResponse:
    """The page after success."""
    response = client.post(ADRES, typed)
    assert response.status_code == 302, codes_in(response)
    page = client.get(response["Location"])
    assert "Gelukt" in text_of(page)
    assert "Verder" in text_of(page)
    return page
