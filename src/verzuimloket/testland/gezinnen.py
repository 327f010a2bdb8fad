"""Families: children with one surname at one address, each with a way through education."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from verzuimloket.testland.adressen import NEDERLAND, Verblijf, make_adres, make_adres_abroad
from verzuimloket.testland.dagen import Dag, iso, werkdag
from verzuimloket.testland.gemeenten import Gemeente
from verzuimloket.testland.kans import Kans
from verzuimloket.testland.loopbanen import Loopbaan
from verzuimloket.testland.meldingen import Melding
from verzuimloket.testland.namen import Achternaam, pick_achternaam, pick_geslacht, pick_voornamen
from verzuimloket.testland.routes import ROUTES, Route
from verzuimloket.testland.vrijstellingen import Vrijstelling

_JONGSTE = 1_485  # days: just over four years old
_VERHUISD_BINNEN = 1_400  # days: later than every birth in the family, for the youngest is four
_KINDEREN = (1, 1, 1, 2, 2, 2, 2, 3, 3, 4)


@dataclass(slots=True)
class Gezin:
    """Where the family lives and lived, how its children are known, which school it likes best."""

    gemeente: Gemeente
    verblijven: list[Verblijf]
    achternaam: Achternaam
    met_bsn: bool
    voorkeur: int

    @property
    def in_nederland(self) -> bool:
        return all(verblijf.landcode == NEDERLAND for verblijf in self.verblijven)


@dataclass(slots=True)
class Kind:
    """One child: what stands in the register about it."""

    gezin: Gezin
    geboren: Dag
    geboortedatum: str
    route: Route
    voornamen: str
    geslacht: str
    loopbaan: Loopbaan = field(default_factory=Loopbaan)
    vrijstellingen: list[Vrijstelling] = field(default_factory=list)
    meldingen: list[Melding] = field(default_factory=list)
    overleden: Dag | None = None
    overleden_bekend: Dag | None = None

    @property
    def in_nederland_vanaf(self) -> Dag:
        """Birth, or arrival shortly before the first lessons."""
        if self.route.beginleeftijd == 4 or not self.loopbaan.inschrijvingen:
            return self.geboren
        return self.loopbaan.inschrijvingen[0].begin - 30


def make_gezin(kans: Kans, gemeenten: tuple[Gemeente, ...], tot: Dag) -> Gezin:
    """A family that always lived here, moved, came over the border or left over it."""
    gemeente = kans.pick(gemeenten)
    met_bsn = not kans.happens(0.03)
    verblijven = _make_verblijven(kans, gemeente, gemeenten, met_bsn, tot)
    return Gezin(gemeente, verblijven, pick_achternaam(kans), met_bsn, kans.between(0, 9_999))


def _make_verblijven(
    kans: Kans, gemeente: Gemeente, gemeenten: tuple[Gemeente, ...], met_bsn: bool, tot: Dag
) -> list[Verblijf]:
    """Mostly one address; else the one before the move and the one after it."""
    if kans.happens(0.007):
        return [Verblijf(0, 0, *make_adres_abroad(kans, met_bsn))]
    adres = make_adres(kans, gemeente)
    if kans.happens(0.86):
        return [Verblijf(0, 0, adres, NEDERLAND)]
    begin = tot - kans.between(15, _VERHUISD_BINNEN)
    bekend = werkdag(begin + kans.between(1, 6))
    if kans.happens(0.06):
        weg = make_adres_abroad(kans, met_bsn)
        return [Verblijf(0, 0, adres, NEDERLAND), Verblijf(begin, bekend, *weg)]
    eerder = make_adres(kans, kans.pick(gemeenten) if kans.happens(0.4) else gemeente)
    return [Verblijf(0, 0, eerder, NEDERLAND), Verblijf(begin, bekend, adres, NEDERLAND)]


def make_kinderen(kans: Kans, gezin: Gezin, vandaag: Dag) -> Iterator[Kind]:
    """The children of school age: brothers and sisters one to five years apart, sometimes twins."""
    route = kans.pick(ROUTES)
    geboren = vandaag - kans.between(_JONGSTE, route.eindleeftijd * 365 + 300)
    yield make_kind(kans, gezin, geboren, route)
    richting = kans.pick((-1, 1))
    for _ in range(kans.pick(_KINDEREN) - 1):
        geboren += richting * kans.between(400, 1700) * (not kans.happens(0.02))
        route = kans.pick(ROUTES)
        if _JONGSTE <= vandaag - geboren <= route.eindleeftijd * 365 + 300:
            yield make_kind(kans, gezin, geboren, route)


def make_kind(kans: Kans, gezin: Gezin, geboren: Dag, route: Route) -> Kind:
    """One child; for a few only year, or year and month of birth are known."""
    geslacht = pick_geslacht(kans)
    geboortedatum = iso(geboren)
    if kans.happens(0.003 if gezin.met_bsn else 0.1):
        geboren, geboortedatum = _partly_known(kans, geboren)
    return Kind(gezin, geboren, geboortedatum, route, pick_voornamen(kans, geslacht), geslacht)


def _partly_known(kans: Kans, geboren: Dag) -> tuple[Dag, str]:
    """The day that counts (domeinregels §5: the first, or 1 July) and what is written down."""
    when = date.fromordinal(geboren)
    if kans.happens(0.5):
        return when.replace(month=7, day=1).toordinal(), f"{when.year}-00-00"
    return when.replace(day=1).toordinal(), f"{when.year}-{when.month:02}-00"
