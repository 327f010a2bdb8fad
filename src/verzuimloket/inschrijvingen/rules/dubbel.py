"""Other enrolments of the same pupil. Domain rules §4.3; eisen.md Q20.

At one institution a pupil is enrolled once at a time. At two institutions at the same time is a
signal, never a refusal: the schools solve it between them.
"""

from collections.abc import Mapping
from datetime import timedelta

from verzuimloket.inschrijvingen import codes
from verzuimloket.inschrijvingen.inputs import (
    AndereInschrijving,
    InschrijvingDatums,
    InschrijvingFacts,
    InschrijvingInput,
    Periode,
)
from verzuimloket.inschrijvingen.rules.boeken import (
    INSCHRIJVING,
    INSCHRIJVING_DATUMS,
    Datums,
    in_both,
    recognised,
)
from verzuimloket.inschrijvingen.rules.datums import EERSTE_DAG
from verzuimloket.personen.rules import voluit


def _overlapping(given: Datums, facts: InschrijvingFacts, *, here: bool) -> AndereInschrijving | None:
    """The first enrolment, at this institution or at another, that shares a day with the given dates."""
    if given.begindatum is None or (given.einddatum is not None and given.einddatum < given.begindatum):
        return None
    period = Periode(given.begindatum, given.einddatum)
    others = (other for other in _known(given, facts) if other.zelfde_instelling is here)
    return next((other for other in others if other.periode.overlapt(period)), None)


def _known(given: Datums, facts: InschrijvingFacts) -> tuple[AndereInschrijving, ...]:
    return facts.inschrijvingen if recognised(given, facts) else ()


def _tells_here(given: Datums, facts: InschrijvingFacts) -> Mapping[str, object]:
    return _describe(_overlapping(given, facts, here=True))


def _tells_elsewhere(given: Datums, facts: InschrijvingFacts) -> Mapping[str, object]:
    return _describe(_overlapping(given, facts, here=False))


def _describe(other: AndereInschrijving | None) -> Mapping[str, object]:
    """Institution and dates, as a sentence names them."""
    if other is None:
        return {"instelling": "", "periode": ""}
    eind = f" tot en met {voluit(other.periode.eind)}" if other.periode.eind else ""
    return {"instelling": other.instelling, "periode": f"vanaf {voluit(other.periode.begin)}{eind}"}


@INSCHRIJVING.rule(
    "BV_I_tweede_inschrijving",
    "S2 L288-289 (INS-32); eisen.md Q20",
    field="vervang_bestaande",
    tells=_tells_here,
)
def eerste_inschrijving_hier(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Deze leerling staat bij deze instelling al ingeschreven {periode}. Wijzig die inschrijving in het
    overzicht. Wilt u haar vervangen door deze inschrijving, geef dat dan aan."""
    return _vervangt(given, facts) or _overlapping(given, facts, here=True) is None


def _vervangt(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Whether the school asked for it, for this pupil or as the habit of the institution."""
    return given.vervang_bestaande or facts.tweede_vervangt


@INSCHRIJVING.rule(
    "BV_I_vervangt_bestaande",
    "S2 L288-289 (INS-32); eisen.md Q20",
    field="vervang_bestaande",
    blocks=False,
    tells=_tells_here,
)
def vervangt_geen_andere(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Deze leerling stond bij deze instelling al ingeschreven {periode}. De nieuwe inschrijving komt daarvoor in
    de plaats. Het register bewaart de oude datums in de historie."""
    other = _overlapping(given, facts, here=True) if _vervangt(given, facts) else None
    return other is None or (other.periode.begin, other.periode.eind) == (given.begindatum, given.einddatum)


@in_both("BV_I_jaarlijks_opnieuw", "S2 L292-293 (INS-34)", field="begindatum", blocks=False)
def niet_elk_jaar_opnieuw(given: Datums, facts: InschrijvingFacts) -> bool:
    """Deze leerling is bij deze instelling op 31 juli uitgeschreven en op 1 augustus opnieuw ingeschreven. Dat is
    niet nodig: een inschrijving loopt door tot de leerling van school gaat."""
    begin = given.begindatum
    if begin is None or (begin.month, begin.day) != EERSTE_DAG:
        return True
    gisteren = begin - timedelta(days=1)
    return all(not other.zelfde_instelling or other.periode.eind != gisteren for other in _known(given, facts))


@INSCHRIJVING_DATUMS.rule(
    "BV_I_overlap_zelfde_instelling", "S2 L288-289 (INS-32)", field="begindatum", tells=_tells_here
)
def datums_vrij_hier(given: InschrijvingDatums, facts: InschrijvingFacts) -> bool:
    """Deze leerling staat bij deze instelling ook ingeschreven {periode}. Kies datums buiten die periode."""
    return _overlapping(given, facts, here=True) is None


@in_both(
    "BV_I_overlap_andere_instelling",
    "domain rules §4.3",
    field="begindatum",
    blocks=False,
    tells=_tells_elsewhere,
)
def datums_vrij_elders(given: Datums, facts: InschrijvingFacts) -> bool:
    """Deze leerling staat bij instelling {instelling} ingeschreven {periode}. Stem de datums af met die
    instelling."""
    return _overlapping(given, facts, here=False) is None


@in_both("BV_I_weekend_ertussen", "S2 L165 (INS-16)", field="begindatum", blocks=False)
def sluit_aan_op_vorige_school(given: Datums, facts: InschrijvingFacts) -> bool:
    """Tussen de vorige school en uw instelling zit een weekend. Laat de datums op elkaar aansluiten en
    stem ze af met die school."""
    if given.begindatum is None or facts.sector != codes.SECTOR_VO or given.begindatum.weekday() != 0:
        return True
    vrijdag = given.begindatum - timedelta(days=3)
    return all(other.zelfde_instelling or other.periode.eind != vrijdag for other in _known(given, facts))
