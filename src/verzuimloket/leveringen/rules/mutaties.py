"""What changed of a person between two moments, and who is told of it (rapportages.md §3.2, §3.3).

A delivery compares what was known just before its window with what was known just before its end: how often
something changed in between does not matter, and nothing can fall between two deliveries.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from verzuimloket.core.tijdzone import AMSTERDAM
from verzuimloket.leveringen import codes
from verzuimloket.leveringen.inputs import Adres, Diploma, Inschrijving, Mutatie, Persoon, Stand, Vrijstelling
from verzuimloket.leveringen.rules import doelgroep
from verzuimloket.personen.inputs import verjaardag

_NAAR_DE_OUDE = (codes.NUMMER, codes.VERVALLEN, codes.ANDERE)  # what the municipality that somebody left is told
_VELDEN = ("achternaam", "voorvoegsel", "voornamen", "geslacht", "geboren", "precisie", "overleden")
_NAMEN = {"geboren": "geboortedatum", "precisie": "geboortedatum", "overleden": "overlijdensdatum"}


class Wijziging(NamedTuple):
    """What is told of one person. volledig: the municipality that gets everything; vorige: that gets only the move."""

    mutaties: tuple[Mutatie, ...]
    volledig: str
    vorige: str

    @property
    def naar_de_oude(self) -> tuple[Mutatie, ...]:
        return tuple(each for each in self.mutaties if each.code in _NAAR_DE_OUDE)


def wijziging(oud: Stand, nieuw: Stand) -> Wijziging | None:
    """What to tell; nothing when neither moment finds this person in the group that deliveries tell of."""
    was, blijft = doelgroep.in_p(oud), doelgroep.in_p(nieuw)
    if not was and not blijft:
        return None
    found = list(_mutaties(oud, nieuw))
    if not found and blijft and (not was or (doelgroep.in_c(nieuw) and not doelgroep.in_c(oud))):
        found = [Mutatie(codes.OPGENOMEN, nieuw.dag, None)]
    if not found:
        return None
    vorige = oud.gemeente if was and oud.gemeente != nieuw.gemeente else ""
    found.sort(key=lambda each: each.ingang or date.min)
    return Wijziging(tuple(found), nieuw.gemeente, vorige)


def _mutaties(oud: Stand, nieuw: Stand) -> Iterator[Mutatie]:
    if nieuw.persoon is None:
        yield Mutatie(codes.VERVALLEN, nieuw.dag, None)
        return
    if oud.persoon is not None:
        yield from _persoon(oud.persoon, nieuw.persoon)
        yield from _leeftijden(oud, nieuw, nieuw.persoon)
        yield from _adres(oud, nieuw)
    yield from _rijen(codes.INSCHRIJVING, oud.inschrijvingen, nieuw.inschrijvingen)
    yield from _rijen(codes.RESULTAAT, oud.diplomas, nieuw.diplomas)
    yield from _rijen(codes.VRIJSTELLING, oud.vrijstellingen, nieuw.vrijstellingen)
    if oud.persoon is not None:
        yield from _oordelen(oud, nieuw)


# the person


def _persoon(oud: Persoon, nieuw: Persoon) -> Iterator[Mutatie]:
    if oud.pgn != nieuw.pgn:
        yield Mutatie(codes.NUMMER, _dag(nieuw.sinds), nieuw.sinds, oud.pgn, nieuw.pgn)
    changed = [name for name in _VELDEN if getattr(oud, name) != getattr(nieuw, name)]
    if oud.overleden is None and nieuw.overleden:
        yield Mutatie(codes.OVERLEDEN, nieuw.overleden, nieuw.sinds)
        changed.remove("overleden")
    if changed:
        yield _gecorrigeerd(dict.fromkeys(_NAMEN.get(name, name) for name in changed), nieuw.sinds)


def _gecorrigeerd(namen: Any, sinds: datetime | None) -> Mutatie:
    """Which fields; what stood there is not told."""
    return Mutatie(codes.PERSOON, _dag(sinds), sinds, "", " ".join(namen))


def _leeftijden(oud: Stand, nieuw: Stand, persoon: Persoon) -> Iterator[Mutatie]:
    """Birthdays by the calendar; the old birth date must have come to the other age too, else it is a correction."""
    grens = doelgroep.grens(nieuw.dag)
    ages = [(doelgroep.begin_leeftijd(nieuw.dag), codes.VIER), (grens, codes.leeftijdsgrens(grens))]
    for jaren, code in ages:
        dag = verjaardag(persoon.geboren, jaren)
        if oud.dag < dag <= nieuw.dag:
            yield Mutatie(code, dag, None)


# the address


def _adres(oud: Stand, nieuw: Stand) -> Iterator[Mutatie]:
    van, naar = oud.adres, nieuw.adres
    if oud.gemeente != nieuw.gemeente:
        sinds = naar.sinds if naar else None
        yield Mutatie(codes.ANDERE, naar.begin if naar else nieuw.dag, sinds, oud.gemeente, nieuw.gemeente)
    elif van and naar and van[2:] != naar[2:]:
        if van.begin == naar.begin:
            yield _gecorrigeerd(["adres"], naar.sinds)
        else:
            yield Mutatie(codes.BINNEN, naar.begin, naar.sinds, _kort(van), _kort(naar))


def _kort(adres: Adres) -> str:
    return f"{adres.postcode} {adres.huisnummer}{adres.huisletter}{adres.toevoeging}".strip()


# enrolments, diplomas, exemptions


def _rijen(letter: str, oud: Sequence[Any], nieuw: Sequence[Any]) -> Iterator[Mutatie]:
    """Added, changed, removed; the content is what comes after the row's own part."""
    was, nu = ({each.rij.id: each for each in rows} for rows in (oud, nieuw))
    for key, each in nu.items():
        before = was.get(key)
        if before is None:
            yield Mutatie(letter + codes.TOEGEVOEGD, begin(each), each.rij.sinds, "", tekst(each))
        elif before[1:] != each[1:]:
            yield Mutatie(letter + codes.GEWIJZIGD, begin(each), each.rij.sinds, tekst(before), tekst(each))
    for key, each in was.items():
        if key not in nu:
            yield Mutatie(letter + codes.VERWIJDERD, begin(each), each.rij.tot, tekst(each))


def begin(each: Inschrijving | Diploma | Vrijstelling) -> date:
    """The day from which a row holds."""
    return each.datum if isinstance(each, Diploma) else each.begin


def tekst(each: Inschrijving | Diploma | Vrijstelling) -> str:
    """A row in few words, to tell the old from the new."""
    if isinstance(each, Diploma):
        return f"{each.soort} {each.niveau}".strip() + f" {each.datum}"
    eind = f" t/m {each.eind}" if each.eind else ""
    wat = each.grond if isinstance(each, Vrijstelling) else f"{each.instelling} {each.volgnummer}".strip()
    return f"{wat} {each.begin}{eind}"


# what follows from it


def _oordelen(oud: Stand, nieuw: Stand) -> Iterator[Mutatie]:
    """A startkwalificatie and being a possible early school leaver: also when only the calendar went on."""
    sk_oud, sk_nieuw = doelgroep.startkwalificatie_op(oud), doelgroep.startkwalificatie_op(nieuw)
    if sk_nieuw and not sk_oud:
        yield Mutatie(codes.SK_BEHAALD, sk_nieuw, _sinds(nieuw, sk_nieuw))
    if sk_oud and not sk_nieuw:
        yield Mutatie(codes.SK_VERVALLEN, sk_oud, None)
    vsv_oud, vsv_nieuw = doelgroep.is_vsv(oud), doelgroep.is_vsv(nieuw)
    if vsv_nieuw != vsv_oud and doelgroep.in_p(nieuw):
        yield Mutatie(codes.VSV if vsv_nieuw else codes.GEEN_VSV, _overgang(nieuw), None)


def _sinds(stand: Stand, dag: date) -> datetime | None:
    return next((each.rij.sinds for each in stand.diplomas if each.datum == dag), None)


def _overgang(stand: Stand) -> date:
    """The newest day on which something began or ended that makes it so."""
    periods = [(each.begin, each.eind) for each in stand.inschrijvingen]
    periods += [(each.begin, each.eind) for each in stand.vrijstellingen]
    days = [begin for begin, _ in periods] + [eind + timedelta(days=1) for _, eind in periods if eind]
    if stand.persoon:
        days.append(verjaardag(stand.persoon.geboren, doelgroep.vsv_leeftijd(stand.dag)))
    return max((day for day in days if day <= stand.dag), default=stand.dag)


def _dag(moment: datetime | None) -> date | None:
    return moment.astimezone(AMSTERDAM).date() if moment else None
