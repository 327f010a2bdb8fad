"""Files of the reports of a month or a week: one pass per report for all recipients (MND-02, BST-20, BST-21)."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from verzuimloket.rapportages.queries.ontvangers import ontvangers as recipients
from verzuimloket.rapportages.rapporten import RAPPORTEN, WEKELIJKS
from verzuimloket.rapportages.rapporten.excel import book_of
from verzuimloket.rapportages.rapporten.tekst import csv_of, handfuls, regels_of
from verzuimloket.rapportages.rapporten.vorm import Blokken, Moment, Ontvanger, Rapport
from verzuimloket.rapportages.rules.kalender import Productie

CSV, XLSX = "csv", "xlsx"
VORMEN = (CSV, XLSX)
_ALL: dict[str, Rapport[Any]] = {**RAPPORTEN, **WEKELIJKS}
_NAAM = re.compile(r"(\d{6}(\d\d)?(?P<code>[AR]\d\d)|(?P<jaarcode>NRSP|NenR)\d{4}[VD])[IGR][0-9A-Z]{4}\.csv")
Voortgang = Callable[[int], object]


class Gevuld(NamedTuple):
    """One report of one recipient: the name of its CSV, and its lines as texts (see ``vorm.SCHEIDING``)."""

    ontvanger: Ontvanger
    naam: str
    regels: list[str]


def filled(rapport: Rapport[Moment], moment: Moment, alleen: Sequence[Ontvanger] = ()) -> Iterator[Gevuld]:
    """The report of everybody who gets it, in order; without lines when there are none.

    alleen: only for these recipients, when somebody is named.
    """
    if rapport.gemaakt(moment):
        everybody = alleen or [Ontvanger(soort, code) for soort, code in recipients(moment)]
        for ontvanger, regels in _merged(sorted(everybody, key=_rang), rapport.blokken(moment, alleen)):
            yield Gevuld(ontvanger, rapport.bestandsnaam(moment, ontvanger), regels)


def _rang(ontvanger: Ontvanger) -> tuple[int, str]:
    return ontvanger.rang


def _merged(everybody: Iterable[Ontvanger], blokken: Blokken) -> Blokken:
    """Who has lines, and between them who has none."""
    waiting = iter(everybody)
    expected = next(waiting, None)
    for ontvanger, regels in blokken:
        while expected and expected.rang < ontvanger.rang:
            yield expected, []
            expected = next(waiting, None)
        if expected == ontvanger:
            expected = next(waiting, None)
        yield ontvanger, regels
    while expected:
        yield expected, []
        expected = next(waiting, None)


def write_folder(
    productie: Productie,
    folder: Path,
    *,
    codes: Sequence[str],
    ontvangers: Sequence[Ontvanger] = (),
    vormen: Collection[str] = VORMEN,
    voortgang: Voortgang | None = None,
) -> dict[str, int]:
    """The reports with these codes as files; how many lines each report has, of all recipients together.

    ontvangers: only of these, when somebody is named. voortgang: is told how many files there are. In a transaction.
    """
    counts, files = {}, 0
    for code in codes:
        rapport, counts[code] = RAPPORTEN[code], 0
        for gevuld in filled(rapport, productie, ontvangers):
            counts[code] += len(gevuld.regels)
            for vorm, content in contents_of(rapport, gevuld.regels, vormen):
                (folder / gevuld.naam.replace(".csv", f".{vorm}")).write_bytes(content)
                files += 1
            if voortgang:
                voortgang(files)
    return counts


def contents_of(
    rapport: Rapport[Moment], regels: Sequence[str], vormen: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """The file as CSV, as a workbook, or both."""
    handen = list(handfuls(regels))
    for vorm in vormen:
        if vorm == CSV:
            yield vorm, csv_of(rapport.kolommen, handen)
        else:
            yield vorm, book_of(rapport.code, rapport.kolommen, handen, rapport.getallen)


def content_of(rapport: Rapport[Moment], regels: Sequence[str], vorm: str) -> bytes:
    """The file in one of these forms."""
    return next(content for _, content in contents_of(rapport, regels, [vorm]))


def report_of(naam: str) -> Rapport[Any] | None:
    """Which report a file with this name is; none when it is no report of a month, a week or a year."""
    found = _NAAM.fullmatch(naam)
    return _ALL.get(found["code"] or found["jaarcode"]) if found else None


def workbook_of(rapport: Rapport[Moment], content: bytes) -> bytes:
    """A CSV of this report as the workbook that ``write_folder`` would have made."""
    return content_of(rapport, regels_of(content), XLSX)
