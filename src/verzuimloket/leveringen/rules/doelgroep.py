"""Who belongs to a delivery, on a day and as known at a moment. Source: rapportages.md §3, domeinregels §14."""

from datetime import date

from verzuimloket.core.parameters import param
from verzuimloket.leerplicht.codes import EXAMENDEELNEMER, VSV_GRONDEN, VSV_TELT_ALTIJD
from verzuimloket.leerplicht.rules import is_startkwalificatie
from verzuimloket.leveringen.inputs import Inschrijving, Stand, Vrijstelling
from verzuimloket.personen.inputs import leeftijd


def grens(dag: date) -> int:
    """The age at which deliveries end: 23, by the law of 2026: 27."""
    return param("rmc_max_leeftijd", on=dag)


def begin_leeftijd(dag: date) -> int:
    """The age at which deliveries begin."""
    return param("inschrijven_min_leeftijd", on=dag)


def vsv_leeftijd(dag: date) -> int:
    """From this age on somebody can be an early school leaver."""
    return param("vsv_min_leeftijd", on=dag)


def startkwalificatie_op(stand: Stand) -> date | None:
    """The day of the first diploma that counts, up to and including the day of this state."""
    days = [each.datum for each in stand.diplomas if is_startkwalificatie(each.soort, each.niveau)]
    return min((day for day in days if day <= stand.dag), default=None)


def woont_hier(stand: Stand) -> bool:
    """Alive, in a municipality, and of an age at which deliveries tell of him or her."""
    if stand.persoon is None or stand.persoon.overleden or not stand.gemeente:
        return False
    return begin_leeftijd(stand.dag) <= leeftijd(stand.persoon.geboren, stand.dag) < grens(stand.dag)


def in_p(stand: Stand) -> bool:
    """Of whom changes are told: those who have no startkwalificatie (WOT art. 24f lid 3)."""
    return woont_hier(stand) and startkwalificatie_op(stand) is None


def in_c(stand: Stand) -> bool:
    """Who is in the complete delivery: enrolled on the day, or with an exemption or substitute duty."""
    return woont_hier(stand) and (any(_loopt(each, stand.dag) for each in stand.inschrijvingen) or _vrijgesteld(stand))


def is_vsv(stand: Stand) -> bool:
    """A possible early school leaver: 12 or older, no startkwalificatie, nothing that counts, no exemption."""
    if not in_p(stand) or stand.persoon is None:
        return False
    if leeftijd(stand.persoon.geboren, stand.dag) < vsv_leeftijd(stand.dag):
        return False
    telt = any(_loopt(each, stand.dag) and _telt(each) for each in stand.inschrijvingen)
    return not telt and not _vrijgesteld(stand, VSV_GRONDEN)


def _telt(each: Inschrijving) -> bool:
    """Keeps a person off the list: education that is not funded by its nature, or that is, and not only an exam."""
    if not each.instelling_bekostigd or each.sector in VSV_TELT_ALTIJD:
        return True
    return each.bekostigd and each.leertraject != EXAMENDEELNEMER


def _loopt(each: Inschrijving | Vrijstelling, dag: date) -> bool:
    return each.begin <= dag and (each.eind is None or dag <= each.eind)


def _vrijgesteld(stand: Stand, gronden: tuple[str, ...] = ()) -> bool:
    return any(_loopt(each, stand.dag) and (not gronden or each.grond in gronden) for each in stand.vrijstellingen)
