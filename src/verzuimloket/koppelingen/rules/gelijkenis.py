"""How much two registrations look like one person: points per fact, explained (ADR 0035). Own choice.

Two hard lessons are in the numbers. A twin has surname, birth date and address in common: other first names, or
another sex, take more away than an address gives. And what is unknown gives no points, so that little known of two
pupils never makes them certain.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from verzuimloket.koppelingen.inputs import Persoonsgegevens
from verzuimloket.personen.inputs import Geboortedatum

_GEBOREN, _DEELS, _OMGEDRAAID, _ANDERS_GEBOREN = 35, 20, 15, -40
_ACHTERNAAM, _DEEL_VAN_NAAM, _LIJKT = 30, 22, 18
_LIJKT_VANAF = 0.45
_VOORNAMEN, _ANDERE_VOORNAAM, _VOORNAAM_LIJKT_VANAF = 20, -50, 0.6
_ADRES, _ANDER_GESLACHT = 15, -50


@dataclass(frozen=True)
class Punt:
    """One fact: what was compared, its points, and why, as the user reads it."""

    feit: str
    punten: int
    uitleg: str


@dataclass(frozen=True)
class Gelijkenis:
    """The sum, from 0 to 100, and what it is made of."""

    delen: tuple[Punt, ...]

    @property
    def punten(self) -> int:
        return max(0, min(100, sum(deel.punten for deel in self.delen)))


def vergelijk(een: Persoonsgegevens, ander: Persoonsgegevens) -> Gelijkenis:
    """The points of every fact, in the order in which the page shows them."""
    return Gelijkenis(
        (
            Punt("Geboortedatum", *_geboren(een.geboren, ander.geboren)),
            Punt("Achternaam", *_achternaam(een.zoeknaam, ander.zoeknaam)),
            Punt("Voornamen", *_voornamen(een.voornamen, ander.voornamen)),
            Punt("Adres", *_adres(een, ander)),
            Punt("Geslacht", *_geslacht(een.geslacht, ander.geslacht)),
        )
    )


def _geboren(een: Geboortedatum, ander: Geboortedatum) -> tuple[int, str]:
    if een == ander and een.volledig():
        return _GEBOREN, "gelijk"
    if een.vroegst() <= ander.laatst() and ander.vroegst() <= een.laatst():
        return _DEELS, "past bij elkaar, maar is niet helemaal bekend"
    if een.volledig() and ander.volledig() and een in _omgedraaid(ander):
        return _OMGEDRAAID, "gelijk als dag en maand zijn omgewisseld"
    return _ANDERS_GEBOREN, "verschilt"


def _omgedraaid(geboren: Geboortedatum) -> Iterator[Geboortedatum]:
    """The same birth date with day and month exchanged, if there is such a day."""
    if geboren.dag and geboren.maand and geboren.dag <= 12:
        yield Geboortedatum(geboren.jaar, geboren.dag, geboren.maand)


def _achternaam(een: str, ander: str) -> tuple[int, str]:
    if een == ander:
        return _ACHTERNAAM, "gelijk"
    if set(_woorden(een)) < set(_woorden(ander)) or set(_woorden(ander)) < set(_woorden(een)):
        return _DEEL_VAN_NAAM, "de ene naam is een deel van de andere"
    if lijkt(een, ander) >= _LIJKT_VANAF:
        return _LIJKT, "lijkt op elkaar"
    return 0, "verschilt"


def _woorden(naam: str) -> list[str]:
    return naam.replace("-", " ").split()


def _voornamen(een: tuple[str, ...], ander: tuple[str, ...]) -> tuple[int, str]:
    """``Anna`` and ``Anna Maria`` agree. An initial says too little, and a name that nearly agrees may be a twin's."""
    if not een or not ander:
        return 0, "niet bij allebei bekend"
    pairs = list(zip(een, ander, strict=False))
    if all(one == other for one, other in pairs):
        return _VOORNAMEN, "gelijk"
    if all(one == other or (one[0] == other[0] and 1 in (len(one), len(other))) for one, other in pairs):
        return 0, "alleen een voorletter om te vergelijken"
    if lijkt(" ".join(een), " ".join(ander)) >= _VOORNAAM_LIJKT_VANAF:
        return 0, "lijken op elkaar"
    return _ANDERE_VOORNAAM, "verschillen"


def _adres(een: Persoonsgegevens, ander: Persoonsgegevens) -> tuple[int, str]:
    if een.adressen & ander.adressen:
        return _ADRES, "dezelfde postcode en hetzelfde huisnummer"
    return 0, "geen adres gelijk"


def _geslacht(een: str, ander: str) -> tuple[int, str]:
    if "O" in (een, ander):
        return 0, "niet bij allebei bekend"
    return (0, "gelijk") if een == ander else (_ANDER_GESLACHT, "verschilt")


def lijkt(een: str, ander: str) -> float:
    """Similarity from 0 to 1, as pg_trgm counts it: the share of groups of three letters in common."""
    one, other = _drietallen(een), _drietallen(ander)
    return len(one & other) / len(one | other) if one | other else 0.0


def _drietallen(tekst: str) -> set[str]:
    return {
        padded[at : at + 3] for padded in (f"  {woord} " for woord in _woorden(tekst)) for at in range(len(padded) - 2)
    }
