"""Dashboards: each figure against a register that was counted by hand, and who may see what."""

import csv
import re
from io import BytesIO, StringIO
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.personas import LogIn
from tests.reports.verhaal import DEC, Verhaal, publish
from tests.reports.verzuim import gemeld
from verzuimloket.access.models import Machtiging
from verzuimloket.channels.web.rapportages import dashboard_lijst
from verzuimloket.channels.web.rapportages.dashboard_definities import DEFINITIES
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.routering.models import Regio

pytestmark = pytest.mark.django_db
NAMEN = ("Bekman", "Elderman", "Examan", "Geenman", "Herman", "Nogman")


@pytest.fixture
def rita(log_in: LogIn) -> Client:
    return log_in("Rita Register", Rol.REGISTERBEHEERDER, soort="register", kenmerk="")


def page(client: Client, query: str = "") -> str:
    response = client.get(reverse("rapportages:dashboard") + query)
    assert response.status_code == 200
    return str(response.content.decode())


def table(client: Client, figuur: str, query: str = "") -> dict[str, list[str]]:
    """The numbers of a figure as its CSV has them, without the explanation: first column → the others."""
    response = client.get(f"{reverse('rapportages:dashboard-bestand')}?figuur={figuur}&formaat=csv{query}")
    assert response.status_code == 200
    koppen, *rijen = csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    last = koppen.index("Figuur")
    return {rij[0]: rij[1:last] for rij in rijen}


@pytest.mark.req("MND-03", "MND-04", "MND-15", "MND-16", "MND-17")
def test_the_figures_of_a_school_counted_by_hand(school: Client, verhaal: Verhaal) -> None:
    assert table(school, "kern") == {
        "Startset": ["5", "", "niet bekend"],
        "Op de lijst": ["4", "80,00% van de startset", "niet bekend"],
        "Nieuw (A01)": ["4", "", "niet bekend"],
        "Eraf (A02)": ["0", "", "niet bekend"],
        "Herstelbaar": ["1", "25,00% van de lijst", "niet bekend"],
    }
    assert {label: cells[:2] for label, cells in table(school, "reden").items()} == {
        "Geen inschrijving": ["2", "50,00"],
        "Niet bekostigd, herstelbaar": ["1", "25,00"],
        "Examendeelnemer": ["1", "25,00"],
    }
    assert table(school, "tijd") == {"oktober 2026": ["2", "1", "1", "4"]}


@pytest.mark.req("MND-04", "MND-05")
def test_from_one_month_to_the_next(school: Client, verhaal: Verhaal) -> None:
    publish(DEC)  # Herman turned out to be at another school
    assert table(school, "verloop") == {
        "Op de lijst, oktober 2026": ["4"],
        "Erbij (A01)": ["0"],
        "Eraf (A02)": ["1"],
        "Op de lijst, november 2026": ["3"],
    }
    trend = table(school, "trend")
    assert [trend[maand][0] for maand in ("okt", "nov", "dec")] == ["4", "3", "nog niet gemaakt"]
    assert table(school, "kern", "&maand=202611")["Op de lijst"][0] == "4", "an earlier month stays what it was"
    assert table(school, "tijd")["oktober 2026"] == ["1", "1", "1", "3"]


@pytest.mark.req("MND-06")
def test_percentages_and_norms(school: Client, verhaal: Verhaal) -> None:
    assert table(school, "niveau", "&deel=niveau") == {"Mbo niveau 2": ["5", "4", "80,00", "1", "9,2"]}
    assert table(school, "leerweg", "&deel=niveau") == {"Bol": ["5", "4", "80,00", "1"]}
    assert table(school, "examen", "&deel=niveau") == {"Mbo niveau 2": ["1", "100,00"]}
    assert "Voor 2026-2027 is geen norm bekend" in page(school, "?deel=niveau")


def test_parts_add_up_to_the_whole(gemeente: Client, regio: Client, verhaal: Verhaal) -> None:
    scholen = table(gemeente, "gebied", "&deel=gebied")
    assert {label: cells[:2] for label, cells in scholen.items()} == {
        "99AA Roc 99AA": ["5", "4"],
        "99BB Roc 99BB": ["1", "1"],
    }
    assert table(gemeente, "kern")["Startset"][0] == "6"
    assert table(regio, "gebied", "&deel=gebied")["Utrecht"][:2] == ["6", "5"]
    assert "Regio Utrecht, oktober 2026" in page(regio), "the name of region 19, which is no body"
    deeper = "&gemeente=0344&instelling=99AA"
    assert table(regio, "kern", deeper)["Op de lijst"][0] == "4"
    assert table(regio, "kern", deeper)["Eraf (A02)"][0] == "0"
    assert f"{reverse('rapportages:lijst', args=[verhaal.run.kenmerk])}?gemeente=0344&amp;instelling=99AA" in page(
        regio, f"?{deeper}"
    )


@pytest.mark.req("MND-07", "MND-08")
def test_absence_before_and_after(school: Client, gemeente: Client, verhaal: Verhaal) -> None:
    wie = verhaal.leerlingen
    gemeld(wie["geen"], "2026-09-07T10:00:00", "B", code="99AA")
    gemeld(wie["geen"], "2026-10-07T10:00:00", "R", code="99AA")
    gemeld(wie["nog"], "2026-10-08T10:00:00", "I", code="99AA", soort="L")
    gemeld(wie["nog"], "2026-10-09T10:00:00", "R", code="99AA", soort="L")
    for client in (school, gemeente):
        assert table(client, "soorten", "&deel=verzuim") == {
            "16 uren per 4 weken 18-": ["2", "1"],
            "Luxe verzuim": ["1", "1"],
            "Totaal": ["3", "2"],
        }
        assert table(client, "maanden", "&deel=verzuim")["okt"] == ["1", "1", "2"]
        assert table(client, "maanden", "&deel=verzuim&tel=personen")["okt"] == ["1", "1", "2"]
        assert table(client, "reactie", "&deel=verzuim")["Nog geen reactie"] == ["2", "66,67"]
        assert table(client, "reactie", "&deel=verzuim")["Dezelfde dag"] == ["1", "33,33"]
        assert table(client, "termijn", "&deel=verzuim")["Hoogstens 7 dagen"] == ["3", "100,00"]
    assert table(school, "vooraf", "&deel=verzuim")["Geen verzuim gemeld"][0] == "4", "the list was made before"


def test_a_number_leads_to_the_list_that_proves_it(school: Client, verhaal: Verhaal) -> None:
    text = page(school)
    address = reverse("rapportages:lijst", args=[verhaal.run.kenmerk])
    for query in ("", "?tab=erbij", "?tab=eraf", "?reden=B", "?reden=G", "?sinds=202610"):
        assert f'href="{address}{query}"' in text, query
    assert school.get(f"{address}?reden=B").status_code == 200


def test_each_figure_has_its_definition_and_a_chart_in_good_order(school: Client, verhaal: Verhaal) -> None:
    publish(DEC)
    for deel in ("overzicht", "niveau", "verzuim"):
        text = page(school, f"?deel={deel}")
        assert "Stand op 1 december 2026, met wat vóór zaterdag 5 december 2026, 0.00 uur" in text
        charts = re.findall(r'<svg class="vl-grafiek__beeld".*?</svg>', text, re.DOTALL)
        assert charts
        for chart in charts:
            root = ElementTree.fromstring(chart)
            assert root.get("role") == "img"
            assert root.findtext("title")
        for code in re.findall(r'<section class="vl-grafiek[^>]* id="([a-z_]+)"', text):
            assert DEFINITIES[code].kop in text


def test_export_says_what_it_counts_and_when(school: Client, verhaal: Verhaal) -> None:
    base = reverse("rapportages:dashboard-bestand")
    text = school.get(f"{base}?figuur=reden&formaat=csv").content.decode("utf-8-sig")
    assert DEFINITIES["reden"].tekst in text
    assert "zaterdag 7 november 2026, 0.00 uur" in text
    response = school.get(f"{base}?figuur=reden&formaat=xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="202611-dashboard-reden.xlsx"'
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    assert book.sheet_names == ["Cijfers", "Uitleg"]
    assert book.get_sheet_by_name("Cijfers").to_python()[1][:3] == ["Geen inschrijving", 2.0, 50.0]
    assert ["Bekend in het register vóór", "zaterdag 7 november 2026, 0.00 uur"] in book.get_sheet_by_name(
        "Uitleg"
    ).to_python()
    with acting_as(SYSTEEM):
        events = list(AuditEntry.objects.values_list("event", flat=True))
    assert "dashboard:uitvoeren" in events


@pytest.mark.parametrize("query", ["figuur=reden&formaat=pdf", "figuur=niets&formaat=csv", "formaat=csv"])
def test_what_does_not_exist_is_not_found(school: Client, verhaal: Verhaal, query: str) -> None:
    assert school.get(f"{reverse('rapportages:dashboard-bestand')}?{query}").status_code == 404


def test_a_region_without_a_name_is_named_by_its_code(regio: Client, verhaal: Verhaal) -> None:
    Regio.objects.filter(pk="19").update(naam="")
    assert "R0019, oktober 2026" in page(regio)


@pytest.mark.parametrize(
    "query", ["maand=209901", "gemeente=0599", "regio=19", "instelling=99BB&gemeente=0344", "instelling=%27"]
)
def test_a_school_has_no_way_down_or_aside(school: Client, verhaal: Verhaal, query: str) -> None:
    assert school.get(f"{reverse('rapportages:dashboard')}?{query}").status_code == 404


def test_nobody_sees_the_figures_of_another(vreemde: Client, verhaal: Verhaal) -> None:
    assert table(vreemde, "kern")["Startset"][0] == "0"
    assert table(vreemde, "kern", "&instelling=99AA")["Op de lijst"][0] == "0"


def test_who_sees_less_than_the_school_sees_no_figures(school: Client, verhaal: Verhaal) -> None:
    own = Machtiging.objects.get()
    Machtiging.objects.create(
        gebruiker=own.gebruiker,
        rol=Rol.RAADPLEGER,
        soort_kenmerk="instelling",
        kenmerk="99AA",
        begindatum=own.begindatum,
        beperking="leerlingen",
    )
    assert table(school, "kern")["Startset"][0] == "0"


def test_other_roles_stay_out(log_in: LogIn, verhaal: Verhaal) -> None:
    for rol in (Rol.MELDER, Rol.RAADPLEGER, Rol.BEHEERDER):
        client = log_in(f"Een {rol}", rol, soort="instelling", kenmerk="99AA")
        assert client.get(reverse("rapportages:dashboard")).status_code == 403
        assert client.get(reverse("rapportages:dashboard-bestand")).status_code == 403


def test_the_register_holder_sees_no_names_and_no_small_numbers(rita: Client, verhaal: Verhaal) -> None:
    for deel in ("overzicht", "niveau", "verzuim", "gebied"):
        text = page(rita, f"?deel={deel}")
        assert "aantallen van 1 tot en met 4 niet" in text
        assert not [naam for naam in NAMEN if naam in text]
        assert verhaal.run.kenmerk.hex not in text.replace("-", "")
    kern = table(rita, "kern")
    assert [kern[each][0] for each in ("Startset", "Op de lijst", "Herstelbaar")] == ["6", "5", "niet getoond"]
    assert "te klein om te tonen" in page(rita, "?deel=gebied"), "one region, and all but one of it on the list"
    assert "De aantallen van dit onderdeel zijn te klein" in page(rita, "?regio=19")


def test_a_course_without_a_chart_says_why(rita: Client, verhaal: Verhaal) -> None:
    """One went off: too small to tell, and so is who came."""
    publish(DEC)
    assert set(table(rita, "verloop")["Eraf (A02)"]) == {"niet getoond"}
    assert "Er is geen grafiek, omdat een van de aantallen te klein is" in page(rita, "")


def test_nobody_on_the_list_is_not_a_number_too_small_to_show() -> None:
    zonder_namen: Any = SimpleNamespace(bereik=SimpleNamespace(namen=False))
    assert dashboard_lijst.tijd(zonder_namen, [], 5).opmerking == ""


def test_what_one_figure_hides_no_other_tells(rita: Client, verhaal: Verhaal) -> None:
    """Of the five on the list two have their own reason: all three reasons are hidden, and so is what follows."""
    assert {cells[0] for cells in table(rita, "reden").values()} == {"niet getoond"}
    assert table(rita, "kern")["Herstelbaar"] == ["niet getoond", "", "niet bekend"]
    assert not table(rita, "examen", "&deel=niveau")


def test_without_a_run_the_page_says_so(school: Client) -> None:
    assert "Er zijn nog geen maandrapportages gemaakt" in page(school)
    assert school.get(reverse("rapportages:dashboard-bestand") + "?figuur=kern&formaat=csv").status_code == 404
