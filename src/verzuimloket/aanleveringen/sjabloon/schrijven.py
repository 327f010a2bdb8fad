"""The template as a file: CSV with headings, an Excel workbook that helps while filling in, and an example."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, BinaryIO

import xlsxwriter  # type: ignore[import-untyped]

from verzuimloket.aanleveringen.sjabloon.kolommen import KOLOMMEN, Kolom, Soort
from verzuimloket.aanleveringen.sjabloon.voorbeelden import VOORBEELDEN
from verzuimloket.core.clock import AMSTERDAM

BLAD, UITLEG, VOORBEELD = "Inschrijvingen", "Uitleg", "Voorbeeld"
_LAATSTE_RIJ = 200_000  # as far as choices are offered: more lines go in CSV (upload_xlsx_max_regels)
_DAGEN = (Soort.DATUM, Soort.GEBOORTEDATUM)
_UITLEG_KOPPEN = ("Kolom", "Wanneer invullen", "Uitleg", "Voorbeeld", "Keuzes")
_UITLEG_BREEDTEN = (24, 34, 90, 24, 34)
_CODES_KOLOM = len(_UITLEG_KOPPEN) + 1  # where the own codes stand for the choice, on the sheet with explanations


def write_csv(target: BinaryIO) -> None:
    """Only the headings."""
    _write(target, ())


def write_example_csv(target: BinaryIO) -> None:
    """A filled-in file about pupils who do not exist."""
    _write(target, VOORBEELDEN)


def _write(target: BinaryIO, rijen: Iterable[Sequence[str]]) -> None:
    """UTF-8 with a mark, so that Excel reads it as such; semicolons, CRLF."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([kolom.naam for kolom in KOLOMMEN])
    writer.writerows(rijen)
    text.detach()


def write_xlsx(target: BinaryIO, codes: Iterable[str], at: datetime) -> None:
    """The workbook. codes: the institutions to choose from; at: when it is made."""
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Inschrijvingen", "created": at.astimezone(AMSTERDAM).replace(tzinfo=None)})
    _Werkboek(book, sorted(codes)).write()
    book.close()


class _Werkboek:
    """Three sheets: to fill in, explanations, an example."""

    def __init__(self, book: Any, codes: Sequence[str]) -> None:
        self._book, self._codes = book, codes
        self._kop = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
        self._tekst = book.add_format({"num_format": "@"})
        self._dag = book.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self) -> None:
        self._blad()
        self._uitleg()
        self._voorbeeld()

    def _blad(self) -> None:
        sheet = self._book.add_worksheet(BLAD)
        self._heading(sheet)
        for plaats, kolom in enumerate(KOLOMMEN):
            keuze = self._keuze(kolom)
            if keuze:
                sheet.data_validation(1, plaats, _LAATSTE_RIJ, plaats, keuze)
        sheet.activate()

    def _heading(self, sheet: Any) -> None:
        """Headings that stay in sight, and columns in which Excel keeps zeros in front and reads days as days.

        Birth dates are text: Excel has no day of which only the year is known.
        """
        for plaats, kolom in enumerate(KOLOMMEN):
            vorm = self._dag if kolom.soort == Soort.DATUM else self._tekst
            sheet.set_column(plaats, plaats, max(12, len(kolom.naam) + 2), vorm)
            sheet.write_string(0, plaats, kolom.naam, self._kop)
        sheet.freeze_panes(1, 0)

    def _keuze(self, kolom: Kolom) -> dict[str, Any] | None:
        """The choices of a column; others may be pasted in, with a warning: the check tells what is wrong."""
        if kolom.soort == Soort.INSTELLING and self._codes:
            place = xlsxwriter.utility.xl_col_to_name(_CODES_KOLOM)
            source: Any = f"={UITLEG}!${place}$2:${place}${len(self._codes) + 1}"
        elif kolom.keuzes:
            source = [code for code, _ in kolom.keuzes]
        else:
            return None
        return {"validate": "list", "source": source, "error_type": "warning"} | _uitspraak(kolom)

    def _uitleg(self) -> None:
        sheet = self._book.add_worksheet(UITLEG)
        for plaats, (kop, breedte) in enumerate(zip(_UITLEG_KOPPEN, _UITLEG_BREEDTEN, strict=True)):
            sheet.set_column(plaats, plaats, breedte)
            sheet.write_string(0, plaats, kop, self._kop)
        for rij, kolom in enumerate(KOLOMMEN, 1):
            keuzes = ", ".join(f"{code} ({naam})" for code, naam in kolom.keuzes)
            for plaats, text in enumerate((kolom.naam, kolom.nodig, kolom.uitleg, kolom.voorbeeld, keuzes)):
                sheet.write_string(rij, plaats, text, self._wrap)
        for rij, code in enumerate(["Uw instellingen", *self._codes]):
            sheet.write_string(rij, _CODES_KOLOM, code, self._tekst if rij else self._kop)
        sheet.set_column(_CODES_KOLOM, _CODES_KOLOM, 18)
        sheet.freeze_panes(1, 0)

    def _voorbeeld(self) -> None:
        sheet = self._book.add_worksheet(VOORBEELD)
        self._heading(sheet)
        for rij, cellen in enumerate(VOORBEELDEN, 1):
            for plaats, (kolom, cel) in enumerate(zip(KOLOMMEN, cellen, strict=True)):
                if cel and kolom.soort == Soort.DATUM:
                    sheet.write_datetime(rij, plaats, datetime.fromisoformat(cel), self._dag)
                elif cel:
                    sheet.write_string(rij, plaats, cel, self._tekst)


def _uitspraak(kolom: Kolom) -> dict[str, str]:
    """What Excel says at another value; it allows 32 and 255 characters."""
    return {"error_title": kolom.naam[:32], "error_message": "Deze waarde staat niet in de lijst. Controleer de cel."}
