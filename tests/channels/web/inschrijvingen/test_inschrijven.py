"""'Inschrijven leerling': the form, who may use it, and what is stored."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.inschrijvingen.invullen import (
    ADRES,
    NUMMER,
    accepted,
    buitenland,
    met_nummer,
    zonder_nummer,
)
from tests.channels.web.inschrijvingen.lezen import addresses, enrolments, events, text_of
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Persoon
from verzuimloket.personen.rules import onderwijsnummer_klopt

# the form


@pytest.mark.req("INS-06", "INS-07", "INS-08", "INS-09", "INS-17", "INS-18", "INS-19", "INS-27")
def test_the_form(anna: Client) -> None:
    page = anna.get(ADRES).content.decode()
    words = unescape(page)
    for label in ("Instellingscode", "Datum inschrijving", "Datum uitschrijving", "Bsn", "Onderwijsnummer"):
        assert label in words
    for label in ("Man", "Vrouw", "Onbekend", "Geboortedatum", "Inschrijving opslaan", "Formulier leegmaken"):
        assert label in words
    assert re.search(r'id="inschrijving">Inschrijving<.*id="persoon">Persoon<', page, re.S)
    assert 'name="begindatum_dag"' in page
    assert re.search(r'name="met_nummer" type="radio" value="ja" checked', page)


@pytest.mark.req("INS-20", "INS-21", "INS-22", "INS-23", "INS-24", "INS-25")
def test_the_form_without_a_number(anna: Client) -> None:
    """Everything is in the page; CSS shows what belongs to the choices, without JavaScript."""
    page = anna.get(ADRES)
    for naam in ("achternaam", "voorvoegsel", "voornamen", "adres_postcode", "adres_huisnummer"):
        assert f'name="{naam}"' in page.content.decode()
    for naam in ("adres_straat", "adres_plaats", "adres_huisletter", "adres_toevoeging", "adres_aanduiding"):
        assert f'name="{naam}"' in page.content.decode()
    for naam in ("adres_locatie", "adres_land", "adres_regel1", "adres_regel2", "adres_regel3"):
        assert f'name="{naam}"' in page.content.decode()
    assert "België 5010 en Duitsland 9089" in text_of(page)
    assert reverse("landcodes") in page.content.decode()


@pytest.mark.req("INS-24")
def test_the_list_of_countries(anna: Client) -> None:
    page = anna.get(reverse("landcodes"))
    assert "België 5010" in text_of(page)
    assert "Australisch Nieuw-Guinea" not in text_of(page)  # no longer exists


@pytest.mark.req("INS-07")
def test_only_own_institutions_are_offered(anna: Client) -> None:
    factories.instelling("11AA")
    page = anna.get(ADRES).content.decode()
    assert 'value="28AX" selected' in page  # there is no other choice
    assert "11AA" not in page


# who may


def test_who_may_enrol(anna: Client, bram: Client, raadpleger: Client, client: Client) -> None:
    assert client.get(ADRES).status_code == 302
    for other in (bram, raadpleger):
        assert other.get(ADRES).status_code == 403
        assert other.post(ADRES, met_nummer()).status_code == 403
        assert other.get(reverse("landcodes")).status_code == 403
    assert enrolments() == []


def test_a_form_from_elsewhere_is_refused(anna: Client, lotte: Persoon) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = anna.cookies
    assert strict.post(ADRES, met_nummer()).status_code == 403
    assert enrolments() == []


# outcome 1: success


@pytest.mark.req("INS-18", "INS-27", "INS-28")
def test_success_with_a_number(anna: Client, lotte: Persoon) -> None:
    page = accepted(anna, met_nummer())
    assert "De inschrijving van Lotte van den Berg bij 28AX is opgeslagen." in text_of(page)
    [found] = enrolments()
    assert (found.persoon_id, str(found.begindatum), found.einddatum) == (lotte.pk, "2026-09-01", None)
    assert "onderwijsnummer:" not in text_of(page)  # none was issued


@pytest.mark.req("INS-28")
def test_what_was_entered_is_still_there_for_the_next(anna: Client, lotte: Persoon) -> None:
    page = accepted(anna, met_nummer(einddatum_dag="31", einddatum_maand="okt", einddatum_jaar="2026"))
    html = page.content.decode()
    for value in (NUMMER, "2012", "okt"):
        assert f'value="{value}"' in html
    assert 'value="28AX" selected' in html
    assert re.search(r'type="radio" value="V" checked', html)


@pytest.mark.req("INS-28")
def test_nothing_of_the_pupil_stands_in_an_address_or_in_the_session(anna: Client) -> None:
    response = anna.post(ADRES, zonder_nummer())
    assert re.fullmatch(rf"{ADRES}\?uitkomst=[\w-]{{12}}", response["Location"])
    kept = repr(dict(anna.session))
    assert all(word not in kept for word in ("ahin", "Deniz", "3511", "2012"))


@pytest.mark.req("INS-28")
def test_the_values_are_kept_for_one_page_only(anna: Client, lotte: Persoon) -> None:
    location = anna.post(ADRES, met_nummer())["Location"]
    assert NUMMER in anna.get(location).content.decode()
    again = anna.get(location)
    assert NUMMER not in again.content.decode()
    assert "Gelukt" not in text_of(again)
    assert "bewaard_inschrijven" not in anna.session


def test_another_person_cannot_collect_them(anna: Client, cor: Client, lotte: Persoon) -> None:
    location = anna.post(ADRES, met_nummer())["Location"]
    session = cor.session
    session["bewaard_inschrijven"] = anna.session["bewaard_inschrijven"]
    session.save()
    assert NUMMER not in cor.get(location).content.decode()


def test_a_new_key_forgets_what_was_kept(anna: Client, lotte: Persoon, settings: Any) -> None:
    location = anna.post(ADRES, met_nummer())["Location"]
    kept = anna.session["bewaard_inschrijven"]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert kept
    page = anna.get(location)
    assert page.status_code == 200
    assert NUMMER not in page.content.decode()


@pytest.mark.req("INS-20", "INS-22", "INS-39")
def test_the_school_learns_the_onderwijsnummer(anna: Client) -> None:
    page = accepted(anna, zonder_nummer())
    [found] = enrolments()
    nummer = personen.number_of(found.persoon)
    assert onderwijsnummer_klopt(nummer)
    assert nummer in text_of(page)
    assert events()[-1] == "persoon:nummer-tonen"
    assert found.persoon.naam == "Deniz el Şahin"
    assert [(adres.postcode, adres.huisnummer) for adres in addresses()] == [("3511AB", "12")]


def test_a_bsn_that_the_school_did_not_know_is_not_shown(anna: Client, cor: Client) -> None:
    """Name, birth date and address find the pupil; the number stays where it is."""
    known = factories.persoon(nummer=NUMMER)
    typed = zonder_nummer(achternaam="Morgen", voornamen="Lotte", adres_huisnummer="99")
    page = accepted(anna, typed)
    assert enrolments()[0].persoon_id == known.pk
    assert NUMMER not in page.content.decode()


@pytest.mark.req("INS-13", "INS-14")
def test_signals_come_with_success(anna: Client) -> None:
    page = accepted(anna, zonder_nummer(begindatum_dag="15", begindatum_maand="8"))
    assert "De datum inschrijving ligt in augustus." in text_of(page)
    assert reverse("inschrijving-wijzigen", args=[enrolments()[0].kenmerk]) in page.content.decode()


@pytest.mark.req("INS-22")
def test_an_unknown_postcode_is_refused_with_a_remedy(anna: Client) -> None:
    page = anna.post("/inschrijvingen/inschrijven/", zonder_nummer(adres_postcode="9999 ZZ"))
    assert "vraag dan de registerbeheerder om de postcode toe te voegen" in text_of(page)
    assert enrolments() == []


@pytest.mark.req("INS-32")
def test_a_replacement_by_habit_is_told(anna: Client, lotte: Persoon) -> None:
    Instelling.objects.update(tweede_vervangt=True)
    factories.inschrijving(lotte, begin=date(2025, 8, 1))
    page = accepted(anna, met_nummer())
    assert "De nieuwe inschrijving komt daarvoor in de plaats." in text_of(page)
    assert len(enrolments()) == 1


@pytest.mark.req("INS-34")
def test_enrolling_again_each_year_is_not_needed(anna: Client, lotte: Persoon) -> None:
    factories.inschrijving(lotte, begin=date(2025, 8, 1), eind=date(2026, 7, 31))
    days = {"begindatum_dag": "1", "begindatum_maand": "8", "begindatum_jaar": "2026"}
    assert "Dat is niet nodig" in text_of(accepted(anna, met_nummer(**days)))
    assert len(enrolments()) == 2


@pytest.mark.req("INS-38")
def test_a_child_of_a_diplomat_is_enrolled_like_any_other(anna: Client) -> None:
    """Nothing asks for a nationality or a right to stay: without a number, with name and address."""
    accepted(anna, zonder_nummer())
    assert len(enrolments()) == 1


@pytest.mark.req("INS-32")
@pytest.mark.parametrize("typed", [met_nummer(), zonder_nummer()], ids=["met nummer", "zonder nummer"])
def test_a_double_submit_is_one_enrolment(typed: dict[str, str], anna: Client, lotte: Persoon) -> None:
    """And the second answer, which is the one that the browser shows, tells the same."""
    first, second = accepted(anna, typed), accepted(anna, typed)
    assert len(enrolments()) == 1
    gelukt = re.compile(r"Gelukt.*?Wat u hebt ingevuld")
    assert gelukt.findall(text_of(first)) == gelukt.findall(text_of(second)) != []


REPAIRED = [
    ({"bsn": f" {NUMMER[:3]}.{NUMMER[3:6]} {NUMMER[6:]} "}, {}),
    ({"instelling": "28ax"}, {}),
    ({"begindatum_dag": "01-09-2026", "begindatum_maand": "", "begindatum_jaar": ""}, {}),
    ({"begindatum_maand": "september"}, {}),
    ({"geboortedatum_dag": "", "geboortedatum_maand": "0"}, {}),
]


@pytest.mark.req("INS-35")
@pytest.mark.parametrize(("typed", "_"), REPAIRED, ids=str)
def test_what_can_be_repaired_is_not_refused(typed: dict[str, str], _: object, anna: Client, lotte: Persoon) -> None:
    accepted(anna, met_nummer(**typed))
    assert str(enrolments()[0].begindatum) == "2026-09-01"


@pytest.mark.req("INS-35")
@pytest.mark.parametrize(
    ("dag", "maand", "iso"), [("", "", "2012-00-00"), ("", "mei", "2012-05-00"), ("00", "05", "2012-05-00")]
)
def test_a_partial_birth_date(dag: str, maand: str, iso: str, anna: Client) -> None:
    accepted(anna, zonder_nummer(geboortedatum_dag=dag, geboortedatum_maand=maand))
    assert enrolments()[0].persoon.geboren.iso() == iso


@pytest.mark.req("INS-24", "INS-25")
@pytest.mark.parametrize("land", ["5010", " 5010 ", "België", "belgie"])
def test_an_address_abroad(land: str, anna: Client) -> None:
    accepted(anna, buitenland(adres_land=land, adres_regel2="2000 Antwerpen"))
    [adres] = addresses()
    assert (adres.landcode, adres.regel1, adres.regel2) == ("5010", "Kerkstraat 1", "2000 Antwerpen")


@pytest.mark.req("INS-17", "INS-21")
def test_hidden_answers_are_thrown_away(anna: Client, lotte: Persoon) -> None:
    """Typed, and then the other choice was made: what is out of sight is not stored."""
    accepted(anna, buitenland(bsn=NUMMER, adres_postcode="3511AB", adres_huisnummer="12", adres_straat="X"))
    adres = addresses()[-1]
    assert (adres.landcode, adres.postcode, adres.huisnummer, adres.straat) == ("5010", "", "", "")
    assert enrolments()[0].persoon_id != lotte.pk
    accepted(anna, met_nummer(achternaam="Niemand", adres="buitenland", adres_land="zzz"))
    assert enrolments()[1].persoon_id == lotte.pk


@pytest.mark.parametrize("naam", ["<script>alert(1)</script>", "=HYPERLINK(1)", "+31", "@x", "O'Neill"])
def test_a_name_is_only_text(naam: str, anna: Client) -> None:
    page = accepted(anna, zonder_nummer(achternaam=naam))
    assert enrolments()[0].persoon.achternaam == naam
    assert "<script>alert" not in page.content.decode()
    assert naam in text_of(page) or "script" in naam
