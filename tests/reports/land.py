"""A register of worked cases: a folder in the load format, loaded as a user would."""

from pathlib import Path

from tests.factories import bsn
from tests.reports.gevallen import Geval
from verzuimloket.channels.upload.laden import laad
from verzuimloket.testland.bestanden import KOPPEN

INSTELLINGEN = [
    f"{code};School {code};{sector};{bekostigd};1990-08-01;109B027"
    for code, sector, bekostigd in (
        ("99AA", "MBO", 1),
        ("99BB", "MBO", 1),
        ("99CC", "MBO", 1),
        ("99HO", "HO", 1),
        ("99PI", "MBO", 0),
    )
]


def load_cases(folder: Path, gevallen: list[Geval]) -> None:
    """Load one person per case, called after it."""
    lines: dict[str, list[str]] = {naam: [] for naam in KOPPEN}
    lines["instellingen"] = INSTELLINGEN
    for geval in gevallen:
        lines["personen"].append(f"{geval.naam};{bsn()};;{geval.naam};;Sam;V;{geval.geboren};{geval.overleden}")
        for naam in ("adressen", "inschrijvingen", "diplomas", "vrijstellingen"):
            for line in getattr(geval, naam):
                key = f"{geval.naam}-" if naam == "inschrijvingen" else ""
                lines[naam].append(key + line.format(geval.naam))
    for naam, rows in lines.items():
        (folder / f"{naam}.csv").write_text("\n".join([KOPPEN[naam], *rows]) + "\n", encoding="utf-8")
    resultaat = laad(folder)
    assert not resultaat.fouten, resultaat.fouten
