"""The calendar of reports, on a page and as a file for calendars (RFC 5545)."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from verzuimloket.channels.web.rapportages import agenda, kalender
from verzuimloket.rapportages.rules.kalender import Productie, runs

PAGE, FILE = "/rapportages/kalender/", "/rapportages/kalender.ics"
AT = datetime(2026, 11, 1, tzinfo=UTC)
Regel = tuple[str, str]


def read(content: bytes) -> list[list[Regel]]:
    """The events of a file as another program reads them: unfold, take apart, unescape."""
    text = content.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = [tuple(line.split(":", 1)) for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")]
    assert (lines[0], lines[-1]) == (("BEGIN", "VCALENDAR"), ("END", "VCALENDAR"))
    assert ("VERSION", "2.0") in lines
    events: list[list[Regel]] = []
    for name, value in lines:
        if (name, value) == ("BEGIN", "VEVENT"):
            events.append([])
        elif events and (name, value) not in (("END", "VEVENT"), ("END", "VCALENDAR")):
            events[-1].append((name, plain(value) if name in ("SUMMARY", "DESCRIPTION") else value))
    return events


def plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


@given(st.text(max_size=300), st.text(max_size=300), st.dates(max_value=date(9999, 12, 30)))
def test_every_text_comes_back(wat: str, toelichting: str, dag: date) -> None:
    def kept(text: str) -> str:
        return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")

    content = agenda.write(wat, [agenda.Gebeurtenis("een", dag, wat, toelichting)], gewijzigd_at=AT)
    [event] = read(content)
    found = dict(event)
    assert (found["SUMMARY"], found["DESCRIPTION"]) == (kept(wat), kept(toelichting))
    assert found["DTSTART;VALUE=DATE"] == dag.isoformat().replace("-", "")
    assert len(event) == 7, "no text makes a line of its own"


def test_no_character_is_cut_in_two() -> None:
    for sign in ("é", "€", "𝄞"):
        for before in range(70, 80):
            text = "a" * before + sign * 40
            assert "".join(agenda.folded(text)).replace(" ", "") == text
            assert all(len(part.encode()) <= 75 for part in agenda.folded(text))


def test_a_year_in_a_calendar_program(client: Client) -> None:
    response = client.get(FILE, {"jaar": "2026"})
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="rapportagekalender-2026.ics"'
    events = [dict(event) for event in read(response.content)]
    assert len(events) == len({event["UID"] for event in events}) == 12
    assert events[2] == {
        "UID": "maandrapportages-202603@verzuimloket",
        "DTSTAMP": events[0]["DTSTAMP"],
        "DTSTART;VALUE=DATE": "20260309",
        "DTEND;VALUE=DATE": "20260310",
        "SUMMARY": "Maandrapportages van 02-2026 staan klaar",
        "DESCRIPTION": "Rapportagemaand 202602. Peildatum t2: 01-03-2026.\n"
        "Mutaties tellen mee tot 07-03-2026 00:00 uur.\nDe bestanden worden verwijderd op 09-06-2026.",
        "TRANSP": "TRANSPARENT",
    }
    assert events[10]["DESCRIPTION"].endswith("\nMet A14: afsluiting 2025-2026.")
    assert events[1]["DESCRIPTION"].endswith("\nMet NRSP en NenR: voorlopige cijfers 2024-2025.")


@pytest.mark.req("MND-10", "MND-22")
def test_all_years_the_same_dates_as_the_rules() -> None:
    """Each year is asked as a file; the days follow each other, and the file never changes."""
    client, uids, days = Client(), set[str](), list[date]()
    for jaar in range(kalender.EERSTE, 2060):
        content = client.get(FILE, {"jaar": str(jaar)}).content
        assert client.get(FILE, {"jaar": str(jaar)}).content == content
        for event, productie in zip(read(content), kalender.of_year(jaar), strict=True):
            found = dict(event)
            assert found["DTSTART;VALUE=DATE"] == f"{productie.publicatie:%Y%m%d}"
            uids.add(found["UID"])
            days.append(productie.publicatie)
    assert len(uids) == len(days)
    assert all(timedelta(days=28) <= later - earlier <= timedelta(days=35) for earlier, later in pairwise(days))


@pytest.mark.req("MND-10", "MND-12", "MND-13", "MND-22")
def test_the_page_of_a_year(client: Client) -> None:
    response = client.get(PAGE, {"jaar": "2026"})
    text = " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
    codes = kalender.in_short(kalender.codes(runs(date(2026, 3, 1))[0]))
    assert f"maart 2026 01-10-2025 01-03-2026 07-03-2026 09-03-2026 09-06-2026 202602 {codes}" in text
    assert "R06" in codes
    assert "A14" not in codes
    afsluiting = "november 2026, afsluiting 2025-2026 01-10-2025 01-10-2026 07-11-2026 09-11-2026 09-02-2027"
    assert f"{afsluiting} 202610 A14" in text
    assert "februari 2026, voorlopige cijfers 2024-2025 01-10-2024 01-10-2025 07-02-2026" in text
    assert "oktober 2026, definitieve cijfers 2024-2025 01-10-2024 01-10-2025 03-10-2026" in text
    for productie in kalender.of_year(2026):
        assert text.count(f"{productie.publicatie:%d-%m-%Y}") >= len(runs(productie.t2))
    assert 'href="/rapportages/kalender.ics?jaar=2026"' in response.content.decode()
    assert 'href="?jaar=2025"' in response.content.decode()


def test_without_a_year_it_is_this_one(client: Client) -> None:
    text = client.get(PAGE).content.decode()
    assert "Rapportages in 2026" in text
    assert "7 december 2026" in text, "what comes next"
    assert "filename" in client.get(FILE)["Content-Disposition"]
    assert "2026" in client.get(FILE)["Content-Disposition"]


@pytest.mark.parametrize("jaar", ["2008", "2200", "20x6", "-1", "99999", "٢٠٢٦", "2026.0"])
def test_a_year_that_is_none(client: Client, jaar: str) -> None:
    response = client.get(PAGE, {"jaar": jaar})
    assert response.status_code == 200
    assert "Vul bij Jaar een getal in van 2009 tot en met 2199." in response.content.decode()
    assert b"202603" in client.get(FILE, {"jaar": jaar}).content


@pytest.mark.parametrize("jaar", [2009, 2199])
def test_the_first_and_the_last_year(client: Client, jaar: int) -> None:
    text = client.get(PAGE, {"jaar": str(jaar)}).content.decode()
    assert f"Rapportages in {jaar}" in text
    assert 'href="?jaar=2008"' not in text
    assert 'href="?jaar=2200"' not in text
    assert len(read(client.get(FILE, {"jaar": str(jaar)}).content)) == 12


def test_only_reading(client: Client) -> None:
    assert client.post(PAGE).status_code == client.post(FILE).status_code == 405


@pytest.mark.parametrize(
    ("today", "t2"),
    [
        (date(2026, 11, 22), date(2026, 12, 1)),
        (date(2026, 12, 7), date(2026, 12, 1)),
        (date(2026, 12, 8), date(2027, 1, 1)),
        (date(2027, 1, 1), date(2027, 1, 1)),
    ],
)
def test_what_comes_next(today: date, t2: date) -> None:
    assert kalender.next_publication(today) == Productie(t2)


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        (["A01", "A02", "A03", "R01", "R02", "R06"], "A01 t/m A03, R01, R02, R06"),
        (["A01", "A02", "R03"], "A01, A02, R03"),
        (["A09", "A10", "A11"], "A09 t/m A11"),
        (["NRSP", "NenR"], "NRSP, NenR"),
        ([], ""),
    ],
)
def test_codes_in_short(codes: list[str], text: str) -> None:
    assert kalender.in_short(codes) == text
