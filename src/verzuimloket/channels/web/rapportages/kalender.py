"""When the reports are made and published, per year; also as a calendar to take along (MND-10, MND-12, MND-13, MND-22).

Everybody may see it, without logging in: a calendar program that follows the address has no password.
"""

from datetime import UTC, date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.rapportages import agenda, delen
from verzuimloket.channels.web.toegang import public
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.vorm import MAANDEN
from verzuimloket.rapportages.rapporten import RAPPORTEN
from verzuimloket.rapportages.rapporten.jaar import Jaarrapport
from verzuimloket.rapportages.rules.kalender import Productie, Run, runs, yearly

EERSTE, LAATSTE = 2009, 2199
_AFSLUITING = "A14"
_MEER = {_AFSLUITING: "afsluiting", "V": "voorlopige cijfers", "D": "definitieve cijfers"}
_VELDEN = {"jaar": Veld("Jaar", f"Van {EERSTE} tot en met {LAATSTE}", max=4)}


def _reads_reports(request: HttpRequest) -> bool:
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    return actor is not None and actor.has_role(Rol.RAPPORTAGES)


@require_safe
@public
def kalender(request: HttpRequest) -> HttpResponse:
    """The months of one year: this year, or the one that was asked."""
    form, jaar = _asked(request)
    today = clock.today()
    return show(
        request,
        "rapportages/kalender.jinja",
        titel="Rapportagekalender",
        groep="Rapportages",
        tabs=delen.tabs("kalender") if _reads_reports(request) else [],
        form=form,
        fouten=form.fouten,
        jaar=jaar,
        vorig=jaar - 1 if jaar > EERSTE else None,
        volgend=jaar + 1 if jaar < LAATSTE else None,
        maanden=[(run, naam(run), in_short(codes(run))) for productie in of_year(jaar) for run in lines_of(productie)],
        eerstvolgende=next_publication(today),
    )


@require_safe
@public
def ics(request: HttpRequest) -> HttpResponse:
    """The publications of that year as whole days. A year that cannot be read gives this year: a program asked."""
    jaar = _asked(request)[1]
    changed = datetime.combine(date.fromisoformat(settings.VERSIEDATUM), datetime.min.time(), UTC)
    events = [_event(productie) for productie in of_year(jaar)]
    content = agenda.write(f"Rapportagekalender {jaar}", events, gewijzigd_at=changed)
    disposition = f'attachment; filename="rapportagekalender-{jaar}.ics"'
    return HttpResponse(content, content_type=agenda.SOORT, headers={"Content-Disposition": disposition})


def _asked(request: HttpRequest) -> tuple[Formulier, int]:
    this_year = clock.today().year
    form = Formulier.posted(request.GET, _VELDEN) if request.GET else Formulier({"jaar": str(this_year)}, _VELDEN)
    asked = form.getal("jaar", laagste=EERSTE, hoogste=LAATSTE)
    return form, this_year if asked is None else asked


def of_year(jaar: int) -> list[Productie]:
    """The twelve productions of a year."""
    return [Productie(date(jaar, maand, 1)) for maand in range(1, 13)]


def next_publication(today: date) -> Productie:
    """The first production that is published today or later."""
    months = [*of_year(today.year), Productie(date(today.year + 1, 1, 1))]
    return next(productie for productie in months if productie.publicatie >= today)


def lines_of(productie: Productie) -> list[Run]:
    """What is made in that month: of the running report year, of one that closes, and the figures of a year."""
    figures = yearly(productie.t2)
    return [*runs(productie.t2), *([figures] if figures else [])]


def naam(run: Run) -> str:
    """``maart 2026``: the month in which it is made, and what it is more than the monthly reports."""
    maand = f"{MAANDEN[run.productie.t2.month - 1]} {run.productie.t2.year}"
    return f"{maand}, {_MEER[run.soort]} {run.rapportjaar}-{run.rapportjaar + 1}" if run.soort in _MEER else maand


def codes(run: Run) -> list[str]:
    """Which files tell of this run."""
    if run.soort == _AFSLUITING:
        return [_AFSLUITING]
    per_jaar = [code for code, rapport in RAPPORTEN.items() if isinstance(rapport, Jaarrapport)]
    return per_jaar if run.soort in _MEER else sorted(set(RAPPORTEN) - {*per_jaar, _AFSLUITING})


def in_short(codes: list[str]) -> str:
    """``A01 t/m A07, R01``: three or more in a row as one."""
    rows: list[list[str]] = []
    for code in codes:
        if rows and code[1:].isdigit() and code == f"{rows[-1][-1][0]}{int(rows[-1][-1][1:]) + 1:02}":
            rows[-1].append(code)
        else:
            rows.append([code])
    return ", ".join(f"{row[0]} t/m {row[-1]}" if len(row) > 2 else ", ".join(row) for row in rows)


def _event(productie: Productie) -> agenda.Gebeurtenis:
    maand = productie.rapportagemaand
    told = [
        f"Rapportagemaand {maand}. Peildatum t2: {productie.t2:%d-%m-%Y}.",
        f"Mutaties tellen mee tot {productie.cutoff:%d-%m-%Y %H:%M} uur.",
        f"De bestanden worden verwijderd op {productie.verwijderen_op:%d-%m-%Y}.",
    ]
    told += [
        f"Met {' en '.join(codes(run))}: {_MEER[run.soort]} {run.rapportjaar}-{run.rapportjaar + 1}."
        for run in lines_of(productie)
        if run.soort in _MEER
    ]
    return agenda.Gebeurtenis(
        f"maandrapportages-{productie.maand}",
        productie.publicatie,
        f"Maandrapportages van {maand[4:]}-{maand[:4]} staan klaar",
        "\n".join(told),
    )
