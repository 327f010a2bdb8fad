"""Mails about a file that a school added after it sent the melding (WNS-03)."""

from typing import Any

import pytest

from tests import factories
from tests.inspectie import maken
from tests.mail.conftest import Mailbox, Worker
from tests.mail.test_tasks import AGENCY, ANNA, do, receivers
from verzuimloket.core.scope import acting_as
from verzuimloket.mail import tasks
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.inputs import BijlageInput
from verzuimloket.verzuim.models import Melding

pytestmark = [pytest.mark.usefixtures("committed_db"), pytest.mark.req("WNS-03")]
NAALD = "Verslag van Naald"


@pytest.fixture
def melding(worker: Worker, mailbox: Mailbox) -> Melding:
    """A melding of which nobody gets a copy; the agency's mail about it has gone."""
    made = factories.melding(email_naar_melder=False)
    worker()
    return made


def add(melding: Melding, inhoud: bytes, naam: str = f"{NAALD}.pdf") -> Any:
    return do(actions.add_bijlage, melding, BijlageInput(naam, inhoud), by=ANNA)


def test_each_new_file_tells_the_municipality_once(melding: Melding, mailbox: Mailbox, worker: Worker) -> None:
    first = add(melding, maken.pdf())
    add(melding, maken.pdf())  # the same again
    add(melding, maken.xlsx(), f"{NAALD}.xlsx")
    worker()
    tasks.bijlage_toegevoegd(first.pk)
    assert receivers(mailbox) == [AGENCY, AGENCY, AGENCY]
    for mail in mailbox()[1:]:
        assert mail["Subject"] == f"Nieuwe bijlage bij verzuimmelding {melding.nummer}"
        assert "Naald" not in mail.get_content()
        assert f"/gemeente/{melding.kenmerk}/" in mail.get_content()


def test_a_file_that_was_taken_away_is_not_announced(melding: Melding, mailbox: Mailbox, worker: Worker) -> None:
    bijlage = add(melding, maken.pdf())
    with acting_as(ANNA):
        actions.remove_bijlage(bijlage, by=ANNA)
    worker()
    assert receivers(mailbox) == [AGENCY]
