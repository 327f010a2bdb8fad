"""CSV as schools and their programs make it: encodings, separators, line ends, headings, damage of the whole file."""

import codecs

import pytest

from tests.channels.upload.bestand import GOED, KOP, codes, geweigerd, lijn, open_, regels, tekst
from verzuimloket.core.parameters import DATED

pytestmark = pytest.mark.req("BST-02", "INS-05")
NAAM = {"bsn": "", "achternaam": "Müller", "voornamen": "Renée", "postcode": "1234AB", "huisnummer": "12"}


@pytest.mark.parametrize("deel", [1, 3, 1000])
@pytest.mark.parametrize(
    ("codec", "mark", "naam"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", codecs.BOM_UTF8, "UTF-8 met BOM"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16 LE"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16 BE"),
        ("cp1252", b"", "Windows-1252"),
        ("latin-1", b"", "Windows-1252"),
    ],
)
def test_encodings(codec: str, mark: bytes, naam: str, deel: int) -> None:
    inhoud = mark + tekst(lijn(**NAAM)).encode(codec)
    assert open_(inhoud, deel=deel).leeswijze.codering == naam
    (found,) = regels(inhoud, deel=deel)
    assert (found.given.achternaam, found.given.voornamen, found.fouten) == ("Müller", "Renée", ())


def test_a_file_that_ends_in_a_letter_of_windows() -> None:
    inhoud = "datumInschrijving;geslacht;geboortedatum;bsn;plaats\n2026-08-01;M;2012-03-04;999990019;Café".encode(
        "cp1252"
    )
    assert regels(inhoud)[0].given.adres.plaats == "Café"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("inhoud", "code", "woord"),
    [
        (tekst(lijn(**NAAM)).encode() + lijn(**NAAM).encode("cp1252"), "VORM_bestand_gemengd", "regel 3"),
        (tekst(lijn(**NAAM)).encode("cp1252") + lijn(**NAAM).encode(), "VORM_bestand_gemengd", "regel 2"),
        (codecs.BOM_UTF8 + tekst(lijn(**NAAM)).encode("cp1252"), "VORM_bestand_gemengd", "regel 2"),
        (codecs.BOM_UTF16_LE + tekst(lijn()).encode("utf-16-le") + b"\x00", "VORM_bestand_gemengd", "regel 3"),
        (tekst(lijn(**NAAM)).encode("cp850"), "VORM_bestand_tekenset", "regel 2"),
        (tekst(lijn(), lijn(bsn="99\x0099")).encode(), "VORM_bestand_geen_tekst", "regel 3"),
        (tekst(lijn()).encode("utf-16-le"), "VORM_bestand_geen_tekst", "regel 1"),
    ],
)
@pytest.mark.parametrize("deel", [1, 7, 1000])
def test_letters_that_would_be_damaged_are_refused(inhoud: bytes, code: str, woord: str, deel: int) -> None:
    found = geweigerd(inhoud, deel=deel)
    assert found[0] == code
    assert woord in found[1]


@pytest.mark.parametrize(("teken", "naam"), [(";", "puntkomma"), (",", "komma"), ("\t", "tab"), ("|", "streepje (|)")])
@pytest.mark.parametrize("einde", ["\r\n", "\n", "\r"])
def test_separators_and_line_ends(teken: str, naam: str, einde: str) -> None:
    inhoud = tekst(lijn(), lijn(**NAAM)).replace(";", teken).replace("\r\n", einde)
    assert open_(inhoud).leeswijze.scheidingsteken == naam
    for deel in (1, 1000):
        found = regels(inhoud, deel=deel)
        assert [(each.regel, each.fouten) for each in found] == [(2, ()), (3, ())]


def test_quotes_and_cells_of_more_lines() -> None:
    found = regels(tekst(lijn(straatnaam='"Lange; ""Nieuwe""\r\nstraat"'), lijn(straatnaam='5" pad')))
    assert [each.given.adres.straat for each in found if each.given.adres] == ['Lange; "Nieuwe" straat', '5" pad']
    assert [each.regel for each in found] == [2, 3]


def test_a_quote_in_the_wrong_place_costs_one_line() -> None:
    found = regels(tekst(lijn(), lijn(achternaam='"Jan "Jopie" Vis"'), lijn()))
    assert [codes(each) for each in found] == [[], [("VORM_aanhalingsteken", "")], []]
    assert found[1].waarden == ()


@pytest.mark.parametrize(
    "inhoud",
    [
        tekst(lijn(), lijn(achternaam='"Vis'), lijn()),
        tekst(lijn(), lijn(achternaam='"Vis'), *[lijn()] * 500),
        tekst(lijn(), lijn(achternaam='"Vis'), *[lijn()] * 50, lijn(plaatsnaam='"Dam"')),
        tekst(lijn(), lijn(achternaam='"Vis')).rstrip(),
    ],
)
@pytest.mark.parametrize("deel", [40, 100_000])
def test_a_quote_without_end_is_refused(inhoud: str, deel: int) -> None:
    code, sentence = geweigerd(inhoud, deel=deel)
    assert code == "VORM_bestand_aanhalingsteken"
    assert "regel 3" in sentence


KORT = "datumInschrijving;geslacht;geboortedatum;bsn"


@pytest.mark.parametrize(
    "kop",
    [
        "Datum inschrijving;Geslacht;Geboortedatum;BSN",
        "DATUM_INSCHRIJVING;GESLACHT;GEBOORTE-DATUM;B.S.N.",
        "Inschrijfdatum;m/v;geb.datum;Burgerservicenummer",
        "datumInschrijving (verplicht)*;geslacht*;geboortedatum;bsn ",
        "begindatum;sekse;geboren;bsn nr;",
        'sep=;\r\n"Begindatum";"Geslacht";"Geboortedatum";"BSN"',
        "Leerlingen van onze school;;;\r\n;;;\r\nDatum in;Geslacht;Geb. datum;BSN",
    ],
)
def test_headings_are_recognised(kop: str) -> None:
    (found,) = regels(tekst("2026-08-01;V;2012-03-04;999990019", kop=kop))
    assert (found.given.bsn, found.given.geslacht, found.fouten) == ("999990019", "V", ())


def test_any_order_and_unknown_columns() -> None:
    kop = "Klas;bsn;geslacht;Mentor;geboortedatum;datumInschrijving;huisnr;Tussenvoegsel"
    lezing = open_(tekst("3A;999990019;M;ABC;2012-03-04;2026-08-01;12;van", kop=kop))
    (found,) = lezing.regels()
    assert (found.given.bsn, found.given.voorvoegsel) == ("999990019", "van")
    assert found.waarden == ("3A", "999990019", "M", "ABC", "2012-03-04", "2026-08-01", "12", "van")
    assert lezing.kop == tuple(kop.split(";"))
    assert lezing.leeswijze.onbekende_kolommen == ("Klas", "Mentor")
    assert lezing.leeswijze.kolommen["Tussenvoegsel"] == "voorvoegsels"
    assert any("Klas, Mentor" in sentence for sentence in lezing.leeswijze.opmerkingen)
    assert lezing.leeswijze.as_dict()["soort"] == "CSV"


def test_the_name_of_the_template_goes_before_another_word() -> None:
    lezing = open_(tekst("2026-08-01;V;2012-03-04;999990019;1", kop=f"{KORT};burgerservicenummer"))
    assert lezing.leeswijze.onbekende_kolommen == ("burgerservicenummer",)


@pytest.mark.parametrize(
    ("kop", "instelling", "code", "woorden"),
    [
        (f"{KORT};BSN", "99XA", "VORM_bestand_kolom_dubbel", ["bsn", "BSN"]),
        ("begindatum;startdatum;geslacht;geboortedatum;bsn", "99XA", "VORM_bestand_kolom_dubbel", ["startdatum"]),
        ("geslacht;bsn;postcode", "99XA", "VORM_bestand_kolommen", ["datumInschrijving en geboortedatum"]),
        (KORT, "", "VORM_bestand_kolommen", ["instellingscode"]),
        ("datumInschrijving;geslacht;geboortedatum", "99XA", "VORM_bestand_kolommen", ["bsn"]),
        ("datumInschrijving;geslacht;geboortedatum;achternaam", "99XA", "VORM_bestand_kolommen", ["bsn"]),
        ("2026-08-01;V;2012-03-04;999990019", "99XA", "VORM_bestand_kop", ["sjabloon"]),
        (KORT, "99XA", "VORM_bestand_zonder_regels", ["leerlingen"]),
        (";".join([KORT, *[f"k{n}" for n in range(500)]]), "99XA", "VORM_bestand_te_veel_kolommen", ["500"]),
        (";".join([KORT, *["k"] * 10_000]), "99XA", "VORM_bestand_te_veel_kolommen", ["500"]),
        (f"{KORT};{'k' * 100_001}", "99XA", "VORM_bestand_regel_te_lang", ["Regel 1"]),
    ],
)
def test_headings_that_cannot_be_read_by(kop: str, instelling: str, code: str, woorden: list[str]) -> None:
    found = geweigerd(kop + "\n\n;;\n", instelling=instelling)
    assert found[0] == code
    for woord in woorden:
        assert woord in found[1]


def test_without_a_number_name_and_address_are_enough() -> None:
    kop = "datumInschrijving;geslacht;geboortedatum;achternaam;postcode;huisnummer"
    (found,) = regels(tekst("2026-08-01;V;2012-03-04;Vis;1234AB;12", kop=kop))
    assert not found.given.met_nummer


@pytest.mark.parametrize(
    ("inhoud", "code"),
    [
        (b"", "VORM_bestand_leeg"),
        (b"\xef\xbb\xbf\r\n  \r\n", "VORM_bestand_leeg"),
        (b"%PDF-1.7 \x01", "VORM_bestand_soort"),
        (b"<!DOCTYPE html><table>", "VORM_bestand_soort"),
        (b"\x89PNG\r\n\x1a\n\x00", "VORM_bestand_soort"),
        (b"\x1f\x8b\x08", "VORM_bestand_soort"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "VORM_bestand_oud_excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "VORM_bestand_beveiligd",
        ),
        (bytes(range(1, 32)) * 9, "VORM_bestand_kop"),
        (b"\xff" * 99, "VORM_bestand_kop"),
    ],
)
def test_what_is_no_table(inhoud: bytes, code: str) -> None:
    assert geweigerd(inhoud)[0] == code


def test_a_line_with_another_number_of_cells_is_wrong_by_itself() -> None:
    found = regels(tekst(lijn(), lijn() + ";", lijn() + "; ;", lijn() + ";x", "a;b", "x"))
    assert [codes(each) for each in found] == [[], [], [], *[[("VORM_cellen", "")]] * 3]
    assert "1 cel." in found[-1].fouten[0].text
    assert found[4].waarden == ("a", "b")
    assert all(len(each.waarden) == len(KOP) for each in found[:3])


def test_empty_lines_are_left_out_and_counted() -> None:
    found = regels(tekst("", lijn(), ";;;", " ; ; ", "", lijn(), "", "") + "\r\n")
    assert [each.regel for each in found] == [3, 7]


def test_too_many_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DATED, "upload_max_regels", [DATED["upload_max_regels"][0]._replace(value=2)])
    assert len(regels(tekst(lijn(), lijn()))) == 2
    code, sentence = geweigerd(tekst(lijn(), lijn(), lijn()))
    assert (code, "meer dan 2 regels" in sentence) == ("VORM_bestand_te_veel_regels", True)


def test_a_line_that_is_too_long_in_the_middle() -> None:
    found = geweigerd(tekst(lijn(), lijn(), "x" * 100_001), deel=65_536)
    assert found[0] == "VORM_bestand_regel_te_lang"
    assert "Regel 4" in found[1]


def test_reading_again_gives_the_same() -> None:
    lezing = open_(tekst(lijn(), lijn(bsn="x")))
    assert list(lezing.regels()) == list(lezing.regels())
    assert lezing.aantal == 2


def test_many_different_cells_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory stays bounded, and what is wrong stays told."""
    from verzuimloket.channels.upload.inschrijvingen import regels as module

    monkeypatch.setattr(module, "_OPRUIMEN_NA", 3)
    monkeypatch.setattr(module, "_ONTHOUDEN", 5)
    found = regels(tekst(*[lijn(achternaam=f"Vis{n}", bsn="99999001.9", geslacht="V" * 31) for n in range(20)]))
    assert {tuple(codes(each)) for each in found} == {(("VORM_lengte", "geslacht"),)}
    assert {each.herstel for each in found} == {(("bsn", "99999001.9", "999990019"),)}
    assert GOED["bsn"] == "999990019"
