"""The keys of the machine link on the screen of the administrator (WNS-11)."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from tests import factories
from tests.channels.rest.koppelen import PAD, Pakket, events, key, newest
from tests.personas import LogIn
from verzuimloket.access.models import Apisleutel
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as

pytestmark = [pytest.mark.django_db, pytest.mark.req("WNS-11")]
LIJST, NIEUW = "/beheer/sleutels/", "/beheer/sleutels/nieuw/"
LAST = clock.today() + timedelta(days=90)
GIVEN: dict[str, Any] = {
    "instelling": "28AX",
    "label": "LAS van Voorbeeld",
    "bereik": ["inschrijving.lezen", "inschrijving.schrijven"],
    "vervalt_op_dag": str(LAST.day),
    "vervalt_op_maand": str(LAST.month),
    "vervalt_op_jaar": str(LAST.year),
}


@pytest.fixture
def beau(log_in: LogIn) -> Client:
    factories.instelling("28AX")
    factories.instelling("28AY", naam="Tweede school")
    return log_in("Beau", Rol.BEHEERDER, soort="bestuur", kenmerk="109B027")


def text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def shown(answer: Any) -> str:
    found = re.search(r"vl_[a-z2-9]{12}_[\w-]{43}", text(answer))
    assert found
    return found[0]


def count() -> int:
    with acting_as(SYSTEEM):
        return Apisleutel.objects.count()


def test_a_key_is_made_and_opens(beau: Client) -> None:
    answer = beau.post(NIEUW, GIVEN)
    assert answer["Cache-Control"] == "no-store"
    assert Pakket(shown(answer))("GET", PAD).status_code == 200
    page = text(beau.get(LIJST))
    assert "LAS van Voorbeeld" in page
    assert "Inschrijvingen bekijken, Inschrijvingen aanleveren" in page
    [(_, kanaal, data)] = events("apisleutel:maken")
    assert kanaal == "scherm"
    assert data == {"instelling": "28AX", "bereik": GIVEN["bereik"], "vervalt_op": str(LAST)}


def test_the_secret_is_shown_once_and_kept_nowhere(beau: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        token = shown(beau.post(NIEUW, GIVEN))
    geheim = token.split("_", 2)[2]
    made = newest()
    sessions = [str(row.get_decoded()) for row in Session.objects.all()]
    pages = [text(beau.get(address)) for address in (LIJST, NIEUW, f"{LIJST}{made.kenmerk}/")]
    for place in (*pages, *sessions, str(events()), caplog.text, repr(vars(made))):
        assert geheim not in place
    assert mail.outbox == []


def test_two_keys_are_not_alike(beau: Client) -> None:
    first, second = (shown(beau.post(NIEUW, GIVEN)).split("_", 2) for _ in range(2))
    assert first[1] != second[1]
    assert first[2] != second[2]


def test_the_form_begins_with_a_year(beau: Client, log_in: LogIn) -> None:
    page = text(beau.get(NIEUW))
    last = clock.today() + timedelta(days=365)
    assert f'value="{last.year}"' in page
    assert '<option value="28AY"' in page


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"instelling": ""}, "Kies de instelling waarvoor de API-sleutel is."),
    ({"instelling": "11AA"}, "Kies bij Instelling een van de mogelijkheden."),
    ({"label": " "}, "Geef de API-sleutel een naam"),
    ({"label": "x" * 61}, "Maak Naam korter."),
    ({"bereik": []}, "Kies wat het pakket met de sleutel mag doen."),
    ({"bereik": ["alles"]}, "alleen wat in de lijst staat"),
    ({"vervalt_op_jaar": "2030"}, "hoogstens 365 dagen vooruit"),
    ({"vervalt_op_dag": "22", "vervalt_op_maand": "11", "vervalt_op_jaar": "2026"}, "een dag na vandaag"),
    ({"vervalt_op_dag": "", "vervalt_op_maand": "", "vervalt_op_jaar": ""}, "een dag na vandaag"),
    ({"vervalt_op_dag": "31", "vervalt_op_maand": "2"}, "bestaat niet"),
]


@pytest.mark.parametrize(("more", "says"), WRONG, ids=[says for _, says in WRONG])
def test_what_is_wrong_is_said(beau: Client, more: dict[str, Any], says: str) -> None:
    factories.instelling("11AA", bestuur="200B001")
    answer = beau.post(NIEUW, GIVEN | more)
    assert says in text(answer)
    assert answer.status_code == 200
    assert count() == 0


def test_a_key_is_taken_back(beau: Client) -> None:
    package = Pakket(shown(beau.post(NIEUW, GIVEN)))
    place = f"{LIJST}{newest().kenmerk}/"
    assert "kan meteen geen inschrijvingen meer aanleveren" in text(beau.get(place))
    assert package("GET", PAD).status_code == 200
    assert "is ingetrokken" in text(beau.post(place, follow=True))
    assert package("GET", PAD).status_code == 401
    beau.post(place)
    assert len(events("apisleutel:intrekken")) == 1
    assert "Intrekken" not in text(beau.get(LIJST))


def test_another_board_sees_and_takes_nothing(beau: Client, log_in: LogIn) -> None:
    beau.post(NIEUW, GIVEN)
    factories.instelling("11AA", bestuur="200B001")
    other = log_in("Ander", Rol.BEHEERDER, soort="instelling", kenmerk="11AA")
    assert "LAS van Voorbeeld" not in text(other.get(LIJST))
    place = f"{LIJST}{newest().kenmerk}/"
    assert other.get(place).status_code == other.post(place).status_code == 404
    assert newest().ingetrokken_at is None


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.BEHEERDER], ids=str)
def test_only_the_administrator_of_accounts_may(rol: Rol, log_in: LogIn) -> None:
    key()
    client = log_in("Iemand", rol, soort="instelling", kenmerk="28AX")
    for place in (LIJST, NIEUW, f"{LIJST}{newest().kenmerk}/"):
        assert client.get(place).status_code == client.post(place, GIVEN).status_code == 403
    assert count() == 1


def test_who_has_no_institutions_reads_why(log_in: LogIn) -> None:
    client = log_in("Gem", Rol.BEHEERDER, soort="instantie", kenmerk="G0344")
    assert "API-sleutels zijn er voor scholen" in text(client.get(LIJST))
    assert "API-sleutels" not in text(client.get("/beheer/"))
    assert client.post(NIEUW, GIVEN).status_code == 200
    assert count() == 0
