"""Reading a date that somebody typed in three boxes (ontwerp/ux.md 5.2)."""

import re
from datetime import date

from verzuimloket.core import vorm
from verzuimloket.core.vorm import EERSTE_JAAR, LAATSTE_JAAR
from verzuimloket.personen.inputs import Geboortedatum

Delen = tuple[str, str, str]
DELEN = ("dag", "maand", "jaar")
_WHOLE = (
    re.compile(r"(?P<dag>[0-9]{1,2})[-/. ]+(?P<maand>[0-9]{1,2}|[A-Za-z]{3,9})[-/. ]+(?P<jaar>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<jaar>[0-9]{4})[-/.](?P<maand>[0-9]{1,2})[-/.](?P<dag>[0-9]{1,2})"),
    re.compile(r"(?P<dag>[0-9]{2})(?P<maand>[0-9]{2})(?P<jaar>[0-9]{4})"),
)
_ARTICLE = {"dag": "de dag", "maand": "de maand", "jaar": "het jaar"}


class NotReadable(Exception):
    """The boxes hold no date. The sentence says what to do; ``delen`` are the boxes to look at."""

    def __init__(self, text: str, *delen: str) -> None:
        self.text, self.delen = text, delen
        super().__init__(text)


def verdeel(text: str) -> Delen:
    """A whole date typed or pasted in the first box, as three parts; other text stays in the first."""
    for form in _WHOLE:
        if found := form.fullmatch(text):
            return (found["dag"], found["maand"], found["jaar"])
    return (text, "", "")


def lees_datum(delen: Delen, label: str) -> date | None:
    """The day; None when all boxes are empty. Raises NotReadable."""
    if not any(delen):
        return None
    _complete(dict(zip(DELEN, delen, strict=True)), label)
    return _day(_dag(delen[0], label), _maand(delen[1], label), _jaar(delen[2], label, short=True))


def lees_geboortedatum(delen: Delen, label: str) -> Geboortedatum | None:
    """A birth date, as far as it is known: an unknown day or month is empty or 0. Raises NotReadable."""
    dag, maand, jaar = ("" if re.fullmatch("0+", deel) else deel for deel in delen)
    if not (dag or maand or jaar):
        return None
    _complete(({"maand": maand} if dag else {}) | {"jaar": jaar}, label)
    if not maand:
        return Geboortedatum(_jaar(jaar, label))
    if not dag:
        return Geboortedatum(_jaar(jaar, label), _maand(maand, label))
    day = _day(_dag(dag, label), _maand(maand, label), _jaar(jaar, label))
    return Geboortedatum(day.year, day.month, day.day)


def _complete(boxes: dict[str, str], label: str) -> None:
    missing = [deel for deel, text in boxes.items() if not text]
    if missing:
        names = " en ".join(_ARTICLE[deel] for deel in missing)
        raise NotReadable(f"Vul ook {names} in bij {label}.", *missing)


def _dag(text: str, label: str) -> int:
    if re.fullmatch(r"[0-9]{1,2}", text) and 1 <= int(text) <= 31:
        return int(text)
    raise NotReadable(vorm.dag_verkeerd(label), "dag")


def _maand(text: str, label: str) -> int:
    bare = text.rstrip(".")
    if re.fullmatch(r"[0-9]{1,2}", bare) and 1 <= int(bare) <= 12:
        return int(bare)
    named = vorm.maand_nummer(text)
    if named is None:
        raise NotReadable(vorm.maand_verkeerd(label), "maand")
    return named


def _jaar(text: str, label: str, *, short: bool = False) -> int:
    """Four digits; with ``short`` also two, for a year of this century."""
    if short and re.fullmatch(r"[0-9]{2}", text):
        return 2000 + int(text)
    if re.fullmatch(r"[0-9]{4}", text) and EERSTE_JAAR <= int(text) <= LAATSTE_JAAR:
        return int(text)
    raise NotReadable(vorm.jaar_verkeerd(label), "jaar")


def _day(dag: int, maand: int, jaar: int) -> date:
    try:
        return date(jaar, maand, dag)
    except ValueError:
        raise NotReadable(vorm.bestaat_niet(dag, maand, jaar), "dag", "maand") from None
