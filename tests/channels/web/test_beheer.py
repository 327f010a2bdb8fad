"""Beau administers school 28AX: gives people a log-in and roles, takes roles back, and nothing beyond that."""

import base64
import logging
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.personas import LogIn
from verzuimloket.access import queries
from verzuimloket.access.codes import ROLLEN_VAN
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as

pytestmark = pytest.mark.django_db

LIJST, NIEUW = "/beheer/", "/beheer/nieuw/"
GIVEN = {
    "gebruikersnaam": "nora",
    "naam": "Nora Nieuw",
    "email": "nora@school.example",
    "rollen": ["verzuimloketmelder", "rapportages"],
}


@pytest.fixture
def beau(log_in: LogIn) -> Client:
    factories.instelling("28AX")
    return log_in("Beau", Rol.BEHEERDER, soort="instelling", kenmerk="28AX")


@pytest.fixture
def anna_id(anna: Client) -> int:
    """Anna reports and enrols for 28AX since today."""
    return Gebruiker.objects.get(naam="Anna de Melder").pk


def text(response: Any) -> str:
    return response.content.decode()


def person(pk: int) -> str:
    return reverse("beheer-gebruiker", args=[pk])


def roles(pk: int) -> set[str]:
    keuze = queries.find_machtigingen(pk, "", on=clock.today())
    return set(keuze.rollen) if keuze else set()


def events() -> list[tuple[str, dict[str, Any]]]:
    with acting_as(SYSTEEM):
        rows = AuditEntry.objects.exclude(event__startswith="toegang").order_by("pk")
        return [(row.event, row.data) for row in rows]


def began_before(pk: int) -> None:
    Machtiging.objects.filter(gebruiker_id=pk).update(begindatum=clock.today() - timedelta(days=30))


# a new person


def shown(page: str) -> tuple[str, str]:
    """Start password and otpauth address, as the administrator reads them."""
    wachtwoord = re.search(r"\b[a-z2-9]{5}(-[a-z2-9]{5}){3}\b", page)
    otpauth = re.search(r"otpauth://[^\s<]+", page)
    assert wachtwoord
    assert otpauth
    return wachtwoord[0], otpauth[0].replace("&amp;", "&")


@pytest.mark.req("AUT-15", "AUT-16", "AUT-17")
def test_a_new_person_logs_in_with_what_was_shown(beau: Client) -> None:
    answer = beau.post(NIEUW, GIVEN)
    wachtwoord, otpauth = shown(text(answer))
    assert "Geef het wachtwoord en de sleutel apart" in text(answer)
    assert answer["Cache-Control"] == "no-store"
    seed = base64.b32decode(parse_qs(urlsplit(otpauth).query)["secret"][0])
    code = queries.totp_code(seed, int(clock.real_now().timestamp()) // queries.STAP)
    nora = Client()
    fields = {"gebruikersnaam": "nora", "wachtwoord": wachtwoord, "code": code}
    assert nora.post("/inloggen/", fields).headers["Location"] == "/"
    assert nora.get("/verzuim/").status_code == 200
    assert roles(Gebruiker.objects.get(gebruikersnaam="nora").pk) == set(GIVEN["rollen"])


def test_the_secrets_are_shown_once_and_kept_nowhere(beau: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        wachtwoord, otpauth = shown(text(beau.post(NIEUW, GIVEN)))
    nora = Gebruiker.objects.get(gebruikersnaam="nora")
    secret = parse_qs(urlsplit(otpauth).query)["secret"][0]
    sessions = [str(row.get_decoded()) for row in Session.objects.all()]
    pages = [text(beau.get(address)) for address in (LIJST, person(nora.pk), NIEUW)]
    for place in (*pages, *sessions, str(events()), caplog.text, nora.password, repr(nora)):
        assert wachtwoord not in place
        assert secret not in place
    assert mail.outbox == []
    assert [event for event, _ in events()] == ["gebruiker:aanmaken", "machtiging:verlenen", "machtiging:verlenen"]


def test_passwords_and_tokens_are_not_alike(beau: Client) -> None:
    first, second = (shown(text(beau.post(NIEUW, GIVEN | {"gebruikersnaam": naam}))) for naam in ("nora", "noor"))
    assert first[0] != second[0]
    assert first[1].partition("?")[2] != second[1].partition("?")[2]


BAD = [
    ({"gebruikersnaam": ""}, "TG_gebruikersnaam_vorm"),
    ({"gebruikersnaam": "no"}, "TG_gebruikersnaam_vorm"),
    ({"gebruikersnaam": "nora nieuw"}, "TG_gebruikersnaam_vorm"),
    ({"gebruikersnaam": "nóra"}, "TG_gebruikersnaam_vorm"),
    ({"gebruikersnaam": "<script>alert(1)</script>"}, "TG_gebruikersnaam_vorm"),
    ({"gebruikersnaam": "nora'; DROP TABLE access_gebruiker; --"}, "TG_gebruikersnaam_vorm"),
    ({"gebruikersnaam": "n" * 61}, "VORM_lengte"),
    ({"gebruikersnaam": "nora\x00"}, "VORM_tekens"),
    ({"gebruikersnaam": "beau"}, "TG_gebruikersnaam_bestaat"),
    ({"gebruikersnaam": "BEAU"}, "TG_gebruikersnaam_bestaat"),
    ({"gebruikersnaam": "cor.van.elders"}, "TG_gebruikersnaam_bestaat"),
    ({"naam": ""}, "TG_naam_verplicht"),
    ({"naam": "  "}, "TG_naam_verplicht"),
    ({"naam": "x" * 101}, "VORM_lengte"),
    ({"naam": "No\x1bra"}, "VORM_tekens"),
    ({"email": ""}, "TG_email_klopt"),
    ({"email": "nora"}, "TG_email_klopt"),
    ({"email": "nora@school.example, bcc@elders.example"}, "TG_email_klopt"),
    ({"email": f"{'n' * 64}@{'school.' * 40}example"}, "VORM_lengte"),
    ({"rollen": []}, "TG_rol_verplicht"),
    ({"rollen": ["behandelaar-gemeente"]}, "TG_rol_past_niet"),
    ({"rollen": ["verzuimloketmelder", "registerbeheerder"]}, "TG_rol_past_niet"),
    ({"rollen": ["baas"]}, "VORM_keuze"),
    ({"rollen": ["<script>"]}, "VORM_keuze"),
]


@pytest.mark.req("AUT-15")
@pytest.mark.parametrize(("given", "code"), BAD)
def test_bad_input_is_refused_with_a_sentence(beau: Client, cor: Client, given: dict[str, Any], code: str) -> None:
    before = Gebruiker.objects.count(), Machtiging.objects.count()
    answer = beau.post(NIEUW, GIVEN | given)
    assert answer.status_code == 200
    assert code in text(answer)
    assert "<script>alert" not in text(answer)
    assert "otpauth" not in text(answer)
    assert (Gebruiker.objects.count(), Machtiging.objects.count()) == before


def test_everything_wrong_is_told_together_and_what_was_typed_stays(beau: Client) -> None:
    page = text(beau.post(NIEUW, {"gebruikersnaam": "no", "naam": "Nora Nieuw"}))
    for code in ("TG_gebruikersnaam_vorm", "TG_email_klopt", "TG_rol_verplicht"):
        assert code in page
    assert 'value="Nora Nieuw"' in page


def test_the_organisation_is_not_for_the_form_to_choose(beau: Client, cor: Client) -> None:
    beau.post(NIEUW, GIVEN | {"soort_kenmerk": "instelling", "kenmerk": "11AA", "instelling": "11AA"})
    assert set(Machtiging.objects.filter(gebruiker__gebruikersnaam="nora").values_list("kenmerk", flat=True)) == {
        "28AX"
    }


@pytest.mark.req("AUT-17")
@pytest.mark.parametrize(
    ("soort", "kenmerk", "rol"),
    [
        ("bestuur", "109B027", Rol.BEHEERDER),
        ("instelling", "28AX", Rol.BEHEERDER),
        ("instantie", "G0344", Rol.BEHEERDER),
        ("register", "", Rol.REGISTERBEHEERDER),
    ],
)
def test_only_roles_that_fit_each_with_its_explanation(log_in: LogIn, soort: str, kenmerk: str, rol: Rol) -> None:
    factories.instelling("28AX")
    client = log_in("Els", rol, soort=soort, kenmerk=kenmerk)
    page = text(client.get(NIEUW))
    assert set(re.findall(r'name="rollen" type="checkbox" value="([^"]+)"', page)) == set(ROLLEN_VAN[soort])
    for each in ROLLEN_VAN[soort]:
        assert codelijst("rol")[each].extra["toelichting"] in page
    answer = client.post(NIEUW, GIVEN | {"rollen": [ROLLEN_VAN[soort][-1].value]})
    assert "otpauth" in text(answer)


# the list


@pytest.mark.req("AUT-15")
def test_the_list_has_the_people_of_the_own_organisation(beau: Client, anna_id: int, cor: Client) -> None:
    began_before(anna_id)
    Machtiging.objects.filter(gebruiker_id=anna_id, rol=Rol.INSCHRIJVER).update(
        einddatum=clock.today() - timedelta(days=1)
    )
    page = text(beau.get(LIJST))
    for part in ("Anna de Melder", "anna.de.melder", "Verzuimloketmelder, sinds 23-10-2026", "Nog nooit", "Beau"):
        assert part in page
    assert "van 23-10-2026 tot en met 21-11-2026" in page
    assert "Cor van Elders" not in page
    assert f'href="{LIJST}"' in text(beau.get("/"))


def test_roles_elsewhere_stay_elsewhere(beau: Client, anna_id: int) -> None:
    Machtiging.objects.create(
        gebruiker_id=anna_id, rol="raadpleger", soort_kenmerk="instelling", kenmerk="11AA", begindatum=clock.today()
    )
    assert "Raadpleger, " not in text(beau.get(LIJST)) + text(beau.get(person(anna_id)))
    beau.post(person(anna_id), {"actie": "sluiten"})
    assert roles(anna_id) == {"raadpleger"}


def test_few_queries(beau: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        made = Gebruiker.objects.create(gebruikersnaam=f"n{number}", naam=f"Naam {number}")
        for rol in ("raadpleger", "rapportages"):
            Machtiging.objects.create(
                gebruiker=made, rol=rol, soort_kenmerk="instelling", kenmerk="28AX", begindatum=clock.today()
            )
    with django_assert_max_num_queries(12):
        assert "Naam 19" in text(beau.get(LIJST))


# giving and taking back


def change(client: Client, pk: int, *rollen: str, seen: tuple[str, ...] | None = None) -> Any:
    """Save the form as it was on the screen, with other ticks."""
    gezien = re.findall(r'name="gezien" value="([^"]+)"', text(client.get(person(pk)))) if seen is None else seen
    return client.post(person(pk), {"actie": "opslaan", "gezien": list(gezien), "rollen": list(rollen)}, follow=True)


@pytest.mark.req("AUT-15", "AUT-16")
def test_roles_given_and_taken_back_count_at_the_next_request(beau: Client, anna: Client, anna_id: int) -> None:
    began_before(anna_id)
    assert anna.get("/inschrijvingen/inschrijven/").status_code == 200
    answer = change(beau, anna_id, "verzuimloketmelder", "beheerder")
    assert "De rollen zijn gewijzigd." in text(answer)
    assert "De rollen zijn gewijzigd." not in text(beau.get(person(anna_id)))
    assert anna.get("/inschrijvingen/inschrijven/").status_code == 403
    assert anna.get(LIJST).status_code == 200
    ended = Machtiging.objects.get(gebruiker_id=anna_id, rol="inschrijver")
    assert ended.einddatum == clock.today() - timedelta(days=1)
    assert events() == [
        ("machtiging:verlenen", {"rol": "beheerder", "kenmerk": "28AX"}),
        ("machtiging:innemen", {"rol": "inschrijver", "kenmerk": "28AX"}),
    ]


@pytest.mark.req("AUT-15")
def test_close_and_open_again(beau: Client, anna: Client, anna_id: int) -> None:
    began_before(anna_id)
    answer = beau.post(person(anna_id), {"actie": "sluiten"}, follow=True)
    assert answer.redirect_chain == [(person(anna_id), 302)]
    assert "De toegang is gesloten." in text(answer)
    assert anna.get("/verzuim/").headers["Location"].startswith("/inloggen/")
    assert "Alle rollen innemen" not in text(beau.get(person(anna_id)))
    change(beau, anna_id, "verzuimloketmelder")
    assert anna.get("/verzuim/").status_code == 200
    assert roles(anna_id) == {"verzuimloketmelder"}


def test_who_began_today_and_is_closed_is_gone_from_the_list(beau: Client, anna: Client, anna_id: int) -> None:
    answer = beau.post(person(anna_id), {"actie": "sluiten"}, follow=True)
    assert answer.redirect_chain == [(LIJST, 302)]
    assert "De toegang is gesloten." in text(answer)
    assert "Anna de Melder" not in text(answer)
    assert anna.get("/").status_code == 302
    assert beau.get(person(anna_id)).status_code == 404


def test_saved_twice_is_done_once(beau: Client, anna_id: int) -> None:
    began_before(anna_id)
    for _ in range(2):
        change(beau, anna_id, "raadpleger", seen=("verzuimloketmelder", "inschrijver"))
    assert roles(anna_id) == {"raadpleger"}
    assert len(events()) == 3


def test_two_administrators_keep_each_others_changes(beau: Client, anna_id: int) -> None:
    seen = ("verzuimloketmelder", "inschrijver")
    change(beau, anna_id, *seen, "raadpleger", seen=seen)
    change(beau, anna_id, *seen, "rapportages", seen=seen)
    assert roles(anna_id) == {*seen, "raadpleger", "rapportages"}


@pytest.mark.parametrize(
    ("rollen", "code"),
    [
        ((), "TG_rol_verplicht"),
        (("behandelaar-gemeente",), "TG_rol_past_niet"),
        (("verzuimloketmelder", "registerbeheerder"), "TG_rol_past_niet"),
        (("baas",), "VORM_keuze"),
        (("\x00",), "VORM_keuze"),
    ],
)
def test_bad_roles_are_refused(beau: Client, anna_id: int, rollen: tuple[str, ...], code: str) -> None:
    before = roles(anna_id)
    answer = change(beau, anna_id, *rollen)
    assert answer.status_code == 200
    assert code in text(answer)
    assert roles(anna_id) == before
    assert events() == []


def test_a_forged_view_of_the_page_changes_nothing_it_should_not(beau: Client, anna_id: int) -> None:
    assert "VORM_keuze" in text(change(beau, anna_id, "raadpleger", seen=("baas",)))
    change(beau, anna_id, "verzuimloketmelder", "inschrijver", seen=("registerbeheerder", "inschrijver"))
    assert roles(anna_id) == {"verzuimloketmelder", "inschrijver"}


@pytest.mark.req("AUT-15")
@pytest.mark.parametrize("given", [{"rollen": ["beheerder", "inschrijver"]}, {"rollen": []}, {"actie": "sluiten"}])
def test_nobody_changes_the_own_roles(beau: Client, given: dict[str, Any]) -> None:
    own = Gebruiker.objects.get(naam="Beau").pk
    assert "<form" not in text(beau.get(person(own))).partition("<main")[2].partition("</main>")[0]
    answer = beau.post(person(own), given)
    assert "TG_eigen_rollen" in text(answer)
    assert roles(own) == {"beheerder"}


def test_nor_does_the_register(log_in: LogIn) -> None:
    els = log_in("Els", Rol.REGISTERBEHEERDER, soort="register", kenmerk="")
    own = Gebruiker.objects.get(naam="Els").pk
    assert "TG_eigen_rollen" in text(els.post(person(own), {"actie": "sluiten"}))


# who may not


@pytest.mark.req("AUT-15", "AUT-20")
def test_a_person_of_another_organisation_is_nobody(beau: Client, cor: Client) -> None:
    theirs = Gebruiker.objects.get(naam="Cor van Elders").pk
    pages = []
    for pk in (theirs, theirs + 1000):
        assert beau.post(person(pk), {"rollen": ["beheerder"]}).status_code == 404
        answer = beau.get(person(pk))
        assert answer.status_code == 404
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text(answer)))
    assert pages[0] == pages[1]
    assert roles(theirs) == {"verzuimloketmelder", "inschrijver"}


@pytest.mark.parametrize("pk", ["0", "9" * 19, "9" * 100, "-1", "een"])
def test_strange_numbers_are_nobody(beau: Client, pk: str) -> None:
    assert beau.get(f"/beheer/{pk}/").status_code == 404


def test_a_board_and_its_school_are_two_organisations(log_in: LogIn, anna_id: int) -> None:
    els = log_in("Els", Rol.BEHEERDER, soort="bestuur", kenmerk="109B027")
    assert els.get(person(anna_id)).status_code == 404
    assert "Anna de Melder" not in text(els.get(LIJST))


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.BEHEERDER, Rol.REGISTERBEHEERDER)], ids=str)
def test_other_roles_do_not_enter(log_in: LogIn, rol: Rol) -> None:
    factories.instelling("28AX")
    client = log_in("Els", rol, soort="instelling", kenmerk="28AX")
    for address in (LIJST, NIEUW, person(1)):
        assert client.get(address).status_code == 403
        assert client.post(address, GIVEN).status_code == 403
    assert not Gebruiker.objects.filter(gebruikersnaam="nora").exists()


def test_the_register_does_not_administer_under_the_name_of_a_school(log_in: LogIn) -> None:
    factories.instelling("28AX")
    els = log_in("Els", Rol.REGISTERBEHEERDER, soort="instelling", kenmerk="28AX")
    assert els.post(NIEUW, GIVEN).status_code == 403
    assert not Gebruiker.objects.filter(gebruikersnaam="nora").exists()
