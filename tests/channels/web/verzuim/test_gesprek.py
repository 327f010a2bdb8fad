"""The conversation on the pages of both sides, the next melding, and the end of an absence."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim import wizard
from tests.channels.web.verzuim.wizard import draft_at, meldingen, text
from tests.personas import LogIn
from verzuimloket.access.models import Gebruiker
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.models import Bericht, Concept, Melding, Volger

pytestmark = pytest.mark.django_db
SECRET = "Alleen voor de school"


@pytest.fixture
def melding(lotte: Persoon) -> Melding:
    return factories.melding(lotte)


@pytest.fixture
def mila(log_in: LogIn, anna: Client) -> Client:
    return log_in("Mila Lezer", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")


def school(melding: Melding, actie: str) -> str:
    return reverse("melding-bericht", args=[melding.kenmerk, actie])


def gemeente(melding: Melding, actie: str) -> str:
    return reverse("gemeente-bericht", args=[melding.kenmerk, actie])


def send(client: Client, page: str, **given: str) -> HttpResponse:
    """Open the page of a message, fill it in and send it, with the key that the page gave."""
    shown = text(client.get(page))
    key = re.search(r'name="sleutel" value="([^"]+)"', shown)
    assert key
    return client.post(page.partition("?")[0], {"sleutel": key[1], "tekst": "Tekst", **given}, follow=True)


def stored() -> list[Bericht]:
    with acting_as(SYSTEEM):
        return list(Bericht.objects.order_by("pk"))


DAY = {"reactie_voor_dag": "27", "reactie_voor_maand": "11", "reactie_voor_jaar": "2026"}


def test_a_question_is_asked_shown_and_answered(anna: Client, bram: Client, melding: Melding) -> None:
    page = text(bram.get(gemeente(melding, "vraag")))
    assert 'name="reactie_voor_dag"' in page
    assert 'value="27"' in page  # five working days
    assert "Uw vraag is verstuurd" in text(send(bram, gemeente(melding, "vraag"), tekst="Is er <b>gebeld</b>?", **DAY))
    start = text(anna.get(reverse("start")))
    assert "Vragen die op uw antwoord wachten" in start
    detail = text(anna.get(reverse("melding", args=[melding.kenmerk])))
    assert "Er wacht 1 vraag op uw antwoord." in detail
    assert "Is er &lt;b&gt;gebeld&lt;/b&gt;?" in detail
    assert "Antwoord graag uiterlijk 27 november 2026" in detail
    question = stored()[0]
    answer = f"{school(melding, 'antwoord')}?vraag={question.kenmerk}"
    assert "Uw antwoord is verstuurd" in text(send(anna, answer, tekst="Ja", vraag=str(question.kenmerk)))
    assert "Vragen die op uw antwoord wachten" not in text(anna.get(reverse("start")))
    assert "Beantwoord" in text(bram.get(reverse("gemeente-melding", args=[melding.kenmerk])))
    assert meldingen()[0].status == "R"


def test_a_question_that_waits_too_long_says_so(
    anna: Client, bram: Client, melding: Melding, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(bram, gemeente(melding, "vraag"), **DAY)
    monkeypatch.setenv("VERZUIMLOKET_NU", "2026-11-27T10:00:00")
    assert "Te laat" not in text(anna.get(reverse("start")))
    monkeypatch.setenv("VERZUIMLOKET_NU", "2026-11-28T10:00:00")
    assert "Te laat" in text(anna.get(reverse("start")))
    assert "Te laat" in text(anna.get(reverse("melding", args=[melding.kenmerk])))


def test_sent_twice_is_one_message(anna: Client, melding: Melding) -> None:
    given = {"sleutel": str(uuid4()), "tekst": "Dubbel"}
    for _ in range(2):
        assert anna.post(school(melding, "opmerking"), given).status_code == 302
    assert len(stored()) == 1


def test_what_is_wrong_is_told_and_what_was_typed_stays(bram: Client, melding: Melding) -> None:
    response = send(bram, gemeente(melding, "vraag"), tekst="", **(DAY | {"reactie_voor_dag": "20"}))
    assert "Vul de tekst van het bericht in." in text(response)
    assert "is voorbij" in text(response)
    assert 'value="20"' in text(response)
    assert stored() == []


@pytest.mark.req("MEL-25")
def test_special_data_warns_once(anna: Client, melding: Melding) -> None:
    warned = text(send(anna, school(melding, "opmerking"), tekst="Zij heeft een depressie."))
    assert "depressie" in warned
    assert stored() == []
    seen = re.search(r'name="gezien" value="([^"]+)"', warned)
    assert seen
    told = seen[1].replace("&#39;", "'")
    send(anna, school(melding, "opmerking"), tekst="Zij heeft een depressie.", gezien=told)
    assert len(stored()) == 1


@pytest.mark.req("WNS-02")
def test_forwarding_and_internal_remarks_stay_inside(
    anna: Client, bram: Client, mila: Client, melding: Melding
) -> None:
    page = text(anna.get(school(melding, "doorsturen")))
    assert "Mila Lezer" in page
    assert "Bram" not in page
    pk = Gebruiker.objects.get(naam="Mila Lezer").pk
    assert "Uw collega krijgt een e-mail" in text(send(anna, school(melding, "doorsturen"), tekst=SECRET, aan=str(pk)))
    send(anna, school(melding, "intern"), tekst=SECRET)
    assert text(mila.get(reverse("melding", args=[melding.kenmerk]))).count(SECRET) == 2
    theirs = text(bram.get(reverse("gemeente-melding", args=[melding.kenmerk])))
    assert SECRET not in theirs
    assert "Mila Lezer" not in theirs


@pytest.mark.req("WNS-01")
def test_a_reader_reads_and_follows_but_does_not_write(anna: Client, mila: Client, melding: Melding) -> None:
    send(anna, school(melding, "intern"), tekst=SECRET)
    page = text(mila.get(reverse("melding", args=[melding.kenmerk])))
    assert SECRET in page
    assert "Vraag stellen" not in page
    assert mila.get(school(melding, "vraag")).status_code == 403
    follow = reverse("melding-volgen", args=[melding.kenmerk])
    assert "U volgt melding" in text(mila.post(follow, {"actie": "volgen"}, follow=True))
    with acting_as(SYSTEEM):
        assert Volger.objects.count() == 1
    assert "niet meer" in text(mila.post(follow, {"actie": "ontvolgen"}, follow=True))
    with acting_as(SYSTEEM):
        assert not Volger.objects.exists()


def test_answers_need_an_existing_question_of_the_other_side(anna: Client, bram: Client, melding: Melding) -> None:
    send(anna, school(melding, "vraag"), **DAY)
    own = stored()[0].kenmerk
    for asked in ("", "x", str(uuid4()), str(own)):
        assert anna.get(f"{school(melding, 'antwoord')}?vraag={asked}").status_code == 404
    assert anna.get(school(melding, "groeten")).status_code == 404
    assert bram.get(school(melding, "vraag")).status_code == 403


def test_another_school_has_nothing_to_do_with_it(cor: Client, melding: Melding) -> None:
    assert cor.get(school(melding, "vraag")).status_code == 404
    assert cor.post(reverse("melding-volgen", args=[melding.kenmerk])).status_code == 404
    assert cor.post(reverse("melding-vervolg", args=[melding.kenmerk])).status_code == 404
    assert cor.post(reverse("melding-weer-op-school", args=[melding.kenmerk])).status_code == 404


# what comes next


@pytest.mark.req("KOP-04", "RGL-12")
def test_a_follow_up_starts_with_the_next_week(anna: Client, melding: Melding) -> None:
    follow_up = reverse("melding-vervolg", args=[melding.kenmerk])
    concept = draft_at(anna.post(follow_up))
    page = text(anna.get(wizard.adres(concept, "verzuim")))
    assert f"Dit is een vervolg op melding {melding.nummer}." in page
    assert re.search(r'name="begindatum_dag"[^>]*value="9"', page)
    assert re.search(r'name="einddatum_dag"[^>]*value="15"', page)
    assert 'value="J. Boezeroen"' in page
    assert draft_at(anna.post(follow_up)) == concept
    assert "Vervolgmelding" in text(anna.get(reverse("start")))


def test_nothing_follows_on_absence_that_goes_on(anna: Client, lotte: Persoon) -> None:
    melding = factories.melding(lotte, soort="O", einddatum=None)
    page = text(anna.get(reverse("melding", args=[melding.kenmerk])))
    assert "Vervolgmelding" not in page
    assert "Weer op school" in page
    response = anna.post(reverse("melding-vervolg", args=[melding.kenmerk]))
    assert response.url == reverse("melding", args=[melding.kenmerk])
    with acting_as(SYSTEEM):
        assert not Concept.objects.exists()


@pytest.mark.req("WIJ-08")
def test_back_at_school_is_one_date(anna: Client, lotte: Persoon) -> None:
    melding = factories.melding(lotte, soort="O", begindatum=date(2026, 10, 1), einddatum=None)
    assert "Meldingen zonder einddatum" in text(anna.get(reverse("start")))
    page = reverse("melding-weer-op-school", args=[melding.kenmerk])
    shown = text(anna.get(page))
    assert re.search(r'name="einddatum_dag"[^>]*value="21"', shown)  # yesterday
    given = {"einddatum_dag": "21", "einddatum_maand": "11", "einddatum_jaar": "2026", "versie": "1"}
    for _ in range(2):
        assert "De laatste dag van het verzuim staat bij melding" in text(anna.post(page, given, follow=True))
    assert (meldingen()[0].einddatum, meldingen()[0].versie) == (date(2026, 11, 21), 2)
    assert "intussen gewijzigd" in text(anna.post(page, given | {"einddatum_dag": "20"}))
    assert "Meldingen zonder einddatum" not in text(anna.get(reverse("start")))


def test_the_last_day_is_needed(anna: Client, lotte: Persoon) -> None:
    melding = factories.melding(lotte, soort="O", einddatum=None)
    page = reverse("melding-weer-op-school", args=[melding.kenmerk])
    assert "Vul de laatste dag van het verzuim in." in text(anna.post(page, {"versie": "x"}))
    future = {"einddatum_dag": "23-11-2026", "einddatum_maand": "", "einddatum_jaar": ""}
    assert "ligt in de toekomst" in text(anna.post(page, future))
    assert meldingen()[0].einddatum is None
