"""The few codes on which counting lesson absence branches; names and sources stand in codelijsten/."""

from enum import StrEnum


class SoortLesverzuim(StrEnum):
    """Values of lesverzuim_soort.csv. Authorised absence is read, never kept (domain rules §6.5)."""

    ONGEOORLOOFD = "O"
    TE_LAAT = "T"
    GEOORLOOFD = "G"


class Eenheid(StrEnum):
    """In what a sector counts (domain rules §6.2)."""

    KLOKUREN = "klokuren"
    LESUREN = "lesuren"


class SoortSignaal(StrEnum):
    """Values of lesverzuim_signaal.csv: what a school should know about a pupil."""

    UREN_12 = "12U"
    UREN_16 = "16U"
    DAGEN_21 = "21D"
    DAGEN_28 = "28D"


LESUUR_SECTOREN = frozenset({"VO", "VSO"})
KEUZE_SECTOREN = frozenset({"MBO", "VAVO"})
UUR = 60  # parts of an hour: a minute is one of them
