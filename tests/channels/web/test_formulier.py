"""The shape of a form: what is repaired in silence, what is refused, with which code."""

from datetime import date

import pytest
from django.http import QueryDict

from verzuimloket.channels.web.formulier import JA_NEE, Formulier, Veld, keep
from verzuimloket.core.errors import Violation
from verzuimloket.personen.inputs import Geboortedatum

VELDEN = {
    "reden": Veld("Vermoedelijke reden", "Een hint", max=10),
    "toelichting": Veld("Toelichting", optional=True, max=20),
    "soort": Veld("Soort", keuzes=(("A", "Appel"), ("B", "Boom"), ("C", "Cel"))),
    "actie": Veld("Actie gewenst", keuzes=JA_NEE),
    "aantal": Veld("Aantal"),
    "van": Veld("Datum van"),
    "geboren": Veld("Geboortedatum"),
}


def formulier(**antwoorden: str | list[str]) -> Formulier:
    return Formulier(antwoorden, VELDEN)


def codes(form: Formulier) -> list[tuple[str, str]]:
    return [(fout.code, fout.field) for fout in form.fouten]


def datum(naam: str, *delen: str) -> dict[str, str]:
    return {f"{naam}_{deel}": text for deel, text in zip(("dag", "maand", "jaar"), delen, strict=True)}


# text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  twee   woorden ", "twee woorden"),
        ("regel\r\nregel", "regel regel"),
        ("e\u0301e\u0301n", "één"),
        ("a\u00adb\ufeffc\u202ed\u200be", "abcde"),
        ("a\u00a0b\tc", "a b c"),
        ("=1+1", "=1+1"),
        ("<b>x</b>", "<b>x</b>"),
        ("", ""),
    ],
)
def test_text_is_repaired_in_silence(typed: str, read: str) -> None:
    form = Formulier({"reden": typed}, {"reden": Veld("Reden", max=100)})
    assert form.tekst("reden") == read
    assert form.fouten == []


def test_line_ends_stay_in_a_text_box() -> None:
    form = formulier(toelichting=" een \r\n\r\n twee\u2028drie ")
    assert form.tekstvak("toelichting") == "een\n\ntwee\ndrie"


@pytest.mark.parametrize("point", [0x00, 0x07, 0x1B, 0x7F, 0xD800, 0xFFFD, 0xFFFF])
def test_VORM_tekens(point: int) -> None:
    sign = chr(point)
    form = formulier(reden=f"a{sign}b", toelichting=f"{sign}")
    assert form.tekst("reden") == ""
    assert form.tekstvak("toelichting") == ""
    assert codes(form) == [("VORM_tekens", "reden"), ("VORM_tekens", "toelichting")]


@pytest.mark.parametrize(("length", "wrong"), [(10, False), (11, True)])
def test_VORM_lengte(length: int, wrong: bool) -> None:
    form = formulier(reden=" " + "é" * length)
    assert form.tekst("reden") == ("" if wrong else "é" * length)
    assert codes(form) == ([("VORM_lengte", "reden")] if wrong else [])
    assert form.getypt("reden") == " " + "é" * length


def test_a_very_long_text_says_how_much_is_too_much() -> None:
    form = Formulier({"t": "x" * 4210}, {"t": Veld("Toelichting", max=4000)})
    form.tekst("t")
    assert form.fout("t") == "Maak Toelichting korter. U kunt 4.000 tekens gebruiken en u gebruikt er 210 te veel."


# choices and numbers


@pytest.mark.parametrize(("typed", "read", "wrong"), [("A", "A", 0), ("", "", 0), ("Z", "", 1), ("a", "", 1)])
def test_VORM_keuze(typed: str, read: str, wrong: int) -> None:
    form = formulier(soort=typed)
    assert form.keuze("soort") == read
    assert codes(form) == [("VORM_keuze", "soort")] * wrong


def test_several_choices_come_in_the_order_of_the_list_and_once() -> None:
    assert formulier(soort=["C", "A", "C", ""]).keuzes("soort") == ("A", "C")
    assert formulier().keuzes("soort") == ()


def test_one_unknown_choice_refuses_them_all() -> None:
    form = formulier(soort=["A", "Z"])
    assert form.keuzes("soort") == ()
    assert codes(form) == [("VORM_keuze", "soort")]


@pytest.mark.parametrize(
    ("typed", "read", "wrong"), [("ja", True, 0), ("nee", False, 0), ("", None, 0), ("misschien", None, 1)]
)
def test_yes_no_or_not_answered(typed: str, read: bool | None, wrong: int) -> None:
    form = formulier(actie=typed)
    assert form.ja_nee("actie") is read
    assert codes(form) == [("VORM_keuze", "actie")] * wrong


@pytest.mark.parametrize(
    ("typed", "read", "wrong"),
    [("7", 7, 0), (" 12 ", 12, 0), ("", None, 0), ("13", None, 1), ("-1", None, 1), ("1,5", None, 1), ("٣", None, 1)],
)
def test_VORM_getal(typed: str, read: int | None, wrong: int) -> None:
    form = formulier(aantal=typed)
    assert form.getal("aantal", laagste=1, hoogste=12) == read
    assert codes(form) == [("VORM_getal", "aantal")] * wrong


# dates


@pytest.mark.req("MEL-20", "MEL-21")
@pytest.mark.parametrize(
    "delen",
    [
        ("1", "11", "2026"),
        ("01", "11", "2026"),
        ("1", "nov", "2026"),
        ("1", "November", "26"),
        ("1", "nov.", "2026"),
        ("01-11-2026", "", ""),
        ("1/11/2026", "", ""),
        ("1 november 2026", "", ""),
        ("2026-11-01", "", ""),
        ("01112026", "", ""),
        (" 1 ", " 11", "2026 "),
    ],
)
def test_a_date_in_many_ways_of_writing(delen: tuple[str, str, str]) -> None:
    form = formulier(**datum("van", *delen))
    assert form.datum("van") == date(2026, 11, 1)
    assert form.fouten == []


def test_no_date_is_for_the_rules_to_refuse() -> None:
    form = formulier(**datum("van", "", " ", ""))
    assert form.datum("van") is None
    assert form.fouten == []


@pytest.mark.parametrize(
    ("delen", "wrong", "text"),
    [
        (("31", "02", "2026"), ["dag", "maand"], "31-02-2026 bestaat niet. Controleer de dag en de maand."),
        (("1", "", "2026"), ["maand"], "Vul ook de maand in bij Datum van."),
        (("", "", "2026"), ["dag", "maand"], "Vul ook de dag en de maand in bij Datum van."),
        (("32", "1", "2026"), ["dag"], "Vul bij Datum van een dag in van 1 tot en met 31."),
        (
            ("1", "13", "2026"),
            ["maand"],
            "Vul bij Datum van een maand in van 1 tot en met 12, of de naam van de maand.",
        ),
        (
            ("1", "ma", "2026"),
            ["maand"],
            "Vul bij Datum van een maand in van 1 tot en met 12, of de naam van de maand.",
        ),
        (("1", "1", "226"), ["jaar"], "Vul bij Datum van het jaar in met 4 cijfers, bijvoorbeeld 2026."),
        (("1", "1", "0026"), ["jaar"], "Vul bij Datum van het jaar in met 4 cijfers, bijvoorbeeld 2026."),
        (("1", "1", "9999"), ["jaar"], "Vul bij Datum van het jaar in met 4 cijfers, bijvoorbeeld 2026."),
        (("١", "1", "2026"), ["dag"], "Vul bij Datum van een dag in van 1 tot en met 31."),
        (("<script>", "1", "2026"), ["dag"], "Vul bij Datum van een dag in van 1 tot en met 31."),
        (("gisteren", "", ""), ["maand", "jaar"], "Vul ook de maand en het jaar in bij Datum van."),
    ],
)
def test_VORM_datum(delen: tuple[str, str, str], wrong: list[str], text: str) -> None:
    form = formulier(**datum("van", *delen))
    assert form.datum("van") is None
    assert codes(form) == [("VORM_datum", "van")]
    assert form.datumveld("van")["wrong"] == wrong
    assert form.fout("van") == text


@pytest.mark.req("INS-19")
@pytest.mark.parametrize(
    ("delen", "read"),
    [
        (("1", "2", "2010"), Geboortedatum(2010, 2, 1)),
        (("", "2", "2010"), Geboortedatum(2010, 2)),
        (("00", "feb", "2010"), Geboortedatum(2010, 2)),
        (("", "", "2010"), Geboortedatum(2010)),
        (("00", "00", "2010"), Geboortedatum(2010)),
        (("", "", ""), None),
    ],
)
def test_a_birth_date_may_be_partly_known(delen: tuple[str, str, str], read: Geboortedatum | None) -> None:
    form = formulier(**datum("geboren", *delen))
    assert form.geboortedatum("geboren") == read
    assert form.fouten == []


@pytest.mark.parametrize(
    ("delen", "wrong"),
    [
        (("1", "", "2010"), ["maand"]),
        (("1", "2", ""), ["jaar"]),
        (("30", "2", "2010"), ["dag", "maand"]),
        (("1", "1", "10"), ["jaar"]),
    ],
)
def test_a_birth_date_that_cannot_be(delen: tuple[str, str, str], wrong: list[str]) -> None:
    form = formulier(**datum("geboren", *delen))
    assert form.geboortedatum("geboren") is None
    assert form.datumveld("geboren")["wrong"] == wrong


# repeated parts, faults, pages


def test_repeated_parts_keep_their_numbers_and_share_the_faults() -> None:
    answers = {"dag_2_van_dag": "x", "dag_2_van_maand": "1", "dag_2_van_jaar": "2026", "dag_10_reden": "ok"}
    form = Formulier(answers, VELDEN)
    groepen = form.groepen("dag", VELDEN)
    assert [groep.nummer for groep in groepen] == [2, 10]
    assert groepen[0].datum("van") is None
    assert groepen[1].tekst("reden") == "ok"
    assert codes(form) == [("VORM_datum", "dag_2_van")]
    assert form.groepen("dag", VELDEN)[0].datumveld("van")["wrong"] == ["dag"]
    assert groepen[1].veld("reden")["name"] == "dag_10_reden"


def test_a_rule_does_not_repeat_what_the_shape_says() -> None:
    form = formulier(reden="x" * 11)
    form.tekst("reden")
    form.add([Violation("BV_S_reden_verplicht", "Vul een reden in.", "reden"), Violation("BV_S_x", "Meer.", "soort")])
    assert codes(form) == [("VORM_lengte", "reden"), ("BV_S_x", "soort")]


def test_a_field_as_the_macros_want_it() -> None:
    form = formulier(reden="<b>")
    assert form.veld("reden", hint="anders") == {
        "name": "reden",
        "label": "Vermoedelijke reden",
        "hint": "anders",
        "optional": False,
        "value": "<b>",
        "choices": (),
        "error": "",
    }
    assert formulier(soort=["A", "B"]).meerkeuzeveld("soort")["value"] == ["A", "B"]
    assert formulier(**datum("van", "1-2-2026", "", "")).datumveld("van")["value"] == ("1", "2", "2026")


def test_a_warning_is_not_shown_at_the_field() -> None:
    form = formulier()
    form.add([Violation("W", "Let op.", "reden", blocks=False)])
    assert form.fout("reden") == ""


def test_what_is_kept_can_be_stored() -> None:
    post = QueryDict("csrfmiddlewaretoken=x&a=1&a=2&b=%00&c=" + "y" * 20_000)
    assert keep(post) == {"a": ["1", "2"], "b": ["\ufffd"], "c": ["y" * 10_000]}
