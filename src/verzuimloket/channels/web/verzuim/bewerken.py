"""Small edits of the answers of one step, by a submit button and so also without JavaScript.

Each takes the raw answers and gives the new ones, with the part of the page to go to. What was
typed in the other fields comes along.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from verzuimloket.channels.web.verzuim import privacy, velden
from verzuimloket.channels.web.verzuim.antwoorden import Gelezen, Raw, dag_antwoorden
from verzuimloket.core.parameters import param
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.codes import STANDAARDREDENEN

Bewerkt = tuple[Raw, str]
_ZATERDAG = 5
_DAG = timedelta(days=1)


@dataclass(frozen=True)
class Bewerking:
    """What an edit may look at: the answers, the draft as it reads, the number on the button, the day."""

    raw: Raw
    gelezen: Gelezen
    nummer: int
    vandaag: date
    instelling: str


def bewerk(stap: str, actie: str, bewerking: Bewerking) -> Bewerkt | None:
    """Do the edit that this button asks for; None when the step has no such button."""
    edit = _BEWERKINGEN.get((stap, actie))
    return edit(bewerking) if edit else None


def _contactpersoon_erbij(given: Bewerking) -> Bewerkt:
    numbers = _numbers(given.raw, "contactpersoon")
    if len(numbers) >= param("max_contactpersonen_leerling", on=given.vandaag):
        return given.raw, "contactpersonen"
    naam = f"contactpersoon_{max(numbers, default=0) + 1}_naam"
    return {**given.raw, naam: ""}, naam


def _contactpersoon_weg(given: Bewerking) -> Bewerkt:
    return _without(given.raw, "contactpersoon", given.nummer), "contactpersonen"


def _contact_kiezen(given: Bewerking) -> Bewerkt:
    """Fill in the contact person of the school that was chosen from the list (MEL-31)."""
    code = given.gelezen.forms["verzuim"].getypt("contact_keuze")
    known = queries.contact_persons(given.instelling, on=given.vandaag)
    chosen = next((each for each in known if contact_code(each) == code), {})
    return {**given.raw, **chosen, "contact_keuze": ""}, "contact_naam"


def contact_code(contact: dict[str, str]) -> str:
    """By what a contact person is told apart in the list."""
    return f"{contact['contact_naam']} <{contact['contact_email']}>"


def _reden(given: Bewerking) -> Bewerkt:
    """Fill in one of the three sentences that the law allows (RRO art. 21 lid 3)."""
    if 1 <= given.nummer <= len(STANDAARDREDENEN):
        return {**given.raw, "reden": STANDAARDREDENEN[given.nummer - 1]}, "reden"
    return given.raw, "reden"


def _schoon(naam: str) -> Callable[[Bewerking], Bewerkt]:
    """Take the sentences with special personal data out of a field (MEL-25)."""
    return lambda given: (privacy.cleaned(given.raw, naam), naam)


def _schone_dag(given: Bewerking) -> Bewerkt:
    naam = f"verzuimdag_{given.nummer}_toelichting"
    return (privacy.cleaned(given.raw, naam), naam) if naam in given.raw else (given.raw, "verzuimdagen")


def _dag_erbij(given: Bewerking) -> Bewerkt:
    """One more day: the school day after the last one (C1), or the first day of the period."""
    numbers, days = _numbers(given.raw, "verzuimdag"), _days(given.gelezen)
    if len(numbers) >= velden.MAX_DAGEN:
        return given.raw, "verzuimdagen"
    nummer = max(numbers, default=0) + 1
    day = _next_school_day(days[-1]) if days else given.gelezen.given.begindatum
    return {**given.raw, **dag_antwoorden(nummer, day)}, f"verzuimdag_{nummer}_datum"


def _dag_weg(given: Bewerking) -> Bewerkt:
    return _without(given.raw, "verzuimdag", given.nummer), "verzuimdagen"


def _alle_dagen(given: Bewerking) -> Bewerkt:
    """All school days of the period as whole days; days that were filled in already stay as they are."""
    raw = _without_empty(given)
    nummer, known = max(_numbers(raw, "verzuimdag"), default=0), set(_days(given.gelezen))
    room = velden.MAX_DAGEN - len(_numbers(raw, "verzuimdag"))
    for day in [day for day in _school_days(given) if day not in known][:room]:
        nummer += 1
        raw |= dag_antwoorden(nummer, day)
    return raw, "verzuimdagen"


def _without_empty(given: Bewerking) -> Raw:
    """Without the days that have no date: they were waiting for one."""
    raw = dict(given.raw)
    groepen = given.gelezen.forms["lesuren"].groepen("verzuimdag", velden.VERZUIMDAG)
    for nummer, groep in zip(_numbers(raw, "verzuimdag"), groepen, strict=True):
        if not any(groep.delen("datum")):
            raw = _without(raw, "verzuimdag", nummer)
    return raw


def _school_days(given: Bewerking) -> list[date]:
    """Monday to Friday in the period, up to today when it has no end."""
    period = given.gelezen.given.periode
    if period is None:
        return []
    last = min(period.eind or given.vandaag, given.vandaag)
    days = (period.begin + timedelta(days=n) for n in range((last - period.begin).days + 1))
    return [day for day in days if day.weekday() < _ZATERDAG]


def _next_school_day(day: date) -> date:
    day += _DAG
    while day.weekday() >= _ZATERDAG:
        day += _DAG
    return day


def _days(gelezen: Gelezen) -> list[date]:
    """The dates that were filled in, in the order of the page."""
    form = gelezen.forms["lesuren"]
    found = (groep.datum("datum") for groep in form.groepen("verzuimdag", velden.VERZUIMDAG))
    return [day for day in found if day]


def _numbers(raw: Raw, naam: str) -> list[int]:
    found = re.compile(rf"{naam}_([0-9]{{1,3}})_")
    return sorted({int(match[1]) for key in raw if (match := found.match(key))})


def _without(raw: Raw, naam: str, nummer: int) -> Raw:
    return {key: value for key, value in raw.items() if not key.startswith(f"{naam}_{nummer}_")}


_BEWERKINGEN: dict[tuple[str, str], Callable[[Bewerking], Bewerkt]] = {
    ("leerling", "contactpersoon-erbij"): _contactpersoon_erbij,
    ("leerling", "contactpersoon-weg"): _contactpersoon_weg,
    ("verzuim", "contact-kiezen"): _contact_kiezen,
    ("verzuim", "reden"): _reden,
    ("verzuim", "schoon-reden"): _schoon("reden"),
    ("verzuim", "schoon-toelichting"): _schoon("toelichting"),
    ("verzuim", "schoon-toelichting_actie_gewenst"): _schoon("toelichting_actie_gewenst"),
    ("actie-school", "schoon-toelichting_acties"): _schoon("toelichting_acties"),
    ("lesuren", "schoon-dag"): _schone_dag,
    ("lesuren", "verzuimdag-erbij"): _dag_erbij,
    ("lesuren", "verzuimdag-weg"): _dag_weg,
    ("lesuren", "alle-dagen"): _alle_dagen,
}
