"""Who is a (possible) early school leaver: the definition as dated data, never as constants in a query.

Source: domein rapportages.md §2, after RVSV12 art. 2, PBOX bijlage A and CBS; norms of CEDA ``VSV_normen.csv``.
"""

from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.leerplicht.codes import EXAMENDEELNEMER, MBO_NIVEAU, STARTKWALIFICATIE, VSV_GRONDEN, VSV_TELT_ALTIJD


@dataclass(frozen=True)
class Definitie:
    """The definition from a report year on. Ages in years: from leeftijd_min up to, not including, leeftijd_tot on t1.

    sectoren, soorten_niet:   of an enrolment that counts for the start set on t1 (§2.3).
    sectoren_altijd:          keep a person off the list, funded or not.
    leertraject_examen:       only for an exam: never counts, and is a reason of its own.
    met_examendeelnemers:     whether those are in the start set after all (§2.2: the law says no).
    sk_soorten, sk_niveau:    diplomas that are a startkwalificatie; of mbo from this level (LPW art. 1 onder f).
    gronden:                  exemptions that take somebody off the list (term B3).
    """

    vanaf_jaar: int
    leeftijd_min: int = 12
    leeftijd_tot: int = 22
    sectoren: tuple[str, ...] = ("VO", "MBO", "VAVO")
    soorten_niet: tuple[str, ...] = ("PRO", "ISK1", "IB", "ENGELS")
    sectoren_altijd: tuple[str, ...] = VSV_TELT_ALTIJD
    leertraject_examen: str = EXAMENDEELNEMER
    met_examendeelnemers: bool = False
    sk_soorten: tuple[str, ...] = tuple(sorted(STARTKWALIFICATIE))
    sk_niveau: int = int(MBO_NIVEAU)
    gronden: tuple[str, ...] = VSV_GRONDEN
    bron: str = field(default="RVSV12 art. 2, PBOX bijlage A", compare=False)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


# A changed law is a new line. The wording from 2026-2027 is not public yet (rapportages.md §1.7): same as before.
_DEFINITIES = (Definitie(vanaf_jaar=2012),)


def definitie(rapportjaar: int) -> Definitie:
    """The definition of a report year; a year before the first gets the first."""
    in_force = [each for each in _DEFINITIES if each.vanaf_jaar <= rapportjaar]
    return (in_force or list(_DEFINITIES[:1]))[-1]


def born_between(given: Definitie, t1: date) -> tuple[date, date]:
    """(first, last) birthday, both inclusive, of who is in the start set of t1, a first of October."""
    youngest, too_old = (t1.replace(year=t1.year - years) for years in (given.leeftijd_min, given.leeftijd_tot))
    return too_old + timedelta(days=1), youngest


def norm(rapportjaar: int, niveau: str) -> Decimal | None:
    """The norm of a niveau (vsv_niveau.csv) in % (vsv_norm.csv); None when none is known for that year."""
    code = f"{rapportjaar}-{rapportjaar + 1} {niveau}"
    lijst = codelijst("vsv_norm")
    return Decimal(lijst[code].extra["percentage"]) if code in lijst else None
