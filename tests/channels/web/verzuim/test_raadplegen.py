"""Searching and reading meldingen as a school (RPL)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim.wizard import text
from tests.personas import LogIn
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.inputs import IntrekkingInput, TerugkoppelingInput
from verzuimloket.verzuim.models import Melding

pytestmark = pytest.mark.django_db

LIJST = "/verzuim/"
NOT_WORK = ("SAVEPOINT", "RELEASE", "set_config", "current_setting")
DAG = timedelta(days=1)


@contextmanager
def few_queries(most: int = 12) -> Iterator[None]:
    """Whatever a page asks of the database, apart from opening and closing its transaction."""
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [query["sql"] for query in captured if not any(word in query["sql"] for word in NOT_WORK)]
    assert len(asked) <= most, "\n".join(asked)


def numbers(response: Any) -> list[int]:
    """The numbers in the first column."""
    return [int(found) for found in re.findall(r'/(?:verzuim|gemeente)/[0-9a-f-]{36}/">(\d+)</a>', text(response))]


def search(client: Client, address: str = LIJST, **given: Any) -> Any:
    """Fill in the form and press Zoeken; without ticks of one's own, those of the start."""
    return client.post(address, {"status": ["R", "B"], **given}, follow=True)


def changed(melding: Melding, **values: Any) -> Melding:
    """Set what no screen can set, such as the moment of reporting."""
    with acting_as(SYSTEEM):
        Melding.objects.filter(pk=melding.pk).update(**values)
        return Melding.objects.get(pk=melding.pk)


def pupil(melding: Melding) -> Persoon:
    with acting_as(SYSTEEM):
        return Persoon.objects.get(pk=melding.persoon_id)


def closed(melding: Melding) -> Melding:
    bram = factories.behandelaar()
    given = TerugkoppelingInput("Gemeente Utrecht", "B. Terwelle", reden_afgesloten="H")
    with acting_as(bram):
        return actions.close_melding(melding, given, by=bram, at=clock.now())


def events(event: str) -> list[str]:
    with acting_as(SYSTEEM):
        return list(AuditEntry.objects.filter(event=event).order_by("pk").values_list("subject", flat=True))


@pytest.fixture
def lotte(anna: Client) -> Melding:
    person = factories.leerling(nummer="111222333", achternaam="Öztürk", voornamen="Lotte", voorvoegsel="van der")
    return factories.melding(person, contact_naam="J. Boezeroen", locatie=factories.locatie().code)


@pytest.fixture
def daan(anna: Client) -> Melding:
    person = factories.leerling(achternaam="Bakker", voornamen="Daan")
    return factories.melding(person, soort="O", contact_naam="K. de Wit", actie_gewenst=True, prioriteit=True)


# the screen


@pytest.mark.req("RPL-01", "RPL-02", "RPL-03", "RPL-05", "RPL-08", "RPL-10", "RPL-11", "RPL-16")
def test_the_search_screen_comes_first(anna: Client, lotte: Melding) -> None:
    with few_queries():
        page = text(anna.get(LIJST))
    for label in (
        "Meldingsnummer",
        "Persoonsgebonden nummer",
        "Naam contactpersoon",
        "Naam behandelaar",
        "Gemeentecode",
        "Wet",
        "Achternaam leerling",
        "Alles wissen",
        "Zoeken",
        "Een deel is genoeg",
    ):
        assert label in page
    heads = re.findall(r'<th scope="col"[^>]*>\s*(?:<a[^>]*>)?([^<\n]+)', page)
    assert [head.strip() for head in heads] == [
        *("Nummer", "Onderwijslocatie", "Leerling", "Voornaam", "Melddatum", "Ingang", "Contactpersoon"),
        *("Behandelaar", "Status", "Soort verzuim", "Prio", "Aantal dagen status", "Historie"),
    ]
    row = page[page.index("<tbody") :]
    for value in ("Öztürk, van der", "Lotte", "22-11-2026", "02-11-2026", "J. Boezeroen", "Gemeente Utrecht"):
        assert value in row
    assert "Hoofdgebouw" in row
    assert "1 verzuimmelding</strong> gevonden" in page
    assert 'role="status"' in page
    assert "Overgedragen aan derden" not in page


@pytest.mark.req("RPL-03", "RPL-05", "RPL-06")
def test_only_open_meldingen_are_ticked_at_first(anna: Client, lotte: Melding, daan: Melding) -> None:
    closed(daan)
    page = anna.get(LIJST)
    ticked = re.findall(r'name="status" type="checkbox" value="(\w)" checked', text(page))
    assert ticked == ["R", "B"]
    assert numbers(page) == [lotte.nummer]
    assert numbers(search(anna, status=["G"])) == [daan.nummer]
    assert numbers(search(anna, status=[])) == [daan.nummer, lotte.nummer]
    assert numbers(anna.get(LIJST + "?status=alle")) == [daan.nummer, lotte.nummer]


@pytest.mark.req("RPL-04")
def test_the_sixth_status_is_for_old_meldingen(anna: Client, lotte: Melding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERZUIMLOKET_NU", "2021-11-22T10:00:00")
    old = datetime(2020, 1, 10, 9, tzinfo=clock.AMSTERDAM)
    changed(lotte, status="D", melddatum=old, status_sinds=old)
    with acting_as(SYSTEEM):
        from verzuimloket.access.models import Machtiging

        Machtiging.objects.update(begindatum=date(2019, 1, 1))
    assert "Overgedragen aan derden" in text(anna.get(LIJST))
    assert numbers(search(anna, status=["D"])) == [lotte.nummer]


@pytest.mark.req("PRV-09", "RPL-07")
def test_two_years_back_and_no_further(anna: Client, lotte: Melding, daan: Melding) -> None:
    midnight = datetime(2024, 11, 22, tzinfo=clock.AMSTERDAM)
    changed(lotte, melddatum=midnight)
    daan = changed(daan, melddatum=midnight - timedelta(seconds=1))
    assert numbers(anna.get(LIJST)) == [lotte.nummer]
    for view in ("melding", "melding-historie", "melding-intrekken"):
        assert anna.get(reverse(view, args=[daan.kenmerk])).status_code == 404
        assert anna.get(reverse(view, args=[lotte.kenmerk])).status_code == 200


@pytest.mark.req("RPL-07", "PRV-09")
def test_another_school_finds_nothing(anna: Client, cor: Client, lotte: Melding) -> None:
    assert numbers(cor.get(LIJST)) == []
    for given in ({"nummer": str(lotte.nummer)}, {"achternaam": "oz"}, {"instelling": "28AX"}, {"status": []}):
        assert numbers(search(cor, **given)) == []
    assert "geen meldingen van een leerling met dit nummer" in text(search(cor, pgn="111222333"))
    elsewhere = cor.get(LIJST, {"leerling": str(pupil(lotte).kenmerk), "instelling": "28AX", "status": "alle"})
    assert numbers(elsewhere) == []
    assert "ztürk" not in text(elsewhere)


def test_empty_screens_say_what_to_do(anna: Client, log_in: LogIn) -> None:
    assert "U hebt nog geen meldingen." in text(anna.get(LIJST))
    mila = log_in("Mila", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    assert "Uw instelling heeft nog geen meldingen." in text(mila.get(LIJST))
    factories.melding()
    page = text(search(anna, achternaam="bestaat niet"))
    assert "Geen meldingen met deze filters." in page
    assert "Zoek in alle statussen" in page
    assert "Wis alle filters" in text(search(anna, achternaam="bestaat niet", status=[]))


@pytest.mark.req("WNS-01")
def test_who_only_reads_has_no_buttons(anna: Client, lotte: Melding, log_in: LogIn) -> None:
    mila = log_in("Mila", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    page = text(mila.get(LIJST))
    assert str(lotte.nummer) in page
    assert "Verzuim melden" not in page
    detail = text(mila.get(reverse("melding", args=[lotte.kenmerk])))
    assert "Uw rol mag deze melding bekijken, niet wijzigen." in detail
    for view in ("melding-wijzigen", "melding-kopieren", "melding-intrekken"):
        address = reverse(view, args=[lotte.kenmerk])
        assert address not in detail
        assert mila.post(address).status_code == 403
    assert mila.get(reverse("melding-historie", args=[lotte.kenmerk])).status_code == 200


# criteria


@pytest.mark.req("RPL-02")
@pytest.mark.parametrize(
    "given",
    [
        {"achternaam": "ozt"},
        {"achternaam": "ÖZTÜRK"},
        {"achternaam": "van der Öztürk"},
        {"achternaam": "Öztürk, van der"},
        {"contactpersoon": "boezer"},
        {"behandelaar": "utrecht"},
        {"instantie": "0344"},
        {"instantie": "g0344"},
        {"instantie": "utr"},
        {"pgn": "1112.22 333"},
        {"wet": "LPW", "achternaam": "turk", "status": ["R"]},
    ],
    ids=str,
)
def test_a_criterion_finds(anna: Client, lotte: Melding, given: dict[str, Any]) -> None:
    other = factories.melding(
        factories.leerling(achternaam="Bakker", gemeente="0599"), contact_naam="K. de Wit", contact_email="k@s.example"
    )
    if "wet" in given:
        changed(other, wet="RMC")
    assert numbers(search(anna, **given)) == [lotte.nummer]


@pytest.mark.req("RPL-02")
def test_on_the_number_of_the_melding(anna: Client, lotte: Melding, daan: Melding) -> None:
    assert numbers(search(anna, nummer=f" {lotte.nummer} ")) == [lotte.nummer]
    assert numbers(search(anna, nummer="999999")) == []


@pytest.mark.req("RPL-02", "RPL-07")
def test_an_institution_can_be_chosen_when_there_are_more(log_in: LogIn) -> None:
    factories.instelling("28AX")
    factories.instelling("28AY")
    first, second = factories.melding(), factories.melding(instelling="28AY")
    ines = log_in("Ines", Rol.MELDER, soort="bestuur", kenmerk="109B027")
    with few_queries():
        page = ines.get(LIJST)
    assert numbers(page) == [second.nummer, first.nummer]
    assert "Al uw instellingen" in text(page)
    assert numbers(search(ines, instelling="28AY")) == [second.nummer]
    assert "Al uw instellingen" not in text(log_in("Anna", Rol.MELDER, soort="instelling", kenmerk="28AX").get(LIJST))


@pytest.mark.req("RPL-02")
def test_names_and_numbers_never_stand_in_an_address(anna: Client, lotte: Melding) -> None:
    given = {"pgn": "111222333", "achternaam": "Öztürk", "contactpersoon": "Boezeroen", "behandelaar": "Utrecht"}
    answer = search(anna, **given)
    address = answer.redirect_chain[-1][0]
    assert numbers(answer) == [lotte.nummer]
    for secret in ("111222333", "ztürk", "zt%C3%BCrk", "Boezeroen", "Utrecht"):
        assert secret not in address
    assert str(pupil(lotte).kenmerk) in address
    assert numbers(anna.get(address)) == [lotte.nummer], "the address can be kept and used again"
    shown = text(anna.get(address))
    assert "Öztürk" in shown
    for link in re.findall(r'href="([^"]*)"', shown):
        assert "ztürk" not in link
        assert "Boezeroen" not in link
    assert str(pupil(lotte)) in events("persoon:raadplegen")


def test_a_sealed_address_is_of_one_organisation(anna: Client, cor: Client, lotte: Melding) -> None:
    address = search(anna, achternaam="oz").redirect_chain[-1][0]
    for given in (address, LIJST + "?wie=onzin", LIJST + "?wie=" + "A" * 80, LIJST + "?wie=%ff%00"):
        page = text(cor.get(given))
        assert "VORM_zoekvraag" in page
        assert "ztürk" not in page


def test_an_unknown_and_a_wrong_number_are_told_apart(anna: Client, lotte: Melding) -> None:
    wrong = search(anna, pgn="111222334")
    assert "Dit nummer klopt niet. Controleer de 9 cijfers." in text(wrong)
    assert "BV_S_pgn_ongeldig" in text(wrong)
    unknown = text(search(anna, pgn="999999990"))
    factories.melding(factories.leerling("11AA", nummer="123456782"), instelling="11AA")
    elsewhere = text(search(anna, pgn="123456782"))
    assert "BV_S_pgn_geen_melding" in unknown
    assert "BV_S_pgn_geen_melding" in elsewhere
    assert numbers(wrong) == []


@pytest.mark.parametrize("veld", ["nummer", "pgn", "achternaam", "contactpersoon", "behandelaar", "instantie", "wet"])
@pytest.mark.parametrize(
    "hostile", ["'", '"', "%", "_", "\x00", "<script>alert(1)</script>", "1" + "0" * 30, "-1", "٣", "x" * 5000]
)
def test_hostile_input_finds_nothing_and_breaks_nothing(anna: Client, lotte: Melding, veld: str, hostile: str) -> None:
    for answer in (search(anna, **{veld: hostile}), anna.get(LIJST, {veld: hostile, "status": "alle"})):
        assert answer.status_code == 200
        assert "<script>alert" not in text(answer)
    if veld not in ("nummer", "pgn", "wet"):
        assert numbers(search(anna, **{veld: hostile})) == []


@pytest.mark.parametrize(
    "query",
    [
        "status=X",
        "status=R&status=R&status=<b>",
        "nummer=1&nummer=2",
        "status[]=R",
        "pagina=0",
        "pagina=-1",
        "pagina=99999999999999999999",
        "pagina=999999999",
        "aantal=1000000",
        "sorteer=persoon__bsn",
        "sorteer=--nummer",
        "sorteer=wachtrij",
        "leerling=%00",
        "leerling=1",
        "instelling=11AA",
        "pgn=111222333",
        "%00=%00",
    ],
)
def test_hostile_addresses_do_no_harm(anna: Client, lotte: Melding, query: str) -> None:
    factories.melding(factories.leerling("11AA"), instelling="11AA")
    answer = anna.get(f"{LIJST}?{query}")
    assert answer.status_code == 200
    assert set(numbers(answer)) <= {lotte.nummer}


# chips, order, pages


@pytest.mark.req("RPL-05")
def test_a_chip_takes_its_criterion_away(anna: Client, lotte: Melding, daan: Melding) -> None:
    page = text(search(anna, achternaam="bakker", status=["R"]))
    chips = re.findall(r'class="vl-chip" href="([^"]*)"', page)
    assert "Achternaam leerling: bakker" in page
    assert "Status melding: Geregistreerd" in page
    without = {tuple(numbers(anna.get(chip.replace("&amp;", "&")))) for chip in chips}
    assert without == {(daan.nummer, lotte.nummer), (daan.nummer,)}


@pytest.mark.req("RPL-08")
@pytest.mark.parametrize(
    ("kolom", "first"),
    [
        ("nummer", "lotte"),
        ("leerling", "daan"),
        ("voornaam", "daan"),
        ("contactpersoon", "lotte"),
        ("melddatum", "daan"),
        ("ingang", "daan"),
        ("behandelaar", "daan"),
        ("status", "lotte"),
        ("soort", "lotte"),
        ("prio", "lotte"),
        ("dagen", "lotte"),
        ("locatie", "lotte"),
    ],
)
def test_every_column_sorts_both_ways(anna: Client, lotte: Melding, daan: Melding, kolom: str, first: str) -> None:
    then = clock.now() - 3 * DAG
    changed(lotte, behandelaar_naam="Z. Terwelle")
    changed(daan, melddatum=then, status_sinds=then, begindatum=date(2026, 11, 1), status="B")
    order = [lotte.nummer, daan.nummer] if first == "lotte" else [daan.nummer, lotte.nummer]
    up, down = anna.get(f"{LIJST}?sorteer={kolom}"), anna.get(f"{LIJST}?sorteer=-{kolom}")
    assert numbers(up) == order
    assert numbers(down) == order[::-1]
    assert text(up).count('aria-sort="ascending"') == 1
    assert text(down).count('aria-sort="descending"') == 1
    assert f"sorteer=-{kolom}" in text(up) or kolom == "nummer"


@pytest.mark.req("RPL-10")
def test_pages(anna: Client) -> None:
    made = [factories.melding() for _ in range(12)]
    page = anna.get(LIJST)
    assert len(numbers(page)) == 10
    assert "12 verzuimmeldingen</strong> gevonden, 1 tot en met 10" in text(page)
    second = anna.get(LIJST + "?pagina=2")
    assert numbers(second) == [made[1].nummer, made[0].nummer]
    assert "11 tot en met 12" in text(second)
    assert numbers(anna.get(LIJST + "?pagina=77")) == numbers(second)
    with few_queries():
        assert len(numbers(anna.get(LIJST + "?aantal=25"))) == 12
    for maat in (25, 50, 100):
        assert f"aantal={maat}" in text(page)


@pytest.mark.req("RPL-09")
def test_days_in_the_present_status(anna: Client, lotte: Melding) -> None:
    changed(lotte, status_sinds=datetime(2026, 11, 12, 23, 59, tzinfo=clock.AMSTERDAM))
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">10</td>' in text(anna.get(LIJST))


# one melding


@pytest.mark.req("RPL-11", "RPL-13", "MEL-52", "RPL-18")
def test_a_melding_with_all_its_sections(anna: Client, lotte: Melding) -> None:
    with few_queries():
        page = text(anna.get(reverse("melding", args=[lotte.kenmerk])))
    for kop in (
        "Melding",
        "Leerling",
        "Contactpersonen",
        "Verzuim",
        "Details verzuim",
        "Actie school",
        "Terugkoppeling",
    ):
        assert f">{kop}</h2>" in page
    for value in ("28AX Voorbeeldschool", "Leerplichtwet", "Öztürk, van der", "Onbekend", "Hoofdgebouw", "G0344"):
        assert value in page
    assert "Reden melding afgesloten" not in page
    assert "*****333" in page
    assert "111222333" not in page
    assert events("melding:raadplegen") == [str(lotte)]


@pytest.mark.req("RPL-14", "RPL-15", "RPL-17")
def test_what_the_municipality_answered(anna: Client, lotte: Melding) -> None:
    closed(lotte)
    page = text(anna.get(reverse("melding", args=[lotte.kenmerk])))
    for value in ("Reden melding afgesloten", "HALT", "B. Terwelle", "Datum terugkoppeling", "Afgesloten"):
        assert value in page


@pytest.mark.req("RPL-12", "WIJ-01", "INT-03", "KOP-01")
@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        ("R", {"Wijzigen", "Kopiëren", "Intrekken"}),
        ("B", {"Wijzigen", "Kopiëren", "Intrekken"}),
        ("G", {"Kopiëren", "Intrekken"}),
        ("K", {"Kopiëren", "Intrekken"}),
        ("I", {"Kopiëren"}),
        ("D", {"Kopiëren"}),
    ],
)
def test_buttons_as_the_status_allows(anna: Client, lotte: Melding, status: str, buttons: set[str]) -> None:
    changed(lotte, status=status, reden_afgesloten="H", reden_intrekken="FOUTIEF")
    page = text(anna.get(reverse("melding", args=[lotte.kenmerk])))
    found = set(re.findall(r">\s*(Wijzigen|Kopiëren|Intrekken)\s*</(?:a|button)>", page))
    assert found == buttons


def test_the_whole_number_is_shown_once_and_recorded(anna: Client, lotte: Melding) -> None:
    address = reverse("melding", args=[lotte.kenmerk])
    assert "111222333" in text(anna.post(address, {"actie": "toon"}))
    assert events("persoon:nummer-tonen") == [str(pupil(lotte))]
    assert "111222333" not in text(anna.get(address))
    assert "111222333" not in text(anna.post(address, {"actie": "anders"}))


@pytest.mark.req("RPL-18")
def test_the_way_back_keeps_the_search(anna: Client, lotte: Melding) -> None:
    address = reverse("melding", args=[lotte.kenmerk])
    back = text(anna.get(address, headers={"referer": "http://testserver/verzuim/?status=B&pagina=2"}))
    assert 'href="/verzuim/?status=B&amp;pagina=2" class="govuk-back-link"' in back
    for other in ("http://elders.example/verzuim/?a=b", "http://testserver/hulp/?a=b", "onzin", ""):
        assert 'href="/verzuim/" class="govuk-back-link"' in text(anna.get(address, headers={"referer": other}))


@pytest.mark.req("RPL-07")
@pytest.mark.parametrize("view", ["melding", "melding-historie", "melding-intrekken"])
def test_of_another_school_and_of_nobody_are_the_same(anna: Client, cor: Client, lotte: Melding, view: str) -> None:
    theirs, nobodys = (cor.get(reverse(view, args=[kenmerk])) for kenmerk in (lotte.kenmerk, uuid4()))
    assert theirs.status_code == nobodys.status_code == 404
    assert _bare(theirs) == _bare(nobodys)


def _bare(response: Any) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(response))


def test_a_melding_that_was_withdrawn_shows_why(anna: Client, lotte: Melding) -> None:
    school = factories.melder()
    with acting_as(school):
        given = IntrekkingInput("ANDERS", "Dubbel <b>gemeld</b>")
        actions.withdraw_melding(lotte, given, by=school, at=clock.now())
    page = text(anna.get(reverse("melding", args=[lotte.kenmerk])))
    assert "Reden melding ingetrokken" in page
    assert "Dubbel &lt;b&gt;gemeld&lt;/b&gt;" in page
