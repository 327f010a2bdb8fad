"""The Jinja2 environment of the pages: what every template may use, without importing it.

Named in the settings as the ``environment`` of Django's Jinja2 backend. The macros that build on
it, and how to use them, stand in docs/frontend.md.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, StrictUndefined

from verzuimloket.core import clock
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen.inputs import Geboortedatum


def environment(**options: Any) -> Environment:
    """A strict environment: a name that does not exist is an error, not an empty spot on the page."""
    options |= {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": [*options.get("extensions", ()), "jinja2.ext.i18n"],
    }
    env = Environment(**options)
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals |= {"url": url, "static": static, "nu": clock.now}
    env.filters |= {
        "aantal": aantal,
        "datum": datum,
        "datum_kort": datum_kort,
        "label": label,
        "masker": masker,
        "tijdstip": tijdstip,
    }
    return env


def url(name: str, /, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


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


def masker(nummer: str) -> str:
    """A person number of which only the last three digits show: ``*****015``."""
    return f"*****{nummer[-3:]}" if nummer else ""


def label(code: str, lijst: str) -> str:
    """The Dutch name of a code: ``"V3" | label("soort")``."""
    return codelijst(lijst).label(code) if code else ""


def aantal(n: int | Collection[Any], enkelvoud: str, meervoud: str) -> str:
    """``1 fout``, ``3 fouten``, ``1.204 meldingen``; counts a collection itself."""
    count = n if isinstance(n, int) else len(n)
    return f"{count:,}".replace(",", ".") + " " + (enkelvoud if count == 1 else meervoud)
