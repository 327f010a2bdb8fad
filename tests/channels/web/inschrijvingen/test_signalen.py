"""'Dubbele inschrijvingen' and 'Elders ingeschreven': what both schools see (§4.3)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.inschrijvingen.lezen import events, text_of
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.instellingen.models import Contactpersoon

DUBBEL, ELDERS = "/inschrijvingen/dubbel/", "/inschrijvingen/elders/"


@pytest.fixture
def rows(anna: Client, cor: Client) -> tuple[Inschrijving, Inschrijving]:
    """At 28AX since 2024, at 11AA since September."""
    with acting_as(SYSTEEM):
        Contactpersoon.objects.create(
            instelling_id="11AA",
            naam="B. Jansen",
            functie="administratie",
            telefoon="030 555 01 01",
            email="b@x.example",
        )
    pupil = factories.persoon(achternaam="Donder")
    return factories.inschrijving(pupil, "28AX"), factories.inschrijving(pupil, "11AA", date(2026, 9, 1))


@pytest.mark.req("INS-16", "INS-32")
def test_the_old_school_gets_the_date_that_solves_it(
    anna: Client, cor: Client, rows: tuple[Inschrijving, Inschrijving]
) -> None:
    text = text_of(anna.get(DUBBEL))
    for words in (
        "Lotte Donder vo–vo",
        "Bij u: 28AX vanaf 1 augustus 2024",
        "11AA Andere School vanaf 1 september 2026",
        "administratie: 030 555 01 01",
        "Schrijf de leerling bij u uit per 31 augustus 2026.",
    ):
        assert words in text
    assert "Jansen" not in text  # a function is enough to call
    assert "inschrijving:dubbelen-raadplegen" in events()
    change = reverse("inschrijving-wijzigen", args=[rows[0].kenmerk])
    page = anna.get(f"{change}?voorstel=ja")
    assert "Deze datums lossen de dubbele inschrijving op." in text_of(page)
    assert 'value="31"' in page.content.decode()
    typed = {"gezien": "2024-08-01/"} | {f"{naam}_dag": dag for naam, dag in DAYS.items()}
    anna.post(change, typed)
    for client in (anna, cor):
        assert "Geen van uw leerlingen staat ook bij een andere school ingeschreven." in text_of(client.get(DUBBEL))
    text = text_of(anna.get(ELDERS))
    assert "Lotte Donder 28AX, 31-08-2026 11AA Andere School 01-09-2026" in text


DAYS = {"begindatum": "1-8-2024", "einddatum": "31-8-2026"}


def test_the_new_school_is_told_to_ask(cor: Client, rows: tuple[Inschrijving, Inschrijving]) -> None:
    text = text_of(cor.get(DUBBEL))
    assert "De andere school moet de leerling uitschrijven op de dag voordat de leerling bij u kwam." in text
    assert "Zoek het telefoonnummer op de website van de school." in text
    page = cor.get(reverse("inschrijving-wijzigen", args=[rows[1].kenmerk]) + "?voorstel=ja")
    assert "Deze datums lossen" not in text_of(page)


def test_the_new_school_may_begin_later(cor: Client, rows: tuple[Inschrijving, Inschrijving]) -> None:
    with acting_as(SYSTEEM):
        Inschrijving.objects.filter(pk=rows[0].pk).update(einddatum=date(2026, 9, 30))
    assert "schrijf de leerling dan bij u in per 1 oktober 2026" in text_of(cor.get(DUBBEL))


def test_the_same_first_day(anna: Client, rows: tuple[Inschrijving, Inschrijving]) -> None:
    with acting_as(SYSTEEM):
        Inschrijving.objects.update(begindatum=date(2026, 9, 1))
    assert "Spreek af waar de leerling echt naar school gaat." in text_of(anna.get(DUBBEL))


def test_many_come_in_pages(anna: Client, cor: Client) -> None:
    for _ in range(26):
        pupil = factories.persoon()
        factories.inschrijving(pupil, "28AX")
        factories.inschrijving(pupil, "11AA", date(2026, 9, 1))
    assert anna.get(DUBBEL).content.decode().count("Pas mijn datum aan") == 25
    assert anna.get(f"{DUBBEL}?pagina=2").content.decode().count("Pas mijn datum aan") == 1
    assert "26 dubbele inschrijvingen" in text_of(anna.get(DUBBEL))


def test_a_reader_does_not_get_there(raadpleger: Client) -> None:
    assert raadpleger.get(DUBBEL).status_code == raadpleger.get(ELDERS).status_code == 403
