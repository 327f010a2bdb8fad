"""Who gets in, in which formats, and that every refusal is a problem that says what to do (API Design Rules)."""

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.channels.rest.koppelen import (
    BASIS,
    LEZEN,
    PAD,
    SCHRIJVEN,
    Pakket,
    beheerder,
    codes,
    events,
    key,
    las,
    line,
    newest,
    stored,
)
from verzuimloket.access import actions as access
from verzuimloket.access.models import Apisleutel
from verzuimloket.channels.rest import gang, lezen
from verzuimloket.channels.rest.berichten import AANLEVERING
from verzuimloket.channels.rest.operaties import OPERATIES
from verzuimloket.channels.rest.problemen import Probleem
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.parameters import param
from verzuimloket.core.scope import acting_as

__all__ = ["las"]
pytestmark = [pytest.mark.django_db, pytest.mark.req("WNS-11")]
UUID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
PROTECTED = [operatie for operatie in OPERATIES if operatie.bereik]
NAMES = [operatie.naam for operatie in PROTECTED]


def address(pad: str) -> str:
    return BASIS + pad.replace("{kenmerk}", UUID).replace("{naam}", "geslacht")


def is_problem(answer: Any, status: int) -> None:
    body = answer.json()
    assert (answer.status_code, body["status"]) == (status, status)
    assert answer["Content-Type"] == "application/problem+json"
    assert {"type", "title", "detail", "instance"} <= set(body)
    assert body["title"]
    assert body["detail"].endswith(".")
    assert answer["API-Version"] == "1.0.0"


# keys


@pytest.mark.parametrize("operatie", PROTECTED, ids=NAMES)
@pytest.mark.parametrize("token", ["", "x", "vl_abc", "vl_abc_def", "vl_ÿ_x", "vl__", "vl_\udcff_x"])
def test_without_a_key_nobody_enters(db: None, operatie: Any, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = Client().generic(operatie.methode, address(operatie.pad), b"{}", "application/json", headers=headers)
    is_problem(answer, 401)
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("operatie", PROTECTED, ids=NAMES)
def test_a_key_opens_only_what_it_may(db: None, operatie: Any) -> None:
    other = LEZEN if operatie.bereik == SCHRIJVEN else SCHRIJVEN
    answer = Pakket(key("28AX", other).token)(operatie.methode, address(operatie.pad), {})
    is_problem(answer, 403)
    assert answer.json()["code"] == "TG_sleutel_bereik"
    assert operatie.bereik in answer["WWW-Authenticate"]
    own = Pakket(key("28AX", operatie.bereik).token)(operatie.methode, address(operatie.pad), {})
    assert own.status_code not in (401, 403)


def test_other_ways_of_showing_who_one_is_do_not_count(las: Pakket) -> None:
    client = Client()
    assert client.get(PAD, headers={"Authorization": f"Basic {las.token}"}).status_code == 401
    assert client.get(PAD, headers={"X-Api-Key": las.token}).status_code == 401
    assert client.get(PAD, headers={"Authorization": f"bearer  {las.token} "}).status_code == 200


def test_a_session_of_a_person_opens_nothing(las: Pakket, anna: Client) -> None:
    assert anna.get(PAD).status_code == 401


def test_a_key_that_ended_or_was_taken_back_opens_nothing(las: Pakket) -> None:
    assert las("GET", PAD).status_code == 200
    with acting_as(SYSTEEM):
        Apisleutel.objects.update(vervalt_op=clock.today())
    assert las("GET", PAD).status_code == 200
    with acting_as(SYSTEEM):
        Apisleutel.objects.update(vervalt_op=clock.today() - timedelta(days=1))
    is_problem(las("GET", PAD), 401)
    again = Pakket(key().token)
    with acting_as(beheerder()):
        access.withdraw_sleutel(newest(), by=beheerder(), at=clock.real_now())
    is_problem(again("GET", PAD), 401)
    assert [data["reden"] for _, _, data in events("apisleutel:weigeren")] == ["verlopen", "ingetrokken"]


def test_wrong_secrets_block_a_key_for_a_while(las: Pakket) -> None:
    wrong = Pakket(las.token[:-1] + ("a" if las.token[-1] != "a" else "b"))
    for _ in range(access.MAX_MISLUKT):
        is_problem(wrong("GET", PAD), 401)
    blocked = las("GET", PAD)
    is_problem(blocked, 429)
    assert 0 < int(blocked["Retry-After"]) <= access.BLOKKADE.total_seconds()
    with acting_as(SYSTEEM):
        Apisleutel.objects.update(geblokkeerd_tot=clock.real_now() - timedelta(seconds=1))
    assert las("GET", PAD).status_code == 200
    assert len(events("apisleutel:weigeren")) == access.MAX_MISLUKT


def test_a_good_try_forgets_the_wrong_ones(las: Pakket) -> None:
    wrong = Pakket(las.token + "x")
    for _ in range(access.MAX_MISLUKT - 1):
        wrong("GET", PAD)
    assert las("GET", PAD).status_code == 200
    assert newest().mislukt == 0


def test_too_many_requests_in_a_minute_wait(las: Pakket) -> None:
    assert las("GET", PAD).status_code == 200
    with acting_as(SYSTEEM):
        Apisleutel.objects.update(venster_aantal=param("api_per_minuut", on=clock.today()) - 1)
    assert las("GET", PAD).status_code == 200
    for _ in range(3):
        waits = las("GET", PAD)
    is_problem(waits, 429)
    assert 0 < int(waits["Retry-After"]) <= 60
    assert [data["reden"] for _, _, data in events("apisleutel:weigeren")] == ["te vaak"]
    with acting_as(SYSTEEM):
        Apisleutel.objects.update(venster_at=clock.real_now() - timedelta(minutes=1))
    assert las("GET", PAD).status_code == 200


def test_the_use_of_a_key_is_seen(las: Pakket) -> None:
    assert newest().laatst_gebruikt_at is None
    las("GET", PAD)
    assert newest().laatst_gebruikt_at is not None


# formats


def test_what_is_no_address(las: Pakket) -> None:
    for path in ("/api", "/api/", "/api/v1", "/api/v2/inschrijvingen", f"{PAD}/", f"{PAD}/1", f"{PAD}/_alles"):
        is_problem(las("GET", path), 404)
        is_problem(Client().post(path, {}), 404)
    is_problem(las("GET", f"{PAD}/a\x00b"), 404)


def test_what_a_resource_does_not_do(las: Pakket) -> None:
    answer = las("DELETE", f"{PAD}/{UUID}")
    is_problem(answer, 405)
    assert answer["Allow"] == "GET, HEAD, OPTIONS, PATCH"
    assert las("OPTIONS", PAD)["Allow"] == "GET, HEAD, OPTIONS, POST"
    is_problem(las("POST", f"{BASIS}/openapi.json", {}), 405)
    assert las("HEAD", PAD).status_code == 200


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*"])
def test_other_formats_out(las: Pakket, accept: str) -> None:
    is_problem(las("GET", PAD, Accept=accept), 406)


@pytest.mark.parametrize("accept", ["application/json", "*/*", "application/*", "text/html, application/json;q=0.5"])
def test_our_format_out(las: Pakket, accept: str) -> None:
    assert las("GET", PAD, Accept=accept).status_code == 200


@pytest.mark.parametrize(
    "kop",
    [
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Content_Type": "application/merge-patch+json"},
        {"Content_Type": "application/json; charset=latin-1"},
        {"Content_Type": "application/json", "Content_Encoding": "gzip"},
    ],
    ids=str,
)
def test_other_formats_in(las: Pakket, kop: dict[str, str]) -> None:
    is_problem(las("POST", PAD, json.dumps(line()).encode(), **kop), 415)
    assert stored() == 0


def test_too_big(las: Pakket) -> None:
    fits = json.dumps(line()).encode().ljust(gang.MEESTE_BYTES)
    assert las("POST", PAD, fits).status_code == 201
    is_problem(las("POST", PAD, fits + b" "), 413)


BODIES = [
    *(b" ", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"bsn": NaN}', b'{"bsn": "\\ud800"}', b"[" * 100_000),
    *(b'{"a":' * 50_000, b'{"bsn": 1e999}', b"1" * 9_999, b"{} {}", b'\xef\xbb\xbf{"bsn":"1"}'),
]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:20]))
@pytest.mark.parametrize("pad", ["", "/_bulk", "/_controleer", "/_zoek"])
def test_what_is_no_message(las: Pakket, pad: str, body: bytes) -> None:
    answer = las("POST", PAD + pad, body, Content_Type="application/json")
    if pad == "/_controleer" and answer.status_code == 200:
        assert "VORM_json" in codes(answer)
        return
    is_problem(answer, 400)
    assert "VORM_json" in codes(answer)


def test_every_answer_is_guarded(las: Pakket) -> None:
    for answer in (
        las("GET", PAD),
        las("POST", PAD, {}),
        Client().get("/api/v1/x"),
        Client().get(f"{BASIS}/openapi.json"),
    ):
        assert answer["API-Version"] == "1.0.0"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer
        assert "Server" not in answer


def test_a_bug_of_ours_tells_nothing(las: Pakket, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr("verzuimloket.inschrijvingen.actions.enrol_lines", broken)
    answer = las("POST", PAD, line())
    is_problem(answer, 500)
    assert b"geheim" not in answer.content
    assert stored() == 0


def test_a_silent_database_asks_to_try_again(las: Pakket, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def silent(*args: Any, **kwargs: Any) -> None:
        raise OperationalError

    monkeypatch.setattr("verzuimloket.inschrijvingen.actions.enrol_lines", silent)
    answer = las("POST", PAD, line())
    is_problem(answer, 503)
    assert answer["Retry-After"] == "5"


# whatever comes

TEXTS = st.text(max_size=40)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
NAMEN = [each.naam for each in AANLEVERING.delen] + ["adres"]
DAYS = st.dates().map(str) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True)
MESSAGES = st.dictionaries(
    st.sampled_from(NAMEN) | TEXTS,
    VALUES | DAYS | st.dictionaries(st.sampled_from(["postcode", "landcode", "adresregel1", "huisnummer"]), TEXTS),
    max_size=10,
)


@given(MESSAGES)
@settings(max_examples=300, deadline=None)
def test_reading_never_breaks(message: Any) -> None:
    values, wrong = lezen.read(message, AANLEVERING.delen)
    assert set(values) <= set(NAMEN)
    assert all(each.field.startswith("/") and each.text.endswith((".", "?")) for each in wrong)
    lezen.inschrijving(values, "28AX")


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_decoding_never_breaks(content: bytes) -> None:
    with suppress(Probleem):
        lezen.decode(content)


@given(MESSAGES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_message_breaks_the_register(las: Pakket, message: Any) -> None:
    with acting_as(SYSTEEM):
        Apisleutel.objects.update(venster_aantal=0)
    answer = las("POST", f"{PAD}/_bulk", {"inschrijvingen": [message, line() | message]})
    assert answer.status_code == 200
    assert las("POST", PAD, line() | message).status_code in (200, 201, 400)
