"""Whether a school told it in time. Domain rules §4.4.

A book of its own: such a signal is for the figures of the school. The law counts from the day on which the
school itself wrote the date down, which the register cannot see; nobody can do anything about a late line
any more; and a warning at every line of a first delivery would bury the ones that matter. So neither the
form nor a file tells it, and nothing is ever refused for it (INS-47).
"""

from collections.abc import Mapping
from datetime import date, timedelta

from verzuimloket.core.parameters import param
from verzuimloket.inschrijvingen.inputs import AanleveringFacts, InschrijvingDatums
from verzuimloket.inschrijvingen.rules.boeken import AANLEVERING
from verzuimloket.inschrijvingen.rules.datums import EERSTE_DAG
from verzuimloket.personen.rules import voluit


def uiterste_dag(dag: date) -> date:
    """The last day on which the register may hear of this date; for the first day of a school year 30 September."""
    term = "inschrijf_start_dagen" if (dag.month, dag.day) == EERSTE_DAG else "inschrijf_termijn_dagen"
    return dag + timedelta(days=param(term, on=dag))


def _new_days(given: InschrijvingDatums, facts: AanleveringFacts) -> list[date]:
    """The dates that this delivery tells for the first time."""
    before = facts.eerder or InschrijvingDatums(None, None)
    told = (given.begindatum, before.begindatum), (given.einddatum, before.einddatum)
    return [now for now, then in told if now and now != then]


def _tells(given: InschrijvingDatums, facts: AanleveringFacts) -> Mapping[str, object]:
    days = _new_days(given, facts)
    return {"uiterlijk": voluit(min(map(uiterste_dag, days))) if days else ""}


@AANLEVERING.rule(
    "BV_I_te_laat",
    "RRO art. 8a, 8b; S2 L62-64, L1627-1629 (INS-03, INS-47)",
    field="begindatum",
    blocks=False,
    tells=_tells,
)
def op_tijd_aangeleverd(given: InschrijvingDatums, facts: AanleveringFacts) -> bool:
    """Deze datum had uiterlijk op {uiterlijk} in het register moeten staan. Lever een in- of uitschrijving binnen 7
    dagen aan."""
    return all(facts.op <= uiterste_dag(day) for day in _new_days(given, facts))
