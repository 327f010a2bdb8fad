"""The schools of the country as RIO knows them: boards, authorities, branches, locations (``verzuimloket rio``).

Stands beside the load format and draws no chance of its own, so that the country stays the same.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from verzuimloket.testland.bestanden import KOPPEN
from verzuimloket.testland.dagen import iso
from verzuimloket.testland.gemeenten import read_gemeenten
from verzuimloket.testland.land import Land
from verzuimloket.testland.namen import namen
from verzuimloket.testland.scholen import School

KOPPEN_RIO = {
    "besturen": "code;soort;naam;plaats;begindatum;einddatum;bestuur",
    "instellingen": f"{KOPPEN['instellingen']};naam_kort;plaats;wet;soort;schoolsoort",
    "vestigingen": "code;instellingscode;naam;plaats;begindatum;einddatum",
    "locaties": "code;instellingscode;naam;plaats;einddatum",
}
_BESTUREN = Path(__file__).with_name("besturen.csv")
_EERSTE_GEZAG = 40_001
_WET_SOORT = {
    "PO": ("WPO", "BASISSCHOOL"),
    "SO": ("WEC", "SO"),
    "VSO": ("WEC", "VSO"),
    "VO": ("WVO2020", "VO"),
    "MBO": ("WEB", "ROC"),
    "VAVO": ("WEB", "VAVO"),
    "HO": ("WHW", "HO"),
}
_EEN_LOCATIE = ("PO", "SO", "HO")  # the demo gives the others locations of their own
_GESLOTEN = "2021-07-31"


def schrijf_rio(map: Path, leerlingen: int, zaad: int, vandaag: date) -> dict[str, int]:
    """Write the four files for the country of the same size, seed and day; lines per file."""
    map.mkdir(parents=True, exist_ok=True)
    scholen = tuple(Land(leerlingen, zaad, vandaag).scholen)
    plaatsen = {code: gemeente.woonplaats for code, gemeente in read_gemeenten(vandaag).items()}
    files = {
        "besturen": _besturen(scholen, plaatsen),
        "instellingen": (_instelling(school, plaatsen) for school in scholen),
        "vestigingen": _vestigingen(scholen, plaatsen),
        "locaties": (
            f"{school.code}0001;{school.code};Hoofdgebouw;{plaatsen[school.gemeente]};"
            for school in scholen
            if school.sector in _EEN_LOCATIE
        ),
    }
    return {naam: _write(map / f"{naam}.csv", KOPPEN_RIO[naam], lines) for naam, lines in files.items()}


def _write(path: Path, kop: str, lines: Iterable[str]) -> int:
    regels = list(lines)
    path.write_text("\n".join([kop, *regels]) + "\n", encoding="utf-8")
    return len(regels)


def _besturen(scholen: Iterable[School], plaatsen: dict[str, str]) -> Iterator[str]:
    """Each board and its competent authority, which have the same name, as in S2 L1514-1520."""
    with _BESTUREN.open(encoding="utf-8", newline="") as file:
        cast = {row["code"]: row["naam"] for row in csv.DictReader(file, delimiter=";")}
    eerste = {school.bestuur: school for school in reversed(tuple(scholen))}
    woorden = [naam for _, naam in namen("school")]
    for nummer, code in enumerate(sorted(eerste)):
        naam = cast.get(code, f"Scholengroep {woorden[nummer % len(woorden)]} {code[:3]}")
        plaats = plaatsen[eerste[code].gemeente]
        yield f"{code};ONDERWIJSBESTUUR;{naam};{plaats};;;"
        yield f"{_EERSTE_GEZAG + nummer};BEVOEGD_GEZAG;{naam};{plaats};;;{code}"


def _instelling(school: School, plaatsen: dict[str, str]) -> str:
    wet, soort = _WET_SOORT[school.sector]
    if school.naam.startswith("Vakschool"):
        soort = "VAKINSTELLING"
    kort = school.naam.split(",")[0].split(" (")[0]
    return f"{school.regel()};{kort[:80]};{plaatsen[school.gemeente]};{wet};{soort};{school.schoolsoort}"


def _vestigingen(scholen: Iterable[School], plaatsen: dict[str, str]) -> Iterator[str]:
    """One for each institution; those for mbo closed a second one."""
    for school in scholen:
        plaats, begin = plaatsen[school.gemeente], iso(school.opgericht)
        yield f"{school.code}00;{school.code};{school.naam};{plaats};{begin};"
        if school.sector == "MBO":
            yield f"{school.code}01;{school.code};{school.naam}, gebouw Oost;{plaats};{begin};{_GESLOTEN}"
