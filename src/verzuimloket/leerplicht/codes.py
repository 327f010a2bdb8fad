"""The few words on which the engine of the duties branches. Domain rules §5."""

from enum import StrEnum


class Plicht(StrEnum):
    """The duty that rests on a young person on a day, in the order of growing up."""

    GEEN = "geen"
    LEERPLICHTIG = "leerplichtig"
    KWALIFICATIEPLICHTIG = "kwalificatieplichtig"
    RMC = "RMC"
    BUITEN = "buiten"


class Reden(StrEnum):
    """Why that duty holds, or why none does."""

    JONGER_DAN_4 = "jonger dan 4"
    NOG_NIET = "nog niet leerplichtig"
    LEERPLICHT = "leerplicht"
    KWALIFICATIEPLICHT = "kwalificatieplicht"
    ZONDER_STARTKWALIFICATIE = "zonder startkwalificatie"
    STARTKWALIFICATIE = "startkwalificatie"
    TE_OUD = "te oud"
    OVERLEDEN = "overleden"


# Under the Leerplichtwet; art. 21a (the duty to report 16 hours) is about these young people.
ONDER_LEERPLICHTWET = frozenset({Plicht.LEERPLICHTIG, Plicht.KWALIFICATIEPLICHTIG})

GROND_ANDER_ONDERWIJS = "15"  # LPW art. 15: only from the kwalificatieplicht

# Diplomas after which there is no kwalificatieplicht (LPW art. 4a lid 2): praktijkonderwijs, and the
# routes arbeidsmarktgericht and dagbesteding of the voortgezet speciaal onderwijs.
VRIJ_VAN_KWALIFICATIEPLICHT = frozenset({"PRO", "VSO-ARBEID", "VSO-DAGBESTEDING"})

# Diplomas that are a startkwalificatie whatever their level; of mbo from the level below (LPW art. 1f).
STARTKWALIFICATIE = frozenset({"HAVO", "VWO"})
MBO, MBO_NIVEAU = "MBO", "2"

# What takes somebody off the list of possible early school leavers (rapportages.md §2.3, §4; WNS-09): sectors that are
# not funded by their nature, and grounds of exemption (term B3). Who only sits an exam stays on it.
VSV_TELT_ALTIJD = ("HO", "DJI", "POL")
VSV_GRONDEN = ("5A", "5B", "5C", "15")
EXAMENDEELNEMER = "EX"
