"""The document follows the table, and the answers follow the document (API Design Rules 2.2)."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.channels.rest.koppelen import BASIS, PAD, Pakket, las, line, new_pupil
from verzuimloket.aanleveringen.sjabloon import KOLOMMEN
from verzuimloket.channels.rest.openapi import beschrijving
from verzuimloket.channels.rest.operaties import OPERATIES
from verzuimloket.core.codelijsten import codelijst

__all__ = ["las"]
pytestmark = [pytest.mark.django_db, pytest.mark.req("WNS-11")]
OPERATIONS = [
    (f"{method} {path}", operation)
    for path, methods in beschrijving()["paths"].items()
    for method, operation in methods.items()
]
IDS = [name for name, _ in OPERATIONS]


def test_everyone_may_read_it_from_any_website() -> None:
    answer = Client().get(f"{BASIS}/openapi.json")
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json() == json.loads(json.dumps(beschrijving()))
    assert "Access-Control-Allow-Origin" not in Client().get(PAD)


def test_it_says_whose_it_is() -> None:
    made = beschrijving()
    assert made["openapi"].startswith("3.1")
    assert set(made["info"]["contact"]) == {"name", "email", "url"}
    assert made["info"]["version"] == "1.0.0"
    assert made["servers"] == [{"url": f"{settings.PORTAAL_ADRES}/api/v1"}]


@pytest.mark.parametrize("operation", [operation for _, operation in OPERATIONS], ids=IDS)
def test_each_operation_is_complete(operation: dict[str, Any]) -> None:
    assert operation["summary"]
    assert operation["description"].endswith(".")
    for status, answer in operation["responses"].items():
        assert "API-Version" in answer["headers"]
        if status >= "400":
            assert list(answer["content"]) == ["application/problem+json"]
    assert "422" not in operation["responses"]
    if operation["parameters"] or "requestBody" in operation:
        assert "400" in operation["responses"]
    assert {"401", "403", "429"} <= set(operation["responses"]) or operation["security"] == []


def test_operations_and_messages_have_their_own_names() -> None:
    names = [operatie.naam for operatie in OPERATIES]
    assert len(set(names)) == len(names)
    assert all(name[0].isupper() for name in beschrijving()["components"]["schemas"])


def test_scopes_are_those_of_the_code_list() -> None:
    assert {operatie.bereik for operatie in OPERATIES} - {""} == {code.code for code in codelijst("api_bereik")}


def test_an_enrolment_has_the_names_of_the_template() -> None:
    properties = beschrijving()["components"]["schemas"]["InschrijvingAanlevering"]["properties"]
    names = set(properties) | set(properties["adres"]["properties"])
    assert names - {"adres", "vervangBestaande"} == {kolom.naam for kolom in KOLOMMEN}


def conforms(value: Any, schema: dict[str, Any], place: str = "") -> None:
    """Whether an answer is as described: only known properties, the required ones, of the right kind."""
    if "$ref" in schema:
        schema = beschrijving()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    assert isinstance(value, kinds[schema["type"]]), place
    assert "enum" not in schema or value in schema["enum"], place
    if schema["type"] == "object":
        assert set(schema.get("required", ())) <= set(value) <= set(schema["properties"]), place
        for name, part in value.items():
            conforms(part, schema["properties"][name], f"{place}/{name}")
    if schema["type"] == "array":
        for part in value:
            conforms(part, schema["items"], place)


def test_answers_are_as_described(las: Pakket) -> None:
    adres = {"postcode": "3511AB", "huisnummer": "1"}
    place = las("POST", PAD, line(datumInschrijving="2026-10-01"))["Location"]
    mixed = {"inschrijvingen": [line(adres=adres), new_pupil(), {"x": 1}]}
    calls = (
        ("POST", "/inschrijvingen", PAD, new_pupil()),
        ("POST", "/inschrijvingen", PAD, {"x": 1}),
        ("POST", "/inschrijvingen/_controleer", f"{PAD}/_controleer", line(adres=adres)),
        ("POST", "/inschrijvingen/_bulk", f"{PAD}/_bulk", mixed),
        ("GET", "/inschrijvingen", PAD, None),
        ("POST", "/inschrijvingen/_zoek", f"{PAD}/_zoek", {"bsn": line()["bsn"]}),
        ("GET", "/inschrijvingen/{kenmerk}", place, None),
        ("PATCH", "/inschrijvingen/{kenmerk}", place, {"datumUitschrijving": "2026-11-13"}),
        ("PUT", "/inschrijvingen/{kenmerk}/intrekking", f"{place}/intrekking", {"reden": "DUBBEL"}),
        ("GET", "/inschrijvingen/{kenmerk}", place, None),
        ("GET", "/waardenlijsten/{naam}", f"{BASIS}/waardenlijsten/gemeente", None),
    )
    for method, path, address, body in calls:
        answer = las(method, address, body, If_Match="*")
        described = beschrijving()["paths"][path][method.lower()]["responses"][str(answer.status_code)]
        conforms(answer.json(), described["content"][answer["Content-Type"]]["schema"], path)
        assert set(described["headers"]) - {"Link"} <= set(answer.headers), (path, answer.status_code)
