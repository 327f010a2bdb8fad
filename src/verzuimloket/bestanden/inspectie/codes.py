"""What can be wrong with a file that somebody sends."""

from dataclasses import dataclass
from enum import StrEnum


class Gebrek(StrEnum):
    """Why a file cannot be taken as it is; GEEN when it can."""

    GEEN = ""
    BEVEILIGD = "beveiligd"  # asks for a password
    ONLEESBAAR = "onleesbaar"  # damaged, cut off, or not what it says it is
    ACTIEF = "actief"  # does something when it is opened
    TE_VEEL = "te_veel"  # small on the wire, huge when unpacked
    VASTGEPLAKT = "vastgeplakt"  # another file is stuck to it


@dataclass(frozen=True)
class Bevinding:
    """What was found in a file.

    soort:  a code of bijlage_soort.csv, told by the content; empty for anything else.
    wat:    with ACTIEF, what it is, as a Dutch sentence calls it.
    inhoud: what may be kept: of a picture a new one without the data that a camera adds.
    """

    soort: str
    gebrek: Gebrek = Gebrek.GEEN
    wat: str = ""
    inhoud: bytes = b""


class Afgekeurd(Exception):
    """The file has a defect. Raised inside the child process only."""

    def __init__(self, gebrek: Gebrek, wat: str = "") -> None:
        self.gebrek, self.wat = gebrek, wat
        super().__init__(gebrek)
