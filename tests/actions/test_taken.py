"""What the register does by itself."""

from datetime import timedelta

import pytest

from tests import factories
from verzuimloket.access.models import Gebruiker
from verzuimloket.config import taken
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim.models import Concept


@pytest.mark.django_db
def test_drafts_go_after_their_term() -> None:
    pupil, maker = factories.leerling(), Gebruiker.objects.create(gebruikersnaam="a", naam="A")
    for days in (29, 31):
        moment = clock.now() - timedelta(days=days)
        with acting_as(SYSTEEM):
            Concept.objects.create(
                instelling_id="28AX", persoon=pupil, gebruiker=maker, begonnen_at=moment, gewijzigd_at=moment
            )
    taken.remove_old_drafts(0)
    with acting_as(SYSTEEM):
        assert Concept.objects.count() == 1
