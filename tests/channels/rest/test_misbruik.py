"""Software that errs or means harm gets a problem soon: no error of ours, no long answer, no long wait (WNS-11)."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.channels.rest.koppelen import BASIS, NUMMER, PAD, Pakket, codes, las, line, stored

__all__ = ["las"]
pytestmark = [pytest.mark.django_db, pytest.mark.req("WNS-11")]
VEEL = "&".join(f"a{n}=1" for n in range(1100))


@pytest.mark.parametrize("pad", [PAD, f"{BASIS}/waardenlijsten/sector"])
def test_very_many_parameters_are_no_error_of_ours(las: Pakket, pad: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = las("GET", f"{pad}?{VEEL}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert "Traceback" not in caplog.text


def test_a_message_without_a_length_is_asked_for_it(las: Pakket) -> None:
    """The web server gives its application nothing of it: that is no mistake in the JSON."""
    answer = las("POST", PAD, line(), Transfer_Encoding="chunked", Content_Length="")
    assert answer.status_code == 411


def test_of_very_many_unknown_names_only_some_are_told(las: Pakket) -> None:
    alone = las("POST", PAD, line() | {f"veld{n}": 1 for n in range(50_000)})
    assert codes(alone) == ["VORM_onbekend_veld"] * 10
    bulk = las("POST", f"{PAD}/_bulk", {"inschrijvingen": [{f"v{n}": 1 for n in range(99)}] * 100})
    assert len(bulk.content) < 1_000_000
    assert len(las("POST", PAD, {"é" * 400_000: 1}).content) < 10_000


@pytest.mark.parametrize(
    ("pad", "body"),
    [
        ("", f'{{"bsn": "{NUMMER}", "bsn": null}}'),
        ("", f'{{"adres": {{"postcode": "3511AB", "postcode": "3511AB"}}, "bsn": "{NUMMER}"}}'),
        ("/_bulk", '{"inschrijvingen": [{"bsn": "1", "b\\u0073n": "1"}]}'),
        ("/_zoek", f'{{"bsn": "{NUMMER}", "bsn": "{NUMMER}"}}'),
    ],
)
def test_a_name_that_stands_twice_is_never_guessed(las: Pakket, pad: str, body: str) -> None:
    answer = las("POST", PAD + pad, body.encode())
    assert (answer.status_code, codes(answer)) == (400, ["VORM_json"])
    assert "twee keer" in answer.json()["errors"][0]["detail"]


def test_the_same_pupil_very_often_waits_for_nobody(las: Pakket) -> None:
    """Each line of a pupil sees what came of the one before: a thousand of them took forty seconds."""
    lines = [line(datumInschrijving=f"2026-09-{1 + n % 20:02}") for n in range(30)]
    with CaptureQueriesContext(
        connection,
    ) as few:
        answer = las("POST", f"{PAD}/_bulk", {"inschrijvingen": lines})
    with CaptureQueriesContext(connection) as many:
        las("POST", f"{PAD}/_bulk", {"inschrijvingen": lines * 10})
    regels: list[dict[str, Any]] = answer.json()["regels"]
    assert [[each["code"] for each in regel["errors"]] for regel in regels[20:]] == [["VORM_te_vaak"]] * 10
    assert regels[29]["errors"][0]["location"] == "/inschrijvingen/29"
    assert answer.json()["telling"]["NIEUW"] == stored() == 1
    assert len(many) <= len(few) + 5


def test_a_pupil_of_wrong_lines_neither(las: Pakket) -> None:
    wrong = line(datumUitschrijving="morgen")
    with CaptureQueriesContext(connection) as few:
        las("POST", f"{PAD}/_bulk", {"inschrijvingen": [wrong] * 20})
    with CaptureQueriesContext(connection) as many:
        answer = las("POST", f"{PAD}/_bulk", {"inschrijvingen": [wrong] * 200})
    assert len(many) <= len(few) + 5
    assert {each["errors"][0]["code"] for each in answer.json()["regels"]} == {"VORM_datum"}


def test_other_pupils_are_as_many_as_they_are(las: Pakket) -> None:
    """A column that was forgotten makes all lines alike, and they are all told so."""
    answer = las("POST", f"{PAD}/_bulk", {"inschrijvingen": [line(bsn=None)] * 40})
    assert "VORM_te_vaak" not in {error["code"] for regel in answer.json()["regels"] for error in regel["errors"]}
