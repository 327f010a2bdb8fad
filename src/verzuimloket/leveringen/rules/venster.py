"""Which registrations and which days a delivery tells of, how it is called and when it is ready."""

from datetime import date, datetime, time, timedelta

from verzuimloket.core.parameters import param
from verzuimloket.core.tijdzone import AMSTERDAM
from verzuimloket.leveringen.inputs import Ontvanger, Venster

_ZONDAG = 6


def week(peildatum: date) -> Venster:
    """The seven days that end when ``peildatum`` begins, whatever day of the week that is."""
    return Venster(peildatum, _begin(peildatum), _begin(peildatum - timedelta(days=7)))


def alles(peildatum: date, *, at: datetime) -> Venster:
    """Everybody on that day, as known when it ended; or as known now, when it has not ended."""
    return Venster(peildatum, min(at, _begin(peildatum + timedelta(days=1))))


def _begin(dag: date) -> datetime:
    return datetime.combine(dag, time(), AMSTERDAM)


def laatste_zondag(on: date) -> date:
    """The peildatum of the newest weekly delivery that can be made on that day."""
    return on - timedelta(days=(on.weekday() - _ZONDAG) % 7)


def te_maken(laatste: date | None, *, on: date) -> list[date]:
    """The Sundays without a weekly delivery, the oldest first.

    The first one of all is made on a Sunday: before it there is nothing to catch up.
    """
    newest = laatste_zondag(on)
    dag = laatste + timedelta(days=7) if laatste else on
    return [dag + timedelta(days=7 * nr) for nr in range((newest - dag).days // 7 + 1)]


def naam(venster: Venster, ontvanger: Ontvanger, extensie: str) -> str:
    """20260308PG0344.csv (rapportages.md §3.2)."""
    return f"{venster.peildatum:%Y%m%d}{venster.soort}{ontvanger.instantie}.{extensie}"


def uiterlijk(aangevraagd: date) -> date:
    """The day on which a C-levering is ready at the latest: so many working days later, Monday to Friday."""
    dag, left = aangevraagd, param("levering_werkdagen", on=aangevraagd)
    while left:
        dag += timedelta(days=1)
        left -= dag.weekday() < 5
    return dag
