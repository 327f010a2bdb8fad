"""Bram of the municipality takes up, answers and closes; the school sees it. Nobody else can."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.personas import LogIn
from verzuimloket.channels.web.gemeente.handelingen import HANDELINGEN
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim.models import Melding

pytestmark = pytest.mark.django_db

ANSWER = {"organisatie": "Gemeente Utrecht", "behandelaar_naam": "Bram Behandelaar", "toelichting": "Ouders gebeld"}


@pytest.fixture
def melding() -> Melding:
    factories.instelling("28AX")
    return factories.melding(
        factories.leerling(achternaam="Zonneveld"),
        actie_gewenst=False,
        toelichting_actie_gewenst="Ouders lossen het op",
        toelichting="Komt te laat",
    )


def page(melding: Melding) -> str:
    return reverse("gemeente-melding", args=[melding.kenmerk])


def action(melding: Melding, actie: str) -> str:
    return reverse("gemeente-actie", args=[melding.kenmerk, actie])


def stored(melding: Melding) -> Melding:
    with acting_as(SYSTEEM):
        return Melding.objects.get(pk=melding.pk)


@pytest.mark.req("GEM-07", "GEM-01", "MEL-27")
def test_the_officer_sees_everything_the_school_told(bram: Client, melding: Melding) -> None:
    text = bram.get(page(melding)).content.decode()
    for part in ("Zonneveld", "Komt te laat", "Ouders lossen het op", "Geregistreerd", "In behandeling nemen"):
        assert part in text
    with acting_as(SYSTEEM):
        assert AuditEntry.objects.filter(event="melding:raadplegen").count() == 1


def test_the_number_is_masked_until_asked_for(bram: Client, db: None) -> None:
    factories.instelling("28AX")
    melding = factories.melding(factories.leerling(nummer="111222333"))
    assert "111222333" not in bram.get(page(melding)).content.decode()
    assert "111222333" in bram.post(page(melding), {"actie": "toon"}).content.decode()
    with acting_as(SYSTEEM):
        assert AuditEntry.objects.filter(event="persoon:nummer-tonen").exists()


@pytest.mark.req("GEM-02", "GEM-03", "GEM-04", "GEM-05", "RPL-14")
def test_take_up_answer_close(bram: Client, melding: Melding) -> None:
    for actie, status in (("in-behandeling", "B"), ("terugkoppelen", "B")):
        answer = bram.post(action(melding, actie), ANSWER, follow=True)
        assert answer.redirect_chain == [(page(melding), 302)]
        assert stored(melding).status == status
    closed = bram.post(action(melding, "afsluiten"), ANSWER | {"reden_afgesloten": "A"}, follow=True)
    assert f"U hebt melding {melding.nummer} afgesloten." in closed.content.decode()
    now = stored(melding)
    assert (now.status, now.reden_afgesloten, now.terugkoppeling) == ("G", "A", "Ouders gebeld")


@pytest.mark.req("RPL-05")
def test_take_note(bram: Client, melding: Melding) -> None:
    bram.post(action(melding, "ter-kennisgeving"), ANSWER | {"opmerking_afsluiten": "GEZIEN"})
    assert (stored(melding).status, stored(melding).opmerking_afsluiten) == ("K", "GEZIEN")


@pytest.mark.req("GEM-05")
@pytest.mark.parametrize(
    ("actie", "given", "code"),
    [
        ("afsluiten", {}, "BV_G_reden_verplicht"),
        ("afsluiten", {"reden_afgesloten": "V"}, "VORM_keuze"),
        ("afsluiten", {"reden_afgesloten": "<script>"}, "VORM_keuze"),
        ("in-behandeling", {"behandelaar_naam": "", "organisatie": ""}, "BV_G_behandelaar_verplicht"),
        ("in-behandeling", {"behandelaar_naam": "x" * 101}, "VORM_lengte"),
        ("in-behandeling", {"behandelaar_email": "geen adres"}, "BV_G_behandelaar_email"),
        ("in-behandeling", {"toelichting": "a\x00b"}, "VORM_tekens"),
        ("in-behandeling", {"toelichting": "x" * 4001}, "VORM_lengte"),
        ("terugkoppelen", {}, "BV_G_status_overgang"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_kept(
    bram: Client, melding: Melding, actie: str, given: dict[str, str], code: str
) -> None:
    answer = bram.post(action(melding, actie), ANSWER | given)
    assert answer.status_code == 200
    assert code in answer.content.decode()
    assert stored(melding).status == "R"
    assert stored(melding).versie == 1


def test_a_second_click_is_told_what_is_the_matter(bram: Client, melding: Melding) -> None:
    bram.post(action(melding, "in-behandeling"), ANSWER)
    again = bram.post(action(melding, "in-behandeling"), ANSWER)
    assert "In behandeling" in again.content.decode()
    assert stored(melding).versie == 2


def test_what_a_page_does_not_ask_is_left_out(bram: Client, melding: Melding) -> None:
    smuggled = {"reden_afgesloten": "A", "status": "G", "reden": "Anders", "instantie": "G0599"}
    bram.post(action(melding, "in-behandeling"), ANSWER | smuggled)
    now = stored(melding)
    assert (now.status, now.reden_afgesloten, now.reden, now.instantie_id) == ("B", "", "Onbekend", "G0344")


@pytest.mark.req("RTG-01", "GEM-01")
def test_another_municipality_finds_nothing(log_in: LogIn, melding: Melding) -> None:
    dina = log_in("Dina", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0599")
    assert dina.get(page(melding)).status_code == 404
    assert dina.post(action(melding, "afsluiten"), ANSWER).status_code == 404
    assert stored(melding).status == "R"


def test_a_school_does_not_enter(anna: Client, melding: Melding) -> None:
    assert anna.get(page(melding)).status_code == 403


def test_an_unknown_answer_is_not_a_page(bram: Client, melding: Melding) -> None:
    assert bram.get(action(melding, "overdragen")).status_code == 404


def test_the_form_remembers_who_answers(bram: Client, melding: Melding) -> None:
    bram.post(action(melding, "in-behandeling"), ANSWER | {"behandelaar_telefoon": "030 123 45 67"})
    assert "030 123 45 67" in bram.get(action(melding, "terugkoppelen")).content.decode()


def test_few_queries(bram: Client, melding: Melding, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        bram.get(page(melding))


def test_the_explanation_comes_before_who_and_who_is_filled_in(bram: Client, melding: Melding) -> None:
    text = bram.get(action(melding, "afsluiten")).content.decode()
    assert 'value="Bram Behandelaar"' in text
    assert 'value="Gemeente Utrecht"' in text
    assert "Vrijstelling" not in text
    for label in ("Reden van afsluiten", "Opmerking bij afsluiten", "terug naar school, opleiding hervat", "HALT"):
        assert label in text
    assert "Reden van afsluiten" not in bram.get(action(melding, "terugkoppelen")).content.decode()


@pytest.mark.req("GEM-02")
@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        ("R", {"in-behandeling", "afsluiten", "ter-kennisgeving"}),
        ("B", {"terugkoppelen", "afsluiten", "ter-kennisgeving"}),
        ("G", set()),
        ("K", set()),
        ("I", set()),
        ("D", set()),
    ],
)
def test_buttons_as_the_status_allows(bram: Client, melding: Melding, status: str, buttons: set[str]) -> None:
    with acting_as(SYSTEEM):
        Melding.objects.update(status=status, reden_afgesloten="A", reden_intrekken="FOUTIEF")
    text = bram.get(page(melding)).content.decode()
    found = {actie for actie in HANDELINGEN if f'href="{action(melding, actie)}"' in text}
    assert found == buttons
    for actie in HANDELINGEN.keys() - buttons:
        refused = bram.get(action(melding, actie)).content.decode()
        assert "BV_G_status_overgang" in refused or "BV_S_ingetrokken_definitief" in refused
        assert 'name="behandelaar_naam"' not in refused


def seen(client: Client, melding: Melding, actie: str) -> dict[str, str]:
    """The form as an officer has it on the screen."""
    found = re.search(r'name="versie" value="(\d+)"', client.get(action(melding, actie)).content.decode())
    assert found
    return ANSWER | {"versie": found[1]}


@pytest.mark.parametrize("actie", ["in-behandeling", "afsluiten", "ter-kennisgeving"])
def test_a_double_click_is_one_answer(bram: Client, melding: Melding, actie: str) -> None:
    given = seen(bram, melding, actie) | ({"reden_afgesloten": "A"} if actie == "afsluiten" else {})
    for _ in range(2):
        answer = bram.post(action(melding, actie), given, follow=True)
        assert answer.redirect_chain == [(page(melding), 302)]
        assert "U hebt melding" in answer.content.decode()
    assert stored(melding).versie == 2


def test_a_double_click_on_terugkoppelen_is_one_answer(bram: Client, melding: Melding) -> None:
    bram.post(action(melding, "in-behandeling"), ANSWER)
    given = seen(bram, melding, "terugkoppelen") | {"toelichting": "Gesprek gevoerd"}
    for _ in range(2):
        assert bram.post(action(melding, "terugkoppelen"), given).status_code == 302
    assert stored(melding).versie == 3


def test_of_two_officers_the_second_reads_what_happened(bram: Client, melding: Melding, log_in: LogIn) -> None:
    dina = log_in("Dina", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0344")
    mine, hers = seen(bram, melding, "in-behandeling"), seen(dina, melding, "afsluiten")
    bram.post(action(melding, "in-behandeling"), mine)
    late = dina.post(action(melding, "afsluiten"), hers | {"reden_afgesloten": "A"}).content.decode()
    assert "BV_S_intussen_gewijzigd" in late
    assert "Iemand anders heeft melding" in late
    assert stored(melding).status == "B"
    again = re.search(r'name="versie" value="(\d+)"', late)
    assert again
    dina.post(action(melding, "afsluiten"), hers | {"reden_afgesloten": "A", "versie": again[1]})
    assert stored(melding).status == "G"
    over = bram.post(action(melding, "terugkoppelen"), mine).content.decode()
    assert "De status is nu Afgesloten." in over
    assert "BV_G_status_overgang" in over


def test_the_outcome_is_told_once(bram: Client, melding: Melding) -> None:
    bram.post(action(melding, "in-behandeling"), ANSWER)
    assert "in behandeling genomen" in bram.get(page(melding)).content.decode()
    assert "in behandeling genomen" not in bram.get(page(melding)).content.decode()


@pytest.mark.req("GEM-07")
def test_why_no_action_is_wanted_and_no_field_of_the_school(bram: Client, melding: Melding) -> None:
    text = bram.get(page(melding)).content.decode()
    card = text[text.index("Wat vraagt de school?") :]
    for value in ("Actie gewenst", "Nee", "Met prioriteit oppakken", "Ouders lossen het op"):
        assert value in card
    assert "<textarea" not in text
    assert 'type="text"' not in text


@pytest.mark.parametrize("actie", ["in-behandeling", "terugkoppelen", "afsluiten", "ter-kennisgeving"])
def test_every_page_of_another_municipality_is_404(log_in: LogIn, melding: Melding, actie: str) -> None:
    dina = log_in("Dina", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0599")
    pages = [
        action(melding, actie),
        reverse("gemeente-historie", args=[melding.kenmerk]),
        reverse("gemeente-versie", args=[melding.kenmerk, 1]),
    ]
    for address in pages:
        assert dina.get(address).status_code == 404


@pytest.mark.req("HIS-01", "HIS-03")
def test_the_municipality_has_the_history_too(bram: Client, melding: Melding) -> None:
    text = bram.get(reverse("gemeente-historie", args=[melding.kenmerk])).content.decode()
    version = reverse("gemeente-versie", args=[melding.kenmerk, 1])
    assert f'href="{version}"' in text
    assert f'href="{page(melding)}"' in text
    assert "Dit is de eerste versie." in bram.get(version).content.decode()
