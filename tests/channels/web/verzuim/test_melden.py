"""Reporting absence on the screen, from the first step to the number (MEL)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim import wizard
from tests.channels.web.verzuim.wizard import begin, fill, herlees, meldingen, post, send, step, text
from verzuimloket.personen.models import Persoon

pytestmark = pytest.mark.django_db


# the whole way


@pytest.mark.req("MEL-11", "MEL-19", "MEL-41", "MEL-52", "MEL-53", "MEL-54", "MEL-56", "MEL-57", "RGL-18")
def test_a_report_from_the_search_to_the_number(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    first = anna.get(wizard.adres(concept, "leerling"))
    assert "<title>Stap 1 van 5: Leerling - Verzuim melden - Verzuimloket</title>" in text(first)
    assert "Lotte Morgen" in text(first)
    overview = fill(anna, concept)
    assert step(overview) == "overzicht"
    page = text(overview)
    for expected in ("Gaat naar", "Gemeente Utrecht", "2 november 2026", "16 uren per 4 weken 18-", "Brief gestuurd"):
        assert expected in page
    for heading in ("Melding", "Leerling", "Contactpersonen", "Verzuim", "Details verzuim", "Actie school"):
        assert heading in page
    assert "Leerplichtwet" in page
    assert "govuk-error-summary" not in page
    done = send(anna, concept)
    (melding,) = meldingen()
    assert done.redirect_chain == [(reverse("verzuim-verzonden", args=[melding.kenmerk]), 302)]
    assert f"Uw verzuimmelding {melding.nummer} is verzonden" in text(done)
    assert "Gemeente Utrecht" in text(done)
    assert (melding.begindatum, melding.einddatum) == (date(2026, 11, 2), date(2026, 11, 6))
    assert (melding.soort, melding.reden, melding.acties) == ("V3", "Onbekend", ["BRIEF", "TELEFOON"])
    assert (melding.actie_gewenst, melding.prioriteit, melding.email_naar_melder) == (True, False, True)
    again = anna.get(reverse("verzuim-verzonden", args=[melding.kenmerk]))
    assert f"Uw verzuimmelding {melding.nummer} is verzonden" in text(again)


@pytest.mark.req("RGL-20")
def test_long_explanations_and_five_contact_persons(anna: Client, lotte: Persoon) -> None:
    concept, long, people = begin(anna, lotte), "uitleg é " * 444 + "eind", [f"Contact {n}" for n in range(1, 6)]
    assert len(long) == 4000
    leerling = {f"contactpersoon_{n}_naam": naam for n, naam in enumerate(people, 1)}
    acties = {"acties": ["ANDERS"], "toelichting_acties": long}
    fill(anna, concept, leerling=leerling, verzuim={"toelichting": long}, actie_school=acties)
    send(anna, concept)
    (melding,) = meldingen()
    assert (melding.toelichting, melding.toelichting_acties) == (long, long)
    assert [each["naam"] for each in melding.contactpersonen] == people
    page = text(anna.get(reverse("melding", args=[melding.kenmerk])))
    assert page.count(long) == 2
    assert all(naam in page for naam in people)


@pytest.mark.req("MEL-15", "MEL-16", "MEL-17", "MEL-18", "MEL-31", "MEL-34", "MEL-38", "MEL-39", "MEL-50")
def test_every_field_arrives(anna: Client, lotte: Persoon) -> None:
    factories.locatie()
    concept = begin(anna, lotte)
    leerling = {
        "leerling_telefoon": "(030) 123.45-67",
        "leerling_email": "ouder@thuis.example",
        "contactpersoon_1_naam": "M. Morgen",
        "contactpersoon_1_relatie": "moeder",
        "contactpersoon_1_telefoon": "06-12345678",
        "contactpersoon_1_email": "m@thuis.example",
        "contactpersoon_4_naam": "T. Tante",
        "afwijkend": "straat",
        "adres_straat": "Dorpsstraat",
        "adres_huisnummer": "12",
        "adres_huisletter": "a",
        "adres_toevoeging": "II",
        "adres_postcode": " 3511 ab",
        "adres_locatie": "komt niet mee",
    }
    verzuim = {
        "soort": "O",
        "verbijzondering": "MLZ",
        "toelichting": "Eerste regel\r\nTweede regel",
        "prioriteit": "ja",
        "toelichting_actie_gewenst": "Graag een gesprek",
        "locatie": "28AX0022",
        "contact_functie": "mentor",
        "contact_telefoon": "030 7654321",
    }
    lesuren = {
        "specificeren": "ja",
        **wizard.dag(1, "02-11-2026"),
        **wizard.dag(2, "3-11-2026", "nee", ("1", "12", "3"), "te laat"),
    }
    acties = {"acties": ["ANDERS"], "toelichting_acties": "Huisbezoek"}
    fill(anna, concept, leerling=leerling, verzuim=verzuim, lesuren=lesuren, actie_school=acties)
    page = text(send(anna, concept, email="nee"))
    assert "is verzonden" in page
    (melding,) = meldingen()
    assert melding.leerling_telefoon == "030 123 45 67"
    assert melding.leerling_email == "ouder@thuis.example"
    assert [each["naam"] for each in melding.contactpersonen] == ["M. Morgen", "T. Tante"]
    assert melding.contactpersonen[0]["telefoon"] == "06 12345678"
    assert melding.afwijkend_adres["postcode"] == "3511AB"
    assert melding.afwijkend_adres["locatie"] == ""
    assert (melding.soort, melding.verbijzondering, melding.prioriteit) == ("O", "MLZ", True)
    assert melding.toelichting == "Eerste regel\nTweede regel"
    assert melding.locatie_id == "28AX0022"
    assert melding.verzuimdagen[1] == {
        "datum": "2026-11-03",
        "hele_dag": False,
        "lesuren": [1, 3, 12],
        "toelichting": "te laat",
    }
    assert (melding.acties, melding.toelichting_acties) == (["ANDERS"], "Huisbezoek")
    assert melding.email_naar_melder is False


# handing in once


@pytest.mark.req("MEL-56")
def test_a_double_click_a_reload_and_a_second_tab_make_one_melding(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    fill(anna, concept)
    chains = [send(anna, concept).redirect_chain[-1] for _ in range(3)]
    (melding,) = meldingen()
    assert chains == [(reverse("verzuim-verzonden", args=[melding.kenmerk]), 302)] * 3
    for stap in ("leerling", "verzuim", "overzicht"):
        assert anna.get(wizard.adres(concept, stap)).url == chains[0][0]
        post(anna, concept, stap, {"reden": "anders"})
    assert meldingen()[0].reden == "Onbekend"


def test_two_drafts_in_two_tabs_do_not_touch_each_other(anna: Client, lotte: Persoon) -> None:
    first = begin(anna, lotte)
    post(anna, first, "leerling", wizard.LEERLING)
    second = begin(anna, lotte)
    assert second.pk != first.pk
    post(anna, first, "verzuim", wizard.VERZUIM | {"reden": "eerste"})
    post(anna, second, "leerling", wizard.LEERLING | {"leerling_telefoon": "1"})
    assert herlees(first).antwoorden["verzuim"]["reden"] == ["eerste"]
    assert "verzuim" not in herlees(second).antwoorden


def test_pressing_toevoegen_twice_gives_one_empty_draft(anna: Client, lotte: Persoon) -> None:
    assert begin(anna, lotte).pk == begin(anna, lotte).pk


@pytest.mark.req("RGL-21")
def test_what_became_wrong_meanwhile_brings_back_to_overzicht(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    fill(anna, concept)
    other = factories.melding(lotte)
    response = send(anna, concept)
    assert step(response) == "overzicht"
    page = text(response)
    link = f"{wizard.adres(concept, 'verzuim')}?controle=ja&amp;terug=overzicht#begindatum"
    assert f'<a href="{link}">' in page
    assert f"Voor deze periode staat al melding {other.nummer}." in page
    assert reverse("melding", args=[other.kenmerk]) in page
    assert len(meldingen()) == 1


@pytest.mark.req("RGL-21")
def test_of_an_overlap_with_another_school_not_even_the_number_is_told(anna: Client, lotte: Persoon) -> None:
    factories.inschrijving(lotte, "11AA")
    other = factories.melding(lotte, instelling="11AA")
    concept = begin(anna, lotte)
    post(anna, concept, "leerling", wizard.LEERLING)
    page = text(post(anna, concept, "verzuim", wizard.VERZUIM))
    assert "Voor deze periode staat al een melding van een andere instelling." in page
    assert f"melding {other.nummer}" not in page
    assert str(other.kenmerk) not in page


# warnings, banners, overview


@pytest.mark.req("MEL-25")
def test_a_warning_does_not_stop_the_report(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    page = text(
        fill(anna, concept, verzuim={"reden": "heeft een depressie"}, actie_school={"toelichting_acties": "islam"})
    )
    assert "Let op" in page
    assert "In de vermoedelijke reden staat &#39;depressie&#39;" in page
    assert f"{wizard.adres(concept, 'actie-school')}?controle=ja&amp;terug=overzicht#toelichting_acties" in page
    assert "is verzonden" in text(send(anna, concept))


@pytest.mark.req("MEL-13", "MEL-51", "WIJ-16")
def test_the_banner_about_inspection_stands_on_every_step_with_free_text(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    fill(anna, concept)
    for stap, expected in (("leerling", 1), ("verzuim", 1), ("lesuren", 1), ("actie-school", 1), ("overzicht", 0)):
        page = text(anna.get(wizard.adres(concept, stap)))
        assert page.count("kan het dossier inzien") == expected, stap


@pytest.mark.req("MEL-55")
def test_empty_lists_have_a_filler(anna: Client, lotte: Persoon) -> None:
    page = text(fill(anna, begin(anna, lotte)))
    assert "Geen" in page
    assert "Niet van toepassing" in page
    assert "Niet ingevuld" in page


@pytest.mark.req("MEL-52")
def test_wijzigen_on_overzicht_comes_back_to_it(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    overview = text(fill(anna, concept))
    assert f"{wizard.adres(concept, 'leerling')}?terug=overzicht" in overview
    page = text(anna.get(wizard.adres(concept, "leerling", "?terug=overzicht")))
    assert "Verder naar Overzicht" in page
    response = post(anna, concept, "leerling", wizard.LEERLING | {"leerling_email": "x", "terug": "overzicht"})
    assert step(response) == "leerling"
    response = post(anna, concept, "leerling", wizard.LEERLING | {"terug": "overzicht"})
    assert step(response) == "overzicht"


@pytest.mark.req("MEL-14", "PRV-06")
def test_the_number_is_masked_on_every_page(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    fill(anna, concept)
    for stap in ("leerling", "verzuim", "lesuren", "actie-school", "overzicht"):
        page = text(anna.get(wizard.adres(concept, stap)))
        assert "*****782" in page
        assert "123456782" not in page


@pytest.mark.req("MEL-22")
def test_only_kinds_of_today_can_be_chosen(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    post(anna, concept, "leerling", wizard.LEERLING)
    page = text(anna.get(wizard.adres(concept, "verzuim")))
    assert '<option value="V3"' in page
    assert '<option value="V1"' not in page
    assert "Deze leerling is 14 jaar" in page


# answers that make other answers void


@pytest.mark.req("MEL-35")
def test_all_lessons_missed_skips_the_hours(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    post(anna, concept, "leerling", wizard.LEERLING)
    response = post(anna, concept, "verzuim", wizard.VERZUIM | {"alle_lessen_gemist": "ja"})
    assert step(response) == "actie-school"
    assert "Niet van toepassing" in text(anna.get(wizard.adres(concept, "lesuren")))
    assert step(post(anna, concept, "actie-school", wizard.ACTIE_SCHOOL)) == "overzicht"
    send(anna, concept)
    assert meldingen()[0].alle_lessen_gemist is True


@pytest.mark.req("MEL-35")
def test_a_change_that_voids_the_hours_asks_to_look_at_them(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    fill(anna, concept, lesuren={"specificeren": "ja", **wizard.dag(1, "02-11-2026")})
    given = wizard.VERZUIM | {"alle_lessen_gemist": "ja", "terug": "overzicht"}
    response = post(anna, concept, "verzuim", given)
    assert step(response) == "overzicht"
    assert "(controleer)" in text(response)
    assert "U had verzuimdagen ingevuld." in text(anna.get(wizard.adres(concept, "lesuren")))
    send(anna, concept)
    assert meldingen()[0].verzuimdagen == []


@pytest.mark.req("MEL-17", "MEL-23", "MEL-30")
def test_hidden_values_are_thrown_away(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    fill(
        anna,
        concept,
        leerling={"afwijkend": "nee", "adres_straat": "Dorpsstraat", "adres_postcode": "x"},
        verzuim={
            "verbijzondering": "MLZ",
            "actie_gewenst": "nee",
            "prioriteit": "ja",
            "toelichting_actie_gewenst": "Opgelost",
        },
        lesuren={"specificeren": "nvt", **wizard.dag(1, "31-02-2026")},
    )
    send(anna, concept)
    (melding,) = meldingen()
    assert (melding.afwijkend_adres, melding.verbijzondering, melding.prioriteit) == (None, "", False)
    assert melding.verzuimdagen == []


def test_lesson_hours_of_a_whole_day_are_thrown_away(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    fill(anna, concept, lesuren={"specificeren": "ja", **wizard.dag(1, "02-11-2026", "ja", ("1", "2"))})
    send(anna, concept)
    assert meldingen()[0].verzuimdagen[0]["lesuren"] == []
