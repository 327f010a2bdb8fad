"""The months, the list on screen with its filters and tabs, the history, and all months in one file."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.personas import LogIn
from tests.reports.verhaal import DEC, Verhaal, publish
from verzuimloket.access.models import Machtiging
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.personen import queries as personen
from verzuimloket.rapportages import actions
from verzuimloket.rapportages.rules.kalender import Productie

pytestmark = pytest.mark.django_db
NAMEN = ("Bekman", "Elderman", "Examan", "Geenman", "Herman", "Nogman")


def shown(client: Client, verhaal: Verhaal, query: str = "") -> list[str]:
    """The names on a page, in order."""
    response = client.get(reverse("rapportages:lijst", args=[verhaal.run.kenmerk]) + query)
    assert response.status_code == 200
    text = response.content.decode()
    return sorted((naam for naam in NAMEN if f"{naam}, Sam" in text), key=text.index)


def listed(client: Client, verhaal: Verhaal, query: str = "") -> str:
    return client.get(reverse("rapportages:lijst", args=[verhaal.run.kenmerk]) + query).content.decode()


@pytest.mark.req("MND-02", "MND-15", "MND-16", "MND-17", "MND-18")
def test_each_sees_the_own_list_by_name(school: Client, gemeente: Client, regio: Client, verhaal: Verhaal) -> None:
    assert shown(school, verhaal) == ["Bekman", "Examan", "Geenman", "Herman"]
    assert shown(gemeente, verhaal) == shown(regio, verhaal) == ["Bekman", "Elderman", "Examan", "Geenman", "Herman"]


def test_another_municipality_sees_nobody(vreemde: Client, verhaal: Verhaal) -> None:
    assert shown(vreemde, verhaal) == []


@pytest.mark.parametrize(
    ("query", "namen"),
    [
        ("?reden=B", ["Bekman"]),
        ("?reden=E", ["Examan"]),
        ("?reden=G", ["Geenman", "Herman"]),
        ("?niveau=MBO2", ["Bekman", "Examan", "Geenman", "Herman"]),
        ("?niveau=MBO3", []),
        ("?sinds=202610", ["Bekman", "Examan", "Geenman", "Herman"]),
        ("?nieuw=ja&reden=G", ["Geenman", "Herman"]),
        ("?tab=herstel", ["Bekman", "Herman"]),
        ("?tab=herstel&reden=B", ["Bekman"]),
        ("?tab=erbij", ["Bekman", "Examan", "Geenman", "Herman"]),
        ("?tab=eraf", []),
        ("?reden=onzin&pagina=99&tab=x", ["Bekman", "Examan", "Geenman", "Herman"]),
    ],
)
def test_filters_and_tabs(school: Client, verhaal: Verhaal, query: str, namen: list[str]) -> None:
    assert shown(school, verhaal, query) == namen


def test_a_region_filters_on_institution(regio: Client, verhaal: Verhaal) -> None:
    assert shown(regio, verhaal, "?instelling=99BB") == ["Elderman"]


@pytest.mark.req("MND-05")
def test_the_next_month_tells_who_went_and_when(school: Client, verhaal: Verhaal) -> None:
    after = Verhaal(verhaal.leerlingen, publish(DEC))
    assert shown(school, after) == ["Bekman", "Examan", "Geenman"]
    text = listed(school, after, "?tab=eraf")
    assert "Herman, Sam" in text
    assert "Herinschrijving" in text
    assert "25-10-2026" in text
    assert shown(school, after, "?nieuw=ja") == []


def test_numbers_are_masked(school: Client, verhaal: Verhaal) -> None:
    number = personen.number_of(verhaal.leerlingen["geen"])
    text = listed(school, verhaal)
    assert number not in text
    assert f"*****{number[-3:]}" in text


def test_a_list_takes_few_queries(regio: Client, verhaal: Verhaal, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(12 + 9):  # the visit: session, roles, organisation, its region, scope, audit
        listed(regio, verhaal)


def test_looking_is_written_down_without_names(school: Client, verhaal: Verhaal) -> None:
    listed(school, verhaal, "?tab=herstel")
    with acting_as(SYSTEEM):
        line = AuditEntry.objects.filter(event="rapportage:raadplegen").latest("pk")
    assert line.subject == f"peiling A04 {verhaal.run.productiemaand}"
    assert line.data == {"tab": "herstel"}


@pytest.mark.req("MND-01", "MND-03", "MND-22", "BST-21")
def test_the_start_page_tells_per_month_what_is_ready(school: Client, verhaal: Verhaal) -> None:
    with acting_as(SYSTEEM):
        actions.publish_files(Productie(verhaal.run.t2), by=SYSTEEM, at=clock.now())
    text = school.get(reverse("rapportages:start")).content.decode()
    for each in ("202611A04I99AA.csv", "Actuele lijst van mogelijke", "November 2026", "09-02-2027", "Nieuw"):
        assert each in text
    assert "Bekijk de lijst" in text
    assert "I99BB" not in text


@pytest.mark.req("BST-19", "BST-20")
def test_the_older_path_shows_the_reports_and_the_way_to_this_page(school: Client, verhaal: Verhaal) -> None:
    with acting_as(SYSTEEM):
        actions.publish_files(Productie(verhaal.run.t2), by=SYSTEEM, at=clock.now())
    text = school.get(reverse("bestanden"), {"soort": "SRVRAPP"}).content.decode()
    assert "202611A04I99AA.csv" in text
    assert f'href="{reverse("rapportages:start")}">Wat deze rapportages zijn' in text


def test_the_history_has_every_list(school: Client, verhaal: Verhaal) -> None:
    publish(DEC)
    text = school.get(reverse("rapportages:geschiedenis")).content.decode()
    assert "December 2026" in text
    assert "November 2026" in text
    assert reverse("rapportages:lijst", args=[verhaal.run.kenmerk]) in text


@pytest.mark.req("MND-23")
def test_all_months_in_one_file(school: Client, gemeente: Client, verhaal: Verhaal) -> None:
    publish(DEC)
    given = {"jaar": "2026", "formaat": "csv"}
    response = school.post(reverse("rapportages:jaarbestand"), given)
    lines = response.content.decode().splitlines()
    months = [line.split(";")[2] for line in lines[1:]]
    assert lines[0].startswith("#BRIN_NR;")
    assert months == ["202610"] * 4 + ["202611"] * 3
    assert "2026-2027-alle-maanden-99AA.csv" in response["Content-Disposition"]
    content = gemeente.post(reverse("rapportages:jaarbestand"), {"jaar": "2026"}).content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 1 + 5 + 4


def test_a_year_that_is_not_there(school: Client, verhaal: Verhaal) -> None:
    for jaar in ("2019", "x", ""):
        assert school.post(reverse("rapportages:jaarbestand"), {"jaar": jaar}).status_code == 404


@pytest.mark.req("MND-10", "MND-24", "MND-25", "WNS-09")
def test_the_page_that_explains(school: Client) -> None:
    text = school.get(reverse("rapportages:over")).content.decode()
    for each in ("eerste volledige weekend", "P-levering", "accountmanagers", "MND-15", "3 maanden"):
        assert each in text


def test_who_is_limited_sees_no_list(verhaal: Verhaal, log_in: LogIn) -> None:
    client = log_in("Lim Lezer", Rol.RAPPORTAGES, Rol.RAADPLEGER, soort="instelling", kenmerk="99AA")
    Machtiging.objects.filter(rol=Rol.RAADPLEGER).update(beperking="leerlingen")
    assert client.get(reverse("rapportages:lijst", args=[verhaal.run.kenmerk])).status_code == 404
    assert client.get(reverse("rapportages:start")).status_code == 200
