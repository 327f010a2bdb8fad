"""Days as administrations and spreadsheets write them. Which comes first, day or month, is told by the whole file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from verzuimloket.core import vorm
from verzuimloket.core.vorm import EERSTE_JAAR, LAATSTE_JAAR
from verzuimloket.personen.inputs import Geboortedatum


class Volgorde(StrEnum):
    """What 01-08-2026 means."""

    DAG_EERST = "dag-maand-jaar"
    MAAND_EERST = "maand-dag-jaar"


class NietLeesbaar(Exception):
    """The cell holds no day. The sentence says what to do."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


@dataclass(frozen=True)
class Delen:
    """Year, month and day as the cell has them; None: not there.

    hersteld: a spreadsheet had damaged it; kort: the year has two digits.
    """

    jaar: int
    maand: int | None = None
    dag: int | None = None
    hersteld: bool = False
    kort: bool = False


_TIJD = re.compile(r"[T ]0{1,2}:00(:00(\.0+)?)?Z?$")
_JAAR_EERST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?")
_JAAR_LAATST = re.compile(r"([0-9]{1,2})[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{4}|[0-9]{2})")
_MAANDNAAM = re.compile(r"([0-9]{1,2})[-/. ]*([A-Za-z]{3,9})\.?[-/. ]*([0-9]{4}|[0-9]{2})")
_MAAND_JAAR = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{4})")
_GETAL = re.compile(r"([0-9]{4,8})(?:[.,][0-9]+)?")
_EXCEL_NUL = date(1899, 12, 30)  # day 0 of a spreadsheet, as it counts from 1 March 1900 on
_ZOALS = "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 31-08-2026."
_DEEL_VAN_ALLES = 0.2  # of the days of a column: about 60 % of all days come after the 12th


def lees_datum(text: str, label: str, volgorde: Volgorde) -> tuple[date, bool]:
    """The day, and whether it was repaired. Raises NietLeesbaar."""
    delen = _delen(text, label, volgorde, short=True)
    if delen.dag is None or delen.maand is None:
        raise NietLeesbaar(f"Vul bij {label} de hele datum in. {_ZOALS}")
    if not delen.dag:
        raise NietLeesbaar(vorm.dag_verkeerd(label))
    return _dag(delen.jaar, delen.maand, delen.dag), delen.hersteld


def lees_geboortedatum(text: str, label: str, volgorde: Volgorde) -> tuple[Geboortedatum, bool]:
    """A birth date as far as it is known (INS-35), and whether it was repaired. Raises NietLeesbaar."""
    delen = _delen(text, label, volgorde, short=False)
    maand, dag = delen.maand or None, delen.dag or None
    if dag and not maand:
        raise NietLeesbaar(f"Vul ook de maand in bij {label}.")
    if dag and maand:
        _dag(delen.jaar, maand, dag)
    return Geboortedatum(delen.jaar, maand, dag), delen.hersteld


def _dag(jaar: int, maand: int, dag: int) -> date:
    try:
        return date(jaar, maand, dag)
    except ValueError:
        raise NietLeesbaar(vorm.bestaat_niet(dag, maand, jaar)) from None


def _delen(text: str, label: str, volgorde: Volgorde, *, short: bool) -> Delen:
    """The parts, with a year and a month that can exist; short: a year of two digits is one of this century."""
    bare = _TIJD.sub("", text)
    delen = _gescheiden(bare, volgorde) or _aaneen(bare)
    if delen is None:
        raise NietLeesbaar(f"Wat bij {label} staat, is geen datum. {_ZOALS}")
    if delen.kort and short:
        delen = Delen(2000 + delen.jaar, delen.maand, delen.dag)
    if not EERSTE_JAAR <= delen.jaar <= LAATSTE_JAAR:
        raise NietLeesbaar(vorm.jaar_verkeerd(label))
    if delen.maand and delen.maand > 12:
        raise NietLeesbaar(_maand_past_niet(volgorde, label))
    if delen.maand == 0 and short:
        raise NietLeesbaar(vorm.maand_verkeerd(label))
    return delen


def _maand_past_niet(volgorde: Volgorde, label: str) -> str:
    if volgorde == Volgorde.MAAND_EERST:
        return f"In deze kolom staat de maand vooraan, maar hier past dat niet. Controleer {label}."
    return vorm.maand_verkeerd(label)


def _gescheiden(text: str, volgorde: Volgorde) -> Delen | None:
    """Parts with a sign between them."""
    if found := _JAAR_EERST.fullmatch(text):
        return Delen(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := _JAAR_LAATST.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        maand_dag = (first, second) if volgorde == Volgorde.MAAND_EERST else (second, first)
        return Delen(int(found[3]), *maand_dag, kort=len(found[3]) == 2)
    if found := _MAAND_JAAR.fullmatch(text):
        return Delen(int(found[2]), int(found[1]))
    if (found := _MAANDNAAM.fullmatch(text)) and (maand := vorm.maand_nummer(found[2])):
        return Delen(int(found[3]), maand, int(found[1]), kort=len(found[3]) == 2)
    return None


def _aaneen(text: str) -> Delen | None:
    """Digits only. Eight cannot be read in two ways: a year that begins with 19 or 20 is no month."""
    found = _GETAL.fullmatch(text)
    if found is None:
        return None
    cijfers = found[1]
    if len(cijfers) == 4:
        return Delen(int(cijfers))
    if len(cijfers) == 5:  # a spreadsheet's own number of the day
        day = _EXCEL_NUL + timedelta(int(cijfers))
        return Delen(day.year, day.month, day.day, hersteld=True)
    if len(cijfers) == 8 and EERSTE_JAAR <= int(cijfers[:4]) <= LAATSTE_JAAR and int(cijfers[4:6]) <= 12:
        return Delen(int(cijfers[:4]), int(cijfers[4:6]), int(cijfers[6:]))
    if len(cijfers) in (7, 8):  # without the zero that a spreadsheet dropped, or with it
        return Delen(int(cijfers[-4:]), int(cijfers[-6:-4]), int(cijfers[:-6]), hersteld=len(cijfers) == 7)
    return None


# which comes first


@dataclass
class _Stem:
    """What the days of one column tell.

    dag_eerst, maand_eerst: days of which the first, or the second, number cannot be a month.
    augustus: whether 1-8 is among them, the day on which most enrolments begin.
    """

    aantal: int = 0
    dag_eerst: int = 0
    maand_eerst: int = 0
    augustus: bool = False

    @property
    def zeker_maand_eerst(self) -> bool:
        return not self.dag_eerst and self.maand_eerst >= max(3, _DEEL_VAN_ALLES * self.aantal)


def herken_volgordes(kolommen: Mapping[str, Iterable[str]]) -> dict[str, Volgorde]:
    """Per column. Day first, unless the column itself and the rest of the file say otherwise.

    One 09-15-2026 is a slip among days that all are 01-08-2026; so it takes more than one such day to read a column
    as month first when another column, or that first of August, says day first.
    """
    stemmen = {naam: _stem(set(teksten)) for naam, teksten in kolommen.items()}
    return {naam: _volgorde(stem, list(stemmen.values())) for naam, stem in stemmen.items()}


def _volgorde(stem: _Stem, alle: list[_Stem]) -> Volgorde:
    sure = any(each.zeker_maand_eerst for each in alle)
    if stem.zeker_maand_eerst:
        return Volgorde.MAAND_EERST
    if any(each.dag_eerst or (each.augustus and not sure) for each in alle):
        return Volgorde.DAG_EERST
    return Volgorde.MAAND_EERST if any(each.maand_eerst for each in alle) else Volgorde.DAG_EERST


def _stem(teksten: Iterable[str]) -> _Stem:
    stem = _Stem()
    for text in teksten:
        if found := _JAAR_LAATST.fullmatch(_TIJD.sub("", text.strip())):
            first, second = int(found[1]), int(found[2])
            stem.aantal += 1
            stem.dag_eerst += first > 12
            stem.maand_eerst += second > 12
            stem.augustus = stem.augustus or (first, second) == (1, 8)
    return stem


def notatie(teksten: Iterable[str], volgorde: Volgorde) -> str:
    """How a column writes its days, in words."""
    vormen = {_vorm(_TIJD.sub("", text.strip()), volgorde) for text in teksten}
    return " en ".join(sorted(filter(None, vormen)))


def _vorm(text: str, volgorde: Volgorde) -> str:
    if _JAAR_EERST.fullmatch(text):
        return "jaar-maand-dag"
    if _JAAR_LAATST.fullmatch(text):
        return volgorde.value
    found = _GETAL.fullmatch(text)
    return "" if found is None else "getal van Excel" if len(found[1]) == 5 else "cijfers achter elkaar"
