"""What the register holder keeps: boards, institutions and branches of RIO, and postal codes (RIO-01…11)."""

from datetime import date
from typing import Any

import pytest

from tests.rules.conftest import Judge, judge
from verzuimloket.core.rules import Rulebook
from verzuimloket.instellingen.rules import RIO
from verzuimloket.routering.rules import POSTCODE

Row = dict[str, Any]
BESTUUR, GEZAG = {"soort": "ONDERWIJSBESTUUR"}, {"soort": "BEVOEGD_GEZAG"}
VESTIGING = {"soort": "ERKENDE_VESTIGING", "hoort_bij": "31XU"}


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


def _judge_of(book: Rulebook) -> Judge:
    return lambda code, given, facts: judge(book, code, given, facts)


@pytest.fixture
def rio() -> Judge:
    return _judge_of(RIO)


@pytest.fixture
def postcode() -> Judge:
    return _judge_of(POSTCODE)


@pytest.mark.req("RIO-08")
@table(
    (BESTUUR | {"code": "109B027"}, {}, True),
    (BESTUUR | {"code": "109b027"}, {}, False),
    (BESTUUR | {"code": "109B27"}, {}, False),
    (BESTUUR | {"code": "1090B027"}, {}, False),
    (BESTUUR | {"code": "25453"}, {}, False),
    (BESTUUR | {"code": ""}, {}, False),
    (GEZAG | {"code": "25453"}, {}, True),
)
def test_BV_R_code_bestuur(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_code_bestuur", given, facts) is holds


@pytest.mark.req("RIO-08")
@table(
    (GEZAG | {"code": "25453"}, {}, True),
    (GEZAG | {"code": "2545"}, {}, False),
    (GEZAG | {"code": "254533"}, {}, False),
    (GEZAG | {"code": "٢٥٤٥٣"}, {}, False),
    (GEZAG | {"code": "109B027"}, {}, False),
    (BESTUUR | {"code": "109B027"}, {}, True),
)
def test_BV_R_code_gezag(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_code_gezag", given, facts) is holds


@pytest.mark.req("RIO-07")
@table(
    ({"code": "31XU"}, {}, True),
    ({"code": "31xu"}, {}, False),
    ({"code": "3XU"}, {}, False),
    ({"code": "31XU00"}, {}, False),
    ({"code": "XU31"}, {}, False),
    ({"code": ""}, {}, False),
    (BESTUUR | {"code": "109B027"}, {}, True),
)
def test_BV_R_code_instelling(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_code_instelling", given, facts) is holds


@pytest.mark.req("RIO-08")
@table(
    (VESTIGING | {"code": "31XU00"}, {}, True),
    (VESTIGING | {"code": "31XV00"}, {}, False),
    (VESTIGING | {"code": "31XU0"}, {}, False),
    (VESTIGING | {"code": "31XU000"}, {}, False),
    (VESTIGING | {"code": "", "hoort_bij": ""}, {}, False),
    ({"code": "31XU"}, {}, True),
)
def test_BV_R_code_vestiging(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_code_vestiging", given, facts) is holds


@table(
    (VESTIGING | {"code": "31XU00"}, {}, True),
    (VESTIGING | {"code": "31XU00"}, {"instelling_bekend": False}, False),
    (VESTIGING | {"code": "31X"}, {"instelling_bekend": False}, True),  # the shape is told first
    ({}, {"instelling_bekend": False}, True),
)
def test_BV_R_instelling_onbekend(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_instelling_onbekend", given, facts) is holds


@table(({}, {}, True), ({}, {"bestaat": True}, False))
def test_BV_R_code_bestaat(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_code_bestaat", given, facts) is holds


@table(({}, {}, True), ({"naam": ""}, {}, False), (BESTUUR | {"naam": ""}, {}, False))
def test_BV_R_naam(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_naam", given, facts) is holds


@table(
    ({}, {}, True),
    ({}, {"bestuur_bekend": False}, False),
    ({"hoort_bij": ""}, {"bestuur_bekend": False}, True),
    (GEZAG, {"bestuur_bekend": False}, False),
    (BESTUUR, {"bestuur_bekend": False}, True),
    (VESTIGING, {"bestuur_bekend": False}, True),
)
def test_BV_R_hoort_bij(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_hoort_bij", given, facts) is holds


@table(({}, {}, True), ({"hoort_bij": ""}, {}, False), (GEZAG | {"hoort_bij": ""}, {}, True))
def test_BV_R_bestuur_verplicht(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_bestuur_verplicht", given, facts) is holds


@pytest.mark.req("RIO-06")
@table(({}, {}, True), ({"sector": ""}, {}, False), (BESTUUR | {"sector": ""}, {}, True))
def test_BV_R_sector(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_sector", given, facts) is holds


@pytest.mark.req("RIO-05")
@table(
    ({}, {}, True),
    ({"bekostigd": True}, {}, True),
    ({"bekostigd": None}, {}, False),
    (VESTIGING | {"bekostigd": None}, {}, True),
)
def test_BV_R_bekostigd(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_bekostigd", given, facts) is holds


@pytest.mark.req("RIO-11")
@table(({}, {}, True), ({"begindatum": None}, {}, False), (VESTIGING | {"begindatum": None}, {}, True))
def test_BV_R_oprichting(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_oprichting", given, facts) is holds


@pytest.mark.req("RIO-11")
@table(
    ({}, {}, True),
    ({"einddatum": date(1999, 8, 1)}, {}, True),
    ({"einddatum": date(1999, 7, 31)}, {}, False),
    (VESTIGING | {"begindatum": None, "einddatum": date(1999, 7, 31)}, {}, True),
)
def test_BV_R_einde_voor_begin(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_einde_voor_begin", given, facts) is holds


@pytest.mark.req("RIO-11")
@table(
    ({"einddatum": date(2027, 7, 31)}, {}, True),
    ({"einddatum": date(2027, 7, 31)}, {"inschrijvingen_daarna": 12}, False),
    ({}, {"inschrijvingen_daarna": 12}, True),
)
def test_BV_R_inschrijvingen_na_einde(rio: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert rio("BV_R_inschrijvingen_na_einde", given, facts) is holds
    assert not RIO["BV_R_inschrijvingen_na_einde"].blocks


@table(
    ({}, {}, True),
    ({"postcode": "3511 AB"}, {}, False),
    ({"postcode": "0511AB"}, {}, False),
    ({"postcode": "3511"}, {}, False),
    ({"postcode": ""}, {}, False),
)
def test_BV_R_postcode_vorm(postcode: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert postcode("BV_R_postcode_vorm", given, facts) is holds


@table(({}, {}, True), ({}, {"gemeente": "Utrecht"}, False))
def test_BV_R_postcode_bestaat(postcode: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert postcode("BV_R_postcode_bestaat", given, facts) is holds


@table(({}, {}, True), ({"gemeente": ""}, {}, False), ({"gemeente": "9999"}, {}, False))
def test_BV_R_gemeente(postcode: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert postcode("BV_R_gemeente", given, facts) is holds
