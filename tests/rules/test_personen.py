"""Person numbers, names, addresses and birth dates. Domain rules §3, §21.1."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verzuimloket.personen.inputs import AdresInput, Geboortedatum, leeftijd, verjaardag
from verzuimloket.personen.rules import (
    aanduiding_klopt,
    bsn_klopt,
    email_klopt,
    huisletter_klopt,
    huisnummer_klopt,
    maak_onderwijsnummer,
    normaal_pgn,
    normaal_postcode,
    onderwijsnummer_klopt,
    pgn_soort,
    postcode_klopt,
    voluit,
    zoeksleutel,
)

BSN = "bsn"
ONDERWIJSNUMMER = "onderwijsnummer"


@pytest.mark.req("INS-18", "MEL-02")
@pytest.mark.parametrize(
    ("nummer", "soort"),
    [
        ("198317359", BSN),
        ("196150310", BSN),
        ("182071649", BSN),
        ("208782552", BSN),
        ("111222333", BSN),
        ("999999990", BSN),
        ("100310303", ONDERWIJSNUMMER),
        ("100729533", ONDERWIJSNUMMER),
        ("105088505", ONDERWIJSNUMMER),
        ("101781460", ONDERWIJSNUMMER),
        ("104366340", ONDERWIJSNUMMER),
        ("111111111", None),  # remainder 10, the sentinel of the C-levering
        ("182071648", None),
        ("000000000", None),  # divisible by 11, yet nobody's number
        ("20015", None),
        ("", None),
        ("99999999", None),  # eight digits
        ("9999999990", None),  # ten digits
        ("-99999990", None),
        ("99999999O", None),  # the letter
        ("999999990\n", None),
        (" 999999990", None),
        ("٩٩٩٩٩٩٩٩٠", None),  # Arabic digits: int() and isdigit() take them
        ("⁹⁹⁹⁹⁹⁹⁹⁹⁰", None),
        ("９９９９９９９９０", None),  # full width
    ],
)
def test_pgn_soort(nummer: str, soort: str | None) -> None:
    assert pgn_soort(nummer) == soort
    assert bsn_klopt(nummer) is (soort == BSN)
    assert onderwijsnummer_klopt(nummer) is (soort == ONDERWIJSNUMMER)


@settings(max_examples=50, deadline=None)
@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_no_number_is_both(nummer: str) -> None:
    assert not (bsn_klopt(nummer) and onderwijsnummer_klopt(nummer))


@settings(max_examples=50, deadline=None)
@given(st.from_regex(r"[0-9]{8}", fullmatch=True), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(start: str, place: int, step: int) -> None:
    """The weights are coprime to 11, so no single typing error gives another good number."""
    for last in "0123456789":
        nummer = start + last
        digits = [int(digit) for digit in nummer]
        digits[place] = (digits[place] + step) % 10
        if bsn_klopt(nummer):
            assert not bsn_klopt("".join(map(str, digits)))


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("999999990", "999999990"),
        (" 9999.99.990 ", "999999990"),
        ("999 999 990\n", "999999990"),
        ("999\u00a0999\u00a0990", "999999990"),
        ("10000008", "010000008"),  # eight digits: the spreadsheet dropped the zero
        ("10000007", "10000007"),  # eight digits that are no bsn stay as they are
        ("00000000", "00000000"),
        ("", ""),
        ("abc", "abc"),
    ],
)
def test_normaal_pgn(text: str, normal: str) -> None:
    assert normaal_pgn(text) == normal


def test_a_zero_is_only_put_before_a_bsn() -> None:
    """An onderwijsnummer has exactly nine digits, so eight digits never become one. Domain rules §3.1."""
    eight = next(f"{n:08}" for n in range(10_000_000, 10_001_000) if onderwijsnummer_klopt(f"0{n:08}"))
    assert normaal_pgn(eight) == eight


@pytest.mark.parametrize(("volgnummer", "nummer"), [(0, "100000004"), (1, "100000016"), (31030, "100310303")])
def test_maak_onderwijsnummer(volgnummer: int, nummer: str) -> None:
    assert maak_onderwijsnummer(volgnummer) == nummer


def test_the_last_volgnummer_is_a_place_too() -> None:
    assert maak_onderwijsnummer(999_999) == "109999995"


def test_maak_onderwijsnummer_gives_good_and_different_numbers() -> None:
    made = [maak_onderwijsnummer(volgnummer) for volgnummer in range(2_000)]
    good = [nummer for nummer in made if nummer is not None]
    assert len(set(good)) == len(good)
    assert all(onderwijsnummer_klopt(nummer) and nummer.startswith("10") for nummer in good)
    assert 150 <= made.count(None) <= 210  # one in eleven has no check digit


@pytest.mark.parametrize("volgnummer", [-1, 1_000_000])
def test_maak_onderwijsnummer_ends(volgnummer: int) -> None:
    with pytest.raises(ValueError, match="volgnummer"):
        maak_onderwijsnummer(volgnummer)


@pytest.mark.req("OVZ-03")
@pytest.mark.parametrize(
    ("tekst", "sleutel"),
    [
        ("Jansen", "jansen"),
        ("Müller", "muller"),
        ("Groß", "gross"),
        ("GROẞ", "gross"),
        ("Ørsted", "orsted"),
        ("Wałęsa", "walesa"),
        ("Đorđević", "dordevic"),
        ("Siŷ", "siy"),
        ("Þórðarson", "thordarson"),
        ("Æbelø", "aebelo"),
        ("Işık", "isik"),
        ("İnönü", "inonu"),
        ("O’Neill", "o'neill"),
        ("Jansen‐de  Vries ", "jansen-de vries"),
        ("Ĳsbrand", "ijsbrand"),
        ("Nguyễn", "nguyen"),
        ("", ""),
    ],
)
def test_zoeksleutel(tekst: str, sleutel: str) -> None:
    assert zoeksleutel(tekst) == sleutel


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="abcÅéøßŷĲŁ’ -'", max_size=30))
def test_zoeksleutel_of_a_key_is_that_key(tekst: str) -> None:
    assert zoeksleutel(zoeksleutel(tekst)) == zoeksleutel(tekst)


@pytest.mark.parametrize(
    ("postcode", "klopt"),
    [
        ("1234AB", True),
        ("1234 ab", True),
        ("9999ZZ", True),
        ("0123AB", False),
        ("1234A", False),
        ("1234ABC", False),
        ("1234SS", False),
        ("1234 sa", False),
        ("1234ÄB", False),
        ("١٢٣٤AB", False),
        ("", False),
    ],
)
def test_postcode_klopt(postcode: str, klopt: bool) -> None:
    assert postcode_klopt(postcode) is klopt


def test_normaal_postcode() -> None:
    assert normaal_postcode(" 1234 ab\n") == "1234AB"


@pytest.mark.parametrize(
    ("check", "good", "wrong"),
    [
        (huisnummer_klopt, ["1", "12", "99999"], ["", "0", "012", "12a", "100000", "1-3", "１"]),
        (huisletter_klopt, ["a", "B"], ["", "ab", "1", "é"]),
        (aanduiding_klopt, ["to", "by", "TO"], ["", "bij", "t"]),
        (
            email_klopt,
            ["a@b.nl", "a.b+c@school.example", "x@a-b.co.uk", f"{'a' * 249}@b.nl"],
            ["", "a", "a@b", "a b@c.nl", "a@b..nl", "a@-b.nl", "a@b.nl\n", f"{'a' * 250}@b.nl", "a@b.n1"],
        ),
    ],
)
def test_shapes(check: object, good: list[str], wrong: list[str]) -> None:
    assert callable(check)
    assert [text for text in good if not check(text)] == []
    assert [text for text in wrong if check(text)] == []


@pytest.mark.req("INS-35")
@pytest.mark.parametrize(
    ("iso", "vroegst", "laatst", "rekendatum"),
    [
        ("2011-03-15", date(2011, 3, 15), date(2011, 3, 15), date(2011, 3, 15)),
        ("2012-02-00", date(2012, 2, 1), date(2012, 2, 29), date(2012, 2, 1)),
        ("2011-12-00", date(2011, 12, 1), date(2011, 12, 31), date(2011, 12, 1)),
        ("2011-00-00", date(2011, 1, 1), date(2011, 12, 31), date(2011, 7, 1)),
        ("9999-12-00", date(9999, 12, 1), date(9999, 12, 31), date(9999, 12, 1)),
    ],
)
def test_geboortedatum(iso: str, vroegst: date, laatst: date, rekendatum: date) -> None:
    geboren = Geboortedatum.parse(iso)
    assert geboren.iso() == iso
    assert (geboren.vroegst(), geboren.laatst(), geboren.rekendatum()) == (vroegst, laatst, rekendatum)
    assert geboren.volledig() is (vroegst == laatst)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2011", "2011-3-15", "15-03-2011", "2011-02-31", "2011-00-15", "2011-13-01", "0000-00-00"),
        *("2011-03-15\n", "٢٠١١-٠٣-١٥", "2023-02-29"),
    ],
)
def test_geboortedatum_refuses(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the standard library words it
        Geboortedatum.parse(text)


@pytest.mark.parametrize(
    ("geboren", "dag", "jaren"),
    [
        (Geboortedatum(2008, 11, 21), date(2026, 11, 20), 17),
        (Geboortedatum(2008, 11, 21), date(2026, 11, 21), 18),
        (Geboortedatum(2008, 11), date(2026, 11, 1), 18),
        (Geboortedatum(2008), date(2026, 6, 30), 17),
        (Geboortedatum(2008), date(2026, 7, 1), 18),
        (Geboortedatum(2008, 2, 29), date(2026, 2, 28), 17),
        (Geboortedatum(2008, 2, 29), date(2026, 3, 1), 18),
        (Geboortedatum(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_leeftijd_op(geboren: Geboortedatum, dag: date, jaren: int) -> None:
    assert geboren.leeftijd_op(dag) == jaren


@settings(max_examples=50, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.integers(0, 99))
def test_verjaardag_is_the_first_day_of_that_age(geboren: date, jaren: int) -> None:
    dag = verjaardag(geboren, jaren)
    assert leeftijd(geboren, dag) == jaren
    assert leeftijd(geboren, date.fromordinal(dag.toordinal() - 1)) == jaren - 1


@pytest.mark.parametrize(("jaren", "dag"), [(4, date(2024, 2, 29)), (18, date(2038, 3, 1))])
def test_verjaardag_of_a_leap_day(jaren: int, dag: date) -> None:
    assert verjaardag(date(2020, 2, 29), jaren) == dag


def test_adres_is_dutch_unless_told_otherwise() -> None:
    assert AdresInput().in_nederland
    assert not AdresInput(land="5010").in_nederland
    assert not AdresInput(land="").in_nederland


def test_voluit() -> None:
    assert voluit(date(2026, 9, 1)) == "1 september 2026"
