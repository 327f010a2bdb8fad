"""Calls of one school that come at the same moment and do not say the same (WNS-11, ADR 0041)."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from tests import factories
from tests.channels.rest.koppelen import NUMMER, PAD, Pakket, key, line, new_pupil, stored
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving

pytestmark = [pytest.mark.usefixtures("committed_db"), pytest.mark.req("WNS-11")]
MANY = 5


def at_once(call: Callable[[int], Any]) -> Counter[int]:
    """How often each status came of calls that begin together."""
    start, statuses = threading.Barrier(MANY), Counter[int]()

    def run(n: int) -> None:
        start.wait()
        try:
            statuses[call(n).status_code] += 1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[n]) for n in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def test_one_key_for_several_messages_stores_one() -> None:
    factories.instelling("28AX")
    factories.postcode()
    package, mark = Pakket(key().token), str(uuid4())
    said = at_once(lambda n: package("POST", PAD, new_pupil(achternaam="Şahin" + "abcde"[n]), Idempotency_Key=mark))
    assert said == {201: 1, 409: MANY - 1}
    assert stored() == 1


def test_of_changes_to_one_state_one_is_made() -> None:
    factories.instelling("28AX")
    factories.persoon(nummer=NUMMER)
    package = Pakket(key().token)
    made = package("POST", PAD, line())
    said = at_once(
        lambda n: package("PATCH", made["Location"], {"datumUitschrijving": f"2026-11-{10 + n}"}, If_Match=made["ETag"])
    )
    assert said == {200: 1, 412: MANY - 1}


def test_a_change_and_a_withdrawal() -> None:
    factories.instelling("28AX")
    factories.persoon(nummer=NUMMER)
    package = Pakket(key().token)
    place = package("POST", PAD, line())["Location"]
    tag = package("GET", place)["ETag"]

    def call(n: int) -> Any:
        if n % 2:
            return package("PATCH", place, {"datumUitschrijving": "2026-11-13"}, If_Match=tag)
        return package("PUT", f"{place}/intrekking", {"reden": "DUBBEL"}, If_Match=tag)

    said = at_once(call)
    assert set(said) <= {200, 201, 404, 412}
    with acting_as(SYSTEEM):
        left = Inschrijving.objects.count()
    assert (said[201], left) in ((1, 0), (0, 1))
