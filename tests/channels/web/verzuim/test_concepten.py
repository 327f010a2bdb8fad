"""Drafts: what was typed is never lost, and is nobody else's; buttons that fill in (MEL-16, MEL-19, MEL-31)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim import wizard
from tests.channels.web.verzuim.wizard import begin, datum, fill, herlees, meldingen, pagina, post, send, step, text
from verzuimloket.personen.models import Persoon

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


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


# whatever is posted


@pytest.mark.req("MEL-19")
@pytest.mark.parametrize(
    "value",
    ["\x00", HOSTILE, "=1+1", "9" * 30, "٣", "\u202ex", "💥" * 6000],
)
def test_nothing_that_is_posted_makes_the_portal_fall_over(anna: Client, lotte: Persoon, value: str) -> None:
    concept = begin(anna, lotte)
    given: dict[str, Any] = {
        "leerling": wizard.LEERLING | dict.fromkeys(("contactpersoon_1_naam", "contactpersoon_1_email"), ""),
        "verzuim": wizard.VERZUIM | dict.fromkeys(("locatie", "contact_keuze", "contact_telefoon"), ""),
        "lesuren": wizard.LESUREN | wizard.dag(1, ""),
        "actie-school": wizard.ACTIE_SCHOOL,
    }
    for stap, answers in given.items():
        hostile = {naam: [value, value] for naam in answers} | {"terug": value}
        for actie in ("alle-dagen", "contact-kiezen", f"reden-{value[:9]}", "verder"):
            assert post(anna, concept, stap, hostile, actie).status_code == 200
        assert HOSTILE not in text(anna.get(wizard.adres(concept, stap, f"?controle=ja&terug={HOSTILE}"), follow=True))
        post(anna, concept, stap, answers, "bewaar")
    send(anna, concept, email=value)


def test_half_a_character_in_the_bytes_is_refused(anna: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    post(anna, concept, "leerling", wizard.LEERLING)
    body = b"actie=verder&reden=a%ED%A0%80b&contact_naam=%FF"
    address = wizard.adres(concept, "verzuim")
    response = anna.post(address, body, content_type="application/x-www-form-urlencoded", follow=True)
    assert "Haal de vreemde tekens weg bij Vermoedelijke reden." in text(response)


@pytest.mark.parametrize(("stap", "most"), [("leerling", 22), ("verzuim", 23), ("lesuren", 22), ("overzicht", 27)])
def test_a_step_asks_the_database_a_fixed_number_of_questions(
    anna: Client, lotte: Persoon, stap: str, most: int, django_assert_max_num_queries: Any
) -> None:
    concept = begin(anna, lotte)
    fill(anna, concept, lesuren={"specificeren": "ja", **wizard.dag(1, "2-11-2026"), **wizard.dag(2, "3-11-2026")})
    with django_assert_max_num_queries(most):
        anna.get(wizard.adres(concept, stap))
