"""A lost answer: whoever sends the same again gets the same, and nothing is stored twice (WNS-11, ADR 0041)."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.channels.rest.koppelen import NUMMER, PAD, Pakket, ander, codes, events, key, las, line, new_pupil, stored
from verzuimloket.access.models import Apiantwoord, Apisleutel
from verzuimloket.config.taken import forget_answers
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.personen.models import Persoon

__all__ = ["las"]
pytestmark = [pytest.mark.req("WNS-11")]


@pytest.mark.django_db
@pytest.mark.parametrize("pad", ["", "/_bulk"])
def test_a_retry_gets_the_same_answer(las: Pakket, pad: str) -> None:
    body, kop = new_pupil(), {"Idempotency_Key": str(uuid4())}
    given = {"inschrijvingen": [body]} if pad else body
    first, second = (las("POST", PAD + pad, given, **kop) for _ in range(2))
    assert first.status_code == second.status_code == (200 if pad else 201)
    assert first.content == second.content
    assert {**first.headers} == {**second.headers}
    assert stored() == 1
    assert len(events("inschrijving")) == 1


@pytest.mark.django_db
def test_the_answer_stays_the_same_after_a_change(las: Pakket) -> None:
    kop = {"Idempotency_Key": str(uuid4())}
    first = las("POST", PAD, line(), **kop)
    las("PATCH", first["Location"], {"datumUitschrijving": "2026-11-13"}, If_Match="*")
    assert las("POST", PAD, line(), **kop).content == first.content


@pytest.mark.django_db
def test_other_content_under_the_same_key_is_refused(las: Pakket) -> None:
    kop = {"Idempotency_Key": str(uuid4())}
    las("POST", PAD, line(), **kop)
    for pad, body in (("", new_pupil()), ("/_bulk", line())):
        answer = las("POST", PAD + pad, body, **kop)
        assert (answer.status_code, codes(answer)) == (409, ["VORM_idempotency_anders"])
    assert stored() == 1


@pytest.mark.django_db
def test_a_refused_message_does_not_use_up_its_key(las: Pakket) -> None:
    kop = {"Idempotency_Key": str(uuid4())}
    assert las("POST", PAD, line(geslacht=""), **kop).status_code == 400
    assert las("POST", PAD, line(), **kop).status_code == 201


@pytest.mark.django_db
def test_a_key_of_one_school_is_none_of_another(las: Pakket) -> None:
    kop = {"Idempotency_Key": str(uuid4())}
    las("POST", PAD, line(), **kop)
    theirs = ander()("POST", PAD, new_pupil(), **kop)
    assert (theirs.status_code, theirs.json()["instellingscode"]) == (201, "11AA")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["1", "x" * 500, "6f9619ff"])
def test_a_key_is_a_uuid(las: Pakket, text: str) -> None:
    answer = las("POST", PAD, line(), Idempotency_Key=text)
    assert (answer.status_code, codes(answer)) == (400, ["VORM_idempotency"])
    assert answer.json()["errors"][0]["location"] == "Idempotency-Key"


@pytest.mark.django_db
def test_what_is_kept_is_sealed_and_goes_after_its_term(las: Pakket) -> None:
    las("POST", PAD, line(), Idempotency_Key=str(uuid4()))
    with acting_as(SYSTEEM):
        row = Apiantwoord.objects.get()
        assert NUMMER.encode() not in bytes(row.antwoord) + bytes(row.inhoud)
    forget_answers(timestamp=0)
    with acting_as(SYSTEEM):
        assert Apiantwoord.objects.count() == 1
        Apiantwoord.objects.update(gegeven_at=clock.now() - timedelta(days=31))
    forget_answers(timestamp=0)
    with acting_as(SYSTEEM):
        assert Apiantwoord.objects.count() == 0


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize("with_key", [True, False])
def test_identical_calls_at_the_same_time_store_one(with_key: bool) -> None:
    factories.instelling("28AX")
    factories.postcode()
    package, kop = Pakket(key().token), {"Idempotency_Key": str(uuid4())} if with_key else {}
    start, answers = threading.Barrier(6), []

    def send() -> None:
        start.wait()
        try:
            answers.append(package("POST", PAD, new_pupil(), **kop))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer["Location"] for answer in answers} == {answers[0]["Location"]}
    assert sorted(answer.status_code for answer in answers) == ([201] * 6 if with_key else [200] * 5 + [201])
    with acting_as(SYSTEEM):
        assert (Inschrijving.objects.count(), Persoon.objects.count()) == (1, 1)
        assert Apisleutel.objects.get().venster_aantal == 6


@pytest.mark.usefixtures("committed_db")
def test_guesses_at_the_same_time_are_counted_exactly() -> None:
    good = key().token
    start, answers = threading.Barrier(24), []

    def guess(n: int) -> None:
        start.wait()
        try:
            answers.append(Pakket(f"{good}{n}")("GET", PAD).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guess, args=[n]) for n in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers.count(401), answers.count(429)) == (5, 19)


@pytest.mark.django_db
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=8))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_row_of_retries_is_one_execution(las: Pakket, sent: list[tuple[int, int]]) -> None:
    """A key belongs to the first message that was stored under it, whatever comes in whichever order."""
    keys = [str(uuid4()) for _ in range(3)]
    days = [f"2026-09-0{n}" for n in range(1, 4)]
    owner: dict[int, tuple[int, bytes]] = {}
    with acting_as(SYSTEEM):
        Apisleutel.objects.update(venster_aantal=0)
    for place, message in sent:
        body = line(datumInschrijving=days[message], vervangBestaande=True)
        answer = las("POST", PAD, body, Idempotency_Key=keys[place])
        if place not in owner:
            owner[place] = message, answer.content
        assert answer.status_code == (409 if owner[place][0] != message else answer.status_code)
        assert owner[place][0] != message or answer.content == owner[place][1]
    assert stored() <= 1
