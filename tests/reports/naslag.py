"""The definition once more, slowly and in plain Python, from the files of a load: what the set statements must find.

Written from rapportages.md §2 and §4 alone, without a look at the SQL: two homes on purpose.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from verzuimloket.rapportages.rules.kalender import Run

Row = dict[str, str]
_SECTOR = {"MBO": 1, "VO": 2}


@dataclass
class Land:
    """The lines of a load by person."""

    personen: dict[str, Row]
    bekostigd: dict[str, bool]
    regio: dict[str, str]
    per_persoon: dict[str, dict[str, list[Row]]]


def read(folder: Path, regio: dict[str, str]) -> Land:
    """regio: gemeentecode → two digits."""
    per_persoon: dict[str, dict[str, list[Row]]] = {}
    for naam in ("adressen", "inschrijvingen", "diplomas", "vrijstellingen"):
        per_persoon[naam] = defaultdict(list)
        for row in _rows(folder / f"{naam}.csv"):
            per_persoon[naam][row["persoon"]].append(row)
    instellingen = {row["instellingscode"]: row["bekostigd"] == "1" for row in _rows(folder / "instellingen.csv")}
    return Land({row["persoon"]: row for row in _rows(folder / "personen.csv")}, instellingen, regio, per_persoon)


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


@dataclass
class Antwoord:
    """What a run finds: bsn or onderwijsnummer → (institution, region, startkwalificatie); and → reason on the list."""

    start: dict[str, tuple[str, str, bool]]
    lijst: dict[str, str]


def ask(land: Land, run: Run) -> Antwoord:
    """The start set and the list of a run."""
    cutoff = f"{run.productie.cutoff:%Y-%m-%d %H:%M:%S}"
    t1, t2, sk_tot = (day.isoformat() for day in (run.t1, run.t2, run.sk_tot))
    found = Antwoord({}, {})
    for key, persoon in land.personen.items():
        known = {
            naam: [row for row in rows.get(key, []) if _known(row, cutoff)] for naam, rows in land.per_persoon.items()
        }
        start = _start(land, persoon, known, t1, cutoff)
        if start is None:
            continue
        sk = any(_is_sk(row) and row["datum"] <= sk_tot for row in known["diplomas"])
        home = [row for row in known["adressen"] if _on(row, t2)]
        gemeente = max(home, key=lambda row: row["begindatum"])["gemeentecode"] if home else ""
        nummer = persoon["bsn"] or persoon["onderwijsnummer"]
        found.start[nummer] = start["instellingscode"], land.regio.get(gemeente, ""), sk
        dead = _dead(persoon, t2, cutoff)
        exempt = any(
            row["grond"].upper() in {"5A", "5B", "5C", "15"} and _on(row, t2) for row in known["vrijstellingen"]
        )
        if not sk and gemeente in land.regio and not dead and not exempt:
            reden = _reden(land, [row for row in known["inschrijvingen"] if _on(row, t2)])
            if reden:
                found.lijst[nummer] = reden
    return found


def _start(land: Land, persoon: Row, known: dict[str, list[Row]], t1: str, cutoff: str) -> Row | None:
    """The leading enrolment on t1 of who belongs to the start set."""
    born, year = persoon["geboortedatum"], int(t1[:4])
    if not (f"{year - 22}{t1[4:]}" < born <= f"{year - 12}{t1[4:]}") or _dead(persoon, t1, cutoff):
        return None
    if not any(_on(row, t1) and row["gemeentecode"] and row["landcode"] in ("", "6030") for row in known["adressen"]):
        return None
    rows = [
        row
        for row in known["inschrijvingen"]
        if _on(row, t1) and _counts(land, row) and land.bekostigd[row["instellingscode"]]
        if row["sector"] in ("VO", "MBO", "VAVO") and row["soort"] not in ("PRO", "ISK1", "IB", "ENGELS")
    ]
    rows.sort(key=lambda row: (row["instellingscode"], row["volgnummer"]))
    rows.sort(key=lambda row: int(row["niveau"] or 0), reverse=True)
    rows.sort(key=lambda row: row["begindatum"], reverse=True)
    rows.sort(key=lambda row: _SECTOR.get(row["sector"], 3))
    return rows[0] if rows else None


def _reden(land: Land, op_t2: list[Row]) -> str:
    """B, E or G; nothing when an enrolment keeps the person off the list."""
    if any(_counts(land, row) for row in op_t2):
        return ""
    if any(row["leertraject"] != "EX" for row in op_t2):
        return "B"
    return "E" if op_t2 else "G"


def _counts(land: Land, row: Row) -> bool:
    if not land.bekostigd[row["instellingscode"]] or row["sector"] in ("HO", "DJI", "POL"):
        return True
    return row["bekostigd"] == "J" and row["leertraject"] != "EX"


def _is_sk(row: Row) -> bool:
    return row["soort"] in ("HAVO", "VWO") or (row["soort"] == "MBO" and int(row["niveau"] or 0) >= 2)


def _dead(persoon: Row, day: str, cutoff: str) -> bool:
    died, known = persoon["overlijdensdatum"], persoon["overlijden_geregistreerd"]
    return bool(died) and died <= day and known < cutoff


def _on(row: Row, day: str) -> bool:
    return row["begindatum"] <= day and (not row["einddatum"] or row["einddatum"] >= day)


def _known(row: Row, cutoff: str) -> bool:
    return row["geregistreerd_van"] < cutoff and (not row["geregistreerd_tot"] or row["geregistreerd_tot"] >= cutoff)
