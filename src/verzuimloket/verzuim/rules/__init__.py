"""When absence may be reported, changed, withdrawn and answered. Domain rules §6-§9.

MELDING judges a new melding, WIJZIGING a change, INTREKKING a withdrawal, TERUGKOPPELING what the
municipality answers, GESPREK a message. The modules register their rules in the order of the fields on the screen.
"""

from verzuimloket.verzuim.rules import (  # noqa: I001  order of the screen
    boeken,
    wijzigen,
    leerling,
    eigen_kenmerk,
    periode,
    soort,
    plicht,
    reden,
    actie,
    lesuren,
    school,
    tijdig,
    intrekken,
    terugkoppelen,
    gesprek,
    bijlage,
)
from verzuimloket.verzuim.rules.boeken import (
    BIJLAGE,
    GESPREK,
    INTREKKING,
    MELDING,
    OVERDRACHT,
    RULEBOOKS,
    TERUGKOPPELING,
    WIJZIGING,
)
from verzuimloket.verzuim.rules.gesprek import reactiedag
from verzuimloket.verzuim.rules.intrekken import intrekgrens
from verzuimloket.verzuim.rules.keten import Keten, keten
from verzuimloket.verzuim.rules.plicht import status_bij
from verzuimloket.verzuim.rules.soort import wet_bij
from verzuimloket.verzuim.rules.vervolg import Voorstel, kan_vervolg, vervolg

__all__ = [
    "BIJLAGE",
    "GESPREK",
    "INTREKKING",
    "MELDING",
    "OVERDRACHT",
    "RULEBOOKS",
    "TERUGKOPPELING",
    "WIJZIGING",
    "Keten",
    "Voorstel",
    "actie",
    "bijlage",
    "boeken",
    "eigen_kenmerk",
    "gesprek",
    "intrekgrens",
    "intrekken",
    "kan_vervolg",
    "keten",
    "leerling",
    "lesuren",
    "periode",
    "plicht",
    "reactiedag",
    "reden",
    "school",
    "soort",
    "status_bij",
    "terugkoppelen",
    "tijdig",
    "vervolg",
    "wet_bij",
    "wijzigen",
]
