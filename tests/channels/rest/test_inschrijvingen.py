"""Enrolments over the machine link (WNS-11): what is asked, what is stored, what is answered."""

from typing import Any
from uuid import uuid4

import pytest

from tests import factories
from tests.channels.rest.koppelen import (
    BASIS,
    NUMMER,
    PAD,
    SCHRIJVEN,
    Pakket,
    ander,
    codes,
    events,
    las,
    line,
    new_pupil,
    places,
    stored,
)
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie, Intrekking

__all__ = ["las"]
pytestmark = [pytest.mark.django_db, pytest.mark.req("WNS-11")]


def test_a_pupil_is_enrolled(las: Pakket) -> None:
    answer = las("POST", PAD, line())
    assert answer.status_code == 201
    body = answer.json()
    assert answer["Location"] == f"{PAD}/{body['kenmerk']}"
    assert answer["ETag"] == las("GET", answer["Location"])["ETag"]
    assert answer["Cache-Control"] == "no-store"
    assert body["uitkomst"] == "NIEUW"
    assert body["instellingscode"] == "28AX"
    assert body["leerling"]["bsn"] == NUMMER
    with acting_as(SYSTEEM):
        [versie] = InschrijvingVersie.objects.all()
    assert (versie.kanaal, versie.actor, versie.organisatie_naam) == (
        "koppeling",
        "Sleutel LAS van Voorbeeld",
        "Voorbeeldschool",
    )
    assert [(event, kanaal) for event, kanaal, _ in events("inschrijving")] == [
        ("inschrijving:vastleggen", "koppeling")
    ]


def test_the_same_again_is_harmless_and_says_so(las: Pakket) -> None:
    first, second = las("POST", PAD, line()), las("POST", PAD, line())
    assert (second.status_code, second.json()["uitkomst"]) == (200, "ONGEWIJZIGD")
    assert second["Location"] == first["Location"]
    assert stored() == 1


def test_a_second_enrolment_waits_for_a_word(las: Pakket) -> None:
    first = las("POST", PAD, line())
    other = line(datumInschrijving="2026-10-01")
    refused = las("POST", PAD, other)
    assert (refused.status_code, codes(refused)) == (400, ["BV_I_tweede_inschrijving"])
    replaced = las("POST", PAD, other | {"vervangBestaande": True})
    assert (replaced.status_code, replaced.json()["uitkomst"]) == (200, "GEWIJZIGD")
    assert replaced["Location"] == first["Location"]
    assert replaced["ETag"] != first["ETag"]


def test_a_new_pupil_gets_a_number_in_the_answer(las: Pakket) -> None:
    answer = las("POST", PAD, new_pupil())
    assert answer.status_code == 201
    assert len(answer.json()["leerling"]["onderwijsnummer"]) == 9
    assert events("persoon:nummer-tonen") == [("persoon:nummer-tonen", "koppeling", {"bij": "koppeling inschrijven"})]


def test_warnings_come_with_what_was_stored(las: Pakket) -> None:
    answer = las("POST", PAD, line(adres={"postcode": "3511AB", "huisnummer": "1"}))
    assert answer.status_code == 201
    [warning] = answer.json()["waarschuwingen"]
    assert (warning["code"], warning["location"]) == ("BV_I_adres_uit_brp", "/adres")


def test_all_that_is_wrong_comes_at_once_at_its_place(las: Pakket) -> None:
    given = new_pupil(
        datumInschrijving="31-08-2026", geslacht=3, achternaam="", adres={"postcode": "12", "huisnummer": "x" * 40}
    )
    answer = las("POST", PAD, given | {"startdatum": "2026-08-01"})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    found = {(each["location"], each["code"]) for each in answer.json()["errors"]}
    assert found == {
        ("/startdatum", "VORM_onbekend_veld"),
        ("/datumInschrijving", "VORM_datum"),
        ("/geslacht", "VORM_type"),
        ("/achternaam", "BV_I_achternaam_verplicht"),
        ("/adres/postcode", "BV_I_postcode_klopt_niet"),
        ("/adres/huisnummer", "VORM_lengte"),
    }
    assert {each["in"] for each in answer.json()["errors"]} == {"body"}
    assert stored() == 0


SHAPES: list[tuple[dict[str, Any], str, str]] = [
    ({"bsn": 999990019}, "/bsn", "VORM_type"),
    ({"adres": "Dorpsstraat 1"}, "/adres", "VORM_json"),
    ({"vervangBestaande": "ja"}, "/vervangBestaande", "VORM_type"),
    ({"datumInschrijving": "2026-02-31"}, "/datumInschrijving", "VORM_datum"),
    ({"datumInschrijving": "2026-09-01T00:00:00Z"}, "/datumInschrijving", "VORM_datum"),
    ({"datumInschrijving": "0026-09-01"}, "/datumInschrijving", "VORM_datum"),
    ({"geboortedatum": "2012-13-01"}, "/geboortedatum", "VORM_datum"),
    ({"geboortedatum": "2012-00-05"}, "/geboortedatum", "VORM_datum"),
    ({"achternaam": "Jan\x07sen"}, "/achternaam", "VORM_tekens"),
    ({"achternaam": "x" * 201}, "/achternaam", "VORM_lengte"),
    ({"Bsn": "1"}, "/Bsn", "VORM_onbekend_veld"),
    ({"a/b~": 1}, "/a~1b~0", "VORM_onbekend_veld"),
]


@pytest.mark.parametrize(("more", "plek", "code"), SHAPES, ids=lambda value: str(value)[:40])
def test_a_wrong_shape_is_told(las: Pakket, more: dict[str, Any], plek: str, code: str) -> None:
    answer = las("POST", PAD, line(**more))
    assert (plek, code) in set(zip(places(answer), codes(answer), strict=True))
    assert places(answer).count(plek) == 1
    assert stored() == 0


def test_a_typing_error_in_a_name_is_pointed_out(las: Pakket) -> None:
    [wrong] = [
        each for each in las("POST", PAD, line(GESLACHT="V")).json()["errors"] if each["code"].startswith("VORM")
    ]
    assert wrong["detail"] == "Dit veld kennen wij hier niet. Bedoelt u geslacht?"


def test_judging_stores_nothing(las: Pakket) -> None:
    good = las("POST", f"{PAD}/_controleer", line())
    wrong = las("POST", f"{PAD}/_controleer", line(geslacht="", datumInschrijving="x"))
    assert (good.status_code, good.json()) == (200, {"uitkomst": "NIEUW", "errors": [], "waarschuwingen": []})
    assert wrong.json()["uitkomst"] == "FOUT"
    assert set(codes(wrong)) == {"BV_I_geslacht_verplicht", "VORM_datum"}
    assert stored() == 0
    assert events("inschrijving") == []


# many at once


def test_many_at_once_get_an_answer_each(las: Pakket) -> None:
    lines = [line(), line(), line(geslacht=""), line(instellingscode="11AA"), new_pupil(), 5]
    answer = las("POST", f"{PAD}/_bulk", {"inschrijvingen": lines})
    assert answer.status_code == 200
    body = answer.json()
    assert [each["uitkomst"] for each in body["regels"]] == ["NIEUW", "ONGEWIJZIGD", "FOUT", "FOUT", "NIEUW", "FOUT"]
    assert body["telling"] == {"NIEUW": 2, "GEWIJZIGD": 0, "ONGEWIJZIGD": 1, "FOUT": 3}
    assert body["regels"][2]["errors"][0]["location"] == "/inschrijvingen/2/geslacht"
    assert "VORM_json" in [each["code"] for each in body["regels"][5]["errors"]]
    assert [("inschrijving" in each) for each in body["regels"]] == [True, True, False, False, True, False]
    assert stored() == 2


@pytest.mark.parametrize(
    "body", [{}, {"inschrijvingen": []}, {"inschrijvingen": [{}] * 1001}], ids=["none", "0", "1001"]
)
def test_one_to_a_thousand_lines(las: Pakket, body: Any) -> None:
    answer = las("POST", f"{PAD}/_bulk", body)
    assert (answer.status_code, codes(answer)) == (400, ["VORM_aantal_regels"])
    assert codes(las("POST", f"{PAD}/_bulk", {"inschrijvingen": "x"})) == ["VORM_type"]


def test_a_thousand_lines_fit(las: Pakket) -> None:
    answer = las(
        "POST", f"{PAD}/_bulk", {"inschrijvingen": [line(geslacht="", bsn=factories.bsn()) for _ in range(1000)]}
    )
    assert answer.json()["telling"]["FOUT"] == 1000


# reading


def test_the_list_goes_in_parts(las: Pakket) -> None:
    for _ in range(5):
        factories.leerling()
    factories.leerling("11AA")
    first = las("GET", f"{PAD}?limit=2")
    second = las("GET", _link(first, "next"))
    third = las("GET", _link(second, "next"))
    seen = [each["kenmerk"] for answer in (first, second, third) for each in answer.json()["inschrijvingen"]]
    with acting_as(SYSTEEM):
        own = list(Inschrijving.objects.filter(instelling="28AX").order_by("pk").values_list("kenmerk", flat=True))
    assert seen == list(map(str, own))
    assert "prev" not in first["Link"]
    assert "next" not in third["Link"]
    assert las("GET", _link(third, "prev")).json() == second.json()
    assert las("GET", _link(second, "prev")).json() == first.json()
    assert len(events("persoon:nummer-tonen")) == 9


def _link(answer: Any, rel: str) -> str:
    parts = dict(reversed(part.split("; rel=")) for part in answer["Link"].split(", "))
    return parts[f'"{rel}"'].strip("<>")


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=x", "cursor=x", "bsn=123456782", "limit=1&Limit=2"])
def test_a_wrong_parameter_is_refused(las: Pakket, query: str) -> None:
    answer = las("GET", f"{PAD}?{query}")
    assert (answer.status_code, codes(answer)) == (400, ["VORM_parameter"])
    assert answer.json()["errors"][0]["in"] == "query"
    assert b"123456782" not in answer.content


def test_a_pupil_is_found_by_a_number_in_the_body(las: Pakket) -> None:
    made = las("POST", PAD, line()).json()
    found = las("POST", f"{PAD}/_zoek", {"bsn": f"{NUMMER[:4]}.{NUMMER[4:6]}.{NUMMER[6:]}"}).json()
    assert [each["kenmerk"] for each in found["inschrijvingen"]] == [made["kenmerk"]]
    empty = {"inschrijvingen": []}
    assert las("POST", f"{PAD}/_zoek", {"bsn": factories.bsn()}).json() == empty
    assert ander()("POST", f"{PAD}/_zoek", {"bsn": NUMMER}).json() == empty
    assert codes(las("POST", f"{PAD}/_zoek", {})) == ["VORM_leeg"]
    assert codes(las("POST", f"{PAD}/_zoek", {"naam": "Jansen"})) == ["VORM_onbekend_veld"]


def test_of_another_school_and_unknown_are_the_same(las: Pakket) -> None:
    place, other = las("POST", PAD, line())["Location"], ander()
    for methode, pad, body in (
        ("GET", "", None),
        ("PATCH", "", {"datumUitschrijving": "2026-11-01"}),
        ("PUT", "/intrekking", {"reden": "DUBBEL"}),
    ):
        theirs, nobodys = (other(methode, f"{at}{pad}", body, If_Match="*") for at in (place, f"{PAD}/{uuid4()}"))
        assert theirs.status_code == nobodys.status_code == 404
        assert theirs.json()["detail"] == nobodys.json()["detail"]
    assert stored() == 1


# changing


def test_the_dates_change_for_who_saw_them(las: Pakket) -> None:
    made = las("POST", PAD, line())
    place, seen = made["Location"], made["ETag"]
    kop = {"If_Match": seen, "Content_Type": "application/merge-patch+json"}
    done = las("PATCH", place, {"datumUitschrijving": "2026-11-13"}, **kop)
    assert (done.status_code, done.json()["datumUitschrijving"]) == (200, "2026-11-13")
    assert done.json()["datumInschrijving"] == "2026-09-01"
    assert las("GET", place)["ETag"] == done["ETag"] != seen
    stale = las("PATCH", place, {"datumUitschrijving": None}, If_Match=seen)
    assert (stale.status_code, stale.json()["code"]) == (412, "BV_I_intussen_gewijzigd")
    undone = las("PATCH", place, {"datumUitschrijving": None}, If_Match=done["ETag"])
    assert "datumUitschrijving" not in undone.json()
    assert undone["ETag"] == seen


def test_a_change_without_a_condition_is_refused(las: Pakket) -> None:
    place = las("POST", PAD, line())["Location"]
    answer = las("PATCH", place, {"datumUitschrijving": "2026-11-13"})
    assert (answer.status_code, codes(answer)) == (428, ["VORM_if_match"])
    weak = las("PATCH", place, {"datumUitschrijving": "2026-11-13"}, If_Match=f"W/{las('GET', place)['ETag']}")
    assert weak.status_code == 412


@pytest.mark.parametrize(
    ("body", "plek", "code"),
    [
        ({"datumInschrijving": None}, "/datumInschrijving", "BV_I_begindatum_verplicht"),
        ({"datumUitschrijving": "2026-08-01"}, "/datumUitschrijving", "BV_I_einddatum_voor_begindatum"),
        ({"datumUitschrijving": "morgen"}, "/datumUitschrijving", "VORM_datum"),
        ({"geslacht": "M"}, "/geslacht", "VORM_onbekend_veld"),
        ([1], "", "VORM_json"),
    ],
    ids=str,
)
def test_a_wrong_change_changes_nothing(las: Pakket, body: Any, plek: str, code: str) -> None:
    place = las("POST", PAD, line())["Location"]
    answer = las("PATCH", place, body, If_Match="*")
    assert answer.status_code == 400
    assert (plek, code) in set(zip(places(answer), codes(answer), strict=True))
    assert las("GET", place).json()["datumInschrijving"] == "2026-09-01"


def test_taking_back_once_or_twice_is_the_same(las: Pakket) -> None:
    place = las("POST", PAD, line())["Location"]
    given = {"reden": "NOOIT_GEWEEST", "toelichting": "Vergissing"}
    first, second = (las("PUT", f"{place}/intrekking", given) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first.json()["ingetrokkenOp"] == "2026-11-22T09:00:00Z"
    assert las("GET", place).status_code == 404
    assert las("PUT", f"{place}/intrekking", {"reden": "DUBBEL"}).status_code == 409
    assert ander()("PUT", f"{place}/intrekking", given).status_code == 404
    with acting_as(SYSTEEM):
        assert Intrekking.objects.get().door == "Sleutel LAS van Voorbeeld"
    assert stored() == 0


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "BV_I_reden_intrekken_verplicht"),
        ({"reden": "ZOMAAR"}, "BV_I_reden_intrekken_onbekend"),
        ({"x": 1}, "VORM_onbekend_veld"),
    ],
)
def test_taking_back_needs_a_reason(las: Pakket, body: Any, code: str) -> None:
    place = las("POST", PAD, line())["Location"]
    answer = las("PUT", f"{place}/intrekking", body)
    assert (answer.status_code, codes(answer)) == (400, [code])
    assert las("PUT", f"{place}/intrekking", {"reden": "DUBBEL"}, If_Match='"oud"').status_code == 412
    assert stored() == 1


def test_a_reported_pupil_is_not_taken_back(las: Pakket) -> None:
    pupil = factories.leerling()
    factories.melding(pupil)
    with acting_as(SYSTEEM):
        kenmerk = Inschrijving.objects.get(persoon=pupil).kenmerk
    answer = las("PUT", f"{PAD}/{kenmerk}/intrekking", {"reden": "DUBBEL"})
    assert (answer.status_code, codes(answer)) == (400, ["BV_I_intrekken_met_meldingen"])


# code lists


def test_code_lists_are_for_everyone_and_may_be_kept(db: None) -> None:
    nobody = Pakket("")
    answer = nobody("GET", f"{BASIS}/waardenlijsten/reden-intrekken-inschrijving")
    assert (answer.status_code, answer.json()["waarden"][0]["code"]) == (200, "NOOIT_GEWEEST")
    assert answer["Cache-Control"] == "public, max-age=3600"
    again = nobody("GET", f"{BASIS}/waardenlijsten/reden-intrekken-inschrijving", If_None_Match=answer["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert nobody("GET", f"{BASIS}/waardenlijsten/bron").status_code == 404
    assert nobody("GET", f"{BASIS}/waardenlijsten/geslacht?code=M").status_code == 400


def test_numbers_are_in_no_log_and_no_address(las: Pakket, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        made = las("POST", PAD, line())
        las("POST", f"{PAD}/_zoek", {"bsn": NUMMER})
        las("POST", PAD, line(geboortedatum="1999-01-01"))
    assert NUMMER not in "\n".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    assert NUMMER not in str(made.headers)
    assert NUMMER not in str(events())
    assert SCHRIJVEN not in caplog.text
