"""A small story for the pages about the lists: who left 99AA and why they are on the list of November 2026 or not."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests import factories
from tests.reports.verzuim import clock_at
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.personen.models import Persoon
from verzuimloket.rapportages.actions import publish_month
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries import peilingen
from verzuimloket.rapportages.rules.kalender import runs

NOV, DEC = date(2026, 11, 1), date(2026, 12, 1)
MBO = {"sector": "MBO", "niveau": "2", "leertraject": "BOL", "bekostigd": True}


@dataclass(frozen=True)
class Verhaal:
    """The pupils by a short name, and the run of November."""

    leerlingen: dict[str, Persoon]
    run: Peiling


def enrol(
    van: Persoon, code: str, begin: str, eind: str = "", moment: str = "2026-08-15T09:00:00", **given: Any
) -> None:
    """Enrolled, as the register knew it from that moment on."""
    with clock_at(moment), acting_as(SYSTEEM):
        Inschrijving.objects.create(
            persoon=van,
            instelling_id=code,
            begindatum=date.fromisoformat(begin),
            einddatum=date.fromisoformat(eind) if eind else None,
            **MBO | given,
        )


def pupil(naam: str, nummer: str) -> Persoon:
    with clock_at("2025-08-15T09:00:00"):
        return factories.persoon(achternaam=naam, voornamen="Sam", nummer=nummer, geboortedatum=date(2008, 5, 10))


def tell() -> Verhaal:
    """The register, and the list of November."""
    for code in ("99AA", "99BB"):
        factories.instelling(code, sector="MBO", naam=f"Roc {code}", bestuur="109B027" if code == "99AA" else "200B001")
    who = {
        "geen": pupil("Geenman", factories.bsn(1)),
        "bek": pupil("Bekman", factories.bsn(2)),
        "exa": pupil("Examan", factories.bsn(3)),
        "her": pupil("Herman", factories.bsn(4)),
        "nog": pupil("Nogman", factories.bsn(5)),
        "elders": pupil("Elderman", factories.bsn(6)),
    }
    enrol(who["geen"], "99AA", "2026-08-01", "2026-10-20")
    enrol(who["bek"], "99AA", "2026-08-01", "2026-10-10")
    enrol(who["bek"], "99AA", "2026-10-11", bekostigd=False)
    enrol(who["exa"], "99AA", "2026-08-01", "2026-10-10")
    enrol(who["exa"], "99BB", "2026-10-11", bekostigd=False, leertraject="EX")
    enrol(who["her"], "99AA", "2026-08-01", "2026-10-15")
    enrol(who["her"], "99BB", "2026-10-25", moment="2026-11-10T11:00:00")
    enrol(who["nog"], "99AA", "2026-08-01")
    enrol(who["elders"], "99BB", "2026-08-01", "2026-10-15")
    return Verhaal(who, publish(NOV))


def publish(t2: date) -> Peiling:
    """The run of a month."""
    with acting_as(SYSTEEM):
        publish_month(t2, by=SYSTEEM, at=clock.now())
        made = peilingen.peiling_of(runs(t2)[0])
    assert made
    return made
