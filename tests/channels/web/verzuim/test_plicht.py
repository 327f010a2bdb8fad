"""The pages "Waarom?" and "Welke melding past?"."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim import wizard
from tests.channels.web.verzuim.wizard import begin, herlees, text
from tests.personas import LogIn
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen.models import Vakantie
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.models import Concept
from verzuimloket.vrijstellingen.models import Vrijstelling

pytestmark = pytest.mark.django_db


def waarom(client: Client, persoon: Persoon, dag: str = "", instelling: str = "28AX") -> str:
    query = dict(zip(("dag_dag", "dag_maand", "dag_jaar"), dag.split("-"), strict=True)) if dag else None
    return text(client.get(reverse("verzuim-plicht", args=[instelling, persoon.kenmerk], query=query)))


def vrijstelling(van: Persoon, grond: str = "5A") -> None:
    with acting_as(SYSTEEM):
        Vrijstelling.objects.create(persoon=van, grond=grond, begindatum=date(2026, 9, 1), einddatum=date(2027, 7, 31))


# Waarom?


@pytest.mark.req("RGL-28", "RGL-29")
def test_the_duty_of_today_and_through_time(anna: Client, lotte: Persoon) -> None:
    page = waarom(anna, lotte)
    assert "Op 22 november 2026 is de leerling leerplichtig." in page
    assert "vanaf 1 februari 2017 tot en met 31 juli 2028" in page
    assert "LPW art. 3 lid 1" in page
    assert "in schooljaar 2027/2028 wordt de leerling 16" in page
    assert "kwalificatieplichtig" in page
    assert "16 uur of meer in 4 lesweken, binnen 5 werkdagen" in page
    assert 'value="2026"' in page  # the day stands in the boxes


def test_another_day(anna: Client, lotte: Persoon) -> None:
    assert "Op 1 augustus 2028 is de leerling kwalificatieplichtig." in waarom(anna, lotte, "1-8-2028")
    page = waarom(anna, lotte, "32-8-2028")
    assert "Er is een probleem" in page or "govuk-error-summary" in page
    assert "Alle plichten op een rij" in page
    assert "De plicht op deze dag" not in page


def test_diploma_holiday_and_exemption_count(anna: Client, lotte: Persoon) -> None:
    vrijstelling(lotte)
    page = waarom(anna, lotte)
    assert "leerplichtig, met vrijstelling" in page
    assert "U hoeft verzuim van deze dag niet te melden" in page
    assert "art. 5" not in page, "the ground tells about health: not for the school"
    factories.diploma(lotte, "HAVO", "", date(2028, 9, 1))
    assert "Op 1 september 2028 is de leerling zonder plicht: er is een startkwalificatie." in waarom(
        anna, lotte, "1-9-2028"
    )
    factories.diploma(lotte, "PRO", "", date(2028, 8, 15))
    assert "Doorstroompunt (RMC)" in waarom(anna, lotte, "15-8-2028")


def test_holidays_move_the_first_school_day(anna: Client) -> None:
    kleuter = factories.leerling(geboortedatum=date(2021, 11, 10))
    assert "Leerplicht vanaf" in waarom(anna, kleuter)
    assert "1 december 2026" in waarom(anna, kleuter)
    Vakantie.objects.create(
        instelling_id="28AX", naam="Studieweek", begindatum=date(2026, 11, 30), einddatum=date(2026, 12, 4)
    )
    assert "7 december 2026" in waarom(anna, kleuter)


@pytest.mark.req("WNS-01")
def test_a_reader_may_see_it_and_a_stranger_not(lotte: Persoon, log_in: LogIn) -> None:
    lezer = log_in("Lezer", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    assert "leerplichtig" in waarom(lezer, lotte)
    assert "Terug naar Verzuim raadplegen" in waarom(lezer, lotte)
    factories.instelling("11AA", bestuur="200B001", naam="Andere School")
    vreemd = log_in("Vreemd", Rol.RAADPLEGER, soort="instelling", kenmerk="11AA")
    for instelling in ("11AA", "28AX"):
        address = reverse("verzuim-plicht", args=[instelling, lotte.kenmerk])
        assert vreemd.get(address).status_code == 404


def test_who_looked_is_recorded_and_few_queries(
    anna: Client, lotte: Persoon, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        waarom(anna, lotte)
    with acting_as(SYSTEEM):
        newest = AuditEntry.objects.filter(event="persoon:raadplegen").order_by("-pk").first()
    assert newest is not None
    assert newest.data == {"bij": "plicht"}


def test_the_municipality_sees_the_ground(bram: Client, lotte: Persoon) -> None:
    melding = factories.melding(lotte)
    vrijstelling(lotte)
    page = text(bram.get(reverse("gemeente-melding", args=[melding.kenmerk])))
    assert reverse("gemeente-plicht", args=[melding.kenmerk]) in page
    page = text(bram.get(reverse("gemeente-plicht", args=[melding.kenmerk])))
    assert "LPW art. 5 onder a" in page
    other = factories.melding(factories.leerling(gemeente="0599"))
    assert bram.get(reverse("gemeente-plicht", args=[other.kenmerk])).status_code == 404


def test_the_way_to_it(anna: Client, lotte: Persoon) -> None:
    address = reverse("verzuim-plicht", args=["28AX", lotte.kenmerk])
    assert address in text(anna.get(wizard.pagina(lotte)))
    melding = factories.melding(lotte)
    page = text(anna.get(reverse("melding", args=[melding.kenmerk])))
    assert f"{address}?dag_dag=2&amp;dag_maand=11&amp;dag_jaar=2026" in page


# Welke melding past?


def draft(client: Client, persoon: Persoon, **verzuim: Any) -> Concept:
    """A draft whose step Verzuim was filled in, left with the button to the questions."""
    concept = begin(client, persoon)
    wizard.post(client, concept, "leerling", wizard.LEERLING)
    given = wizard.VERZUIM | {"soort": ""} | verzuim
    response = client.post(wizard.adres(concept, "verzuim"), {**given, "actie": "past"})
    assert response.status_code == 302
    assert response.url == past(concept)
    return herlees(concept)


def past(concept: Concept) -> str:
    return reverse("verzuim-past", args=[concept.pk])


def ask(client: Client, concept: Concept, **answers: str) -> str:
    return text(client.post(past(concept), {**answers, "actie": "antwoord"}))


@pytest.mark.req("RGL-28", "MEL-22")
def test_a_few_questions_and_the_kind_is_filled_in(anna: Client, lotte: Persoon) -> None:
    concept = draft(anna, lotte)
    page = text(anna.get(past(concept)))
    assert page.count('type="radio"') == 9  # a reason, long ill, holiday, 16 hours; nothing about 18+
    page = ask(anna, concept, geldige_reden="nee", vakantie="nee", zestien_uur="ja")
    assert "Meld 16 uren per 4 weken 18-" in page
    assert "Deze melding is een wettelijke plicht (LPW art. 21a)." in page
    assert "Meld uiterlijk op 13 november 2026" in page
    assert "leerplichtig" in page
    response = anna.post(past(concept), {"actie": "overnemen"})
    assert response.url == f"{wizard.adres(concept, 'verzuim')}#soort"
    kept = herlees(concept).antwoorden
    assert kept["verzuim"]["soort"] == "V3"
    assert kept["verzuim"]["reden"] == ["Onbekend"]  # what was typed before stays
    page = text(anna.get(wizard.adres(concept, "verzuim")))
    assert "Meld 16 uren per 4 weken 18-" in page
    assert '<option value="V3" selected>' in page


def keep_hours(anna: Client, persoon: Persoon, *dagen: int) -> None:
    """Eight lesson hours on these days of November 2026, typed on the page of the hours."""
    hours = {"soort": "O", "lesuren": [str(uur) for uur in range(1, 9)]}
    for dag in dagen:
        day = {"datum_dag": dag, "datum_maand": 11, "datum_jaar": 2026}
        anna.post(reverse("uren-leerling", args=["28AX", persoon.kenmerk]), day | hours)


@pytest.mark.req("RGL-28", "RGL-11")
def test_hours_that_the_school_keeps_answer_the_question(anna: Client, lotte: Persoon) -> None:
    keep_hours(anna, lotte, 2, 3)
    concept = draft(anna, lotte)
    page = text(anna.get(past(concept)))
    assert "16 uur of meer" not in page
    page = ask(anna, concept, geldige_reden="nee", vakantie="nee")
    assert "Meld 16 uren per 4 weken 18-" in page
    assert "ja, 16 lesuren in de 4 lesweken van 2 november 2026 tot en met 29 november 2026" in page
    assert "Uw urenregistratie" in page
    anna.post(past(concept), {"actie": "overnemen"})
    assert herlees(concept).antwoorden["verzuim"]["soort"] == "V3"


def test_too_few_hours_or_other_days_are_told_and_the_question_stays(anna: Client, lotte: Persoon) -> None:
    keep_hours(anna, lotte, 2)
    page = text(anna.get(past(draft(anna, lotte))))
    assert "16 uur of meer" in page
    assert "Uw urenregistratie telt 8 lesuren in de 4 lesweken van 2 november 2026 tot en met 29 november 2026." in page
    keep_hours(anna, lotte, 3)
    days = wizard.datum("begindatum", "16", "11", "2026") | wizard.datum("einddatum", "17", "11", "2026")
    assert "16 uur of meer" in text(anna.get(past(draft(anna, lotte, **days))))
    assert "16 uur of meer" not in text(anna.get(past(draft(anna, lotte, **wizard.datum("begindatum", "", "", "")))))


@pytest.mark.req("RGL-04", "RGL-17", "MEL-23")
def test_doubt_brings_the_specification_along(anna: Client, lotte: Persoon) -> None:
    concept = draft(anna, lotte)
    ask(anna, concept, geldige_reden="twijfel", langdurig_ziek="ja")
    anna.post(past(concept), {"actie": "overnemen"})
    kept = herlees(concept).antwoorden["verzuim"]
    assert (kept["soort"], kept["verbijzondering"]) == ("O", "MLZ")


@pytest.mark.req("RGL-01", "RGL-03")
def test_illness_is_not_reported(anna: Client, lotte: Persoon) -> None:
    concept = draft(anna, lotte)
    page = ask(anna, concept, geldige_reden="ja")
    assert "Meld dit verzuim niet. Leg het wel vast in uw eigen administratie." in page
    assert "Neem deze soort over" not in page
    anna.post(past(concept), {"actie": "overnemen"})
    assert herlees(concept).antwoorden["verzuim"]["soort"] == [""]


def test_a_question_that_was_skipped_is_told_at_its_field(anna: Client, lotte: Persoon) -> None:
    concept = draft(anna, lotte)
    page = ask(anna, concept, geldige_reden="nee")
    assert "Kies een antwoord bij: Was de leerling zonder toestemming op vakantie, of te laat terug?" in page
    assert 'href="#vakantie"' in page
    assert "VORM_keuze" in page or "govuk-error-message" in page


@pytest.mark.req("RGL-13", "RGL-14", "WNS-19")
def test_four_weeks_need_no_question_and_show_the_chain(anna: Client, lotte: Persoon) -> None:
    for begindag in (5, 12, 19, 26):
        factories.melding(lotte, begindatum=date(2026, 10, begindag), einddatum=_later(begindag, 4))
    days = wizard.datum("begindatum", "2", "11", "2026") | wizard.datum("einddatum", "", "", "")
    concept = draft(anna, lotte, **days)
    page = text(anna.get(past(concept)))
    assert "Meld langdurig relatief verzuim: u meldde al 28 dagen achter elkaar." in page
    assert "u hoeft geen vragen te beantwoorden" in page
    assert "Samen 28 dagen achter elkaar." in page
    assert page.count('<td class="govuk-table__cell govuk-table__cell--numeric">5</td>') == 4
    assert page.count('<td class="govuk-table__cell govuk-table__cell--numeric">2</td>') == 4  # the weekends
    anna.post(past(concept), {"actie": "overnemen"})
    page = text(anna.get(wizard.adres(concept, "verzuim")))
    assert "Aaneengesloten verzuim dat u al meldde: 28 dagen" in page
    assert '<option value="LRV" selected>' in page


def _later(dag: int, dagen: int) -> date:
    return date.fromordinal(date(2026, 10, dag).toordinal() + dagen)


@pytest.mark.req("WNS-19")
def test_what_is_missing_to_28_days(anna: Client, lotte: Persoon) -> None:
    factories.melding(lotte, begindatum=date(2026, 10, 26), einddatum=date(2026, 10, 30))
    concept = draft(anna, lotte)
    assert "Voor langdurig relatief verzuim ontbreken nog 21 dagen" in text(anna.get(wizard.adres(concept, "verzuim")))


@pytest.mark.req("RGL-28")
def test_no_duty_no_question(anna: Client) -> None:
    oud = factories.leerling(geboortedatum=date(2008, 5, 5))
    factories.diploma(oud, "HAVO", "", date(2026, 7, 1))
    page = text(anna.get(past(draft(anna, oud))))
    assert "U hoeft dit verzuim niet te melden." in page
    assert 'type="radio"' not in page


def test_questions_for_18_and_older(anna: Client) -> None:
    oud = factories.leerling(geboortedatum=date(2008, 5, 5))
    concept = draft(anna, oud)
    assert "4 weken achter elkaar afwezig" in text(anna.get(past(concept)))
    assert "Meld RMC verzuim 18+" in ask(anna, concept, geldige_reden="nee", vier_weken="ja")


def test_without_a_first_day_it_counts_with_today(anna: Client, lotte: Persoon) -> None:
    concept = draft(anna, lotte, **wizard.datum("begindatum", "", "", ""))
    assert "We rekenen daarom met vandaag" in text(anna.get(past(concept)))


def test_strange_answers_are_kept_out(anna: Client, lotte: Persoon) -> None:
    concept = draft(anna, lotte)
    page = ask(anna, concept, geldige_reden="misschien", pgn="123456782")
    assert "Meld " not in page.partition("<main")[2].partition("Uw antwoorden")[0].replace("Meldingen", "")
    assert "pgn" not in herlees(concept).antwoorden["past"]


def test_a_change_has_a_fixed_kind_and_a_sent_draft_is_done(anna: Client, lotte: Persoon) -> None:
    melding = factories.melding(lotte)
    change = wizard.draft_at(anna.post(reverse("melding-wijzigen", args=[melding.kenmerk])))
    assert anna.get(past(change)).status_code == 404
    assert "Welke melding past?" not in text(anna.get(wizard.adres(change, "verzuim")))
    concept = begin(anna, lotte)
    given = wizard.datum("begindatum", "9", "11", "2026") | wizard.datum("einddatum", "13", "11", "2026")
    wizard.fill(anna, concept, verzuim=given)
    wizard.send(anna, concept)
    assert anna.get(past(concept)).status_code == 302


def test_the_advice_does_not_stop_another_choice(anna: Client, lotte: Persoon) -> None:
    concept = draft(anna, lotte, soort="O")
    ask(anna, concept, geldige_reden="nee", vakantie="nee", zestien_uur="ja")
    page = text(anna.get(wizard.adres(concept, "verzuim")))
    assert "U koos een andere soort: Overig verzuim." in page


@pytest.mark.req("RGL-24", "RGL-25", "RGL-02")
def test_the_help_says_who_reports_and_since_when(anna: Client) -> None:
    page = text(anna.get(reverse("hulp")))
    assert "De school waar de leerling staat ingeschreven" in page
    assert "1 januari 2024" in page
    assert "alleen in het Verzuimloket" in page
