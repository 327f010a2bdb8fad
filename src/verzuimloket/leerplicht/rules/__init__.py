"""Which duty rests on a young person, on any day. Domain rules §5. Pure: no database, no framework."""

from verzuimloket.leerplicht.rules import uitleg
from verzuimloket.leerplicht.rules.grenzen import is_startkwalificatie
from verzuimloket.leerplicht.rules.schooljaar import (
    eerste_schooldag,
    schooljaar_begin,
    schooljaar_eind,
    schooljaar_naam,
)
from verzuimloket.leerplicht.rules.tijdlijn import Oordeel, Status, Tijdvak, plicht_op, status, tijdlijn

__all__ = [
    "Oordeel",
    "Status",
    "Tijdvak",
    "eerste_schooldag",
    "is_startkwalificatie",
    "plicht_op",
    "schooljaar_begin",
    "schooljaar_eind",
    "schooljaar_naam",
    "status",
    "tijdlijn",
    "uitleg",
]
