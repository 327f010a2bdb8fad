"""Cells: notations of days, sex and land; what a spreadsheet damaged; texts that do not fit."""

from datetime import date

import pytest

from tests.channels.upload.bestand import KOP, codes, lijn, open_, regel, regels, tekst
from verzuimloket.aanleveringen.sjabloon import KOLOMMEN
from verzuimloket.channels.web.inschrijvingen.velden import VELDEN
from verzuimloket.personen.inputs import AdresInput, Geboortedatum
from verzuimloket.personen.models import AdresVelden, PersoonVelden

DAG = date(2026, 8, 31)
ADRES = {"bsn": "", "achternaam": "Vis", "postcode": "1234AB", "huisnummer": "12"}


@pytest.mark.req("INS-05")
@pytest.mark.parametrize(
    "text",
    [
        *("2026-08-31", "31-08-2026", "31-8-2026", "31/8/2026", "31.08.2026", "31 8 2026", "20260831", "31082026"),
        *("2026/08/31", "2026-8-31", "31-08-26", "31 aug 2026", "31-augustus-2026", "31aug2026", "31 aug. 26"),
        *("2026-08-31 00:00:00", "2026-08-31T00:00:00", "31-8-2026 0:00", "'31-08-2026", '="31-08-2026"'),
        *("46265", "46265.0", "46265,5", "\u00a031-08-2026 "),
    ],
)
def test_days(text: str) -> None:
    found = regel(datumInschrijving=text)
    assert (found.given.begindatum, found.fouten) == (DAG, ())
    assert bool(found.herstel) == text.startswith("46265")


@pytest.mark.parametrize(
    ("text", "woorden"),
    [
        ("31-02-2026", "31-02-2026 bestaat niet"),
        ("29-02-2025", "bestaat niet"),
        ("31-31-2026", "maand"),
        ("2026-31-08", "maand"),
        ("00-08-2026", "dag"),
        ("31-00-2026", "maand"),
        ("08-2026", "hele datum"),
        ("2026", "hele datum"),
        ("31-08-0026", "jaar"),
        ("31-08-2526", "jaar"),
        ("morgen", "geen datum"),
        ("31-08", "geen datum"),
        ("310826", "geen datum"),
        ("3१-08-2026", "geen datum"),
        ("31 ma 2026", "geen datum"),
        ("########", "foutmelding van Excel"),
        ("#N/B", "foutmelding van Excel"),
        ("=A1", "formule"),
        ("31-08-2026\x07", "vreemde tekens"),
        ("31-08-2026 09:30", "geen datum"),
        ("9" * 31, "te veel"),
    ],
)
def test_what_is_no_day(text: str, woorden: str) -> None:
    found = regel(datumUitschrijving=text)
    (fout,) = found.fouten
    assert fout.field == "datumUitschrijving"
    assert woorden in fout.text
    assert found.given.einddatum is None


@pytest.mark.req("INS-35")
@pytest.mark.parametrize(
    ("text", "geboren"),
    [
        ("04-03-2012", Geboortedatum(2012, 3, 4)),
        ("40972", Geboortedatum(2012, 3, 4)),
        ("4032012", Geboortedatum(2012, 3, 4)),
        ("00-03-2012", Geboortedatum(2012, 3)),
        ("0-3-2012", Geboortedatum(2012, 3)),
        ("2012-03-00", Geboortedatum(2012, 3)),
        ("03-2012", Geboortedatum(2012, 3)),
        ("2012-03", Geboortedatum(2012, 3)),
        ("20120300", Geboortedatum(2012, 3)),
        ("00-00-2012", Geboortedatum(2012)),
        ("2012-00-00", Geboortedatum(2012)),
        ("20120000", Geboortedatum(2012)),
        ("00/00/2012", Geboortedatum(2012)),
        ("2012", Geboortedatum(2012)),
        ("2012.0", Geboortedatum(2012)),
        ("04-00-2012", None),
        ("04-03-12", None),
        ("30-02-2012", None),
        ("13-2012", None),
        ("1812-03-04", None),
    ],
)
def test_birth_dates(text: str, geboren: Geboortedatum | None) -> None:
    found = regel(geboortedatum=text)
    assert found.given.geboortedatum == geboren
    assert codes(found) == ([] if geboren else [("VORM_datum", "geboortedatum")])


@pytest.mark.parametrize(
    ("inschrijving", "geboren", "eerste", "notatie"),
    [
        (["01-08-2026"] * 9, ["25-03-2012"], date(2026, 8, 1), "dag-maand-jaar"),
        (["08/01/2026"] * 9, ["03/25/2012", "04/05/2012"], date(2026, 8, 1), "maand-dag-jaar"),
        (["08/01/2026", "08/31/2026"], ["2012-03-25"], date(2026, 8, 1), "maand-dag-jaar"),
        (["01-08-2026"] * 9 + ["09-15-2026"], ["2012-03-25"], date(2026, 8, 1), "dag-maand-jaar"),
        (["02-08-2026", "09-15-2026"], ["25-03-2012"], date(2026, 8, 2), "dag-maand-jaar"),
        (["02-08-2026", "15-09-2026"], ["03/25/2012"] * 3, date(2026, 8, 2), "dag-maand-jaar"),
        (["02-08-2026"], ["04-05-2012"], date(2026, 8, 2), "dag-maand-jaar"),
        (["1/8/2026"], ["03/25/2012", "03/26/2012", "03/27/2012"], date(2026, 1, 8), "maand-dag-jaar"),
        (["20260801"], ["25-03-2012"], date(2026, 8, 1), "cijfers achter elkaar"),
        (["46235", "01-08-2026"], ["25-03-2012"], date(2026, 8, 1), "dag-maand-jaar en getal van Excel"),
    ],
)
def test_which_comes_first(inschrijving: list[str], geboren: list[str], eerste: date, notatie: str) -> None:
    size = max(len(inschrijving), len(geboren))
    pairs = [(inschrijving[n % len(inschrijving)], geboren[n % len(geboren)]) for n in range(size)]
    lezing = open_(tekst(*[lijn(datumInschrijving=a, geboortedatum=b) for a, b in pairs]))
    assert lezing.leeswijze.datumnotatie["datumInschrijving"] == notatie
    assert next(lezing.regels()).given.begindatum == eerste
    month_first = "maand-dag-jaar" in lezing.leeswijze.datumnotatie.values()
    assert any("maand vooraan" in sentence for sentence in lezing.leeswijze.opmerkingen) == month_first


def test_a_day_against_the_rest_of_its_column() -> None:
    lines = [lijn(geboortedatum=text) for text in ("03/25/2012", "03/26/2012", "04/30/2012")] * 700
    found = regels(tekst(*lines, lijn(geboortedatum="25/03/2012")), deel=10_000)
    assert codes(found[-1]) == [("VORM_datum", "geboortedatum")]
    assert "maand vooraan" in found[-1].fouten[0].text


@pytest.mark.parametrize(
    ("text", "geslacht"),
    [
        *[(text, "M") for text in ("M", "m", "man", "Man", "1", "1.0")],
        *[(text, "V") for text in ("V", "v", "Vrouw", "2")],
        *[(text, "O") for text in ("O", "Onbekend", "0", "9", "X", "x")],
        *[(text, text) for text in ("F", "kind")],
        ("", ""),
    ],
)
def test_sex(text: str, geslacht: str) -> None:
    found = regel(geslacht=text)
    assert (found.given.geslacht, found.fouten, found.herstel) == (geslacht, (), ())


@pytest.mark.parametrize(
    ("kolom", "van", "naar"),
    [
        ("bsn", "12345672", "012345672"),
        ("bsn", "12345672.0", "012345672"),
        ("bsn", '="012345672"', "012345672"),
        ("bsn", "'012345672", "012345672"),
        ("bsn", "999990019.0", "999990019"),
        ("bsn", "999990019,00", "999990019"),
        ("bsn", "9999.90.019", "999990019"),
        ("bsn", "9999 90 019", "999990019"),
        ("bsn", "\u00a0999990019", "999990019"),
        ("onderwijsnummer", "100.000.016", "100000016"),
        ("postcode", "1234 ab", "1234AB"),
        ("huisnummer", "12.0", "12"),
        ("huisnummer", "12,0", "12"),
        ("achternaam", "Vis\u00a0Vis", "Vis Vis"),
        ("achternaam", "V\u00adis", "Vis"),
        ("achternaam", "'-Vis", "-Vis"),
        ("achternaam", '="Vis"', "Vis"),
        ("instellingscode", "99xa", "99XA"),
    ],
)
def test_damage_that_is_repaired(kolom: str, van: str, naar: str) -> None:
    quoted = '"' + van.replace('"', '""') + '"'
    found = regel(**(ADRES if kolom not in ("bsn", "onderwijsnummer") else {}) | {kolom: quoted})
    assert (found.fouten, found.herstel) == ((), ((kolom, van, naar),))
    values = vars(found.given) | vars(found.given.adres or AdresInput()) | {"instellingscode": found.given.instelling}
    assert values[kolom] == naar


@pytest.mark.parametrize(
    ("kolom", "van"), [("voorvoegsels", "'t"), ("achternaam", " Vis "), ("bsn", "999990019 "), ("huisletter", "'s")]
)
def test_what_is_no_damage(kolom: str, van: str) -> None:
    assert regel(**{kolom: van}).herstel == ()


@pytest.mark.parametrize("text", ["1.23457E+08", "1,23457E+08", "1E8", "1.23456782e+08"])
def test_a_rounded_number_is_gone(text: str) -> None:
    found = regel(bsn=text)
    assert codes(found) == [("VORM_afgerond", "bsn")]
    assert found.given.met_nummer


@pytest.mark.parametrize(("kolom", "max_"), [(kolom.naam, kolom.max) for kolom in KOLOMMEN])
def test_texts_that_are_too_long(kolom: str, max_: int) -> None:
    assert codes(regel(**{kolom: "9" * (max_ + 1)})) == [("VORM_lengte", kolom)]
    assert ("VORM_lengte", kolom) not in codes(regel(**{kolom: "9" * max_}))


def test_lengths_are_those_of_the_screen_and_of_the_tables() -> None:
    for kolom in KOLOMMEN:
        veld = kolom.veld.replace(".", "_")
        if kolom.naam not in ("datumInschrijving", "datumUitschrijving", "geslacht", "geboortedatum"):
            assert VELDEN[veld].max == kolom.max, kolom.naam
    names = {"achternaam": PersoonVelden, "voorvoegsel": PersoonVelden, "voornamen": PersoonVelden}
    names |= dict.fromkeys(("toevoeging", "locatie", "straat", "plaats", "regel1", "regel2", "regel3"), AdresVelden)
    for naam, model in names.items():
        kolom = next(kolom for kolom in KOLOMMEN if kolom.veld.rpartition(".")[2] == naam)
        assert model._meta.get_field(naam).max_length == kolom.max  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("cellen", "adres"),
    [
        ({}, None),
        ({"landcode": "6030"}, None),
        ({"landcode": "Nederland"}, None),
        ({"landcode": "5010"}, AdresInput("5010")),
        ({"landcode": "België"}, AdresInput("5010")),
        ({"landcode": "5010.0"}, AdresInput("5010")),
        ({"postcode": "1234AB", "huisnummer": "1"}, AdresInput(postcode="1234AB", huisnummer="1")),
        ({"adresregel1": "Weg 1"}, AdresInput("", regel1="Weg 1")),
        ({"adresregel1": "Weg 1", "postcode": "1234AB"}, AdresInput(postcode="1234AB", regel1="Weg 1")),
        ({"landcode": "9089", "adresregel1": "Weg 1"}, AdresInput("9089", regel1="Weg 1")),
    ],
)
def test_addresses(cellen: dict[str, str], adres: AdresInput | None) -> None:
    assert regel(**cellen).given.adres == adres


@pytest.mark.parametrize(
    ("gekozen", "cel", "code"),
    [("99XA", "", ""), ("99XA", "99XA", ""), ("99XA", "99XB", "VORM_andere_instelling"), ("", "99XB", "")],
)
def test_the_institution(gekozen: str, cel: str, code: str) -> None:
    (found,) = regels(tekst(lijn(instellingscode=cel)), instelling=gekozen)
    assert found.given.instelling == (cel or gekozen)
    assert [fout.code for fout in found.fouten] == [code] * bool(code)


def test_every_column_reaches_its_field() -> None:
    found = regel(**{kolom.naam: kolom.voorbeeld for kolom in KOLOMMEN})
    assert found.fouten == ()
    for kolom in KOLOMMEN:
        value: object = found.given
        for naam in kolom.veld.split("."):
            value = getattr(value, naam)
        text = value.iso() if isinstance(value, Geboortedatum) else str(value)
        assert text == kolom.voorbeeld, kolom.naam
    assert found.waarden == tuple(kolom.voorbeeld for kolom in KOLOMMEN)
    assert len(KOP) == 22
