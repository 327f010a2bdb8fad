"""What must be known of a young person to say which duty holds. Domain rules §5."""

from dataclasses import dataclass
from datetime import date

from verzuimloket.inschrijvingen.inputs import Periode
from verzuimloket.personen.inputs import Geboortedatum


@dataclass(frozen=True)
class Vrijstelling:
    """A period for which the municipality recorded an exemption, or substitute compulsory education.

    vervangend: LPW art. 3a and 3b: the duty stays, with another programme. Else there is no duty.
    """

    grond: str
    periode: Periode
    vervangend: bool = False


@dataclass(frozen=True)
class Schoolloopbaan:
    """How long somebody went to school, when that is known (LPW art. 3 lid 1 onder b and lid 2).

    eerste_schooljaar:  year in which the first full school year began.
    basisschool_jaren:  school years at primary school; fewer than 8 count as 8. None: not known.
    """

    eerste_schooljaar: int
    basisschool_jaren: int | None = None


@dataclass(frozen=True)
class PlichtFacts:
    """What the register knows of one person; what it does not know stays empty.

    vrij_van_kwalificatieplicht_op: day of the diploma of LPW art. 4a lid 2.
    lesvrij:                        holidays, for the first school day of a month.
    """

    geboren: Geboortedatum
    overleden_op: date | None = None
    startkwalificatie_op: date | None = None
    vrij_van_kwalificatieplicht_op: date | None = None
    loopbaan: Schoolloopbaan | None = None
    vrijstellingen: tuple[Vrijstelling, ...] = ()
    lesvrij: tuple[Periode, ...] = ()
