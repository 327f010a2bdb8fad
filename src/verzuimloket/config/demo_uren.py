"""The story of the demo, part two: missed lessons of some pupils, one near the limit and one past it."""

from datetime import date, timedelta

from verzuimloket.access.models import Gebruiker
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal, Rol
from verzuimloket.core.errors import Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.lesverzuim import actions
from verzuimloket.lesverzuim.inputs import Lesregel

UREN = ((3, 2), (4, 4, 5), (8, 8, 2), (1,), (2, 3))  # per pupil the lesson hours on days of the last weeks
TE_LAAT = (15, 20)  # minutes, of the last pupil


def tell(school: str) -> int:
    """Record the lines in the name of Anna; how many were kept."""
    anna, vandaag = Gebruiker.objects.get(gebruikersnaam="anna"), clock.today()
    by = Actor(
        anna.naam,
        Kanaal.SCHERM,
        frozenset({Rol.MELDER}),
        school,
        school,
        instellingen=(school,),
        gebruiker_id=anna.pk,
    )
    return sum(
        _record(school, persoon_id, days, by, vandaag) for persoon_id, days in zip(_pupils(school), UREN, strict=False)
    )


def _pupils(school: str) -> list[int]:
    """Minors who are enrolled and about whom nothing was reported this year."""
    vandaag = clock.today()
    with acting_as(SYSTEEM):
        rows = Inschrijving.objects.filter(instelling_id=school, einddatum=None, begindatum__lt=vandaag - timedelta(60))
        rows = rows.filter(persoon__geboortedatum__gt=vandaag.replace(year=vandaag.year - 17, day=1))
        rows = rows.exclude(persoon__meldingen__begindatum__gte=vandaag - timedelta(365))
        return list(rows.order_by("-persoon_id").values_list("persoon_id", flat=True)[: len(UREN)])


def _record(school: str, persoon_id: int, days: tuple[int, ...], by: Actor, vandaag: date) -> int:
    monday = vandaag - timedelta(days=vandaag.weekday() + 14)
    regels = [
        Lesregel("", monday + timedelta(days=2 * place), uur, None, "O")
        for place, hours in enumerate(days)
        for uur in range(1, hours + 1)
    ]
    if days == UREN[-1]:
        regels += [Lesregel("", monday + timedelta(days=1), None, minuten, "T") for minuten in TE_LAAT]
    try:
        with acting_as(by):
            return actions.record_lines(school, [(persoon_id, regel) for regel in regels], by=by, at=clock.now())
    except Rejected:
        return 0
