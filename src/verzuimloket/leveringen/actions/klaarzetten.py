"""Files of deliveries, sealed while they are made: nothing readable touches a disk."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

from verzuimloket.bestanden import actions as bestanden
from verzuimloket.bestanden.inputs import GedeeldInput
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.parameters import param
from verzuimloket.leveringen.bestand.maken import Gemaakt
from verzuimloket.leveringen.bestand.vorm import CSV, MIME, XML
from verzuimloket.leveringen.codes import SOORT
from verzuimloket.leveringen.inputs import Ontvanger
from verzuimloket.leveringen.models import Levering


class Klaarzetten:
    """Where the bytes go: each file begins at its first ones, and is whole after :meth:`complete`."""

    def __init__(self, *, at: datetime) -> None:
        self._at, self._files = at, dict[tuple[str, str], Bestand]()
        self.verwijderen_op = at.date() + timedelta(days=param("bewaar_levering_dagen", on=at.date()))

    def __call__(self, ontvanger: Ontvanger, naam: str, content: bytes) -> None:
        extensie = naam.rpartition(".")[2]
        key = (ontvanger.instantie, extensie)
        if key not in self._files:
            self._files[key] = _start(ontvanger, naam, extensie, self.verwijderen_op, at=self._at)
        bestanden.append(self._files[key], BytesIO(content))

    def complete(self, levering: Levering, gemaakt: Gemaakt) -> Levering:
        """The files are whole, and the row says what they are. The caller saves."""
        made = {extensie: self._files[(levering.instantie, extensie)] for extensie in (CSV, XML)}
        for bestand in made.values():
            bestanden.complete(bestand, totaal=sum(gemaakt.aantallen.values()), at=self._at)
        levering.csv, levering.xml = made[CSV], made[XML]
        levering.sha256_csv, levering.sha256_xml = gemaakt.sha256[CSV], gemaakt.sha256[XML]
        levering.aantallen, levering.gemaakt_at = gemaakt.aantallen, self._at
        levering.verwijderen_op = self.verwijderen_op
        return levering


def _start(ontvanger: Ontvanger, naam: str, extensie: str, verwijderen_op: date, *, at: datetime) -> Bestand:
    given = GedeeldInput(
        soort_kenmerk="instantie",
        soort=SOORT,
        naam=naam,
        mime=MIME[extensie],
        instelling="",
        verwijderen_op=verwijderen_op,
    )
    return bestanden.start_shared(given, by=replace(SYSTEEM, organisatie=ontvanger.instantie), at=at)
