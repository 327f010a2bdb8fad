"""The page around every page, and what the environment offers to its templates."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import engines
from jinja2 import UndefinedError

from tests.channels.web.markup import environment, tree
from verzuimloket.channels.web import jinja
from verzuimloket.core.actor import Actor, Kanaal, Rol
from verzuimloket.core.errors import Violation
from verzuimloket.personen.inputs import Geboortedatum

ACTOR = Actor(
    naam="S. de Vries", kanaal=Kanaal.SCHERM, rollen=frozenset({Rol.MELDER}), organisatie="28AX",
    organisatie_naam="Voorbeeldschool",
)  # fmt: skip
PAGE: dict[str, Any] = {
    "titel": "Stap 2 van 5: Verzuim",
    "kop": "Verzuim",
    "groep": "Verzuim melden",
    "fouten": [Violation("X", "Vul een reden in", "reden")],
    "actor": ACTOR,
    "navigatie": [("Start", "/", False), ("Verzuim", "/v", True)],
    "versie": "1.0",
    "versiedatum": date(2026, 11, 22),
    "csrf_token": "sleutel",
    "request": None,
}


@pytest.fixture
def page() -> Callable[..., str]:
    env = environment()
    env.globals["url"] = lambda name: f"/{name}/"
    source = (
        "{% extends 'basis.jinja' %}{% block terug %}TERUG{% endblock %}"
        "{% block uitkomst %}UITKOMST{% endblock %}{% block stappen %}STAPPEN{% endblock %}"
        "{% block inhoud %}INHOUD{% endblock %}"
    )
    side = "{% block zijkant %}{% if zijde is defined %}{{ zijde }}{% endif %}{% endblock %}"
    return lambda **more: env.from_string(source + side).render(PAGE | more)


def test_anatomy_of_a_page(page: Callable[..., str]) -> None:
    html = page(zijde="ZIJKANT")
    order = (
        *("Naar de inhoud", "vl-balk", "govuk-service-navigation", "TERUG", "<main", "UITKOMST"),
        *("Er is 1 fout gevonden", "govuk-caption-l", "<h1", "STAPPEN", "INHOUD", "ZIJKANT", "</main>"),
        *("<footer", "Hulp", "Wat is er nieuw", "Versie 1.0 van 22 november 2026"),
    )
    assert [html.index(part) for part in order] == sorted(html.index(part) for part in order)
    assert html.count("<h1") == 1
    assert "<title>Fout: Stap 2 van 5: Verzuim - Verzuim melden - Verzuimloket</title>" in html
    assert "Voorbeeldschool" in html
    assert "S. de Vries, Verzuimloketmelder" in html
    tree(html.replace("<!DOCTYPE html>", ""))  # every element is closed


def test_page_fits_the_strict_policy(page: Callable[..., str]) -> None:
    html = page()
    assert re.findall(r"<script[^>]*>(.*?)</script>", html) == [""]
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', html)
    assert not [address for address in addresses if address.startswith(("http", "//"))]


def test_full_width_without_a_card(page: Callable[..., str]) -> None:
    assert "govuk-grid-column-full" in page()
    assert "govuk-grid-column-two-thirds" in page(zijde="kaart")


def test_page_before_logging_in_has_no_navigation(page: Callable[..., str]) -> None:
    html = page(actor=None, navigatie=[], fouten=[], groep="")
    assert "Uitloggen" not in html
    assert "govuk-service-navigation" not in html
    assert "<title>Stap 2 van 5: Verzuim - Verzuimloket</title>" in html


def test_switching_is_offered_only_with_more_organisations(page: Callable[..., str]) -> None:
    assert "/organisatie/" not in page()
    assert "/organisatie/" in page(wisselen=True)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ dag | datum }}", "1 november 2026"),
        ("{{ '2026-11-01' | datum }}", "1 november 2026"),
        ("{{ none | datum }}", ""),
        ("{{ jaar | datum }} {{ maand | datum }} {{ heel | datum }}", "2012 maart 2012 4 maart 2012"),
        ("{{ dag | datum_kort }}", "01-11-2026"),
        (
            "{{ jaar | datum_kort }} {{ maand | datum_kort }} {{ heel | datum_kort }}",
            "2012 03-2012 04-03-2012",
        ),
        ("{{ moment | tijdstip }}", "01-11-2026 10:56:03"),
        ("{{ none | tijdstip }}", ""),
        ("{{ '123456015' | masker }}{{ '' | masker }}", "*****015"),
        (
            "{{ 'L' | label('soort') }} {{ 'onbekend' | label('soort') }}{{ '' | label('soort') }}",
            "Luxe verzuim onbekend",
        ),
        ("{{ 1 | aantal('fout', 'fouten') }}, {{ 1204 | aantal('fout', 'fouten') }}", "1 fout, 1.204 fouten"),
        ("{{ [1, 2] | aantal('dag', 'dagen') }}", "2 dagen"),
    ],
)
def test_filters(source: str, text: str) -> None:
    context = {
        "dag": date(2026, 11, 1),
        "jaar": Geboortedatum(2012),
        "maand": Geboortedatum(2012, 3),
        "heel": Geboortedatum(2012, 3, 4),
        "moment": datetime(2026, 11, 1, 9, 56, 3, tzinfo=UTC),
    }
    assert environment().from_string(source).render(context) == text


def test_a_misspelled_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ bestaat_niet }}").render()


def test_django_gives_the_pages_this_environment() -> None:
    assert engines["jinja2"].env.filters["masker"] is jinja.masker  # type: ignore[attr-defined]
