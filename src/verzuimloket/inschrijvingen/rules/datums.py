"""Institution and dates. Domain rules §4.1, §4.2, §4.4."""

from collections.abc import Mapping
from datetime import date
from typing import TypeGuard

from verzuimloket.core.parameters import DATED, param
from verzuimloket.inschrijvingen import codes
from verzuimloket.inschrijvingen.inputs import InschrijvingFacts, InschrijvingInput
from verzuimloket.inschrijvingen.rules.boeken import INSCHRIJVING, Datums, in_both, recognised
from verzuimloket.personen.inputs import Geboortedatum, leeftijd, verjaardag
from verzuimloket.personen.rules import voluit

_ZATERDAG = 5
EERSTE_DAG, _LAATSTE_DAG = (8, 1), (7, 31)  # month and day of a school year
B3_B4_VANAF = next(row.since for row in DATED["b3_b4_ingeschreven"] if row.value)
_ZOMER = (7, 15), (8, 31)  # who leaves in these days leaves at the end of a school year


def _tells(given: Datums, facts: InschrijvingFacts) -> Mapping[str, object]:
    """What the sentences of this module may name."""
    days = {
        "begin": given.begindatum,
        "oprichting": facts.oprichtingsdatum,
        "opheffing": facts.opheffingsdatum,
        "b3_b4": B3_B4_VANAF,
    }
    return {name: voluit(day) if day else "" for name, day in days.items()}


def _tells_instelling(given: InschrijvingInput, facts: InschrijvingFacts) -> Mapping[str, object]:
    return {"instelling": given.instelling}


@INSCHRIJVING.rule("BV_I_instelling_verplicht", "S2 L149 (INS-07)", field="instelling")
def instelling_gekozen(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Kies de instelling waar de leerling staat ingeschreven."""
    return given.instelling != ""


@INSCHRIJVING.rule("BV_I_instelling_onbekend", "S2 L149 (INS-07)", field="instelling", tells=_tells_instelling)
def instelling_bestaat(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Instelling {instelling} staat niet in het register. Controleer de instellingscode."""
    return given.instelling == "" or facts.instelling_bekend


@INSCHRIJVING.rule("BV_I_instelling_niet_van_u", "S2 L149 (INS-07)", field="instelling", tells=_tells_instelling)
def instelling_van_eigen_bestuur(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Instelling {instelling} hoort niet bij uw bestuur. Kies een instelling van uw eigen bestuur."""
    return given.instelling == "" or not facts.instelling_bekend or facts.instelling_van_actor


@in_both("BV_I_begindatum_verplicht", "S2 L150, L367-373 (INS-08, OVZ-13)", field="begindatum")
def begindatum_ingevuld(given: Datums, facts: InschrijvingFacts) -> bool:
    """Vul de datum inschrijving in."""
    return given.begindatum is not None


@in_both("BV_I_begindatum_voor_oprichting", "S2 L150, L367-373 (INS-11, OVZ-13)", field="begindatum", tells=_tells)
def begint_niet_voor_oprichting(given: Datums, facts: InschrijvingFacts) -> bool:
    """Deze instelling is opgericht op {oprichting}. Vul een datum inschrijving in op of na die dag."""
    if given.begindatum is None or facts.oprichtingsdatum is None:
        return True
    return given.begindatum >= facts.oprichtingsdatum


@in_both("BV_I_begindatum_na_opheffing", "own choice, mirror of S2 L150", field="begindatum", tells=_tells)
def begint_niet_na_opheffing(given: Datums, facts: InschrijvingFacts) -> bool:
    """Deze instelling is opgeheven op {opheffing}. Vul een datum inschrijving in op of voor die dag."""
    if given.begindatum is None or facts.opheffingsdatum is None:
        return True
    return given.begindatum <= facts.opheffingsdatum


@in_both("BV_I_begindatum_toekomst", "own choice", field="begindatum", blocks=False)
def begint_niet_in_toekomst(given: Datums, facts: InschrijvingFacts) -> bool:
    """De datum inschrijving ligt in de toekomst. Controleer of dat klopt."""
    return given.begindatum is None or given.begindatum <= facts.vandaag


@in_both("BV_I_begindatum_weekend", "S2 L159-160 (INS-14)", field="begindatum", blocks=False)
def begint_niet_in_weekend(given: Datums, facts: InschrijvingFacts) -> bool:
    """De datum inschrijving valt in een weekend. Vul de dag in waarop de leerling voor het eerst les heeft.
    Begint de leerling direct na de zomervakantie, vul dan 1 augustus in."""
    begin = given.begindatum
    return not _om_lesdag(begin, facts) or begin.weekday() < _ZATERDAG


def _om_lesdag(begin: date | None, facts: InschrijvingFacts) -> TypeGuard[date]:
    """Whether this must be a day of lessons: in po, except the first day of a school year. S2 L157-160."""
    return begin is not None and facts.sector == codes.SECTOR_PO and (begin.month, begin.day) != EERSTE_DAG


@in_both("BV_I_begindatum_vakantie", "S2 L159-160 (INS-14)", field="begindatum", blocks=False)
def begint_niet_in_vakantie(given: Datums, facts: InschrijvingFacts) -> bool:
    """De datum inschrijving valt in een vakantie van uw school. Vul de dag in waarop de leerling voor het eerst
    les heeft. Begint de leerling direct na de zomervakantie, vul dan 1 augustus in."""
    begin = given.begindatum
    if not _om_lesdag(begin, facts) or begin.weekday() >= _ZATERDAG:
        return True
    if not begint_na_zomer_op_1_augustus(given, facts):
        return True  # that sentence says it already
    return not any(vakantie.bevat(begin) for vakantie in facts.vakanties)


@in_both("BV_I_begindatum_augustus", "S2 L157-158, L164 (INS-12, INS-13, INS-15)", field="begindatum", blocks=False)
def begint_na_zomer_op_1_augustus(given: Datums, facts: InschrijvingFacts) -> bool:
    """De datum inschrijving ligt in augustus. Begint de leerling direct na de zomervakantie, vul dan
    1 augustus in."""
    begin = given.begindatum
    if begin is None or facts.sector not in (codes.SECTOR_PO, codes.SECTOR_VO):
        return True
    return begin.month != 8 or begin.day == 1 or _wordt_4_in_augustus(given, facts, begin)


def _wordt_4_in_augustus(given: Datums, facts: InschrijvingFacts, begin: date) -> bool:
    """Who turns 4 between 1 August and the first day starts on that first day. S2 L158 (INS-13)."""
    born = _geboren(given, facts)
    if born is None:
        return False
    youngest = param("inschrijven_min_leeftijd", on=begin)
    return leeftijd(born.laatst(), begin.replace(day=1)) < youngest <= leeftijd(born.vroegst(), begin)


def _geboren(given: Datums, facts: InschrijvingFacts) -> Geboortedatum | None:
    """The birth date to judge by: the given one; of the register when only the dates are given."""
    return given.geboortedatum if isinstance(given, InschrijvingInput) else facts.geboortedatum


def _tells_leeftijd(given: Datums, facts: InschrijvingFacts) -> Mapping[str, object]:
    vanaf = _oud_genoeg_op(given, facts)
    return {"leeftijd": _min_leeftijd(given, facts), "vanaf": voluit(vanaf) if vanaf else ""}


def _min_leeftijd(given: Datums, facts: InschrijvingFacts) -> int:
    return param("inschrijven_min_leeftijd", on=given.begindatum or facts.vandaag)


def _oud_genoeg_op(given: Datums, facts: InschrijvingFacts) -> date | None:
    """The first day on which the pupil may have the age from which the register takes pupils."""
    born = _geboren(given, facts)
    return verjaardag(born.vroegst(), _min_leeftijd(given, facts)) if born else None


@in_both("BV_I_te_jong", "S2 L1476-1478 (INS-36)", field="begindatum", tells=_tells_leeftijd)
def oud_genoeg(given: Datums, facts: InschrijvingFacts) -> bool:
    """De leerling is nog geen {leeftijd} jaar. U kunt de leerling inschrijven vanaf {vanaf}, met een
    datum inschrijving op of na die dag."""
    vanaf = _oud_genoeg_op(given, facts)
    return given.begindatum is None or vanaf is None or vanaf <= min(given.begindatum, facts.vandaag)


@in_both("BV_I_overleden", "domain rules §3.2", field="begindatum")
def niet_overleden(given: Datums, facts: InschrijvingFacts) -> bool:
    """Volgens het register is deze leerling overleden voor de datum inschrijving. Controleer het nummer
    en de datum inschrijving."""
    if given.begindatum is None or facts.overleden_op is None or not recognised(given, facts):
        return True
    return given.begindatum <= facts.overleden_op


@in_both("BV_I_einddatum_voor_begindatum", "S2 L367-373 (OVZ-13, OVZ-18)", field="einddatum", tells=_tells)
def eindigt_niet_voor_begin(given: Datums, facts: InschrijvingFacts) -> bool:
    """De datum uitschrijving moet op of na {begin} liggen."""
    if given.begindatum is None or given.einddatum is None:
        return True
    return given.einddatum >= given.begindatum


@in_both("BV_I_voor_2023", "S2 L58-60, L1623-1625 (INS-02, INS-04)", field="einddatum", tells=_tells)
def niet_geeindigd_voor_2023(given: Datums, facts: InschrijvingFacts) -> bool:
    """Het register bevat inschrijvingen bij uw school vanaf {b3_b4}. Deze inschrijving eindigde eerder. U hoeft
    haar niet aan te leveren."""
    if not facts.b3_b4 or given.einddatum is None:
        return True
    return param("b3_b4_ingeschreven", on=given.einddatum) == 1


@in_both("BV_I_einddatum_zomer", "domain rules §4.2 (D15)", field="einddatum", blocks=False)
def eindigt_na_schooljaar_op_31_juli(given: Datums, facts: InschrijvingFacts) -> bool:
    """De datum uitschrijving ligt rond de zomervakantie. Gaat de leerling na dit schooljaar van school, vul dan
    31 juli in. De nieuwe school schrijft de leerling in op 1 augustus."""
    eind = given.einddatum
    if eind is None or facts.sector != codes.SECTOR_PO:
        return True
    dag = (eind.month, eind.day)
    return dag == _LAATSTE_DAG or not _ZOMER[0] <= dag <= _ZOMER[1]
