"""An exemption over a melding: agency and school hear of it, once (EML-04)."""

from datetime import date

import pytest

from tests import factories
from tests.mail.conftest import Mailbox, Worker
from verzuimloket.config import taken
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.vrijstellingen.models import Vrijstelling

pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.mark.req("EML-04", "VRS-04")
@pytest.mark.parametrize(
    ("grond", "subjects"),
    [
        (
            "5A",
            [
                "Verzuimmelding {} is ingetrokken door het register",
                "Absence report (verzuimmelding) {} was withdrawn by the register",
            ],
        ),
        ("3A", ["Let op bij verzuimmelding {}", "Please check absence report (verzuimmelding) {}"]),
    ],
)
def test_both_sides_get_one_mail(grond: str, subjects: list[str], mailbox: Mailbox, worker: Worker) -> None:
    leerling = factories.leerling()
    melding = factories.melding(leerling, email_naar_melder=False, taal="en")
    worker()
    with acting_as(SYSTEEM):
        Vrijstelling.objects.create(
            persoon=leerling, grond=grond, begindatum=date(2026, 9, 1), einddatum=date(2027, 7, 31)
        )
    for _ in range(2):
        taken.settle_overlaps(0)
        worker()
    told = mailbox()[1:]
    assert [mail["To"] for mail in told] == ["leerplicht.0344@gemeente.example", "j.boezeroen@school.example"]
    assert [mail["Subject"] for mail in told] == [subject.format(melding.nummer) for subject in subjects]
