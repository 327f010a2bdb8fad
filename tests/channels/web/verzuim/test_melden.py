"""Reporting absence on the screen, from the search to the number (MEL)."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim import wizard
from tests.channels.web.verzuim.wizard import begin, fill, herlees, meldingen, pagina, post, send, step, text
from tests.personas import LogIn
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.models import Concept

pytestmark = pytest.mark.django_db
ZOEKEN = "/verzuim/melden/"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def lotte(anna: Client) -> Persoon:
    return factories.leerling(nummer="123456782")


def events(persoon: Persoon) -> list[str]:
    with acting_as(SYSTEEM):
        return list(AuditEntry.objects.filter(subject=str(persoon)).order_by("pk").values_list("event", flat=True))


# search


@pytest.mark.req("MEL-01", "MEL-02", "MEL-03", "MEL-04")
@pytest.mark.parametrize("typed", ["123456782", " 1234.56.782 ", "123 456 782"])
def test_a_pupil_is_found_on_the_number(anna: Client, lotte: Persoon, typed: str) -> None:
    assert "Persoonsgebonden nummer" in text(anna.get(ZOEKEN))
    page = text(anna.post(ZOEKEN, {"nummer": typed}))
    assert "Gevonden leerlingen" in page
    for expected in ("Morgen</a>", "Lotte", "01-01-2012", "Vrouw", "Schoolstraat 99", "Alles wissen", pagina(lotte)):
        assert expected in page
    assert events(lotte)[-1] == "persoon:raadplegen"


@pytest.mark.req("MEL-05", "RGL-22")
@pytest.mark.parametrize("elsewhere", [True, False])
def test_unknown_and_enrolled_elsewhere_look_the_same(anna: Client, cor: Client, elsewhere: bool) -> None:
    if elsewhere:
        factories.leerling("11AA", nummer="123456782")
    page = text(anna.post(ZOEKEN, {"nummer": "123456782"}))
    assert "Geen gegevens gevonden" in page
    assert "<strong>0 leerlingen</strong>" in page
    assert reverse("inschrijven") in page
    assert "Morgen" not in page


@pytest.mark.req("MEL-05")
def test_without_the_role_to_enrol_there_is_no_link_to_it(log_in: LogIn) -> None:
    factories.instelling()
    client = log_in("Mia", Rol.MELDER, soort="instelling", kenmerk="28AX")
    page = text(client.post(ZOEKEN, {"nummer": "123456782"}))
    assert reverse("inschrijven") not in page
    assert "rol Inschrijver" in page


@pytest.mark.req("MEL-06", "RGL-23")
def test_BV_S_leerling_woont_in_buitenland(anna: Client, lotte: Persoon) -> None:
    factories.adres_buitenland(lotte)
    for page in (text(anna.post(ZOEKEN, {"nummer": "123456782"})), text(anna.get(pagina(lotte)))):
        assert "BV_S_leerling_woont_in_buitenland" in page
        assert "We kunnen niet bepalen welke gemeente de melding behandelt" in page
    assert "Toevoegen" not in text(anna.get(pagina(lotte)))
    anna.post(reverse("verzuim-beginnen", args=["28AX", lotte.kenmerk]))
    with acting_as(SYSTEEM):
        assert not Concept.objects.exists()


@pytest.mark.req("MEL-02")
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Vul het bsn of het onderwijsnummer van de leerling in."),
        ("123456789", "Dit nummer klopt niet. Controleer de 9 cijfers."),
        ("Morgen", "Dit nummer klopt niet. Controleer de 9 cijfers."),
        ("1" * 21, "Maak Persoonsgebonden nummer korter."),
        ("12345\x006782", "Haal de vreemde tekens weg bij Persoonsgebonden nummer."),
        ("١٢٣٤٥٦٧٨٢", "Dit nummer klopt niet. Controleer de 9 cijfers."),
        ("' OR 1=1 --", "Dit nummer klopt niet. Controleer de 9 cijfers."),
    ],
)
def test_a_number_that_cannot_be(anna: Client, typed: str, says: str) -> None:
    page = text(anna.post(ZOEKEN, {"nummer": typed}))
    assert says in page
    assert "<title>Fout: Leerling zoeken" in page
    assert "leerlingen</strong> gevonden" not in page


@pytest.mark.req("MEL-01")
def test_a_board_chooses_the_institution(log_in: LogIn) -> None:
    for code in ("28AX", "28AY"):
        factories.instelling(code, naam=f"School {code}")
    factories.leerling("28AY", nummer="123456782")
    client = log_in("Bea", Rol.MELDER, soort="bestuur", kenmerk="109B027")
    assert "Kies de instelling" in text(client.post(ZOEKEN, {"nummer": "123456782"}))
    assert "Geen gegevens" in text(client.post(ZOEKEN, {"nummer": "123456782", "instelling": "28AX"}))
    assert "Morgen</a>" in text(client.post(ZOEKEN, {"nummer": "123456782", "instelling": "28AY"}))
    assert "een van de mogelijkheden" in text(client.post(ZOEKEN, {"nummer": "123456782", "instelling": "11AA"}))


def test_only_a_melder_may_report(bram: Client, client: Client, lotte: Persoon) -> None:
    assert bram.get(ZOEKEN).status_code == 403
    assert client.get(ZOEKEN).status_code == 302
    assert bram.get(pagina(lotte)).status_code == 403


# the page of the pupil


@pytest.mark.req("MEL-07", "MEL-08", "MEL-09", "MEL-10")
def test_the_page_of_the_pupil(anna: Client, lotte: Persoon, django_assert_max_num_queries: Any) -> None:
    melding = factories.melding(lotte)
    with django_assert_max_num_queries(12):
        response = anna.get(pagina(lotte))
    page = text(response)
    for column in ("Nummer", "Soort verzuim", "Ingang", "Einddatum", "Contactpersoon", "Instantie behandelaar"):
        assert column in page
    for value in ("16 uren per 4 weken 18-", "02-11-2026", "06-11-2026", "J. Boezeroen", "Gemeente Utrecht"):
        assert value in page
    for name in ("melding", "melding-historie", "melding-kopieren"):
        assert reverse(name, args=[melding.kenmerk]) in page
    assert "Totaal: 1 melding" in page
    assert "Toevoegen" in page
    assert "*****782" in page
    assert "123456782" not in page


@pytest.mark.req("MEL-08")
def test_only_open_meldingen_of_this_school_are_listed(anna: Client, lotte: Persoon) -> None:
    factories.inschrijving(lotte, "11AA")
    factories.melding(lotte, instelling="11AA")
    assert "Voor deze leerling staan geen meldingen open." in text(anna.get(pagina(lotte)))


@pytest.mark.req("MEL-07", "PRV-06")
def test_the_whole_number_is_shown_once_and_logged(anna: Client, lotte: Persoon) -> None:
    page = text(anna.post(pagina(lotte), {"actie": "toon"}))
    assert "123456782" in page
    assert events(lotte)[-1] == "persoon:nummer-tonen"
    assert "123456782" not in text(anna.get(pagina(lotte)))
    concept = begin(anna, lotte)
    assert "123456782" in text(post(anna, concept, "leerling", wizard.LEERLING, "toon"))
    assert events(lotte)[-1] == "persoon:nummer-tonen"
    assert "123456782" not in text(anna.get(wizard.adres(concept, "leerling")))


def test_a_pupil_of_another_school_is_not_there(anna: Client, cor: Client, lotte: Persoon) -> None:
    assert cor.get(pagina(lotte)).status_code == 404
    assert cor.get(pagina(lotte, "11AA")).status_code == 404
    assert cor.post(reverse("verzuim-beginnen", args=["28AX", lotte.kenmerk])).status_code == 404
    assert anna.get(reverse("verzuim-leerling", args=["28AX", uuid4()])).status_code == 404


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


# what is wrong on a step


def wrong(client: Client, persoon: Persoon, stap: str, changes: dict[str, Any]) -> str:
    """The page after Verder on a step, with a correct step before it."""
    concept = begin(client, persoon)
    for name, answers in wizard.STAPPEN.items():
        response = post(client, concept, name, answers | (changes if name == stap else {}))
        if name == stap:
            assert step(response) == stap, f"went on to {step(response)}"
            assert "<title>Fout: " in text(response)
            return text(response)
    raise AssertionError(stap)


@pytest.mark.req("MEL-15", "MEL-16", "MEL-17", "MEL-18")
@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"leerling_email": "geen adres"}, "leerling_email", "Dit e-mailadres klopt niet."),
        ({"leerling_email": "a" * 101}, "leerling_email", "Maak E-mailadres korter."),
        ({"leerling_telefoon": "0" * 21}, "leerling_telefoon", "Maak Telefoonnummer korter."),
        ({"leerling_telefoon": "06\x0012"}, "leerling_telefoon", "Haal de vreemde tekens weg bij Telefoonnummer."),
        ({"contactpersoon_1_naam": ""}, "contactpersoon_1_naam", "Vul bij elke contactpersoon van de leerling"),
        (
            {"contactpersoon_1_naam": "A", "contactpersoon_3_naam": "B", "contactpersoon_3_email": "x"},
            "contactpersoon_3_email",
            "Het e-mailadres van een contactpersoon van de leerling klopt niet.",
        ),
        (
            {f"contactpersoon_{n}_naam": "A" for n in range(1, 7)},
            "contactpersoon_1_naam",
            "Vul niet meer dan 5 contactpersonen",
        ),
        ({"afwijkend": "elders"}, "afwijkend", "een van de mogelijkheden"),
        ({"afwijkend": "straat", "adres_straat": "A"}, "adres_huisnummer", "Vul bij het afwijkende adres"),
        ({"afwijkend": "locatie", "adres_locatie": "Boot"}, "adres_plaats", "Vul bij het afwijkende adres"),
        (
            {"afwijkend": "straat", "adres_straat": "A", "adres_huisnummer": "1x", "adres_postcode": "3511AB"},
            "adres_huisnummer",
            "Vul bij huisnummer alleen cijfers in.",
        ),
        (
            {"afwijkend": "straat", "adres_straat": "A", "adres_huisnummer": "1", "adres_postcode": "0511AB"},
            "adres_postcode",
            "Deze postcode bestaat niet.",
        ),
    ],
)
def test_the_step_leerling_says_what_is_wrong(
    anna: Client, lotte: Persoon, changes: dict[str, Any], field: str, says: str
) -> None:
    page = wrong(anna, lotte, "leerling", changes)
    assert f'<a href="#{field}"' in page
    assert f'id="{field}"' in page
    assert page.count(says) == 2


def datum(naam: str, *delen: str) -> dict[str, str]:
    return {f"{naam}_{deel}": text for deel, text in zip(("dag", "maand", "jaar"), delen, strict=True)}


@pytest.mark.req("MEL-20", "MEL-21", "MEL-22", "MEL-24", "MEL-28", "MEL-29", "MEL-32", "RGL-15", "RGL-16")
@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        (datum("begindatum", "", "", ""), "begindatum", "Vul de eerste dag van het verzuim in."),
        (datum("begindatum", "31", "02", "2026"), "begindatum", "31-02-2026 bestaat niet."),
        (datum("begindatum", "1", "", "2026"), "begindatum", "Vul ook de maand in bij Verzuimperiode van."),
        (
            datum("begindatum", "1", "12", "2026") | datum("einddatum", "", "", "") | {"soort": "L"},
            "begindatum",
            "ligt in de toekomst",
        ),
        (datum("begindatum", "1", "7", "2024"), "begindatum", "staat bij uw instelling ingeschreven vanaf"),
        (datum("einddatum", "", "", ""), "einddatum", "Vul de laatste dag van het verzuim in."),
        (datum("einddatum", "1", "11", "2026"), "einddatum", "op of na 2 november 2026 liggen"),
        (datum("einddatum", "23", "11", "2026"), "einddatum", "De laatste dag van het verzuim ligt in de toekomst."),
        ({"soort": ""}, "soort", "Kies de vermoedelijke soort verzuim."),
        ({"soort": "V1"}, "soort", "Kies bij Vermoedelijke soort verzuim een van de mogelijkheden."),
        ({"soort": "V4"}, "soort", "De leerling is 14 jaar"),
        ({"soort": "LRV"}, "soort", "na 28 dagen aaneengesloten gemeld verzuim"),
        ({"soort": "O", "verbijzondering": "XXX"}, "verbijzondering", "een van de mogelijkheden"),
        ({"reden": ""}, "reden", "Vul een vermoedelijke reden in."),
        ({"reden": "   "}, "reden", "Vul een vermoedelijke reden in."),
        ({"reden": "x" * 201}, "reden", "Maak Vermoedelijke reden korter."),
        ({"reden": "a\x00b"}, "reden", "Haal de vreemde tekens weg bij Vermoedelijke reden."),
        ({"alle_lessen_gemist": "soms"}, "alle_lessen_gemist", "Kies Ja of Nee bij Alle lessen gemist."),
        ({"toelichting": "x" * 4001}, "toelichting", "Maak Toelichting verzuim korter."),
        ({"actie_gewenst": ""}, "actie_gewenst", "Geef aan of de gemeente actie moet ondernemen."),
        ({"actie_gewenst": "nee"}, "toelichting_actie_gewenst", "Leg uit waarom de gemeente geen actie"),
        ({"locatie": "28AX9999"}, "locatie", "Kies bij Onderwijslocatie een van de mogelijkheden."),
        ({"contact_naam": ""}, "contact_naam", "Vul de naam van de contactpersoon op school in."),
        ({"contact_email": ""}, "contact_email", "Vul het e-mailadres van de contactpersoon op school in"),
        ({"contact_email": "x@y"}, "contact_email", "Vul het e-mailadres van de contactpersoon op school in"),
        ({"contact_functie": "x" * 61}, "contact_functie", "Maak Functie korter."),
        ({"contact_telefoon": "1" * 21}, "contact_telefoon", "Maak Telefoonnummer korter."),
    ],
)
def test_the_step_verzuim_says_what_is_wrong(
    anna: Client, lotte: Persoon, changes: dict[str, Any], field: str, says: str
) -> None:
    factories.locatie()
    page = wrong(anna, lotte, "verzuim", changes)
    assert f'<a href="#{field}"' in page
    assert f'id="{field}"' in page
    assert page.count(says) == 2
    assert "Er is 1 fout gevonden" in page


@pytest.mark.req("MEL-38", "MEL-39", "MEL-40")
@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"specificeren": ""}, "specificeren", "Geef aan of u de gemiste dagen en lesuren wilt invullen."),
        ({"specificeren": "?"}, "specificeren", "een van de mogelijkheden"),
        (wizard.dag(1, ""), "verzuimdag_1_datum", "Vul bij elke verzuimdag de datum in"),
        (wizard.dag(1, "31-02-2026"), "verzuimdag_1_datum", "31-02-2026 bestaat niet."),
        (
            wizard.dag(1, "02-11-2026") | wizard.dag(2, "09-11-2026"),
            "verzuimdag_2_datum",
            "De verzuimdag 9 november 2026 ligt buiten de verzuimperiode.",
        ),
        (
            wizard.dag(1, "02-11-2026") | wizard.dag(2, "02-11-2026"),
            "verzuimdag_2_datum",
            "De verzuimdag 2 november 2026 staat er twee keer in.",
        ),
        (wizard.dag(1, "02-11-2026", ""), "verzuimdag_1_hele_dag", "Geef bij elke verzuimdag aan"),
        (
            wizard.dag(1, "02-11-2026") | wizard.dag(7, "03-11-2026", "nee"),
            "verzuimdag_7_lesuren",
            "Kies bij elke verzuimdag die geen hele dag is",
        ),
        (wizard.dag(1, "02-11-2026", "nee", ("13",)), "verzuimdag_1_lesuren", "alleen wat in de lijst staat"),
        (wizard.dag(1, "02-11-2026", tekst="x" * 1001), "verzuimdag_1_toelichting", "Maak Toelichting verzuim detail"),
    ],
)
def test_the_step_lesuren_says_what_is_wrong(
    anna: Client, lotte: Persoon, changes: dict[str, Any], field: str, says: str
) -> None:
    page = wrong(anna, lotte, "lesuren", {"specificeren": "ja"} | changes)
    assert f'<a href="#{field}"' in page
    assert f'id="{field}"' in page
    assert page.count(says) == 2


@pytest.mark.req("MEL-41", "MEL-50", "MEL-51")
@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"acties": []}, "acties", "Kies ten minste 1 actie die de school heeft ondernomen."),
        ({"acties": ["BRIEF", "XXX"]}, "acties", "alleen wat in de lijst staat"),
        ({"acties": ["ANDERS"]}, "toelichting_acties", "Leg uit welke andere actie de school heeft ondernomen."),
        ({"toelichting_acties": "x" * 4001}, "toelichting_acties", "Maak Toelichting ondernomen actie korter."),
    ],
)
def test_the_step_actie_school_says_what_is_wrong(
    anna: Client, lotte: Persoon, changes: dict[str, Any], field: str, says: str
) -> None:
    page = wrong(anna, lotte, "actie-school", changes)
    assert f'<a href="#{field}"' in page
    assert page.count(says) == 2


def test_a_step_tells_only_about_itself(anna: Client, lotte: Persoon) -> None:
    page = wrong(anna, lotte, "verzuim", {"reden": ""})
    assert "Er is 1 fout gevonden" in page
    assert "Kies ten minste 1 actie" not in page


# drafts


@pytest.mark.req("MEL-19")
def test_a_draft_keeps_what_was_typed_also_when_it_is_wrong(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    post(anna, concept, "leerling", wizard.LEERLING)
    strange = {
        **datum("begindatum", "31", "feb", "x"),
        "reden": HOSTILE,
        "contact_naam": "=1+1",
        "toelichting": "a\x00",
    }
    response = post(anna, concept, "verzuim", wizard.VERZUIM | strange, "bewaar")
    assert "Uw concept is bewaard" in text(response)
    page = text(anna.get(wizard.adres(concept, "verzuim")))
    assert 'value="31"' in page
    assert 'value="feb"' in page
    assert 'value="=1+1"' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert HOSTILE not in page
    assert "Fout:" not in page
    assert reverse("verzuim-stoppen", args=[concept.pk]) in text(anna.get(pagina(lotte)))


def test_terug_keeps_what_was_typed(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    post(anna, concept, "leerling", wizard.LEERLING)
    response = post(anna, concept, "verzuim", {"reden": "half"}, "terug")
    assert step(response) == "leerling"
    assert herlees(concept).antwoorden["verzuim"] == {"reden": ["half"]}


def test_hostile_text_is_only_text(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    page = text(fill(anna, concept, verzuim={"reden": HOSTILE, "toelichting": f"{HOSTILE}\n=cmd"}))
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
    send(anna, concept)
    assert meldingen()[0].reden == HOSTILE


def test_unknown_names_are_not_kept(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    post(anna, concept, "leerling", wizard.LEERLING | {"persoon_id": "1", "contactpersoon_1_x": "y", "reden": "z"})
    assert set(herlees(concept).antwoorden["leerling"]) == set(wizard.LEERLING)


@pytest.mark.req("AUT-20")
def test_another_school_has_nothing_to_do_with_the_draft(anna: Client, cor: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    for name, args in (
        ("verzuim-stap", [concept.pk, "leerling"]),
        ("verzuim-stap", [concept.pk, "overzicht"]),
        ("verzuim-stoppen", [concept.pk]),
        ("verzuim-opnieuw", [concept.pk]),
    ):
        assert cor.post(reverse(name, args=args)).status_code == 404
    assert cor.get(wizard.adres(concept, "leerling")).status_code == 404
    assert anna.get(wizard.adres(concept, "melding")).status_code == 404
    assert anna.get(wizard.adres(concept, "iets")).status_code == 404
    fill(anna, concept)
    send(anna, concept)
    assert cor.get(reverse("verzuim-verzonden", args=[meldingen()[0].kenmerk])).status_code == 404


def test_stopping_asks_and_then_throws_the_draft_away(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    assert "Concept verwijderen" in text(anna.get(reverse("verzuim-stoppen", args=[concept.pk])))
    response = anna.post(reverse("verzuim-stoppen", args=[concept.pk]), follow=True)
    assert "Het concept is verwijderd" in text(response)
    assert anna.get(wizard.adres(concept, "leerling")).status_code == 404


def test_overzicht_waits_for_all_steps(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    post(anna, concept, "leerling", wizard.LEERLING)
    for stap in ("overzicht", "actie-school", "lesuren"):
        assert step(anna.get(wizard.adres(concept, stap), follow=True)) == "verzuim"
    assert step(send(anna, concept)) == "verzuim"
    assert meldingen() == []


# buttons that fill in, without JavaScript


@pytest.mark.req("MEL-16")
def test_contact_persons_of_the_pupil_come_and_go(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    for n in range(1, 7):
        given = wizard.LEERLING | {f"contactpersoon_{k}_naam": f"P{k}" for k in range(1, n)}
        response = post(anna, concept, "leerling", given, "contactpersoon-erbij")
    assert "U kunt niet meer dan 5 contactpersonen toevoegen." in text(response)
    assert "Contactpersoon 5" in text(response)
    given = wizard.LEERLING | {f"contactpersoon_{k}_naam": f"P{k}" for k in range(1, 6)}
    page = text(post(anna, concept, "leerling", given, "contactpersoon-weg-2"))
    assert 'value="P2"' not in page
    assert 'value="P5"' in page
    assert "Contactpersoon 4" in page


@pytest.mark.req("MEL-25")
@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ("reden-1", "afwezig vanwege ziekte"),
        ("reden-2", "afwezig vanwege contact met politie of justitie"),
        ("reden-3", "afwezig vanwege een geloofsverplichting"),
        ("reden-9", "Onbekend"),
    ],
)
def test_a_standard_sentence_is_filled_in(anna: Client, lotte: Persoon, button: str, reason: str) -> None:
    concept = begin(anna, lotte)
    post(anna, concept, "leerling", wizard.LEERLING)
    page = text(post(anna, concept, "verzuim", wizard.VERZUIM | {"toelichting": "blijft staan"}, button))
    assert f'value="{reason}"' in page
    assert "blijft staan" in page
    assert "Fout:" not in page


@pytest.mark.req("MEL-31", "MEL-33")
def test_an_earlier_contact_person_is_filled_in(anna: Client, lotte: Persoon) -> None:
    factories.melding(contact_naam="K. Eerder", contact_email="k@school.example", contact_functie="mentor")
    concept = begin(anna, lotte)
    post(anna, concept, "leerling", wizard.LEERLING)
    chosen = {"contact_keuze": "K. Eerder <k@school.example>", "contact_naam": ""}
    page = text(post(anna, concept, "verzuim", wizard.VERZUIM | chosen, "contact-kiezen"))
    assert 'value="K. Eerder"' in page
    assert 'value="mentor"' in page


@pytest.mark.req("MEL-33")
def test_what_the_school_told_before_is_there_already(anna: Client, lotte: Persoon) -> None:
    first = begin(anna, lotte)
    fill(anna, first, leerling={"leerling_telefoon": "030 1234567"})
    send(anna, first)
    second = begin(anna, lotte)
    page = text(anna.get(wizard.adres(second, "leerling")))
    assert 'value="030 1234567"' in page
    assert f"Deze gegevens komen uit melding {meldingen()[0].nummer}." in page
    post(anna, second, "leerling", wizard.LEERLING)
    assert 'value="J. Boezeroen"' in text(anna.get(wizard.adres(second, "verzuim")))


@pytest.mark.req("MEL-36", "MEL-37", "MEL-40")
def test_days_come_and_go(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    post(anna, concept, "leerling", wizard.LEERLING)
    response = post(anna, concept, "verzuim", wizard.VERZUIM)
    assert step(response) == "lesuren"
    page = text(response)
    assert "Ja, specificeren" in page
    assert 'name="verzuimdag_1_datum_dag" type="text" inputmode="numeric" value="2"' in " ".join(page.split())
    given = {"specificeren": "ja", **wizard.dag(1, "5-11-2026")}
    post(anna, concept, "lesuren", given, "verzuimdag-erbij")
    answers = herlees(concept).antwoorden["lesuren"]
    assert [answers[f"verzuimdag_2_datum_{deel}"] for deel in ("dag", "maand", "jaar")] == ["6", "11", "2026"]
    given |= wizard.dag(2, "6-11-2026")
    post(anna, concept, "lesuren", given, "verzuimdag-erbij")
    assert herlees(concept).antwoorden["lesuren"]["verzuimdag_3_datum_dag"] == "9"  # the Monday after
    post(anna, concept, "lesuren", given, "verzuimdag-weg-1")
    assert "verzuimdag_1_datum_dag" not in herlees(concept).antwoorden["lesuren"]


@pytest.mark.req("MEL-38")
def test_all_school_days_of_the_period_in_one_click(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    post(anna, concept, "leerling", wizard.LEERLING)
    post(anna, concept, "verzuim", wizard.VERZUIM | datum("begindatum", "29", "10", "2026"))
    given = {"specificeren": "ja", **wizard.dag(1, ""), **wizard.dag(2, "3-11-2026", "nee", ("4",))}
    post(anna, concept, "lesuren", given, "alle-dagen")
    answers = herlees(concept).antwoorden["lesuren"]
    days = [value for key, value in answers.items() if key.endswith("datum_dag")]
    assert days == [["3-11-2026"], "29", "30", "2", "4", "5", "6"]
    assert step(post(anna, concept, "lesuren", answers)) == "actie-school"


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
def test_the_banner_about_inspection_stands_on_three_steps(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    fill(anna, concept)
    for stap, expected in (("leerling", 1), ("verzuim", 1), ("lesuren", 0), ("actie-school", 1), ("overzicht", 0)):
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
