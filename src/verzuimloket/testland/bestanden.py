"""The files of a load, written line by line."""

import heapq
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

KOPPEN = {
    "instellingen": "instellingscode;naam;sector;bekostigd;oprichtingsdatum;bestuur",
    "personen": "persoon;bsn;onderwijsnummer;achternaam;voorvoegsel;voornamen;geslacht;geboortedatum;"
    "overlijdensdatum;overlijden_geregistreerd",
    "adressen": "persoon;begindatum;einddatum;gemeentecode;landcode;postcode;huisnummer;huisletter;"
    "toevoeging;straat;woonplaats;geregistreerd_van;geregistreerd_tot",
    "inschrijvingen": "inschrijving;persoon;instellingscode;vestiging;volgnummer;sector;soort;niveau;"
    "leertraject;opleidingscode;bekostigd;begindatum;einddatum;geregistreerd_van;geregistreerd_tot",
    "diplomas": "diploma;persoon;soort;niveau;datum;geregistreerd_van;geregistreerd_tot",
    "vrijstellingen": "vrijstelling;persoon;grond;begindatum;einddatum;geregistreerd_van;geregistreerd_tot",
    "meldingen": "meldingsnummer;persoon;instellingscode;soort;begindatum;einddatum;reden;alle_lessen_gemist;"
    "actie_gewenst;status;reden_afgesloten;reden_intrekken;melddatum;geregistreerd_van;geregistreerd_tot",
}
_BUFFER = 1 << 20


class Bestand:
    """One CSV file with its header; fields never hold a separator, so lines are written as they are."""

    def __init__(self, map: Path, naam: str) -> None:
        self._file = (map / f"{naam}.csv").open("w", encoding="utf-8", newline="\n", buffering=_BUFFER)
        self._file.write(KOPPEN[naam] + "\n")
        self.regels = 0

    def write(self, regel: str) -> None:
        self._file.write(regel + "\n")
        self.regels += 1

    def close(self) -> None:
        self._file.close()


class Sorteerbak:
    """Sorts any number of texts in little memory: sorted runs on disk, merged at the end."""

    def __init__(self, hoogstens: int = 20_000) -> None:
        self._hoogstens = hoogstens
        self._texts: list[str] = []
        self._runs: list[IO[str]] = []

    def add(self, text: str) -> None:
        """Keep one text; it may not hold a line end."""
        self._texts.append(text)
        if len(self._texts) >= self._hoogstens:
            self._flush()

    def __iter__(self) -> Iterator[str]:
        if not self._runs:
            yield from sorted(self._texts)
            return
        self._flush()
        for line in heapq.merge(*self._runs):
            yield line[:-1]

    def _flush(self) -> None:
        run = TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 closed in close()
        run.writelines(f"{text}\n" for text in sorted(self._texts))
        run.seek(0)
        self._runs.append(run)
        self._texts.clear()

    def close(self) -> None:
        for run in self._runs:
            run.close()
