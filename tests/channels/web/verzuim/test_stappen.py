"""What a step of the wizard says when something is wrong (ontwerp/ux.md 5.5)."""

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.channels.web.verzuim import wizard
from tests.channels.web.verzuim.wizard import begin, datum, post, step, text
from verzuimloket.personen.models import Persoon

pytestmark = pytest.mark.django_db


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
