"""'Inschrijven leerling': everything that can be typed wrong, and the register that does not answer."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.actions.inschrijven import second_connection
from tests.channels.web.inschrijvingen.invullen import (
    ADRES,
    NUMMER,
    accepted,
    buitenland,
    met_nummer,
    refused,
    zonder_nummer,
)
from tests.channels.web.inschrijvingen.lezen import codes_in, enrolments, text_of
from verzuimloket.inschrijvingen import actions
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Persoon

# outcome 2: refused


@pytest.mark.req("INS-29")
def test_an_empty_form_says_everything_at_once(anna: Client) -> None:
    page = refused(anna, {"met_nummer": "nee", "adres": "binnenland"})
    assert codes_in(page) == [
        "BV_I_instelling_verplicht",
        "BV_I_begindatum_verplicht",
        "BV_I_achternaam_verplicht",
        "BV_I_postcode_verplicht",
        "BV_I_huisnummer_verplicht",
        "BV_I_geslacht_verplicht",
        "BV_I_geboortedatum_verplicht",
    ]
    assert "Er zijn 7 fouten gevonden" in text_of(page)
    assert '<a href="#adres_postcode">' in page.content.decode()
    assert page.content.decode().count("<title>Fout: ") == 1


WRONG = [
    # wrong check digits, wrong boxes
    (met_nummer(bsn="123456789"), ["BV_I_bsn_klopt_niet"]),
    (met_nummer(bsn="12345678"), ["BV_I_bsn_klopt_niet"]),
    (met_nummer(bsn="000000000"), ["BV_I_bsn_klopt_niet"]),
    (met_nummer(bsn="١٢٣٤٥٦٧٨٩"), ["BV_I_bsn_klopt_niet"]),
    (met_nummer(bsn="", onderwijsnummer="123456789"), ["BV_I_onderwijsnummer_klopt_niet"]),
    (met_nummer(bsn="100310303"), ["BV_I_bsn_is_onderwijsnummer"]),
    (met_nummer(bsn="", onderwijsnummer=NUMMER), ["BV_I_onderwijsnummer_is_bsn"]),
    (met_nummer(bsn=""), ["BV_I_nummer_verplicht"]),
    (met_nummer(onderwijsnummer="100310303"), ["BV_I_nummer_dubbel"]),
    (met_nummer(bsn=factories.bsn(991_777)), ["BV_I_persoon_onbekend"]),
    (met_nummer(bsn="9" * 31), ["VORM_lengte"]),
    (met_nummer(bsn="1234\x0056789"), ["VORM_tekens"]),
    # dates
    (met_nummer(begindatum_dag="31", begindatum_maand="2"), ["VORM_datum"]),
    (met_nummer(begindatum_maand=""), ["VORM_datum"]),
    (met_nummer(begindatum_jaar="0026"), ["VORM_datum"]),
    (met_nummer(begindatum_dag="१"), ["VORM_datum"]),
    (met_nummer(begindatum_dag="", begindatum_maand="", begindatum_jaar=""), ["BV_I_begindatum_verplicht"]),
    (met_nummer(einddatum_dag="32", einddatum_maand="1", einddatum_jaar="2027"), ["VORM_datum"]),
    (
        met_nummer(einddatum_dag="31", einddatum_maand="8", einddatum_jaar="2026"),
        ["BV_I_einddatum_voor_begindatum"],
    ),
    (met_nummer(begindatum_jaar="1980"), ["BV_I_begindatum_voor_oprichting", "BV_I_te_jong"]),
    (met_nummer(geboortedatum_maand=""), ["VORM_datum"]),
    (met_nummer(geboortedatum_jaar="12"), ["VORM_datum"]),
    (met_nummer(geboortedatum_dag="2"), ["BV_I_geboortedatum_anders"]),
    (zonder_nummer(geboortedatum_jaar="2027"), ["BV_I_te_jong", "BV_I_geboortedatum_toekomst"]),
    (zonder_nummer(geboortedatum_jaar="2023"), ["BV_I_te_jong"]),
    # choices
    (met_nummer(geslacht="X"), ["VORM_keuze"]),
    (met_nummer(geslacht="M"), ["BV_I_geslacht_anders"]),
    (met_nummer(met_nummer="misschien"), ["VORM_keuze"]),
    (met_nummer(instelling="11AA"), ["BV_I_instelling_niet_van_u"]),
    (met_nummer(instelling="99ZZ"), ["BV_I_instelling_onbekend"]),
    (met_nummer(instelling="' OR 1=1 --"), ["BV_I_instelling_onbekend"]),
    (zonder_nummer(adres=""), ["BV_I_adres_verplicht"]),
    (zonder_nummer(adres="maan"), ["VORM_keuze"]),
    # name and address
    (zonder_nummer(achternaam="a" * 201), ["VORM_lengte"]),
    (zonder_nummer(achternaam="\x00"), ["VORM_tekens"]),
    (zonder_nummer(voornamen="Anna\x07"), ["VORM_tekens"]),
    (zonder_nummer(voorvoegsel="v" * 21), ["VORM_lengte"]),
    (zonder_nummer(achternaam="   "), ["BV_I_achternaam_verplicht"]),
    (zonder_nummer(adres_postcode="0123 AB"), ["BV_I_postcode_klopt_niet"]),
    (zonder_nummer(adres_huisnummer="12a"), ["BV_I_huisnummer_klopt_niet"]),
    (zonder_nummer(adres_huisletter="ab"), ["BV_I_huisletter_klopt_niet"]),
    (zonder_nummer(adres_toevoeging="vijfh"), ["VORM_lengte"]),
    (zonder_nummer(adres_aanduiding="naast"), ["BV_I_aanduiding_klopt_niet"]),
    (zonder_nummer(adres_straat="s" * 81), ["VORM_lengte"]),
    (buitenland(adres_land=""), ["BV_I_landcode_verplicht"]),
    (buitenland(adres_land="1234"), ["BV_I_landcode_onbekend"]),
    (buitenland(adres_land="6030"), ["VORM_keuze"]),
    (buitenland(adres_regel1=""), ["BV_I_adresregel_1_verplicht"]),
    (buitenland(adres_regel3="Bus 4"), ["BV_I_adresregel_3_zonder_2"]),
    (
        buitenland(adres_regel1="", adres_regel2="x"),
        ["BV_I_adresregel_1_verplicht", "BV_I_adresregel_2_zonder_1"],
    ),
    (buitenland(adres_regel2="r" * 36), ["VORM_lengte"]),
]


@pytest.mark.req("INS-11", "INS-18", "INS-24", "INS-25", "INS-26", "INS-29", "INS-36")
@pytest.mark.parametrize(("typed", "codes"), WRONG, ids=lambda value: str(value)[:40])
def test_what_is_refused(typed: dict[str, str], codes: list[str], anna: Client, lotte: Persoon) -> None:
    factories.instelling("11AA")
    factories.postcode("3511AB")
    assert codes_in(refused(anna, typed)) == codes


def test_what_was_typed_stays(anna: Client) -> None:
    page = refused(anna, zonder_nummer(achternaam="<b>Ik</b>", begindatum_dag="31", begindatum_maand="feb"))
    html = page.content.decode()
    assert 'value="&lt;b&gt;Ik&lt;/b&gt;"' in html
    assert 'value="feb"' in html
    assert "31-02-2026 bestaat niet. Controleer de dag en de maand." in text_of(page)


def test_a_flood_of_input_is_refused(anna: Client) -> None:
    refused(anna, zonder_nummer(achternaam="x" * 300_000))
    many = {f"veld{n}": "x" for n in range(2_000)}
    assert anna.post(ADRES, many).status_code == 400


def test_shape_and_rules_are_told_together(anna: Client) -> None:
    factories.postcode("3511AB")
    page = refused(anna, zonder_nummer(begindatum_dag="32", geslacht=""))
    assert codes_in(page) == ["VORM_datum", "BV_I_geslacht_verplicht"]


def test_unknown_pupil_is_not_told_apart_by_signals(anna: Client, lotte: Persoon) -> None:
    """Who guesses at a birth date does not hear at which school the pupil is."""
    factories.inschrijving(lotte, "11AA")
    page = refused(anna, met_nummer(geboortedatum_dag="3"))
    assert "11AA" not in text_of(page)


# a second enrolment


@pytest.mark.req("INS-32")
def test_replacing_an_enrolment_must_be_asked_for(anna: Client, lotte: Persoon) -> None:
    accepted(anna, met_nummer())
    later = met_nummer(begindatum_maand="10")
    page = refused(anna, later)
    assert codes_in(page) == ["BV_I_tweede_inschrijving"]
    assert "Vervang de bestaande inschrijving" in text_of(page)
    assert "vanaf 1 september 2026" in text_of(page)
    page = accepted(anna, later | {"vervang_bestaande": "ja"})
    assert [str(found.begindatum) for found in enrolments()] == ["2026-10-01"]
    assert "vervang_bestaande" not in page.content.decode()  # holds for this pupil, not for the next


def test_the_tick_is_not_there_before_it_is_needed(anna: Client) -> None:
    assert "vervang_bestaande" not in anna.get(ADRES).content.decode()


# outcome 3: no answer


@pytest.mark.req("INS-30")
def test_no_answer_tells_the_truth(
    anna: Client, lotte: Persoon, monkeypatch: pytest.MonkeyPatch, silent: Callable[..., None]
) -> None:
    monkeypatch.setattr(actions, "enrol", silent)
    response = anna.post(ADRES, met_nummer())
    assert response.status_code == 503
    assert "Time-out" in text_of(response)
    assert "We weten niet zeker of uw inschrijving is opgeslagen." in text_of(response)
    assert f'href="{reverse("inschrijvingen")}">Overzicht inschrijvingen' in response.content.decode()
    assert f'value="{NUMMER}"' in response.content.decode()  # what was entered is kept
    assert 'value="28AX" selected' in response.content.decode()


@pytest.mark.req("INS-30")
def test_a_lock_that_stays_is_no_answer(anna: Client, lotte: Persoon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personen, "LOCK_WAIT", "50ms")
    with second_connection() as other:
        other.execute("SELECT pg_advisory_xact_lock(1, hashtext('inschrijven 28AX'))")
        response = anna.post(ADRES, met_nummer())
    assert "We weten niet zeker" in text_of(response)
    assert enrolments() == []
    accepted(anna, met_nummer())


@pytest.mark.req("INS-30")
def test_a_pupil_who_was_merged_away_meanwhile(anna: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database refuses it at the last moment: who tries again finds the pupil who remained."""
    from verzuimloket.channels.web.inschrijvingen import inschrijven

    def gone(*args: object, **given: object) -> None:
        raise IntegrityError("the person is gone")

    monkeypatch.setattr(inschrijven.actions, "enrol", gone)
    response = anna.post(ADRES, met_nummer())
    assert response.status_code == 503
    assert "We weten niet zeker" in text_of(response)


def test_reading_without_answer_is_an_ordinary_fault(
    anna: Client, monkeypatch: pytest.MonkeyPatch, silent: Callable[..., None]
) -> None:
    from verzuimloket.channels.web.inschrijvingen import inschrijven

    monkeypatch.setattr(inschrijven, "_page", silent)
    with pytest.raises(OperationalError):
        anna.get(ADRES)
