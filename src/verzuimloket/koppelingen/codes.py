"""Codes on which merging branches; their names stand in codelijsten/."""

from enum import StrEnum


class Reden(StrEnum):
    """Why two registrations were merged; koppel_reden.csv."""

    LIJST = "LIJST"
    KNOP = "KNOP"
    BESTAND = "BESTAND"
    VRAAG = "VRAAG"


class Stand(StrEnum):
    """How far a question is; koppelvraag_stand.csv."""

    OPEN = "OPEN"
    GEKOPPELD = "GEKOPPELD"
    BEANTWOORD = "BEANTWOORD"
