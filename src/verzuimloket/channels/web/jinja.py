"""The Jinja2 environment of the pages: what every template may use, without importing it.

Named in the settings as the ``environment`` of Django's Jinja2 backend. The macros that build on
it, and how to use them, stand in docs/frontend.md.
"""

from collections.abc import Collection
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from verzuimloket.channels.web import taal
from verzuimloket.core import clock
from verzuimloket.core.uitleg import uitleg
from verzuimloket.uitvoer.opmaak import datum, datum_kort, masker, moment, moment_kort, tijdstip


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
    env.install_gettext_callables(taal.vertaal, taal.meervoud, newstyle=True)  # type: ignore[attr-defined]
    env.globals |= {"url": url, "code_adres": code_adres, "static": static, "nu": clock.now, "engels": taal.engels}
    env.filters |= {
        "aantal": aantal,
        "datum": datum,
        "datum_kort": datum_kort,
        "in_lijst": taal.in_lijst,
        "label": taal.naam_van,
        "masker": masker,
        "moment": moment,
        "moment_kort": moment_kort,
        "tijdstip": tijdstip,
        "vertaal": taal.vertaal,
        "zin": taal.zin,
    }
    return env


def url(name: str, /, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def code_adres(code: str) -> str:
    """The page that explains a code of a message; empty when there is none."""
    return reverse("hulp-code", args=[code]) if code in uitleg() else ""


def aantal(n: int | Collection[Any], enkelvoud: str, meervoud: str) -> str:
    """``1 fout``, ``3 fouten``, ``1.204 meldingen``; counts a collection itself."""
    count = n if isinstance(n, int) else len(n)
    number = f"{count:,}" if taal.engels() else f"{count:,}".replace(",", ".")
    return f"{number} " + (enkelvoud if count == 1 else meervoud)
