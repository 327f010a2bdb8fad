"""The mailbox of the demo."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from verzuimloket.channels.web.postbus import mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.POSTBUS = tmp_path
    return tmp_path


def put(folder: Path, name: str, content: bytes, moment: int = 1_763_000_000) -> None:
    (folder / name).write_bytes(content)
    os.utime(folder / name, (moment, moment))


def mail(subject: str, text: str = "Tekst") -> bytes:
    head = f"To: loket@gemeente.example\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    return (head + text).encode()


def test_newest_first(folder: Path, client: Client) -> None:
    put(folder, "20261122T100000-a.eml", mail("Nieuwe verzuimmelding 1"))
    put(
        folder,
        "20261122T110000-b.eml",
        mail("Nieuwe verzuimmelding 2", "Zie\r\n\r\nhttps://portaal.example/x/\r\nEinde"),
    )
    page = client.get("/postbus/").content.decode()
    assert page.index("Nieuwe verzuimmelding 2") < page.index("Nieuwe verzuimmelding 1")
    assert "loket@gemeente.example" in page
    assert '<a class="govuk-link" href="https://portaal.example/x/">https://portaal.example/x/</a><br>' in page


def test_empty(folder: Path, client: Client) -> None:
    assert "Er zijn nog geen e-mails" in client.get("/postbus/").content.decode()


def test_folder_that_does_not_exist(settings: Any, client: Client, tmp_path: Path) -> None:
    settings.POSTBUS = tmp_path / "weg"
    assert client.get("/postbus/").status_code == 200


def test_closed_in_production(folder: Path, client: Client, settings: Any) -> None:
    put(folder, "20261122T100000-a.eml", mail("Geheim 1"))
    settings.OMGEVING = "productie"
    response = client.get("/postbus/")
    assert response.status_code == 404
    assert "Geheim" not in response.content.decode()


HOSTILE = [
    b"",
    b"\x00\xff\xfe",
    b"Subject: =?utf-8?q?=ff=fe?=\r\n\r\nx",
    b"Content-Type: text/plain; charset=bestaat-niet\r\n\r\nx",
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
    b"Content-Type: text/html\r\n\r\n<b>x</b>",
    b"To: " + b"a" * 10_000 + b"\r\n\r\nx",
    b'To: "<script>" <x@x.example>\r\nSubject: <script>alert(1)</script>\r\n\r\n<script>alert(1)</script>',
    b'Subject: x\r\n\r\njavascript:alert(1) https://x.example/"onclick="alert(1)',
]


@pytest.mark.parametrize("content", HOSTILE)
def test_strange_mail_breaks_nothing(folder: Path, client: Client, content: bytes) -> None:
    put(folder, "20261122T100000-a.eml", content)
    response = client.get("/postbus/")
    assert response.status_code == 200
    page = response.content.decode()
    assert "<script>alert" not in page
    assert 'onclick="' not in page
    assert 'href="javascript' not in page


def test_not_more_than_fits(folder: Path) -> None:
    for number in range(60):
        put(folder, f"20261122T1000{number:02}-a.eml", mail(f"Melding {number}"))
    shown = mails(folder)
    assert (len(shown), shown[0].onderwerp) == (20, "Melding 59")
