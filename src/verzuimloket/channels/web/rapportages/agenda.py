"""A calendar as a file (iCalendar, RFC 5545): whole-day events, read by Outlook, Google and telephones.

Our own writer: events of one kind are fifty lines, and a library would be a dependency more to keep.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

SOORT = "text/calendar; charset=utf-8"
_REGEL = 75  # octets of a line, without its end (RFC 5545 §3.1)
_ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


@dataclass(frozen=True)
class Gebeurtenis:
    """Something on a whole day. kenmerk: the same in every file, so that a calendar shows the event once."""

    kenmerk: str
    dag: date
    wat: str
    toelichting: str


def write(naam: str, gebeurtenissen: Iterable[Gebeurtenis], *, gewijzigd_at: datetime) -> bytes:
    """The file. gewijzigd_at: when what it tells was last changed; the same calendar is the same file."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Verzuimloket//Rapportagekalender//NL", "CALSCALE:GREGORIAN"),
        f"X-WR-CALNAME:{escaped(naam)}",
    ]
    for each in gebeurtenissen:
        lines += _event(each, gewijzigd_at)
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in folded(line)).encode()


def _event(each: Gebeurtenis, gewijzigd_at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{each.kenmerk}@verzuimloket",
        f"DTSTAMP:{gewijzigd_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_datum(each.dag)}",
        f"DTEND;VALUE=DATE:{_datum(each.dag + timedelta(days=1))}",
        f"SUMMARY:{escaped(each.wat)}",
        f"DESCRIPTION:{escaped(each.toelichting)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _datum(day: date) -> str:
    return day.isoformat().replace("-", "")


def escaped(text: str) -> str:
    """Text as a value: signs with a meaning get a backslash, control characters go (§3.3.11)."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable()).translate(_ESCAPED)


def folded(line: str) -> Iterator[str]:
    """The line in parts that fit; a part that goes on begins with a space. No character is cut in two."""
    part, room = "", _REGEL
    for sign in line:
        size = len(sign.encode())
        if size > room:
            yield part
            part, room = " ", _REGEL - 1
        part, room = part + sign, room - size
    yield part
