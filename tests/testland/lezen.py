"""Reads a country back as anybody would read it, apart from the package that wrote it."""

import csv
from collections import defaultdict
from datetime import date
from functools import cached_property

from verzuimloket.testland import Samenvatting

Row = dict[str, str]


def day(text: str) -> date:
    """The day of a date or a moment."""
    return date.fromisoformat(text[:10])


def born(row: Row) -> date:
    """The day of birth; the first of the month or 1 July when only month or year are known."""
    jaar, maand, dag = (int(part) for part in row["geboortedatum"].split("-"))
    return date(jaar, maand or 7, dag or 1)


def age(birthday: date, on: date) -> int:
    return on.year - birthday.year - ((on.month, on.day) < (birthday.month, birthday.day))


def schooljaar(on: date) -> int:
    return on.year - (on.month < 8)


class Gelezen:
    """A written country, read back as anybody would read it."""

    def __init__(self, samenvatting: Samenvatting, vandaag: date) -> None:
        self.samenvatting, self.map, self.vandaag = samenvatting, samenvatting.map, vandaag

    def rows(self, naam: str) -> list[Row]:
        if naam not in self._cache:
            with (self.map / f"{naam}.csv").open(encoding="utf-8", newline="") as file:
                self._cache[naam] = list(csv.DictReader(file, delimiter=";"))
        return self._cache[naam]

    def huidig(self, naam: str) -> list[Row]:
        """The rows that the register holds today."""
        return [row for row in self.rows(naam) if not row["geregistreerd_tot"]]

    def by_persoon(self, naam: str) -> dict[str, list[Row]]:
        """Today's rows of each person."""
        result = defaultdict(list)
        for row in self.huidig(naam):
            result[row["persoon"]].append(row)
        return result

    def versies(self, naam: str, key: str) -> dict[str, list[Row]]:
        """All rows of each thing, in the order of the file."""
        result = defaultdict(list)
        for row in self.rows(naam):
            result[row[key]].append(row)
        return result

    @cached_property
    def _cache(self) -> dict[str, list[Row]]:
        return {}

    @cached_property
    def personen(self) -> dict[str, Row]:
        return {row["persoon"]: row for row in self.rows("personen")}

    @cached_property
    def instellingen(self) -> dict[str, Row]:
        return {row["instellingscode"]: row for row in self.rows("instellingen")}
