"""RIO on screen: everyone looks up schools and codes, the register holder keeps them (RIO-01…14)."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.personas import LogIn
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen.models import Bestuur, Instelling, Onderwijslocatie, Vestiging
from verzuimloket.routering.models import Postcodegebied

pytestmark = pytest.mark.django_db

NAAM = "Japanse School Voorbeeldstad"
KENMERK = {Rol.BEHANDELAAR: ("instantie", "G0344"), Rol.REGISTERBEHEERDER: ("register", "")}


@pytest.fixture
def school() -> None:
    """The example of the manual: one school with two codes, each with a branch (S2 L1514-1530)."""
    Bestuur.objects.create(code="109B027", soort="ONDERWIJSBESTUUR", naam=NAAM)
    Bestuur.objects.create(code="25453", soort="BEVOEGD_GEZAG", naam=NAAM, bestuur_id="109B027")
    plaats = {"plaats": "Voorbeeldstad", "bekostigd": False, "schoolsoort": "B4"}
    po = {"sector": "PO", "wet": "WPO", "soort": "BASISSCHOOL", "naam_kort": "JSV"}
    factories.instelling("31XU", naam=NAAM, **plaats, **po)
    factories.instelling("31XV", naam=NAAM, sector="VO", **plaats)
    for code in ("31XU", "31XV"):
        Vestiging.objects.create(code=f"{code}00", instelling_id=code, naam=NAAM, plaats="Voorbeeldstad")
    closed = {"plaats": "Voorbeeldstad", "einddatum": date(2020, 7, 31)}
    Vestiging.objects.create(code="31XU01", instelling_id="31XU", naam=f"{NAAM} oost", **closed)
    factories.instelling("28AX", naam="Andere school", bestuur="200B001")


@pytest.fixture
def rita(log_in: LogIn) -> Client:
    return log_in("Rita", Rol.REGISTERBEHEERDER, soort="register", kenmerk="")


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def events() -> list[tuple[str, str]]:
    with acting_as(SYSTEEM):
        rows = AuditEntry.objects.exclude(event__startswith="toegang").order_by("pk")
        return [(row.event, row.subject) for row in rows]


@pytest.mark.req("RIO-01", "RIO-02", "RIO-03", "RIO-08")
@pytest.mark.parametrize("rol", list(Rol), ids=str)
def test_every_role_finds_a_school_with_all_its_codes(rol: Rol, school: None, log_in: LogIn) -> None:
    soort, kenmerk = KENMERK.get(rol, ("instelling", "28AX"))
    client = log_in("Iemand", rol, soort=soort, kenmerk=kenmerk)
    page = text(client.get("/rio/", {"zoek": "japanse VOORBEELDSTAD"}))
    assert "6 resultaten" in page
    assert "U hebt gezocht op <strong>japanse VOORBEELDSTAD</strong>" in page
    for line in (
        "109B027 • Onderwijsbestuur",
        "25453 • Bevoegd Gezag",
        "31XU • Instellingserkenning (OCW) • Voorbeeldstad",
        "31XU00 • Erkende Vestiging (OCW) • Voorbeeldstad",
        "31XV • Instellingserkenning (OCW) • Voorbeeldstad",
        "31XV00 • Erkende Vestiging (OCW) • Voorbeeldstad",
    ):
        assert line in page
    assert [page.index(code) for code in ("109B027 •", "25453 •", "31XU •", "31XU00 •", "31XV •")] == sorted(
        page.index(code) for code in ("109B027 •", "25453 •", "31XU •", "31XU00 •", "31XV •")
    )
    assert ("Instelling toevoegen" in page) == (rol is Rol.REGISTERBEHEERDER)
    details = text(client.get("/rio/instelling/31XU/"))
    assert ("Wijzigen of sluiten" in details) == (rol is Rol.REGISTERBEHEERDER)


@pytest.mark.req("RIO-02")
def test_the_filter_actief_can_be_taken_away(school: None, anna: Client) -> None:
    page = text(anna.get("/rio/", {"zoek": "31xu01"}))
    assert "Niets gevonden dat nu actief is" in page
    assert "?zoek=31xu01&alles=ja" in page
    wider = text(anna.get("/rio/", {"zoek": "31xu01", "alles": "ja"}))
    assert "1 resultaat" in wider
    assert "Gesloten" in wider


@pytest.mark.req("RIO-13")
def test_locations_and_places_are_found(school: None, anna: Client) -> None:
    Onderwijslocatie.objects.create(code="28AX0022", instelling_id="28AX", naam="Hoofdgebouw", plaats="Houten")
    assert "28AX0022 • Onderwijslocatie • Houten" in text(anna.get("/rio/", {"zoek": "houten"}))
    assert "Hoofdgebouw" in text(anna.get("/rio/locatie/28AX0022/"))


def test_long_results_have_pages_and_odd_input_does_no_harm(school: None, anna: Client) -> None:
    for nummer in range(30):
        Bestuur.objects.create(code=f"{40000 + nummer}", soort="BEVOEGD_GEZAG", naam=f"Reeks {nummer:02}")
    assert "Reeks 24" in text(anna.get("/rio/", {"zoek": "Reeks"}))
    assert "Reeks 29" in text(anna.get("/rio/", {"zoek": "Reeks", "pagina": "2"}))
    for odd in ("%", "_", "' OR 1=1", "<b>", "x" * 101, "\u0000"):
        assert anna.get("/rio/", {"zoek": odd, "pagina": "٣"}).status_code == 200
    assert "Niets gevonden" in text(anna.get("/rio/", {"zoek": "%"}))


@pytest.mark.req("RIO-04", "RIO-05", "RIO-06", "RIO-10")
def test_an_institution_shows_its_details_and_its_other_code(school: None, anna: Client) -> None:
    page = text(anna.get("/rio/instelling/31XU/"))
    for part in ("Bekostiging", "Details Instelling", "Niet bekostigd", "Wet op het primair onderwijs", "Basisschool"):
        assert part in page
    assert "JSV" in page
    assert "B4: internationale, buitenlandse of ambassadeschool" in page
    assert "Deze school heeft meer dan één code" in page
    assert f"{NAAM} (31XU): primair onderwijs" in page
    assert f"{NAAM} (31XV)</a>: voortgezet onderwijs" in page
    assert "meer dan één code" not in text(anna.get("/rio/instelling/28AX/"))


def test_boards_branches_and_what_does_not_exist(school: None, anna: Client) -> None:
    assert "31XV" in text(anna.get("/rio/bestuur/109B027/"))
    assert "109B027" in text(anna.get("/rio/gezag/25453/"))
    assert f"{NAAM} (31XU)" in text(anna.get("/rio/vestiging/31XU00/"))
    for address in ("bestuur/25453", "gezag/109B027", "instelling/99ZZ", "kerk/31XU", "vestiging/x"):
        assert anna.get(f"/rio/{address}/").status_code == 404


GIVEN = {
    "code": "31xw",
    "naam": "Nieuwe School",
    "naam_kort": "NS",
    "plaats": "Houten",
    "hoort_bij": "109b027",
    "sector": "VO",
    "bekostigd": "nee",
    "wet": "WVO2020",
    "soort_instelling": "VO",
    "schoolsoort": "B3",
    "begindatum_dag": "1",
    "begindatum_maand": "8",
    "begindatum_jaar": "2026",
}


def test_the_register_holder_adds_changes_and_closes_an_institution(school: None, rita: Client) -> None:
    response = rita.post("/rio/nieuw/instelling/", GIVEN)
    assert response.status_code == 302
    made = Instelling.objects.get(pk="31XW")
    assert (made.bestuur, made.oprichtingsdatum, made.bekostigd) == ("109B027", date(2026, 8, 1), False)
    assert (made.soort, made.schoolsoort) == ("VO", "B3")
    assert "De gegevens zijn toegevoegd" in text(rita.get(response["Location"]))
    form = text(rita.get("/rio/instelling/31XW/wijzigen/"))
    assert "Nieuwe School wijzigen" in form
    changed = GIVEN | {"naam": "Andere Naam", "einddatum_dag": "31", "einddatum_maand": "7", "einddatum_jaar": "2027"}
    assert rita.post("/rio/instelling/31XW/wijzigen/", changed).status_code == 302
    made.refresh_from_db()
    assert (made.naam, made.opheffingsdatum, made.lesuur_minuten) == ("Andere Naam", date(2027, 7, 31), 50)
    assert events() == [("instelling:toevoegen", "instelling 31XW"), ("instelling:wijzigen", "instelling 31XW")]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": "31X"}, "Een instellingscode heeft 2 cijfers en 2 hoofdletters"),
        ({"code": "31XU"}, "De code 31XU staat al in het register"),
        ({"hoort_bij": "109B999"}, "Bestuur 109B999 staat niet in het register"),
        ({"naam": ""}, "Vul de naam in"),
        ({"bekostigd": ""}, "Kies of de instelling wordt bekostigd"),
        ({"einddatum_dag": "1", "einddatum_maand": "8", "einddatum_jaar": "2020"}, "ligt voor de eerste dag"),
        ({"sector": "XX"}, "Kies bij Sector een van de mogelijkheden"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    school: None, rita: Client, change: dict[str, str], sentence: str
) -> None:
    before = Instelling.objects.count()
    assert sentence in text(rita.post("/rio/nieuw/instelling/", GIVEN | change))
    assert Instelling.objects.count() == before
    assert events() == []


@pytest.mark.req("RIO-11")
def test_closing_before_enrolments_end_warns_first_and_then_does_it(school: None, rita: Client) -> None:
    factories.leerling()  # enrolled at 28AX without end
    Bestuur.objects.create(code="200B001", soort="ONDERWIJSBESTUUR", naam="Bestuur")
    given = GIVEN | {"hoort_bij": "200B001", "begindatum_jaar": "1990"}
    given |= {"einddatum_dag": "31", "einddatum_maand": "12", "einddatum_jaar": "2026"}
    page = text(rita.post("/rio/instelling/28AX/wijzigen/", given))
    assert "Na de laatste dag lopen hier nog inschrijvingen door: 1." in page
    assert "Toch opslaan" in page
    assert Instelling.objects.get(pk="28AX").opheffingsdatum is None
    assert rita.post("/rio/instelling/28AX/wijzigen/", given | {"gezien": "2026-12-31"}).status_code == 302
    assert Instelling.objects.get(pk="28AX").opheffingsdatum == date(2026, 12, 31)


def test_boards_authorities_and_branches_are_kept_too(school: None, rita: Client) -> None:
    assert rita.post("/rio/nieuw/bestuur/", {"code": "300B001", "naam": "Stichting"}).status_code == 302
    given = {"code": "30001", "naam": "Gezag", "hoort_bij": "300B001"}
    assert rita.post("/rio/nieuw/gezag/", given).status_code == 302
    assert Bestuur.objects.get(pk="30001").bestuur_id == "300B001"
    assert "Gezag wijzigen" in text(rita.get("/rio/gezag/30001/wijzigen/"))
    assert rita.post("/rio/nieuw/vestiging/", {"code": "28AX01", "naam": "Oost"}).status_code == 302
    closed = {"naam": "Oost", "einddatum_dag": "1", "einddatum_maand": "8", "einddatum_jaar": "2026"}
    assert rita.post("/rio/vestiging/28AX01/wijzigen/", closed).status_code == 302
    assert Vestiging.objects.get(pk="28AX01").einddatum == date(2026, 8, 1)
    page = text(rita.post("/rio/nieuw/vestiging/", {"code": "99ZZ01", "naam": "Weg"}))
    assert "Instelling 99ZZ staat niet in het register" in page
    assert rita.get("/rio/nieuw/locatie/").status_code == 404  # the school keeps them itself (RIO-12)


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.REGISTERBEHEERDER], ids=str)
def test_nobody_else_may_change_anything(rol: Rol, school: None, log_in: LogIn) -> None:
    soort, kenmerk = KENMERK.get(rol, ("instelling", "28AX"))
    client = log_in("Iemand", rol, soort=soort, kenmerk=kenmerk)
    for address in ("/rio/nieuw/instelling/", "/rio/instelling/28AX/wijzigen/", "/beheer/postcodes/nieuw/"):
        assert client.post(address, GIVEN).status_code == 403
    assert client.get("/beheer/postcodes/").status_code == 403
    assert not Instelling.objects.filter(pk="31XW").exists()


def test_postcodes_are_looked_up_and_added(rita: Client) -> None:
    assert "De tabel is leeg" in text(rita.get("/beheer/postcodes/"))
    assert "Kies de gemeente" in text(rita.post("/beheer/postcodes/nieuw/", {"postcode": "3511 ab"}))
    given = {"postcode": "3511 ab", "gemeente": "0344"}
    assert rita.post("/beheer/postcodes/nieuw/", given).status_code == 302
    assert Postcodegebied.objects.get().met_de_hand
    assert "De postcode is toegevoegd" in text(rita.get("/beheer/postcodes/"))
    assert "Postcode 3511AB staat al in de tabel, bij gemeente Utrecht" in text(
        rita.post("/beheer/postcodes/nieuw/", given)
    )
    found = text(rita.post("/beheer/postcodes/opzoeken/", {"postcode": "3511ab", "huisnummer": "1"}))
    assert "<strong>Utrecht</strong>" in found
    assert "staat niet in de tabel" in text(rita.post("/beheer/postcodes/opzoeken/", {"postcode": "9999ZZ"}))
    assert events() == [("postcode:toevoegen", "postcode 3511AB")]


@pytest.mark.req("RIO-14")
def test_the_words_of_the_register_are_explained(anna: Client) -> None:
    page = text(anna.get("/hulp/"))
    for word in ("persoonsgebonden nummer", "RIO", "ROD"):
        assert f">{word}<" in page or f"{word}</dt>" in page
