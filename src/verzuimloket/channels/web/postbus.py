"""The mailbox of a demo: every mail that the demo sent, for anyone to read. Closed in production."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import public
from verzuimloket.core.clock import AMSTERDAM

MOST = 20


@dataclass(frozen=True)
class Mail:
    """One mail as the page shows it."""

    aan: str
    onderwerp: str
    moment: datetime
    alineas: list[list[str]]


@public
def postbus(request: HttpRequest) -> HttpResponse:
    """The newest mails. They hold no personal data, so that a log-in is not needed."""
    if settings.OMGEVING not in ("demo", "test"):
        raise Http404
    return show(request, "postbus.jinja", titel="Postbus van de demo", mails=mails(Path(settings.POSTBUS)))


def mails(folder: Path) -> list[Mail]:
    """The newest mails in a folder of .eml files; names begin with the moment of arrival."""
    return [_read(file) for file in sorted(folder.glob("*.eml"), reverse=True)[:MOST]]


def _read(file: Path) -> Mail:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return Mail(
        aan=str(message["To"] or ""),
        onderwerp=str(message["Subject"] or ""),
        moment=datetime.fromtimestamp(file.stat().st_mtime, AMSTERDAM),
        alineas=[alinea.splitlines() for alinea in _text(message).split("\n\n")],
    )


def _text(message: EmailMessage) -> str:
    """The plain text; nothing when there is none, or when it is in no known character set."""
    body = message.get_body(("plain",))
    try:
        return "\n".join(str(body.get_content()).strip().splitlines()) if body else ""
    except LookupError:
        return ""
