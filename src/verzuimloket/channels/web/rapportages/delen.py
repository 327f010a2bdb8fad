"""What the pages of Rapportages share: the tabs, the run that an address names, the names of months."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.dateformat import format as date_format

from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries import lijst
from verzuimloket.rapportages.queries.lijst import Bereik
from verzuimloket.rapportages.rules.kalender import Productie

GROEP = "Rapportages"
_TABS = (
    ("Deze maanden", "rapportages:start"),
    ("Dashboard", "rapportages:dashboard"),
    ("Geschiedenis", "rapportages:geschiedenis"),
    ("Waarom (niet) op de lijst?", "rapportages:waarom"),
    ("Vergelijken", "rapportages:vergelijken"),
    ("Kalender", "rapportages:kalender"),
    ("Uitleg", "rapportages:over"),
)


def tabs(present: str) -> list[tuple[str, str, bool]]:
    """The parts of Rapportages."""
    return [(label, reverse(view), view == f"rapportages:{present}") for label, view in _TABS]


def run_of(request: Verzoek, kenmerk: UUID) -> tuple[Bereik, Peiling]:
    """Whose lists the actor sees, and the run in the address. Raises Http404."""
    who = lijst.bereik(request.actor)
    peiling = lijst.published().filter(kenmerk=kenmerk).first()
    if peiling is None or not who.codes:
        raise Http404
    return who, peiling


def productie_of(peiling: Peiling) -> Productie:
    """The production month in which a run was made."""
    return of_month(peiling.productiemaand)


def of_month(maand: str) -> Productie:
    """jjjjmm."""
    return Productie(date(int(maand[:4]), int(maand[4:]), 1))


def maandnaam(maand: str) -> str:
    """jjjjmm as people say it: oktober 2026."""
    return date_format(of_month(maand).t2, "F Y")


def titel_of(peiling: Peiling) -> str:
    """How a run is called on screen."""
    jaren = f"{peiling.rapportjaar}-{peiling.rapportjaar + 1}"
    wat = "Lijst" if peiling.soort == "A04" else "Afgesloten jaar"
    return f"{wat} van {maandnaam(peiling.productiemaand)}, rapportjaar {jaren}"


def keuzes() -> list[tuple[str, str]]:
    """The runs that are kept, the newest first, to choose one."""
    return [(str(each.kenmerk), titel_of(each)) for each in lijst.published()]


def reden(code: str) -> dict[str, Any]:
    """A reason of a line: short name and explanation."""
    found = codelijst("vsv_reden")
    return {"code": code, "naam": found.label(code).capitalize(), "uitleg": found[code].extra["uitleg"]}
