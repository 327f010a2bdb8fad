"""What the schools of the demo keep about themselves: contact persons, holidays, and the pupils of a mentor."""

from verzuimloket.access.models import Gebruiker
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions as inschrijvingen
from verzuimloket.inschrijvingen import queries
from verzuimloket.instellingen import actions
from verzuimloket.instellingen.inputs import ContactpersoonInput
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.models import Melding

REGIO = "midden"
MENTOR, SCHOOL, LEERLINGEN = "mila", "47ZA", 6
CONTACTPERSOON = ("S. Overdiep", "verzuim@school.example", "verzuimcoördinator", "030 555 01 10")


def tell(scholen: dict[str, tuple[str, ...]]) -> None:
    """``scholen``: institution codes with their locations."""
    on = clock.today()
    with acting_as(SYSTEEM):
        for code in scholen:
            actions.take_over_vakanties(code, REGIO, by=SYSTEEM, on=on)
            given = ContactpersoonInput(code, *CONTACTPERSOON, locatie=f"{code}0022")
            actions.add_contactpersoon(given, by=SYSTEEM, on=on)
        _give_pupils()


def _give_pupils() -> None:
    """The mentor gets pupils about whom something was reported, and some about whom nothing was."""
    on, mentor = clock.today(), Gebruiker.objects.get(gebruikersnaam=MENTOR)
    here = queries.enrolled(SCHOOL, on=on).values("persoon_id")
    known = Melding.objects.filter(instelling_id=SCHOOL, persoon__in=here).order_by("-nummer").values("persoon_id")
    reported = list(Persoon.objects.filter(pk__in=known[: LEERLINGEN // 2]))
    others = Persoon.objects.filter(pk__in=here, meldingen__isnull=True).order_by("pk")[: LEERLINGEN // 2]
    inschrijvingen.assign_pupils(mentor.pk, SCHOOL, [*reported, *others], by=SYSTEEM, on=on)
