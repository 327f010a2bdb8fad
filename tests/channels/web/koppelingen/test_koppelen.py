"""Linking two numbers by button, questions and answers, and the pages of the register holder."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.actions.koppelen import onderwijsnummer, zonder_bsn
from tests.personas import LogIn
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.koppelingen.models import Koppeling, Koppelvraag
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Persoon

pytestmark = pytest.mark.django_db
Two = tuple[Persoon, Persoon]


@pytest.fixture
def rita(log_in: LogIn) -> Client:
    return log_in("Rita", Rol.REGISTERBEHEERDER, soort="register", kenmerk="")


@pytest.fixture
def two() -> Two:
    """One pupil twice: with a bsn at one school, with an onderwijsnummer at another; Utrecht has a melding of both."""
    factories.instelling("28AX")
    factories.instelling("11AA", naam="Andere School")
    een, ander = factories.persoon(achternaam="Zonneveld"), zonder_bsn(achternaam="Zonneveld")
    for persoon, code in ((een, "28AX"), (ander, "11AA")):
        factories.inschrijving(persoon, code)
        factories.melding(persoon, instelling=code)
    return een, ander


@pytest.fixture
def numbers(two: Two) -> dict[str, str]:
    return {"bsn": personen.number_of(two[0]), "onderwijsnummer": onderwijsnummer()}


def page(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def audits(event: str) -> int:
    with acting_as(SYSTEEM):
        return AuditEntry.objects.filter(event=event).count()


def row_count(model: type[Koppeling] | type[Koppelvraag]) -> int:
    with acting_as(SYSTEEM):
        return model.objects.count()


@pytest.mark.req("INS-31")
def test_by_button(bram: Client, two: Two, numbers: dict[str, str]) -> None:
    """Two numbers in, side by side with the points, one button, and one pupil is left."""
    sent = bram.post(reverse("koppelen"), numbers)
    address = reverse("koppelen-vergelijken", args=[two[0].kenmerk, two[1].kenmerk])
    assert sent.status_code == 302
    assert sent["Location"] == address
    assert not re.search(r"\b\d{9}\b", address)  # the last part of a kenmerk may have nine digits in a row
    shown = bram.get(address).content.decode()
    assert numbers["bsn"] in shown
    assert numbers["onderwijsnummer"] in shown
    assert "100 van 100 punten" in shown
    assert audits("persoon:nummer-tonen") == 2  # each number that was shown
    done = bram.post(address, follow=True)
    assert "zijn gekoppeld" in done.content.decode()
    with acting_as(SYSTEEM):
        assert personen.on_number(numbers["onderwijsnummer"]).get() == two[0]
        assert Koppeling.objects.get().door == "Bram Behandelaar"
    again = bram.post(reverse("koppelen"), numbers).content.decode()
    assert "horen al bij dezelfde leerling" in again
    assert bram.get(address).status_code == 404


def test_what_is_not_certain_becomes_a_question(bram: Client, two: Two, numbers: dict[str, str]) -> None:
    with acting_as(SYSTEEM):
        Persoon.objects.filter(pk=two[1].pk).update(voornamen="Sofie")
    address = reverse("koppelen-vergelijken", args=[two[0].kenmerk, two[1].kenmerk])
    shown = bram.get(address).content.decode()
    assert "lijken te weinig op elkaar" in shown
    assert "Vraag over een leerling stellen" in shown
    assert "Niet koppelen" not in shown
    assert bram.post(address).status_code == 200
    assert row_count(Koppeling) == 0


@pytest.mark.req("AUT-20")
def test_another_agency_sees_nothing(log_in: LogIn, two: Two, numbers: dict[str, str]) -> None:
    dina = log_in("Dina", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0599")
    answer = dina.post(reverse("koppelen"), numbers).content.decode()
    assert "U hebt geen melding van een leerling met dit bsn" in answer
    assert "Zonneveld" not in answer
    assert dina.get(reverse("koppelen-vergelijken", args=[two[0].kenmerk, two[1].kenmerk])).status_code == 404
    unknown = dina.post(
        reverse("koppelen"), {"bsn": factories.bsn(900), "onderwijsnummer": onderwijsnummer(900)}
    ).content.decode()
    assert _errors(answer) == _errors(unknown)  # not yours and nobody's look the same


def _errors(shown: str) -> list[str]:
    return re.findall(r'href="#[a-z]+">([^<]+)<', shown)


def test_a_question_and_its_answer(bram: Client, rita: Client, log_in: LogIn, two: Two) -> None:
    empty = bram.post(reverse("koppelvraag-stellen"), {}).content.decode()
    assert "Vul een bsn of een onderwijsnummer in" in empty
    assert "Schrijf uw vraag op" in empty
    given = {"onderwijsnummer": onderwijsnummer(), "opmerking": "Is dit een leerling met een bsn?"}
    asked = bram.post(reverse("koppelvraag-stellen"), given, follow=True).content.decode()
    assert "Uw vraag is verstuurd" in asked
    assert "Wacht op antwoord" in asked
    with acting_as(SYSTEEM):
        vraag = Koppelvraag.objects.get()
    assert b"leerling met een bsn" not in bytes(vraag.inhoud)
    assert "1 vraag" in page(rita, "koppelvragen")
    assert given["opmerking"] in page(rita, "koppelvraag-beantwoorden", vraag.kenmerk)
    assert (
        "Schrijf een antwoord op"
        in rita.post(reverse("koppelvraag-beantwoorden", args=[vraag.kenmerk]), {}).content.decode()
    )
    rita.post(reverse("koppelvraag-beantwoorden", args=[vraag.kenmerk]), {"antwoord": "Ja, zoek op de naam."})
    assert "Ja, zoek op de naam." in page(bram, "koppelvraag", vraag.kenmerk)
    dina = log_in("Dina", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0599")
    assert dina.get(reverse("koppelvraag", args=[vraag.kenmerk])).status_code == 404
    assert "Beantwoord" not in page(dina, "koppelen")


def test_an_answer_may_link(bram: Client, rita: Client, two: Two, numbers: dict[str, str]) -> None:
    bram.post(reverse("koppelvraag-stellen"), numbers | {"opmerking": "Dezelfde?"})
    with acting_as(SYSTEEM):
        vraag = Koppelvraag.objects.get()
    address = reverse("koppelvraag-beantwoorden", args=[vraag.kenmerk])
    assert "Koppel ook de 2 nummers" in rita.get(address).content.decode()
    rita.post(address, {"antwoord": "Ja.", "koppelen": "ja"})
    with acting_as(SYSTEEM):
        assert Koppeling.objects.get().reden == "VRAAG"
    assert "Deze vraag is al beantwoord" in rita.post(address, {"antwoord": "Nee."}).content.decode()


@pytest.mark.req("INS-31")
def test_the_register_holder_merges_and_takes_it_back(rita: Client, two: Two) -> None:
    listed = page(rita, "koppelkandidaten")
    assert "Zonneveld" in listed
    assert not re.search(r"\b\d{9}\b", listed)  # no number in the list
    address = reverse("koppelkandidaat", args=[two[0].kenmerk, two[1].kenmerk])
    assert "zijn gekoppeld" in rita.post(address, follow=True).content.decode()
    assert "Er zijn geen registraties gevonden" in page(rita, "koppelkandidaten")
    with acting_as(SYSTEEM):
        koppeling = Koppeling.objects.get()
    assert "Gevonden door het register" in page(rita, "koppelingen")
    assert "Meldingen" in page(rita, "koppeling", koppeling.kenmerk)
    undone = rita.post(reverse("koppeling", args=[koppeling.kenmerk]), follow=True).content.decode()
    assert "De koppeling is teruggedraaid" in undone
    assert "Teruggedraaid" in undone
    assert "al teruggedraaid" in rita.post(reverse("koppeling", args=[koppeling.kenmerk])).content.decode()
    assert "Zonneveld" in page(rita, "koppelkandidaten")


def test_nobody_else_comes_in(bram: Client, anna: Client, rita: Client) -> None:
    for client, names in (
        (bram, ("koppelkandidaten", "koppelingen", "koppelvragen")),
        (anna, ("koppelen", "koppelvraag-stellen", "koppelkandidaten", "koppelingen", "koppelvragen")),
        (rita, ("koppelen", "koppelvraag-stellen")),
    ):
        for name in names:
            assert client.get(reverse(name)).status_code == 403
    for name in ("koppeling", "koppelvraag-beantwoorden"):
        assert rita.get(reverse(name, args=[uuid4()])).status_code == 404


def test_the_school_sees_the_bsn_in_its_list(rita: Client, two: Two, log_in: LogIn) -> None:
    """The school of the onderwijsnummer notices one thing: its pupil has a bsn now."""
    cor = log_in("Cor van Elders", Rol.INSCHRIJVER, soort="instelling", kenmerk="11AA")
    rita.post(reverse("koppelkandidaat", args=[two[0].kenmerk, two[1].kenmerk]))
    shown = page(cor, "inschrijvingen")
    assert "Zonneveld" in shown
    assert "Koppel" not in shown


@pytest.mark.req("INS-31")
def test_a_pair_that_is_two_pupils(rita: Client, two: Two) -> None:
    """Off the list, with the way back; the page offers no merge meanwhile."""
    address = reverse("koppelkandidaat", args=[two[0].kenmerk, two[1].kenmerk])
    assert address in page(rita, "koppelkandidaten")
    done = rita.post(address, {"wat": "apart"}, follow=True).content.decode()
    assert "dit zijn 2 leerlingen" in done
    assert "Er zijn geen registraties gevonden" in done
    assert address in done  # below, among those that are two
    shown = rita.get(address).content.decode()
    assert "Niemand kan ze koppelen" in shown
    assert "Niet koppelen" not in shown
    assert "govuk-error-summary" not in shown
    assert "vastgesteld dat dit 2 leerlingen zijn" in rita.post(address).content.decode()
    assert row_count(Koppeling) == 0
    back = rita.post(address, {"wat": "terug"}, follow=True).content.decode()
    assert "kunnen weer worden gekoppeld" in back
    assert "Er zijn geen registraties gevonden" not in back
    assert "zijn gekoppeld" in rita.post(address, follow=True).content.decode()


def test_an_agency_cannot_say_that_they_are_two(bram: Client, two: Two) -> None:
    assert "Dit zijn 2 leerlingen" not in page(bram, "koppelen-vergelijken", two[0].kenmerk, two[1].kenmerk)
