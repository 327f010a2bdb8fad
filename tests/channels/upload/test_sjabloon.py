"""The template that schools fill in."""

import io
from datetime import UTC, datetime

import pytest
from python_calamine import CalamineWorkbook

from tests.channels.upload.bestand import regels
from verzuimloket.aanleveringen import sjabloon
from verzuimloket.aanleveringen.sjabloon import KOLOMMEN, kolom_van
from verzuimloket.bestanden.inspectie import inspecteer
from verzuimloket.bestanden.inspectie.codes import Gebrek
from verzuimloket.channels.upload.inschrijvingen.kop import lijkt_op_kop
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.inschrijvingen.rules import INSCHRIJVING

pytestmark = pytest.mark.req("BST-15")
NAMEN = (
    "instellingscode;datumInschrijving;datumUitschrijving;bsn;onderwijsnummer;geslacht;geboortedatum;achternaam;"
    "voorvoegsels;voornamen;landcode;postcode;huisnummer;huisletter;huisnummertoevoeging;huisnummeraanduiding;"
    "aanduidingLocatie;straatnaam;plaatsnaam;adresregel1;adresregel2;adresregel3"
)
NU = datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_columns_are_the_agreed_ones() -> None:
    assert ";".join(kolom.naam for kolom in KOLOMMEN) == NAMEN
    assert all(kolom.uitleg.endswith(".") and kolom.nodig and kolom.voorbeeld for kolom in KOLOMMEN)
    assert lijkt_op_kop(NAMEN.split(";")) == len(KOLOMMEN)
    (geslacht,) = (kolom for kolom in KOLOMMEN if kolom.naam == "geslacht")
    assert dict(geslacht.keuzes) == {code.code: code.naam for code in codelijst("geslacht")}


def test_every_field_of_a_rule_has_a_column() -> None:
    fields = {rule.field for rule in INSCHRIJVING if rule.field}
    assert {field for field in fields if not kolom_van(field)} <= {"vervang_bestaande"}
    assert kolom_van("adres.postcode") == "postcode"
    assert kolom_van("iets") == ""


def test_csv() -> None:
    target = io.BytesIO()
    sjabloon.write_csv(target)
    assert target.getvalue() == b"\xef\xbb\xbf" + NAMEN.encode() + b"\r\n"


def test_the_example_is_good_and_about_nobody() -> None:
    target = io.BytesIO()
    sjabloon.write_example_csv(target)
    found = regels(target.getvalue())
    assert len(found) == 6
    assert not any(each.fouten or each.herstel for each in found)
    assert {each.given.met_nummer for each in found} == {True, False}


@pytest.mark.parametrize("codes", [[], ["99XB", "99XA"], [f"{n:02}XA" for n in range(99)]])
def test_workbook(codes: list[str]) -> None:
    target = io.BytesIO()
    sjabloon.write_xlsx(target, codes, NU)
    assert inspecteer(target.getvalue()).gebrek == Gebrek.GEEN
    book = CalamineWorkbook.from_filelike(io.BytesIO(target.getvalue()))
    assert book.sheet_names == ["Inschrijvingen", "Uitleg", "Voorbeeld"]
    first, guide, example = (book.get_sheet_by_name(naam).to_python() for naam in book.sheet_names)
    assert first == [NAMEN.split(";")]
    assert [row[0] for row in guide[1:23]] == NAMEN.split(";")
    assert [row[6] for row in guide[1:] if len(row) > 6 and row[6]] == sorted(codes)
    assert len(example) == 7
