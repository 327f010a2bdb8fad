"""From what is known of a person to the records about him or her."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.leveringen import codes
from verzuimloket.leveringen.bestand.kolommen import VERSIE
from verzuimloket.leveringen.inputs import Adres, Inschrijving, Mutatie, Ontvanger, Persoon, Stand, Venster
from verzuimloket.leveringen.rules import doelgroep

_GEEN_ADRES, _GEEN_OORDEEL = ("",) * 8, ("",) * 3


class Record(NamedTuple):
    """One line: its kind, and its values in the order of its columns."""

    soort: str
    waarden: tuple[str, ...]


def voorloop(venster: Venster, ontvanger: Ontvanger, *, at: datetime) -> Record:
    """The first record: what this is, for whom, about which time."""
    kop = (VERSIE, venster.soort, ontvanger.soort, f"{ontvanger.code:0>4}", _dag(venster.peildatum))
    return Record(codes.VLP, (*kop, _moment(venster.van), _moment(venster.tot), _moment(at)))


def volledig(nieuw: Stand, oud: Stand | None, mutaties: Iterable[Mutatie], regios: Mapping[str, str]) -> list[Record]:
    """Everything of a person, with what changed. oud: to compare with; None when nothing is compared."""
    persoon = nieuw.persoon
    assert persoon
    return [
        _per(persoon, nieuw, _adres(nieuw.adres), _oordeel(nieuw), regios),
        *(_mut(persoon.pgn, each) for each in mutaties),
        *_inschrijvingen(persoon.pgn, nieuw, oud),
        *_diplomas(persoon.pgn, nieuw, oud),
        *_vrijstellingen(persoon.pgn, nieuw),
    ]


def vertrek(nieuw: Stand, oud: Stand, mutaties: Iterable[Mutatie], regios: Mapping[str, str]) -> list[Record]:
    """For who loses sight of a person: that it is so, and to which municipality; nothing of what is there."""
    persoon, stand = (nieuw.persoon, nieuw) if nieuw.persoon else (oud.persoon, oud)
    assert persoon
    return [_per(persoon, stand, _GEEN_ADRES, _GEEN_OORDEEL, regios), *(_mut(persoon.pgn, each) for each in mutaties)]


def _per(
    persoon: Persoon, stand: Stand, adres: tuple[str, ...], oordeel: tuple[str, ...], regios: Mapping[str, str]
) -> Record:
    gemeente = stand.gemeente
    land = stand.adres.land if stand.adres else ""
    wie = (persoon.pgn, persoon.pgn_soort, persoon.achternaam, persoon.voorvoegsel, persoon.voornamen)
    dagen = (persoon.geslacht, persoon.geboortedatum, _dag(persoon.overleden))
    return Record(codes.PER, (*wie, *dagen, gemeente, regios.get(gemeente, ""), *adres, land, *oordeel))


def _oordeel(stand: Stand) -> tuple[str, ...]:
    sk = doelgroep.startkwalificatie_op(stand)
    return _jn(sk is not None), _dag(sk), _jn(doelgroep.is_vsv(stand))


def _adres(adres: Adres | None) -> tuple[str, ...]:
    return adres[4:] if adres else _GEEN_ADRES


def _mut(pgn: str, each: Mutatie) -> Record:
    return Record(codes.MUT, (pgn, each.code, _dag(each.ingang), _moment(each.registratie), each.oud, each.nieuw))


def _inschrijvingen(pgn: str, nieuw: Stand, oud: Stand | None) -> Iterator[Record]:
    rows = list(_met_actie(nieuw.inschrijvingen, oud.inschrijvingen if oud else None))
    for each, actie in rows:
        uit = (_dag(None), _dag(each.eind), "")  # what is planned and why somebody left is not registered apart
        kop = (pgn, each.instelling, each.instelling_naam, each.volgnummer, _dag(each.begin))
        yield Record(codes.ISG, (*kop, *uit, actie))
    for each, actie in rows:
        if actie != codes.VERWIJDERD:
            yield _isp(pgn, each)


def _isp(pgn: str, each: Inschrijving) -> Record:
    kop = (pgn, each.instelling, each.volgnummer, _dag(each.begin), each.opleidingscode)
    wat = (f"{each.sector} {each.soort}".strip(), each.leertraject, each.niveau, _jn(each.bekostigd))
    return Record(codes.ISP, (*kop, *wat, "", each.vestiging))


def _diplomas(pgn: str, nieuw: Stand, oud: Stand | None) -> Iterator[Record]:
    for each, actie in _met_actie(nieuw.diplomas, oud.diplomas if oud else None):
        yield Record(codes.DIP, (pgn, "", str(each.rij.id), "", each.soort, each.niveau, _dag(each.datum), actie))


def _vrijstellingen(pgn: str, nieuw: Stand) -> Iterator[Record]:
    lijst = codelijst("grond_vrijstelling")
    for each in nieuw.vrijstellingen:
        vervangend = each.grond in lijst and lijst[each.grond].extra["soort"] == "VERVANGEND"
        yield Record(codes.VRS, (pgn, each.grond, _dag(each.begin), _dag(each.eind), "", "L" if vervangend else "V"))


def _met_actie(nieuw: Sequence[Any], oud: Sequence[Any] | None) -> Iterator[tuple[Any, str]]:
    """Each row with T, W or nothing; then those that are gone, with their old values and V."""
    if oud is None:
        yield from ((each, "") for each in nieuw)
        return
    was, nu = {each.rij.id: each for each in oud}, {each.rij.id for each in nieuw}
    for each in nieuw:
        before = was.get(each.rij.id)
        yield each, codes.TOEGEVOEGD if before is None else codes.GEWIJZIGD if before[1:] != each[1:] else ""
    yield from ((each, codes.VERWIJDERD) for each in oud if each.rij.id not in nu)


def _dag(dag: date | None) -> str:
    return dag.isoformat() if dag else ""


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(AMSTERDAM).isoformat(timespec="seconds") if moment else ""


def _jn(waarde: bool) -> str:
    return "J" if waarde else "N"
