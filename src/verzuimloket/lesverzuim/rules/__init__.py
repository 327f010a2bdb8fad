"""How lesson absence is read, judged and counted. Domain rules §6.2, §6.3.

LESVERZUIM judges one line. The rest are pure functions: the unit per sector, the calendar of school
weeks, the counter, and the answers with which a draft stands ready.
"""

from verzuimloket.lesverzuim.rules.concept import answers, soort
from verzuimloket.lesverzuim.rules.dagen import doorlopend
from verzuimloket.lesverzuim.rules.kalender import Kalender
from verzuimloket.lesverzuim.rules.lezen import Rij, decode, leesregels
from verzuimloket.lesverzuim.rules.regels import LESVERZUIM, RULEBOOKS, bewaren_vanaf, judge
from verzuimloket.lesverzuim.rules.tellen import eenheid, tel

__all__ = [
    "LESVERZUIM",
    "RULEBOOKS",
    "Kalender",
    "Rij",
    "answers",
    "bewaren_vanaf",
    "decode",
    "doorlopend",
    "eenheid",
    "judge",
    "leesregels",
    "soort",
    "tel",
]
