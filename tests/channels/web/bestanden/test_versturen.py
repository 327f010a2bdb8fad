"""'Bestand versturen' and the page of one file: from the choices of the sender to what came of each line."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories
from tests.channels.web.bestanden.test_ophalen import fetched, text
from tests.personas import LogIn
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.channels.upload.aanleveren import tasks
from verzuimloket.channels.web import uploads
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving

pytestmark = pytest.mark.django_db
VERSTUREN, VERSTUURD = "/bestanden/versturen/", "/bestanden/verstuurd/"
KOP = "instellingscode;datumInschrijving;bsn;geslacht;geboortedatum"
GOED = [f"28AX;01-08-2026;{factories.bsn(n)};V;03-04-2012" for n in (901, 902, 903)]
FOUT = [f"28AX;01-08-2026;{factories.bsn(904)};K;03-04-2012", f"28AX;31-02-2026;{factories.bsn(905)};V;03-04-2012"]
NUMMER = factories.bsn(904)


@pytest.fixture
def ines(log_in: LogIn) -> Client:
    factories.instelling("28AX")
    for number in range(901, 906):
        factories.persoon(nummer=factories.bsn(number), geslacht="V", geboortedatum=date(2012, 4, 3))
    return log_in("Ines", Rol.INSCHRIJVER, soort="instelling", kenmerk="28AX")


def csv_of(*lines: str) -> bytes:
    return "\r\n".join([KOP, *lines, ""]).encode()


def send(client: Client, content: bytes = csv_of(*GOED, *FOUT), naam: str = "inschrijvingen.csv", **given: str) -> Any:
    form = {"soort": "INSCHRIJVINGEN", "instelling": "28AX", "omvang": "goed", "stopdrempel": "100"} | given
    return client.post(VERSTUREN, {**form, "bestand": SimpleUploadedFile(naam, content)})


def sent() -> Aanlevering:
    with acting_as(SYSTEEM):
        return Aanlevering.objects.select_related("bestand").latest("pk")


def work(which: Any) -> None:
    """What the worker does."""
    which.func(SimpleNamespace(job=SimpleNamespace(attempts=0)), sent().pk)


def checked(client: Client, **given: Any) -> str:
    """Send and check; the address of the page of the file."""
    answer = send(client, **given)
    assert answer.status_code == 302, text(answer)
    work(tasks.check)
    return str(answer["Location"])


def rows(page: str, table: str) -> list[list[str]]:
    found = re.search(rf'<table class="govuk-table" id="{table}">.*?</table>', page)
    assert found, f"no table {table}"
    lines = re.findall(r'<tr class="govuk-table__row">(.*?)</tr>', found[0])
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in lines]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in line] for line in cells]


def lines_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def names(page: str) -> list[str]:
    return [line[1] for line in rows(page, "bestanden")[1:]]


def enrolled() -> int:
    with acting_as(SYSTEEM):
        return Inschrijving.objects.count()


@pytest.mark.req("BST-04", "BST-05", "BST-14")
def test_the_form_has_what_a_sender_chooses(ines: Client) -> None:
    page = text(ines.get(VERSTUREN))
    assert '<option value="ALGEMEEN_ROD">Algemene documenten t.b.v. ROD</option>' in page
    assert '<option value="INSCHRIJVINGEN">Inschrijvingen</option>' in page
    assert '<option value="28AX" selected>' in page
    assert "Alle eigen instellingen" not in page
    for words in (
        "Bestand kiezen",
        ">Verstuur</button>",
        "Alles of niets",
        "Regels met een fout slaan wij over.",
        "Let op",
    ):
        assert words in page
    assert 'enctype="multipart/form-data"' in page
    assert re.search(r'name="vervang" type="checkbox" value="ja" aria-describedby="[^"]+">', page), (
        "not replaced unless asked for (Q20)"
    )


def test_a_board_chooses_one_institution_or_all(log_in: LogIn) -> None:
    factories.instelling("28AX", bestuur="109B027")
    factories.instelling("28AY", bestuur="109B027", naam="Tweede School")
    page = text(log_in("Bo", Rol.INSCHRIJVER, soort="bestuur", kenmerk="109B027").get(VERSTUREN))
    assert '<option value="" selected>Alle eigen instellingen: elke regel noemt de code</option>' in page
    assert '<option value="28AY">28AY Tweede School</option>' in page


@pytest.mark.req("BST-03")
@pytest.mark.parametrize(
    ("given", "kept"),
    [("Inschrijvingen 22 nov.csv", "Inschrijvingen-22-nov.csv"), ("leerlingen (één) & ❤.csv", "leerlingen-een.csv")],
)
def test_odd_names_are_mended(ines: Client, given: str, kept: str) -> None:
    assert send(ines, naam=given).status_code == 302
    assert sent().bestand.naam == kept


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"soort": ""}, "soort", "Kies in de lijst wat voor bestand u verstuurt."),
        ({"soort": "CERTIFICAAT"}, "soort", "Kies bij Bestandssoort een van de mogelijkheden."),
        ({"instelling": "11AA"}, "instelling", "Kies bij Instellingscode een van de mogelijkheden."),
        ({"stopdrempel": "0"}, "stopdrempel", "een getal in van 1 tot en met 100"),
        ({"content": b""}, "bestand", "Het bestand is leeg."),
    ],
)
def test_what_is_refused_is_told_at_the_field(ines: Client, given: dict[str, Any], field: str, sentence: str) -> None:
    page = text(send(ines, **given))
    assert page.count(sentence) >= 1
    assert f'<a href="#{field}">' in page
    with acting_as(SYSTEEM):
        assert not Aanlevering.objects.exists()


def test_no_file_and_a_file_that_is_too_large(ines: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Kies het bestand dat u wilt versturen." in text(ines.post(VERSTUREN, {"soort": "INSCHRIJVINGEN"}))
    monkeypatch.setattr(uploads, "most", lambda request: 100)
    assert "Het bestand is groter dan 500 MB." in text(send(ines))


@pytest.mark.req("BST-02")
def test_the_way_of_a_file(ines: Client) -> None:
    address = send(ines)["Location"]
    page = text(ines.get(address))
    assert 'http-equiv="refresh" content="5"' in page
    assert "Wij hebben uw bestand ontvangen." in page
    assert "refresh" not in text(ines.get(f"{address}?vernieuwen=nee"))
    work(tasks.check)
    page = text(ines.get(address))
    assert "refresh" not in page
    assert rows(page, "tellingen")[1:5] == [["Nieuw", "3"], ["Gewijzigd", "0"], ["Stond er al", "0"], ["Fout", "2"]]
    assert "Verwerk 3 goede regels" in page
    assert enrolled() == 0, "nothing is stored yet"
    assert ines.post(f"{address}verwerken/", {"omvang": "goed"})["Location"] == address
    assert "Wij verwerken uw bestand." in text(ines.get(address))
    work(tasks.commit)
    page = text(ines.get(address))
    assert "3 regels zijn verwerkt" in page
    assert "2 regels zijn niet verwerkt" in page
    assert "Verwerkt met fouten" in page
    assert "20-02-2027" in page, "the day of removal"
    assert enrolled() == 3
    assert "De stand is nu Verwerkt." in text(ines.post(f"{address}verwerken/", {"omvang": "goed"}))


def test_without_one_good_line_there_is_nothing_to_process(ines: Client) -> None:
    page = text(ines.get(checked(ines, content=csv_of(*FOUT))))
    assert "Dit bestand kan niet worden verwerkt" in page
    assert "Wilt u dit bestand verwerken?" not in page
    assert "Niet verwerken</button>" in page


def test_all_that_is_missing_is_told_at_once(ines: Client) -> None:
    page = text(ines.post(VERSTUREN, {"omvang": "goed"}))
    assert "Kies in de lijst wat voor bestand u verstuurt." in page
    assert "Kies het bestand dat u wilt versturen." in page


def test_what_is_wrong_and_how_to_mend_it(ines: Client) -> None:
    page = text(ines.get(checked(ines)))
    head, *lines = rows(page, "bevindingen")
    first, second = lines  # one finding per mistake
    assert head == ["Regel", "Kolom", "Waarde", "Wat is er mis", "Zo lost u het op"]
    assert first[:3] == ["5", "geslacht", "K"]
    assert [line[4] for line in lines if line[3].endswith("BV_I_geslacht_onbekend uitleg")] == ["Gebruik M, V of O."]
    assert second[:3] == ["6", "datumInschrijving", "31-02-2026"]
    assert 'href="/hulp/codes/BV_I_geslacht_onbekend/"' in page
    only = text(ines.get(sent_address() + "?code=BV_I_geslacht_onbekend"))
    assert len(rows(only, "bevindingen")) == 2
    assert "1 bevinding</strong>" in only


def sent_address() -> str:
    return f"{VERSTUURD}{sent().kenmerk}/"


def test_how_the_file_was_read(ines: Client) -> None:
    page = text(ines.get(checked(ines)))
    assert "puntkomma" in page
    head, *lines = rows(page, "voorbeeld")
    assert head == KOP.split(";")
    assert len(lines) == 5
    assert lines[3] == ["28AX", "01-08-2026", f"*****{NUMMER[-3:]}", "K", "03-04-2012"]
    assert NUMMER not in page, "no whole person number on the screen"


@pytest.mark.req("BST-06")
def test_only_the_wrong_lines_come_back_and_go_in_again(ines: Client) -> None:
    address = checked(ines)
    answer = ines.get(f"{address}foute-regels/")
    wrong = fetched(answer).decode("utf-8-sig")
    assert [line[2] for line in lines_of(wrong)] == ["bsn", factories.bsn(904), factories.bsn(905)]
    back = lines_of(fetched(ines.get(f"{address}terug/")).decode("utf-8-sig"))
    assert [line[-2] for line in back] == ["Uitkomst", "Nieuw", "Nieuw", "Nieuw", "Fout", "Fout"]
    ines.post(f"{address}verwerken/", {"omvang": "goed"})
    work(tasks.commit)
    mended = wrong.replace('"K"', '"V"').replace("31-02-2026", "28-02-2026").encode()
    again = checked(ines, content=mended, naam="verbeterd.csv")
    assert rows(text(ines.get(again)), "tellingen")[4] == ["Fout", "0"]
    page = text(ines.get(VERSTUURD))
    lines = rows(page, "bestanden")[1:]
    assert [line[1] for line in lines] == ["verbeterd.csv", "inschrijvingen.csv"]
    assert lines[1][2:5] == ["Inschrijvingen", "28AX", "Ines"]
    assert lines[1][6:] == ["Verwerkt met fouten", "20-02-2027", "5", "3", "2"]


def test_all_or_nothing_stores_nothing(ines: Client) -> None:
    address = checked(ines, omvang="alles")
    page = text(ines.get(address))
    assert re.search(r'value="alles" checked', page)
    page = text(ines.post(f"{address}verwerken/", {"omvang": "alles"}))
    assert "In 2 regels klopt iets niet, dus er is niets vastgelegd." in page
    assert "Fout: " in page
    assert sent().stand == "GECONTROLEERD"
    assert enrolled() == 0


def test_not_handled_after_all(ines: Client) -> None:
    address = checked(ines)
    assert ines.post(f"{address}stoppen/")["Location"] == address
    page = text(ines.get(address))
    assert "Gestopt door de afzender. Er is niets vastgelegd." in page
    assert "Verwerk 3" not in page
    assert "De stand is nu Gestopt." in text(ines.post(f"{address}stoppen/"))


def test_what_cannot_be_read_is_refused_with_a_sentence(ines: Client) -> None:
    page = text(ines.get(checked(ines, content=b"zomaar wat tekst\r\nzonder kolommen\r\n")))
    assert "Niet gelukt" in page
    assert "VORM_bestand_" in page
    assert "Geweigerd" in page


@pytest.mark.req("BST-06")
def test_filters_and_zip_of_what_was_sent(ines: Client) -> None:
    checked(ines)
    send(ines, naam="tweede.csv")
    assert names(text(ines.get(VERSTUURD))) == ["tweede.csv", "inschrijvingen.csv"]
    assert names(text(ines.get(VERSTUURD + "?stand=GECONTROLEERD&soort=INSCHRIJVINGEN"))) == ["inschrijvingen.csv"]
    assert "Geen bestanden met deze filters." in text(ines.get(VERSTUURD + "?stand=VERWERKT"))
    with acting_as(SYSTEEM):
        kenmerken = [str(each.kenmerk) for each in Aanlevering.objects.all()]
    answer = ines.post(f"{VERSTUURD}samen/", {"bestand": kenmerken})
    assert answer["Content-Disposition"] == 'attachment; filename="verstuurde-bestanden-2026-11-22.zip"'
    with zipfile.ZipFile(io.BytesIO(fetched(answer))) as archive:
        assert len(archive.namelist()) == 2
        assert archive.read("tweede.csv") == csv_of(*GOED, *FOUT)
    assert "Vink de bestanden aan" in text(ines.post(f"{VERSTUURD}samen/"))


STRANGERS: dict[str, Callable[[LogIn], Client]] = {
    "other school": lambda log_in: log_in("Cor", *Rol, soort="instelling", kenmerk="11AA"),
    "municipality": lambda log_in: log_in("Bram", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0344"),
}


@pytest.mark.req("AUT-20", "AUT-21")
@pytest.mark.parametrize("make", STRANGERS.values(), ids=STRANGERS)
def test_strangers_see_nothing(ines: Client, log_in: LogIn, make: Callable[[LogIn], Client]) -> None:
    factories.instelling("11AA", bestuur="200B001", naam="Andere School")
    address, client = checked(ines), make(log_in)
    for end in ("", "terug/", "foute-regels/"):
        assert client.get(f"{address}{end}").status_code == 404
    for end in ("verwerken/", "stoppen/"):
        assert client.post(f"{address}{end}", {"omvang": "goed"}).status_code == 404
    assert client.post(f"{VERSTUURD}samen/", {"bestand": str(sent().kenmerk)}).status_code == 404
    assert "nog geen bestanden verstuurd" in text(client.get(VERSTUURD))
    assert sent().stand == "GECONTROLEERD"


def test_other_roles_of_the_school_do_not_send(ines: Client, log_in: LogIn) -> None:
    address, mo = checked(ines), log_in("Mo", Rol.MELDER, Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    for each in (VERSTUREN, VERSTUURD, address, f"{address}terug/", "/bestanden/uitleg/"):
        assert mo.get(each).status_code == 403
    colleague = log_in("Ilse", Rol.INSCHRIJVER, soort="instelling", kenmerk="28AX")
    assert "Verstuurd door" in text(colleague.get(address)), "a colleague with the role sees what was sent"


def test_a_file_that_was_sent_is_no_file_to_fetch(ines: Client) -> None:
    send(ines)
    bestand = sent().bestand
    assert ines.get(f"/bestanden/{bestand.kenmerk}/").status_code == 404
    assert ines.post(f"/bestanden/{bestand.kenmerk}/verwijderen/").status_code == 404
    assert "inschrijvingen.csv" not in text(ines.get("/bestanden/"))


@pytest.mark.req("BST-15")
def test_template_example_and_explanation(ines: Client) -> None:
    heads = {"csv": b"\xef\xbb\xbfinstellingscode;", "xlsx": b"PK\x03\x04"}
    for kind, start in heads.items():
        answer = ines.get(f"/bestanden/sjabloon-{kind}/")
        assert answer.content.startswith(start)
        assert answer["Content-Disposition"] == f'attachment; filename="inschrijvingen-sjabloon.{kind}"'
    assert len(ines.get("/bestanden/voorbeeld/").content.splitlines()) > 3
    page = text(ines.get("/bestanden/uitleg/"))
    assert len(rows(page, "kolommen")) == 23
    for way in ("sjabloon-xlsx", "sjabloon-csv", "voorbeeld"):
        assert f'href="/bestanden/{way}/"' in page


def test_the_start_page_tells_what_waits(ines: Client) -> None:
    assert "te verwerken" not in text(ines.get("/"))
    checked(ines)
    assert re.search(
        r'href="/bestanden/verstuurd/\?stand=GECONTROLEERD">.*?>1</span>.*?bestand te verwerken', text(ines.get("/"))
    )


def test_no_personal_data_in_the_trail(ines: Client) -> None:
    address = checked(ines)
    fetched(ines.get(f"{address}terug/"))
    with acting_as(SYSTEEM):
        trail = str(list(AuditEntry.objects.values_list("subject", "data")))
    assert factories.bsn(901) not in trail
    assert "aanlevering" in trail
