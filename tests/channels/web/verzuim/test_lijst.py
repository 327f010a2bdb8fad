"""The list of a school: more criteria, columns, counts, saved views, export."""

import io
import re
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.channels.web.verzuim.test_raadplegen import LIJST, changed, events, few_queries, numbers, search
from tests.channels.web.verzuim.wizard import text
from tests.personas import LogIn
from tests.uitvoer.lezen import lines, sheets
from verzuimloket.access.models import Gebruiker
from verzuimloket.bestanden import actions as bestanden
from verzuimloket.bestanden.models import Bestand
from verzuimloket.channels.web.verzuim import uitvoeren
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim.models import Melding

pytestmark = pytest.mark.django_db

UITVOER, WEERGAVEN, PDF = "/verzuim/uitvoer/", "/verzuim/weergaven/", "/verzuim/pdf/"


@pytest.fixture
def lotte(anna: Client) -> Melding:
    """Reported today at the main building, without an end, with priority."""
    place = factories.locatie()
    pupil = factories.leerling(achternaam="Öztürk", voornamen="Lotte")
    return factories.melding(
        pupil, locatie=place.code, soort="O", prioriteit=True, einddatum=None, eigen_kenmerk="LRL-77"
    )


@pytest.fixture
def daan(anna: Client) -> Melding:
    """Reported in October, 5 to 9 October, kind V3, no location."""
    made = factories.melding(factories.leerling(achternaam="Bakker", voornamen="Daan"))
    moment = datetime(2026, 10, 12, 9, tzinfo=clock.AMSTERDAM)
    return changed(made, melddatum=moment, begindatum=date(2026, 10, 5), einddatum=date(2026, 10, 9))


def audit(event: str) -> list[dict[str, Any]]:
    with acting_as(SYSTEEM):
        return list(AuditEntry.objects.filter(event=event).order_by("pk").values_list("data", flat=True))


# criteria


@pytest.mark.req("RPL-02", "WNS-04", "WNS-07")
@pytest.mark.parametrize(
    ("given", "who"),
    [
        ({"soort": "O"}, "lotte"),
        ({"soort": "V3"}, "daan"),
        ({"locatie": "28AX0022"}, "lotte"),
        ({"locatie": "-"}, "daan"),
        ({"eigen_kenmerk": "lrl"}, "lotte"),
        ({"prioriteit": "ja"}, "lotte"),
        ({"zonder_einddatum": "ja"}, "lotte"),
        ({"gemeld_van": "22-11-2026"}, "lotte"),
        ({"gemeld_van": "2026-11-22"}, "lotte"),
        ({"gemeld_van": "1-10-2026", "gemeld_tot": "12 oktober 2026"}, "daan"),
        ({"gemeld_tot": "21-11-2026"}, "daan"),
        ({"verzuim_van": "9-10-2026", "verzuim_tot": "12-10-2026"}, "daan"),
        ({"verzuim_tot": "05102026"}, "daan"),
        ({"verzuim_van": "10-10-2026"}, "lotte"),
        ({"verzuim_van": "1-12-2027"}, "lotte"),
    ],
    ids=str,
)
def test_a_criterion_finds(anna: Client, lotte: Melding, daan: Melding, given: dict[str, str], who: str) -> None:
    expected = lotte if who == "lotte" else daan
    answer = search(anna, **given)
    assert numbers(answer) == [expected.nummer]
    assert numbers(anna.get(answer.redirect_chain[-1][0])) == [expected.nummer]


@pytest.mark.parametrize("veld", ["gemeld_van", "gemeld_tot", "verzuim_van", "verzuim_tot"])
@pytest.mark.parametrize("typed", ["morgen", "31-02-2026", "1-11", "\x00", "'", "99999999", "x" * 300])
def test_a_day_that_cannot_be_read_is_a_fault(anna: Client, lotte: Melding, veld: str, typed: str) -> None:
    for answer in (search(anna, **{veld: typed}), anna.get(LIJST, {veld: typed})):
        assert answer.status_code == 200
        assert "VORM_datum" in text(answer)
        assert numbers(answer) == []


def test_days_in_the_wrong_order_are_a_fault(anna: Client, lotte: Melding) -> None:
    answer = search(anna, gemeld_van="2-11-2026", gemeld_tot="1-11-2026")
    assert "Gemeld tot en met ligt voor Gemeld vanaf. Controleer beide datums." in text(answer)


def test_the_own_reference_never_stands_in_an_address(anna: Client, lotte: Melding) -> None:
    answer = search(anna, eigen_kenmerk="LRL-77")
    assert "LRL" not in answer.redirect_chain[-1][0]
    assert not [link for link in re.findall(r'(?:href|action)="([^"]*)"', text(answer)) if "LRL" in link]


def test_locations_of_another_school_are_no_choice(anna: Client, cor: Client, lotte: Melding) -> None:
    assert "Hoofdgebouw" in text(anna.get(LIJST))
    assert "Hoofdgebouw" not in text(cor.get(LIJST))


# counts


def counts(page: str) -> list[list[str]]:
    table = page[page.index('id="telling"') :].split("</table>")[0]
    rows = re.findall(r"<tr.*?</tr>", table.split("<tbody")[1], re.DOTALL)
    return [[_plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]


def _plain(cell: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<span.*?</span>|<[^>]+>", "", cell)).strip()


@pytest.mark.req("WNS-07")
@pytest.mark.parametrize(
    ("groep", "expected"),
    [
        ("soort", [["16 uren per 4 weken", "1", "0", "0"], ["Overig verzuim", "1", "1", "1"]]),
        ("locatie", [["Hoofdgebouw (28AX0022)", "1", "1", "1"], ["Geen onderwijslocatie", "1", "0", "0"]]),
        ("maand", [["november 2026", "1", "1", "1"], ["oktober 2026", "1", "0", "0"]]),
        ("status", [["Geregistreerd", "2", "1", "1"]]),
    ],
)
def test_counts_are_of_the_whole_set(
    anna: Client, lotte: Melding, daan: Melding, groep: str, expected: list[list[str]]
) -> None:
    with few_queries():
        page = text(anna.get(LIJST, {"groep": groep}))
    found = counts(page)
    assert [row[1:] for row in found] == [row[1:] for row in expected]
    assert all(row[0].startswith(want[0][:12]) for row, want in zip(found, expected, strict=True))
    assert "Totaal: 2, met prioriteit 1, zonder einddatum 1" in page
    table = page[page.index('id="telling"') :].split("</table>")[0]
    for row in re.findall(r"<tr.*?</tr>", table.split("<tbody")[1], re.DOTALL):
        for href, number in re.findall(r'href="([^"]*)">(\d+)<', row):
            assert len(numbers(anna.get(unescape(href)))) == int(number), "a number leads to the list that proves it"


def test_a_month_stays_within_the_days_that_were_asked(anna: Client, lotte: Melding, daan: Melding) -> None:
    changed(lotte, melddatum=datetime(2026, 10, 20, 9, tzinfo=clock.AMSTERDAM))
    page = text(anna.get(LIJST, {"groep": "maand", "gemeld_van": "15-10-2026"}))
    href = re.findall(r'href="([^"]*)">1<', page[page.index('id="telling"') :])[0]
    assert numbers(anna.get(unescape(href))) == [lotte.nummer]


@pytest.mark.parametrize("groep", ["", "persoon__bsn", "melddatum", "%00"])
def test_an_unknown_group_counts_nothing(anna: Client, lotte: Melding, groep: str) -> None:
    assert 'id="telling"' not in text(anna.get(LIJST, {"groep": groep}))


# columns and page size


def heads(page: str) -> list[str]:
    table = page[page.index('id="meldingen"') :].split("</thead>")[0]
    return [head.strip() for head in re.findall(r'<th scope="col"[^>]*>\s*(?:<a[^>]*>)?([^<\n]+)', table)]


@pytest.mark.req("RPL-08", "RPL-10", "WNS-04")
def test_columns_and_page_size_are_remembered(anna: Client, lotte: Melding, daan: Melding, log_in: LogIn) -> None:
    given = {
        "actie": "instellen",
        "kolom": ["eigen_kenmerk", "leerling", "einddatum", "historie", "bsn"],
        "aantal": "50",
    }
    answer = anna.post(f"{WEERGAVEN}?status=R&sorteer=leerling", given, follow=True)
    assert answer.redirect_chain[-1][0] == "/verzuim/?status=R&sorteer=leerling"
    for page in (text(answer), text(anna.get(LIJST))):
        assert heads(page) == ["Nummer", "Eigen kenmerk", "Leerling", "Einddatum", "Historie"]
        assert "LRL-77" in page
        assert '<option value="50" selected>' in page
    other = log_in("Mila", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    assert len(heads(text(other.get(LIJST)))) == 13
    anna.post(WEERGAVEN, {"actie": "instellen", "aantal": "999"})
    assert len(heads(text(anna.get(LIJST)))) == 13, "no tick: the columns of the manual again"
    assert len(audit("voorkeur:wijzigen")) == 2


# saved views


def saved(client: Client, address: str, naam: str) -> Any:
    return client.post(f"{WEERGAVEN}?{address.partition('?')[2]}", {"actie": "bewaren", "naam": naam}, follow=True)


def test_a_view_keeps_what_was_asked_and_sealed_what_was_sealed(anna: Client, lotte: Melding, daan: Melding) -> None:
    address = search(anna, achternaam="bakker", soort="V3").redirect_chain[-1][0]
    answer = saved(anna, address, "Mijn prioriteiten")
    assert answer.redirect_chain[-1][0].startswith(LIJST)
    page = text(anna.get(LIJST))
    href = re.findall(r'href="([^"]*)">Mijn prioriteiten<', page)[0]
    assert numbers(anna.get(unescape(href))) == [daan.nummer]
    assert "bakker" not in page.lower().split("<tbody")[0]
    stored = Gebruiker.objects.get(naam="Anna de Melder").voorkeuren
    assert "bakker" not in str(stored).lower()


def test_views_are_renamed_and_removed(anna: Client, lotte: Melding) -> None:
    saved(anna, LIJST, "Een")
    kenmerk = Gebruiker.objects.get(naam="Anna de Melder").voorkeuren["weergaven"][0]["kenmerk"]
    anna.post(WEERGAVEN, {"actie": "hernoemen", "kenmerk": kenmerk, "naam": "Twee"})
    assert ">Twee<" in text(anna.get(WEERGAVEN))
    assert anna.post(WEERGAVEN, {"actie": "hernoemen", "kenmerk": "weg", "naam": "X"}).status_code == 302
    anna.post(WEERGAVEN, {"actie": "verwijderen", "kenmerk": kenmerk})
    assert "U hebt nog geen weergaven bewaard." in text(anna.get(WEERGAVEN))


@pytest.mark.parametrize(
    ("naam", "code"), [("", "TG_weergave_naam"), ("een", "TG_weergave_dubbel"), ("x" * 61, "VORM_lengte")]
)
def test_a_name_that_does_not_fit_is_told(anna: Client, lotte: Melding, naam: str, code: str) -> None:
    saved(anna, LIJST, "Een")
    page = text(saved(anna, LIJST + "?status=R", naam))
    assert code in page
    assert 'action="/verzuim/weergaven/?status=R"' in page


def test_there_is_room_for_twenty(anna: Client, log_in: LogIn) -> None:
    for number in range(20):
        saved(anna, LIJST, f"Weergave {number}")
    assert "TG_weergave_veel" in text(saved(anna, LIJST, "Nog een"))
    mila = log_in("Mila", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    assert "Weergave 1" not in text(mila.get(LIJST))


# export


def fetched(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def export(client: Client, address: str = "", **given: Any) -> Any:
    return client.post(f"{UITVOER}{address}", {"actie": "maak", "formaat": "csv", "kolom": ["nummer"]} | given)


@pytest.mark.req("WNS-05")
def test_the_export_is_the_list(anna: Client, lotte: Melding, daan: Melding) -> None:
    address = search(anna, achternaam="bakker").redirect_chain[-1][0]
    page = anna.post(f"{UITVOER}?{address.partition('?')[2]}", {"omvang": "alles"})
    assert "1 melding</strong>" in text(page)
    assert "fout gevonden" not in text(page)
    assert "Achternaam leerling: bakker" in text(page)
    ticked = re.findall(r'name="kolom" type="checkbox" value="(\w+)" checked', text(page))
    assert ticked == [
        *("nummer", "locatie", "leerling", "voornaam", "melddatum", "ingang", "contactpersoon"),
        *("behandelaar", "status", "soort", "prio", "dagen"),
    ]
    answer = export(anna, f"?{address.partition('?')[2]}", kolom=["leerling", "nummer"])
    assert answer["Content-Disposition"] == 'attachment; filename="verzuimmeldingen-2026-11-22.csv"'
    assert answer["Cache-Control"] == "no-store"
    assert lines(fetched(answer)) == [["Nummer", "Leerling"], [str(daan.nummer), "Bakker"]]
    book = sheets(fetched(export(anna, "?sorteer=leerling", formaat="xlsx", kolom=["nummer"], groep="maand")))
    assert book["Verzuimmeldingen"] == [["Nummer"], [daan.nummer], [lotte.nummer]]
    assert ["Filter: Status melding", "Geregistreerd"] in book["Toelichting"]
    assert ["Volgorde", "Leerling, oplopend"] in book["Toelichting"]
    assert book["Totalen"][-1] == ["Totaal", 2, 1, 1]
    assert [line["aantal"] for line in audit("melding:uitvoeren")] == [1, 2]
    assert "akker" not in str(audit("melding:uitvoeren"))


@pytest.mark.req("WNS-05")
def test_only_what_was_ticked(anna: Client, lotte: Melding, daan: Melding) -> None:
    page = text(anna.get(LIJST))
    assert page.count('name="melding" type="checkbox"') == 2
    chosen = {"omvang": "gekozen", "melding": [str(lotte.kenmerk), "onzin"]}
    page = text(anna.post(UITVOER, chosen))
    assert "die u aanvinkte" in page
    assert f'name="melding" value="{lotte.kenmerk}"' in page
    assert lines(fetched(export(anna, **chosen)))[1:] == [[str(lotte.nummer)]]
    assert "VORM_niets_aangevinkt" in text(anna.post(UITVOER, {"omvang": "gekozen"}))


@pytest.mark.req("WNS-06")
@pytest.mark.parametrize(("who", "lijst", "pdf"), [("anna", LIJST, PDF), ("bram", "/gemeente/", "/gemeente/pdf/")])
def test_what_was_ticked_goes_to_the_pdfs(
    request: pytest.FixtureRequest, lotte: Melding, who: str, lijst: str, pdf: str
) -> None:
    """The button stands in the form of the ticks; it only sends them elsewhere."""
    client = request.getfixturevalue(who)
    form = re.findall(r"<form.*?</form>", text(client.get(lijst)), re.DOTALL)
    (ticks,) = (each for each in form if 'name="melding"' in each)
    button = re.search(r"<button[^>]*formaction=\"([^\"]+)\"[^>]*>([^<]+)</button>", ticks)
    assert button
    assert button.groups() == (pdf, "PDF's van wat is aangevinkt")
    answer = client.post(pdf, {"melding": [str(lotte.kenmerk)]})
    assert answer["Content-Type"] == "application/zip"
    assert "zet een vinkje bij de meldingen" in client.post(pdf).content.decode()


def test_a_ticked_melding_of_another_school_stays_out(anna: Client, cor: Client, lotte: Melding) -> None:
    answer = export(cor, omvang="gekozen", melding=[str(lotte.kenmerk)])
    assert lines(fetched(answer)) == [["Nummer"]]


def test_a_choice_that_does_not_exist_is_told(anna: Client, lotte: Melding) -> None:
    assert "VORM_kolommen" in text(export(anna, kolom=[]))
    for wrong in ({"formaat": "exe"}, {"kolom": ["bsn"]}, {"groep": "persoon"}):
        assert "VORM_keuze" in text(export(anna, **wrong))
    assert anna.get(UITVOER + "?gemeld_van=morgen").status_code == 302
    assert audit("melding:uitvoeren") == []


def test_numbers_of_persons_are_no_column_for_who_only_reads(anna: Client, lotte: Melding, log_in: LogIn) -> None:
    mila = log_in("Mila", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    assert 'value="pgn"' in text(anna.get(UITVOER))
    assert 'value="pgn" checked' not in text(anna.get(UITVOER))
    assert 'value="pgn"' not in text(mila.get(UITVOER))
    assert "VORM_keuze" in text(export(mila, kolom=["pgn"]))


@pytest.mark.req("WNS-05")
def test_a_large_export_becomes_a_job(
    anna: Client, cor: Client, lotte: Melding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uitvoeren, "AT_ONCE", 0)
    assert "Dit wordt een groot bestand" in text(anna.get(UITVOER))
    page = anna.post(UITVOER, {"actie": "maak", "formaat": "csv", "kolom": ["nummer"]}, follow=True)
    assert page.redirect_chain[-1][0] == "/bestanden/?gelukt=ja"
    shown = text(page)
    assert 'http-equiv="refresh" content="10"' in shown
    assert "0 gedaan van 1 melding" in shown
    assert "Ontvangen" in shown
    assert "29-11-2026" in shown
    assert "refresh" not in text(anna.get("/bestanden/?vernieuwen=nee"))
    with acting_as(SYSTEEM):
        bestand = Bestand.objects.get()
    address = f"/bestanden/{bestand.kenmerk}/"
    assert anna.get(address).status_code == 404, "not ready"
    _made(bestand)
    shown = text(anna.get("/bestanden/"))
    assert "refresh" not in shown
    answer = anna.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="verzuimmeldingen-2026-11-22.csv"'
    assert fetched(answer) == b"inhoud"
    assert events("bestand:ophalen") == [str(bestand)]
    assert cor.get(address).status_code == 404
    assert cor.post(f"{address}verwijderen/").status_code == 404
    anna.post(f"{address}verwijderen/")
    assert "U hebt nog geen bestanden." in text(anna.get("/bestanden/"))


def _made(bestand: Any) -> None:
    with acting_as(SYSTEEM):
        bestanden.finish(bestand.pk, io.BytesIO(b"inhoud"), voor=SYSTEEM, totaal=1, at=clock.now())


def test_the_municipality_exports_its_worklist(bram: Client, anna: Client, lotte: Melding) -> None:
    factories.melding(factories.leerling(gemeente="0599"))
    page = text(bram.get("/gemeente/?groep=soort"))
    assert counts(page)[0][1:] == ["1", "1", "1"]
    assert numbers(bram.get("/gemeente/?zonder_einddatum=ja")) == [lotte.nummer]
    answer = bram.post("/gemeente/uitvoer/", {"actie": "maak", "formaat": "csv", "kolom": ["nummer", "instelling"]})
    assert lines(fetched(answer))[1:] == [[str(lotte.nummer), "28AX Voorbeeldschool"]]
    bram.post("/gemeente/weergaven/?status=B", {"actie": "bewaren", "naam": "In behandeling"})
    assert 'href="/gemeente/?status=B">In behandeling<' in text(bram.get("/gemeente/"))
