"""Which runs were published, and how many stand in their sets."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from verzuimloket.inschrijvingen.models import InschrijvingVersie
from verzuimloket.rapportages.models import MAANDELIJKS, Lijstregel, Peiling, Weekpeiling
from verzuimloket.rapportages.rules.kalender import Run, previous


def peiling_of(run: Run) -> Peiling | None:
    """The published run, if there is one."""
    return Peiling.objects.filter(soort=run.soort, productiemaand=run.productie.maand).first()


def previous_of(run: Run) -> Peiling | None:
    """The published run before it of the same report year; None for the first, or when it was never made."""
    earlier = previous(run)
    return peiling_of(earlier) if earlier else None


def of_month(t2: date) -> Sequence[Peiling]:
    """The runs of a production month: that of the running year, then that of the closed one."""
    return list(Peiling.objects.filter(productiemaand=f"{t2:%Y%m}", soort__in=MAANDELIJKS).order_by("soort"))


def yearly_of(t2: date) -> Sequence[Peiling]:
    """The run with the figures of a year, if it was made in this production month."""
    return list(Peiling.objects.filter(productiemaand=f"{t2:%Y%m}").exclude(soort__in=MAANDELIJKS))


def of_year(rapportjaar: int) -> QuerySet[Peiling]:
    """The monthly runs of a report year, the first one first."""
    return Peiling.objects.filter(rapportjaar=rapportjaar, soort__in=MAANDELIJKS).order_by("cutoff")


def counted(peiling: Peiling) -> dict[str, int]:
    """How many stand on the list, per reason."""
    rows = Lijstregel.objects.filter(peiling=peiling).values_list("reden").annotate(aantal=Count("pk"))
    return dict(rows.order_by("reden"))


def first_missing(run: Run) -> date | None:
    """t2 of the earliest run of the report year that this one waits for; None when the one before it is there."""
    missing, earlier = None, previous(run)
    while earlier and peiling_of(earlier) is None:
        missing, earlier = earlier.productie.t2, previous(earlier)
    return missing


def knew_enrolments(cutoff: datetime) -> bool:
    """Whether the register knew any enrolment by then."""
    since = Q(geregistreerd__startswith__lt=cutoff) | Q(geregistreerd__lower_inf=True)
    return InschrijvingVersie.objects.filter(since).exists()


def last_week() -> date | None:
    """The Monday that was measured last; none when no week was."""
    return Weekpeiling.objects.order_by("-peildatum").values_list("peildatum", flat=True).first()
