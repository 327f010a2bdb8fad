"""The pages of the hour counter: type, paste, upload, signals, and the draft that the wizard reads."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.personas import LogIn
from verzuimloket.channels.web.verzuim import antwoorden
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen.models import Vakantie
from verzuimloket.lesverzuim import actions as lesverzuim
from verzuimloket.lesverzuim.models import Lesverzuim, Lesverzuimlijst
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.inputs import Verzuimdag
from verzuimloket.verzuim.models import Concept, Melding

pytestmark = pytest.mark.django_db
NUMMER = "111222333"
MAANDAG = date(2026, 11, 2)


@pytest.fixture
def lotte() -> Persoon:
    return factories.leerling(nummer=NUMMER)


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def page(pupil: Persoon) -> str:
    return reverse("uren-leerling", args=["28AX", pupil.kenmerk])


def typed(dag: date = MAANDAG, **given: Any) -> dict[str, Any]:
    return {"datum_dag": dag.day, "datum_maand": dag.month, "datum_jaar": dag.year, "soort": "O", **given}


def lines(*days: tuple[date, int]) -> str:
    return "\n".join(f"{NUMMER};{dag};{uur};O" for dag, hours in days for uur in range(1, hours + 1))


def paste(client: Client, regels: str, **more: Any) -> Any:
    return client.post(reverse("uren-lijst", args=["28AX"]), {"regels": regels, **more}, follow=True)


def stored() -> int:
    with acting_as(SYSTEEM):
        return Lesverzuim.objects.count()


def sixteen(client: Client) -> None:
    checked = paste(client, lines((MAANDAG, 8), (MAANDAG + timedelta(days=1), 8)))
    client.post(checked.redirect_chain[0][0], {"actie": "bewaar"})


# type


def test_typed_lines_are_kept_and_counted_in_words(anna: Client, lotte: Persoon) -> None:
    Vakantie.objects.create(
        instelling_id="28AX", naam="Herfstvakantie", begindatum=date(2026, 11, 9), einddatum=date(2026, 11, 13)
    )
    done = anna.post(page(lotte), typed(lesuren=["1", "2", "3"]), follow=True)
    assert "De regels zijn bewaard." in text(done)
    again = text(anna.post(page(lotte), typed(lesuren=["1"]), follow=True))
    assert "stonden er al" in again
    assert "3 van 16 lesuren in de 4 lesweken van 2 november 2026 tot en met 6 december 2026." in again
    assert "Herfstvakantie telt niet mee." in again
    assert "Een lesuur duurt bij u 50 minuten." in again
    late = text(anna.post(page(lotte), typed(soort="T", minuten="30"), follow=True))
    assert "3,5 van 16 lesuren" in late


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({}, "lesuren", "Vul een lesuur in"),
        ({"lesuren": ["1"], "soort": "T"}, "lesuren", "hoeveel minuten"),
        ({"lesuren": ["1"], "soort": ""}, "soort", "Vul bij soort O in"),
        ({"lesuren": ["1"], "datum_jaar": "2027"}, "datum", "ligt in de toekomst"),
        ({"lesuren": ["1"], "datum_dag": "31"}, "datum", "bestaat niet"),
        ({"minuten": "0"}, "minuten", "getal in van 1"),
    ],
)
def test_wrong_answers_are_told_at_their_field(
    anna: Client, lotte: Persoon, given: dict[str, Any], field: str, sentence: str
) -> None:
    shown = text(anna.post(page(lotte), typed() | given))
    assert re.search(rf'<a href="#{field}"[^>]*>[^<]*{sentence}', shown)
    assert stored() == 0


def test_a_line_is_taken_back(anna: Client, cor: Client, lotte: Persoon) -> None:
    anna.post(page(lotte), typed(lesuren=["1"]))
    with acting_as(SYSTEEM):
        address = reverse("uren-weg", args=[Lesverzuim.objects.get().kenmerk])
    assert cor.post(address).status_code == 404
    assert "De regel is verwijderd." in text(anna.post(address, follow=True))
    assert stored() == 0
    assert anna.post(address).status_code == 404


# paste and upload


@pytest.mark.req("RGL-03")
def test_a_pasted_list_is_checked_first(anna: Client, lotte: Persoon) -> None:
    checked = paste(anna, f"{lines((MAANDAG, 3))}\n{NUMMER};2026-11-03;1;G\n999999991;morgen;45;Z")
    shown = text(checked)
    assert "Bewaar 3 goede regels" in shown
    assert "Geoorloofd verzuim mag hier niet" in shown
    assert "*****991" in shown
    assert "999999991" not in shown
    assert NUMMER not in shown
    for kolom in ("Regel", "Kolom", "Waarde", "Wat is er mis", "Zo lost u het op"):
        assert f">{kolom}</th>" in shown
    assert stored() == 0
    done = anna.post(checked.redirect_chain[0][0], {"actie": "bewaar"}, follow=True)
    assert "3 regels bewaard" in text(done)
    assert stored() == 3
    assert anna.get(checked.redirect_chain[0][0]).status_code == 404


@pytest.mark.parametrize("inhoud", [lines((MAANDAG, 2)).encode("utf-8-sig"), lines((MAANDAG, 2)).encode("cp1252")])
def test_an_uploaded_list_goes_the_same_way(anna: Client, lotte: Persoon, inhoud: bytes) -> None:
    checked = paste(anna, "", bestand=SimpleUploadedFile("uren.csv", inhoud))
    assert "Bewaar 2 goede regels" in text(checked)


def test_a_list_that_is_empty_or_too_large(anna: Client, lotte: Persoon) -> None:
    assert "Er staan geen regels in" in text(paste(anna, ""))
    large = SimpleUploadedFile("uren.csv", b"x" * (1024 * 1024 + 1))
    assert "groter dan 1 MB" in text(paste(anna, "", bestand=large))


def test_a_list_can_be_thrown_away_and_is_of_its_maker(anna: Client, lotte: Persoon, log_in: LogIn) -> None:
    checked = paste(anna, lines((MAANDAG, 2))).redirect_chain[0][0]
    colleague = log_in("Collega", Rol.MELDER, soort="instelling", kenmerk="28AX")
    assert colleague.get(checked).status_code == 404
    assert anna.post(checked, {"actie": "weg"}).status_code == 302
    with acting_as(SYSTEEM):
        assert not Lesverzuimlijst.objects.exists()
    assert stored() == 0


# lists, signals, drafts


def test_list_of_the_institution_has_most_hours_first(anna: Client, lotte: Persoon) -> None:
    other = factories.leerling(achternaam="Weinig", voornamen="Jan")
    anna.post(page(other), typed(lesuren=["1"]))
    anna.post(page(lotte), typed(lesuren=[str(uur) for uur in range(1, 13)]))
    shown = text(anna.get(reverse("uren-instelling", args=["28AX"])))
    assert shown.index("Lotte Morgen") < shown.index("Jan Weinig")
    assert "12 van 16 lesuren" in shown
    assert "12 uren gemist" in shown
    found = anna.post(reverse("uren-instelling", args=["28AX"]), {"nummer": NUMMER})
    assert found["Location"] == page(lotte)
    assert "geen leerling ingeschreven" in text(anna.post(reverse("uren-instelling", args=["28AX"]), {"nummer": "1"}))


def test_at_sixteen_hours_the_draft_opens_in_the_wizard(anna: Client, lotte: Persoon) -> None:
    sixteen(anna)
    assert "met 16 uren" in text(anna.get("/"))
    shown = text(anna.get(reverse("uren") + "?grens=16"))
    address = re.search(r'action="(/uren/signaal/[^"]+)"', shown)
    assert address
    assert "Open het concept" in shown
    wizard = anna.post(address[1])
    with acting_as(SYSTEEM):
        concept = Concept.objects.get()
    assert wizard["Location"] == reverse("verzuim-stap", args=[concept.pk, "leerling"])
    for stap, expected in (("verzuim", "16 lesuren zonder geldige reden"), ("lesuren", 'value="8" checked')):
        assert expected in text(anna.get(reverse("verzuim-stap", args=[concept.pk, stap])))


def test_the_wizard_reads_the_draft_as_it_was_meant(anna: Client, lotte: Persoon) -> None:
    anna.post(page(lotte), typed(soort="T", minuten="30"))
    sixteen(anna)
    with acting_as(SYSTEEM):
        given = antwoorden.lees(Concept.objects.get(), on=clock.today()).given
    assert (given.begindatum, given.einddatum, given.soort) == (MAANDAG, date(2026, 11, 3), "V3")
    assert given.verzuimdagen == (
        Verzuimdag(MAANDAG, False, tuple(range(1, 9))),
        Verzuimdag(date(2026, 11, 3), False, tuple(range(1, 9))),
    )
    assert "2 november 2026 30 minuten" in given.toelichting
    assert given.alle_lessen_gemist is False


def test_a_reader_sees_and_changes_nothing(anna: Client, lotte: Persoon, log_in: LogIn) -> None:
    sixteen(anna)
    mila = log_in("Mila", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    assert "16 uren gemist" in text(mila.get(reverse("uren")))
    shown = text(mila.get(page(lotte)))
    assert "Uren toevoegen" not in shown
    assert "Verwijderen" not in shown
    assert mila.post(page(lotte), typed(lesuren=["9"])).status_code == 403
    assert mila.get(reverse("uren-lijst", args=["28AX"])).status_code == 403
    assert stored() == 16


def test_another_school_finds_nothing(anna: Client, cor: Client, lotte: Persoon) -> None:
    sixteen(anna)
    assert "Er zijn nu geen signalen." in text(cor.get(reverse("uren")))
    assert cor.get(reverse("uren-instelling", args=["28AX"])).status_code == 404
    assert cor.get(page(lotte)).status_code == 404


def twenty_eight_days(anna: Client, pupil: Persoon) -> str:
    """Four weeks that were reported, up to the Friday of last week; the address of the button of the signal."""
    weeks = [date(2026, 10, 19) + timedelta(days=7 * n) for n in range(4)]
    for monday in weeks:
        factories.melding(pupil, begindatum=monday, einddatum=monday + timedelta(days=4))
    with acting_as(SYSTEEM, "signalen bijwerken"):
        lesverzuim.refresh_all(by=SYSTEEM, at=clock.now())
    shown = text(anna.get(reverse("uren") + "?grens=dagen"))
    address = re.search(r'action="(/uren/signaal/[^"]+)".*?Maak de vervolgmelding', shown)
    assert address
    return address[1]


@pytest.mark.req("RGL-13", "WNS-19")
def test_after_28_days_the_button_begins_long_term_absence(anna: Client, lotte: Persoon) -> None:
    address = twenty_eight_days(anna, lotte)
    wizard = anna.post(address)
    with acting_as(SYSTEEM):
        concept = Concept.objects.get()
    assert (concept.doel, concept.antwoorden["verzuim"]["soort"]) == ("vervolg", "LRV")
    assert wizard["Location"] == reverse("verzuim-stap", args=[concept.pk, "verzuim"])
    assert anna.post(address)["Location"] == wizard["Location"], "the same draft"


def test_a_row_that_was_withdrawn_since_leads_to_the_pupil(anna: Client, cor: Client, lotte: Persoon) -> None:
    address = twenty_eight_days(anna, lotte)
    assert cor.post(address).status_code == 404
    with acting_as(SYSTEEM):
        last = Melding.objects.order_by("-begindatum")[0]
        Melding.objects.filter(pk=last.pk).update(status="I", reden_intrekken="FOUTIEF")
    assert anna.post(address)["Location"] == reverse("verzuim-leerling", args=["28AX", lotte.kenmerk])


def test_few_queries(anna: Client, django_assert_max_num_queries: Any) -> None:
    """As many for ten pupils as for one."""
    for n in range(10):
        pupil = factories.leerling(achternaam=f"Leerling{n}")
        anna.post(page(pupil), typed(lesuren=[str(uur) for uur in range(1, 13)]))
    with django_assert_max_num_queries(18):  # four of them only because a test is a transaction itself
        text(anna.get(reverse("uren-instelling", args=["28AX"])))
    with django_assert_max_num_queries(14):
        text(anna.get(reverse("uren")))
