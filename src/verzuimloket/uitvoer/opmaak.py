"""How dates, moments, numbers and codes read in Dutch, on screen and on paper alike."""

from datetime import date, datetime

from django.utils.dateformat import format as date_format

from verzuimloket.core import clock
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen.inputs import Geboortedatum


def datum(value: date | Geboortedatum | str | None) -> str:
    """``1 november 2026`` in running text. A partly known birth date as far as it goes; empty when none."""
    return _date(value, "j F Y", "F Y")


def datum_kort(value: date | Geboortedatum | str | None) -> str:
    """``01-11-2026`` in tables; as :func:`datum` for the rest."""
    return _date(value, "d-m-Y", "m-Y")


def _date(value: date | Geboortedatum | str | None, full: str, month: str) -> str:
    if not value:
        return ""
    if isinstance(value, Geboortedatum):
        form = full if value.dag else month if value.maand else "Y"
        return date_format(value.vroegst(), form)
    return date_format(date.fromisoformat(value) if isinstance(value, str) else value, full)


def tijdstip(value: datetime | None) -> str:
    """``01-11-2026 10:56:03`` in Dutch time; empty when there is none."""
    if not value:
        return ""
    local = value.astimezone(clock.AMSTERDAM) if value.tzinfo else value
    return local.strftime("%d-%m-%Y %H:%M:%S")


def moment(value: datetime | None) -> str:
    """``zaterdag 7 november 2026, 0.00 uur`` in running text, in Dutch time; empty when there is none."""
    if not value:
        return ""
    local = value.astimezone(clock.AMSTERDAM) if value.tzinfo else value
    return date_format(local, "l j F Y, G.i") + " uur"


def moment_kort(value: datetime | None) -> str:
    """``07-11-2026 0.00 uur`` in tables, where seconds say nothing; empty when there is none."""
    if not value:
        return ""
    local = value.astimezone(clock.AMSTERDAM) if value.tzinfo else value
    return date_format(local, "d-m-Y G.i") + " uur"


def masker(nummer: str) -> str:
    """A person number of which only the last three digits show: ``*****015``."""
    return f"*****{nummer[-3:]}" if nummer else ""


def label(code: str, lijst: str) -> str:
    """The Dutch name of a code: ``"V3" | label("soort")``."""
    return codelijst(lijst).label(code) if code else ""
