"""The one feed under all deliveries: whom to look at, in the order of their numbers.

A version is known just before a moment when it was registered before it and not replaced before it; a lower bound
that is not there means: known since always. Everything here is set SQL over the version tables.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from verzuimloket.core.lezen import stream
from verzuimloket.leveringen.inputs import Venster
from verzuimloket.leveringen.rules import doelgroep
from verzuimloket.personen import sleutels
from verzuimloket.personen.inputs import verjaardag

BEKEND = "coalesce(lower(geregistreerd) < %({0})s, true) AND coalesce(upper(geregistreerd) >= %({0})s, true)"
_IN_VENSTER = (
    "(lower(geregistreerd) >= %(van)s AND lower(geregistreerd) < %(tot)s"
    " OR upper(geregistreerd) >= %(van)s AND upper(geregistreerd) < %(tot)s)"
)
_BEGINT = "{0} > %(vorige)s AND {0} <= %(dag)s"
_EINDIGT = "{0} >= %(vorige)s AND {0} < %(dag)s"
_PERSONEN = "SELECT {0} FROM {1}_versie WHERE {2}"

# What the register got to know in the window, and what the calendar brought of what it knew before.
_GEWIJZIGD = " UNION ".join(
    (
        _PERSONEN.format("id", "personen_persoon", _IN_VENSTER),
        _PERSONEN.format(
            "persoon_id",
            "personen_adres",
            f"{_IN_VENSTER} OR {_BEGINT.format('begindatum')} OR {_EINDIGT.format('einddatum')}",
        ),
        _PERSONEN.format(
            "persoon_id",
            "inschrijvingen_inschrijving",
            f"{_IN_VENSTER} OR {_BEGINT.format('begindatum')} OR {_EINDIGT.format('einddatum')}",
        ),
        _PERSONEN.format("persoon_id", "inschrijvingen_diploma", f"{_IN_VENSTER} OR {_BEGINT.format('datum')}"),
        _PERSONEN.format(
            "persoon_id",
            "vrijstellingen_vrijstelling",
            f"{_IN_VENSTER} OR {_BEGINT.format('begindatum')} OR {_EINDIGT.format('einddatum')}",
        ),
    )
)
_JARIG = (
    " UNION SELECT p.id FROM personen_persoon_versie p"
    " JOIN unnest(%(geboren_van)s::date[], %(geboren_tot)s::date[]) AS j(van, tot)"
    " ON p.geboortedatum BETWEEN j.van AND j.tot"
)
_WOONT = (
    "SELECT persoon_id AS id FROM personen_adres_versie WHERE gemeentecode = ANY(%(gemeenten)s)"
    f" AND {BEKEND.format('tot')}"
    " AND begindatum <= %(dag)s AND coalesce(einddatum >= %(dag)s, true)"
)
_NUMMERS = (
    "SELECT DISTINCT ON (v.id) v.id, v.kenmerk, v.bsn, v.onderwijsnummer FROM personen_persoon_versie v"
    " JOIN ({wie}) wie ON wie.id = v.id WHERE {bekend} ORDER BY v.id, v.geregistreerd DESC"
)
_PER_KEER = 5_000
_BITS = 33  # room for a key beside a number of nine digits, in one whole number


class Gezocht(NamedTuple):
    """Whom to look at, in the order of their numbers; a small whole number each, however many there are."""

    sleutels: Sequence[int]

    def ids(self) -> list[int]:
        return [each & ((1 << _BITS) - 1) for each in self.sleutels]

    def __len__(self) -> int:
        return len(self.sleutels)


def gewijzigd(venster: Venster) -> Gezocht:
    """Everybody of whom something may have changed in this window: rather too many than one too few."""
    bekend = f"({BEKEND.format('van')} OR {BEKEND.format('tot')})"
    sql = _NUMMERS.format(wie=_GEWIJZIGD + _JARIG, bekend=bekend)
    return _op_nummer(sql, moments(venster) | _birthdays(venster))


def bewoners(venster: Venster, gemeenten: Sequence[str]) -> Gezocht:
    """Everybody who lives there on the day of the delivery."""
    sql = _NUMMERS.format(wie=_WOONT, bekend=BEKEND.format("tot"))
    return _op_nummer(sql, moments(venster) | {"gemeenten": list(gemeenten)})


def moments(venster: Venster) -> dict[str, Any]:
    """The edges, as the statements name them; without a window both moments are the same."""
    van = venster.van or venster.tot
    return {"van": van, "tot": venster.tot, "vorige": venster.vorige, "dag": venster.dag}


def _birthdays(venster: Venster) -> dict[str, list[date]]:
    """Between which days somebody is born who comes to an age that matters; some days more, for leap years."""
    oud, nieuw = venster.vorige, venster.dag
    ages = [doelgroep.begin_leeftijd(nieuw), doelgroep.vsv_leeftijd(nieuw), doelgroep.grens(nieuw)]
    spans = [(verjaardag(oud, -each), verjaardag(nieuw, -each)) for each in ages]
    if doelgroep.grens(oud) != doelgroep.grens(nieuw):  # another limit: everybody between the two
        low, high = sorted((doelgroep.grens(oud), doelgroep.grens(nieuw)))
        spans.append((verjaardag(oud, -high), verjaardag(nieuw, -low)))
    slack = timedelta(days=2)
    return {"geboren_van": [van - slack for van, _ in spans], "geboren_tot": [tot + slack for _, tot in spans]}


def _op_nummer(sql: str, given: dict[str, Any]) -> Gezocht:
    return Gezocht(sorted(_packed(*row) for row in stream(sql, given, part=_PER_KEER)))


def _packed(pk: int, kenmerk: UUID, bsn: bytes | None, onderwijsnummer: bytes | None) -> int:
    nummer: Any = bsn if bsn is not None else onderwijsnummer
    return (int(sleutels.unseal(bytes(nummer), kenmerk)) << _BITS) | pk
