"""The mail server of the demo: on this machine only, one file per mail, no names in file names."""

import smtplib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.mail.conftest import free_port
from verzuimloket.mail import server


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    port = free_port()
    controller = server.start(tmp_path, port)
    yield port
    controller.stop()


def send(port: int, text: str, to: str = "an.persoon@school.example") -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
        client.sendmail("van@x.example", [to], text)


def test_keeps_what_arrives(port: int, tmp_path: Path) -> None:
    send(port, "Subject: Een\r\n\r\nTekst\r\n.\r\nna een punt\r\n")
    [file] = tmp_path.iterdir()
    assert file.read_bytes() == b"Subject: Een\r\n\r\nTekst\r\n.\r\nna een punt\r\n"
    assert file.suffix == ".eml"
    assert "persoon" not in file.name


def test_listens_on_this_machine_only(tmp_path: Path) -> None:
    controller = server.start(tmp_path, free_port())
    try:
        assert [sock.getsockname()[0] for sock in controller.server.sockets] == ["127.0.0.1"]
    finally:
        controller.stop()


def test_many_at_once_are_all_kept(port: int, tmp_path: Path) -> None:
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda n: send(port, f"Subject: {n}\r\n\r\n"), range(40)))
    subjects = {file.read_bytes() for file in tmp_path.glob("*.eml")}
    assert len(subjects) == 40


def test_too_large_is_refused(port: int, tmp_path: Path) -> None:
    with pytest.raises(smtplib.SMTPException):
        send(port, "Subject: x\r\n\r\n" + "x" * 900 * 1 + ("\r\n" + "x" * 900) * 1200)
    assert not list(tmp_path.iterdir())


def test_oldest_make_room(port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST", 3)
    for number in range(5):
        send(port, f"Subject: {number}\r\n\r\n")
    kept = [file.read_text()[9] for file in sorted(tmp_path.glob("*.eml"))]
    assert kept == ["2", "3", "4"]


def test_taken_port_is_an_error(port: int, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        server.start(tmp_path, port)
