"""The days on which the law draws a line in one life. Domain rules §5."""

from datetime import date, timedelta

from verzuimloket.core.parameters import param
from verzuimloket.leerplicht.codes import MBO, MBO_NIVEAU, STARTKWALIFICATIE
from verzuimloket.leerplicht.inputs import PlichtFacts, Schoolloopbaan
from verzuimloket.leerplicht.rules.schooljaar import eerste_schooldag, schooljaar_eind
from verzuimloket.personen.inputs import verjaardag

_DECEMBER = 12


def is_startkwalificatie(soort: str, niveau: str) -> bool:
    """Havo, vwo, or mbo from level 2 (LPW art. 1 onder f)."""
    return soort in STARTKWALIFICATIE or (soort == MBO and niveau >= MBO_NIVEAU)


def vierde_verjaardag(facts: PlichtFacts) -> date:
    """From then on a child may go to school (S2 L1476-1478)."""
    geboren = facts.geboren.rekendatum()
    return verjaardag(geboren, param("inschrijven_min_leeftijd", on=geboren))


def leerplicht_begin(facts: PlichtFacts) -> date:
    """The first school day of the month after the one in which the child turns 5 (LPW art. 3 lid 1)."""
    geboren = facts.geboren.rekendatum()
    vijf = verjaardag(geboren, param("leerplicht_begin_leeftijd", on=geboren))
    year, month = (vijf.year + 1, 1) if vijf.month == _DECEMBER else (vijf.year, vijf.month + 1)
    return eerste_schooldag(date(year, month, 1), facts.lesvrij)


def zestien_eind(facts: PlichtFacts) -> date:
    """The last day of the school year in which the young person turns 16 (LPW art. 3 lid 1 onder a)."""
    geboren = facts.geboren.rekendatum()
    return schooljaar_eind(verjaardag(geboren, param("leerplicht_eind_leeftijd", on=geboren)))


def twaalf_jaar_eind(loopbaan: Schoolloopbaan, on: date) -> date:
    """The last day of the twelfth full school year; a short primary school counts as 8 (LPW art. 3)."""
    eight = param("basisschool_jaren", on=on)
    skipped = eight - min(eight, eight if loopbaan.basisschool_jaren is None else loopbaan.basisschool_jaren)
    years = param("leerplicht_schooljaren", on=on) - skipped
    return date(loopbaan.eerste_schooljaar + years, 8, 1) - timedelta(days=1)


def leerplicht_eind(facts: PlichtFacts) -> date:
    """The last day of the leerplicht: by age, or by school years when those are known and come first."""
    by_age = zestien_eind(facts)
    if facts.loopbaan is None:
        return by_age
    return min(by_age, twaalf_jaar_eind(facts.loopbaan, facts.geboren.rekendatum()))


def achttiende_verjaardag(facts: PlichtFacts) -> date:
    """On this day the kwalificatieplicht is over (LPW art. 4b)."""
    geboren = facts.geboren.rekendatum()
    return verjaardag(geboren, param("leeftijd_meerderjarig", on=geboren))


def rmc_grens(facts: PlichtFacts, on: date) -> date:
    """The birthday on which the Doorstroompunt no longer has a task, by the law of that day."""
    return verjaardag(facts.geboren.rekendatum(), param("rmc_max_leeftijd", on=on))
