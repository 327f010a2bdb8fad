"""The few codes on which the rules about absence branch; names and days stand in codelijsten/."""

from enum import StrEnum


class Soort(StrEnum):
    """Kinds of absence. Domain rules §6.1."""

    ZESTIEN_UUR = "V3"
    ZESTIEN_UUR_18 = "V4"
    LUXE = "L"
    LANGDURIG = "LRV"
    RMC = "RMC"
    OVERIG = "O"


# the kinds that may form the 28 days before long-term absence (domain rules §6.3)
KETEN_SOORTEN = frozenset({Soort.ZESTIEN_UUR, Soort.LUXE, Soort.OVERIG})


class Status(StrEnum):
    """States of a melding. Domain rules §9.1."""

    GEREGISTREERD = "R"
    IN_BEHANDELING = "B"
    AFGESLOTEN = "G"
    TER_KENNISGEVING = "K"
    INGETROKKEN = "I"
    OVERGEDRAGEN = "D"  # abolished on 12 August 2020, read-only


OPEN = frozenset({Status.GEREGISTREERD, Status.IN_BEHANDELING})


class Wet(StrEnum):
    """The act under which a melding falls. S2 L853."""

    LEERPLICHT = "LPW"
    RMC = "RMC"


class Kant(StrEnum):
    """The side from which an event comes; school and systeem as in reden_intrekken.csv, ``door``."""

    SCHOOL = "school"
    INSTANTIE = "instantie"
    SYSTEEM = "systeem"


class RedenIntrekken(StrEnum):
    """Reasons for withdrawal. Domain rules §9.5."""

    GEEN_INSCHRIJVING = "GEEN_INSCHRIJVING"
    FOUTIEF = "FOUTIEF"
    ONTERECHT = "ONTERECHT"
    ANDERS = "ANDERS"
    VRIJSTELLING = "VRIJSTELLING"


ACTIE_ANDERS = "ANDERS"  # "anders namelijk"
REDEN_DOOR_GEMEENTE = "gemeente"  # column ``door`` of reden_afgesloten.csv

# The only texts about health, police or religion that the law allows (RRO art. 21 lid 3, S2 L671-677).
STANDAARDREDENEN = (
    "afwezig vanwege ziekte",
    "afwezig vanwege contact met politie of justitie",
    "afwezig vanwege een geloofsverplichting",
)

# Words that point at data that may not be recorded, written as ``zoeksleutel`` gives them.
BIJZONDERE_WOORDEN = {
    "gezondheid": """adhd angststoornis anorexia autisme autistisch burnout depressie depressief
        diagnose dokter eetstoornis griep huisarts kanker medicatie medicijn medicijnen operatie overspannen
        paniekaanval psychiater psychisch psychische psycholoog psychose suicidaal suicide therapeut therapie
        verslaafd verslaving zelfmoord ziek zieke ziekenhuis ziekgemeld ziekmelding ziekte zwanger
        zwangerschap""",
    "geloof": """bijbel bidden boeddhist boeddhistisch christelijk christen geloof geloofsovertuiging
        geloofsverplichting gelovig hindoe hindoeistisch islam islamitisch joods katholiek kerk koran moskee
        moslim offerfeest protestants ramadan religie religieus suikerfeest synagoge""",
    "politie of justitie": """aangehouden aanhouding arrestatie crimineel detentie diefstal drugs gearresteerd
        gedetineerd gevangenis justitie mishandeling politie reclassering rechtszaak strafbaar strafblad
        strafzaak veroordeeld verdachte""",
    "afkomst, politiek, vakbond of seksualiteit": """biseksueel homo homoseksueel lesbisch seksueel seksuele
        transgender vakbond zigeuner""",
}
