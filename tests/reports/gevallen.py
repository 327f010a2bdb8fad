"""Worked cases of the monthly list, as lines of the load format (domein rapportages.md §4.1).

The base case: born 2008-05-10, lives in Utrecht (0344, region 19), mbo level 2 BOL, funded, at 99AA since 2025-08-01,
registered 2025-08-15 09:00; report year 2025-2026. ``lijst``: on the list or not, of run 1 up to 15. ``mutaties``:
RAPPORTAGEMAAND → what the institution, municipality and region of the base case hear, or (recipients, what).
"""

from dataclasses import dataclass, field
from typing import Any

GEBOREN, BEKEND = "2008-05-10", "2025-08-15 09:00:00"
GEEN, BEK, EXAMEN = (
    "A01 GEEN INSCHRIJVING",
    "A01 INSCHRIJVING ZONDER AANMELDING VOOR BEKOSTIGING",
    "A01 INSCHRIJVING EXAMENDEELNEMER",
)
TERUG, SK, DOOD = "A02 HERINSCHRIJVING", "A02 STARTKWALIFICATIE BEHAALD", "A02 OVERLEDEN"
WEG, VRIJ, NIET_MEER = "A02 VERTROKKEN UIT NEDERLAND", "A02 VRIJSTELLING", "A02 NIET MEER IN STARTSET"
BASIS = ("I99AA", "G0344", "R0019")
NOOIT = "0" * 15


def ins(
    begin: str = "2025-08-01",
    eind: str = "",
    *,
    bij: str = "99AA",
    vorm: str = "MBO;;2;BOL",
    bek: str = "J",
    van: str = BEKEND,
    tot: str = "",
    sleutel: str = "",
) -> str:
    """A line of inschrijvingen.csv without its person; vorm: sector;soort;niveau;leertraject."""
    return f"{sleutel or bij + begin};{{0}};{bij};;1;{vorm};;{bek};{begin};{eind};{van};{tot}"


def left(eind: str, moment: str, **given: Any) -> list[str]:
    """Enrolled without an end, until the register learns of one."""
    return [ins(tot=moment, **given), ins(eind=eind, van=moment, **given)]


def adres(gemeente: str, begin: str, eind: str = "", van: str = "2020-01-01 00:00:00", tot: str = "") -> str:
    """A line of adressen.csv without its person; no gemeente: abroad."""
    return f"{{0}};{begin};{eind};{gemeente};{'' if gemeente else '5010'};;;;;;;{van};{tot}"


def moved(naar: str, dag: str, gisteren: str, moment: str) -> list[str]:
    """From Utrecht to another municipality, or abroad."""
    return [
        adres("0344", "2020-01-01", tot=moment),
        adres("0344", "2020-01-01", gisteren, van=moment),
        adres(naar, dag, van=moment),
    ]


def diploma(soort: str, datum: str, van: str, tot: str = "") -> str:
    """A line of diplomas.csv; soort: soort;niveau."""
    return f"{{0}}d{datum};{{0}};{soort};{datum};{van};{tot}"


def vrij(grond: str, begin: str, eind: str, van: str) -> str:
    """A line of vrijstellingen.csv."""
    return f"{{0}}v{begin};{{0}};{grond};{begin};{eind};{van};"


@dataclass(frozen=True)
class Geval:
    """One person, and what every run must say."""

    naam: str
    wat: str
    inschrijvingen: list[str]
    lijst: str = NOOIT
    mutaties: dict[str, str | list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    startset: str = "1" * 15
    met_sk: str = NOOIT
    geboren: str = GEBOREN
    overleden: str = ";"
    adressen: list[str] = field(default_factory=lambda: [adres("0344", "2020-01-01")])
    diplomas: list[str] = field(default_factory=list)
    vrijstellingen: list[str] = field(default_factory=list)

    def heard(self) -> dict[str, set[str]]:
        """RAPPORTAGEMAAND → lines such as ``I99AA A01 GEEN INSCHRIJVING``."""
        found: dict[str, set[str]] = {}
        for maand, wat in self.mutaties.items():
            each = [(BASIS, wat)] if isinstance(wat, str) else wat
            found[maand] = {f"{ontvanger} {tekst}" for ontvangers, tekst in each for ontvanger in ontvangers}
        return found


def from_run(nummer: int, tot: int = 16) -> str:
    """On the list from this run on, up to and not including the other."""
    return "".join("1" if nummer <= n < tot else "0" for n in range(1, 16))


EX = {"vorm": "MBO;;2;EX", "bek": "N"}
TO_EXAM = [ins(eind="2026-01-31"), ins("2026-02-01", van="2026-01-30 10:00:00", **EX)]
UIT_DEC = [ins(eind="2025-12-31")]
HERE_TO_99BB = ins("2026-01-12", bij="99BB", van="2026-01-13 09:00:00")
