"""Finding the pupil, and the page of the pupil from which everything starts (MEL-01 to MEL-10)."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim import wizard
from tests.channels.web.verzuim.wizard import begin, pagina, post, text
from tests.personas import LogIn
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.models import Concept

pytestmark = pytest.mark.django_db
ZOEKEN = "/verzuim/melden/"


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
