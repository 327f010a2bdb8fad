"""When absence may be reported, changed, withdrawn and answered. Domain rules §6-§9.

MELDING judges a new melding, WIJZIGING a change, INTREKKING a withdrawal, TERUGKOPPELING what the
municipality answers. The modules register their rules in the order of the fields on the screen.
"""

from verzuimloket.verzuim.rules import (  # noqa: I001  order of the screen
    boeken,
    wijzigen,
    leerling,
    periode,
    soort,
    reden,
    actie,
    lesuren,
    school,
    intrekken,
    terugkoppelen,
)
from verzuimloket.verzuim.rules.boeken import INTREKKING, MELDING, RULEBOOKS, TERUGKOPPELING, WIJZIGING
from verzuimloket.verzuim.rules.intrekken import intrekgrens, schooljaar_begin
from verzuimloket.verzuim.rules.keten import Keten, keten
from verzuimloket.verzuim.rules.soort import wet_bij

__all__ = [
    "INTREKKING",
    "MELDING",
    "RULEBOOKS",
    "TERUGKOPPELING",
    "WIJZIGING",
    "Keten",
    "actie",
    "boeken",
    "intrekgrens",
    "intrekken",
    "keten",
    "leerling",
    "lesuren",
    "periode",
    "reden",
    "school",
    "schooljaar_begin",
    "soort",
    "terugkoppelen",
    "wet_bij",
    "wijzigen",
]
