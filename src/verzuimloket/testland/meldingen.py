"""One melding and what became of it: the versions that the register holds (domeinregels §9)."""

from dataclasses import dataclass, field
from typing import NamedTuple

from verzuimloket.testland.dagen import Dag, iso, iso_or_empty, stempel, werkdag
from verzuimloket.testland.kans import Kans, spread
from verzuimloket.testland.loopbanen import Inschrijving

# RRO art. 21(3): for health, criminal law and belief only the first three texts may be recorded.
_REDENEN = (
    "afwezig vanwege ziekte",
    "afwezig vanwege contact met politie of justitie",
    "afwezig vanwege een geloofsverplichting",
    "reden onbekend",
    "leerling meldt zich niet en reageert niet op berichten",
    "ouders zijn niet bereikbaar",
    "verslapen",
    "mist steeds de eerste lesuren",
    "weinig motivatie voor de opleiding",
    "werkt tijdens lestijd",
    "blijft weg bij enkele vakken",
    "vertrekt in de loop van de dag",
)
_REDENEN_LUXE = (
    "op vakantie zonder toestemming",
    "te laat terug van vakantie",
    "verlof gevraagd en afgewezen, toch weggebleven",
    "lang weekend buiten de schoolvakantie",
)
# The statuses that follow R. Recent meldingen are still on their way and stop earlier.
_AFLOPEN = spread({"": 10, "B": 16, "BG": 40, "G": 8, "K": 9, "BK": 4, "I": 5, "BI": 4, "BGI": 4})
_GESLOTEN = spread({"A": 60, "F": 8, "G": 8, "H": 8, "P": 6})
_UITGESCHREVEN = ("B", "C", "D")
_INGETROKKEN = ("FOUTIEF", "ONTERECHT", "ONTERECHT", "ANDERS")
_DAGEN_TOT = {"B": (1, 9), "G": (6, 45), "K": (2, 14), "I": (2, 25)}


class Stand(NamedTuple):
    """One version: what the register knew from this day on."""

    dag: Dag
    status: str
    eind: Dag | None
    reden_afgesloten: str = ""
    reden_intrekken: str = ""


@dataclass(slots=True)
class Melding:
    """A melding by a school about one pupil, with all its versions."""

    inschrijving: Inschrijving
    soort: str
    begin: Dag
    alle_lessen: bool
    actie: bool
    reden: str
    standen: list[Stand] = field(default_factory=list)

    @property
    def stand(self) -> Stand:
        return self.standen[-1]

    @property
    def ingetrokken(self) -> bool:
        return self.stand.status == "I"

    def move(self, dag: Dag, status: str, eind: Dag | None, **redenen: str) -> None:
        """Add a version; a reason for closing stays when the melding is withdrawn later."""
        vorige = self.stand
        velden = {"reden_afgesloten": vorige.reden_afgesloten, **redenen}
        self.standen.append(Stand(max(dag, vorige.dag + 1), status, eind, **velden))

    def regels(self, kans: Kans, persoon: int) -> tuple[str, list[str]]:
        """(melddatum, the lines for meldingen.csv without the number)."""
        stempels = [stempel(kans, stand.dag) for stand in self.standen]
        start = f";{persoon};{self.inschrijving.school.code};{self.soort};{iso(self.begin)};"
        vast = f";{self.reden};{'NJ'[self.alle_lessen]};{'NJ'[self.actie]};"
        return stempels[0], [
            f"{start}{iso_or_empty(stand.eind)}{vast}{stand.status};{stand.reden_afgesloten};"
            f"{stand.reden_intrekken};{stempels[0]};{van};{tot}"
            for stand, van, tot in zip(self.standen, stempels, [*stempels[1:], ""], strict=True)
        ]


def new_melding(
    kans: Kans, inschrijving: Inschrijving, soort: str, periode: tuple[Dag, Dag | None], dag: Dag
) -> Melding:
    """A melding that the school has just sent in."""
    begin, eind = periode
    reden = kans.pick(_REDENEN_LUXE if soort == "L" else _REDENEN)
    alle_lessen = soort in ("LRV", "RMC", "L") or kans.happens(0.15)
    melding = Melding(inschrijving, soort, begin, alle_lessen, kans.happens(0.8), reden)
    melding.standen.append(Stand(dag, "R", eind))
    return melding


def follow(kans: Kans, melding: Melding, tot: Dag, withdraw: bool = True) -> None:
    """What municipality and school did with the melding up to the last known day."""
    afloop = kans.pick(_AFLOPEN)
    for status in afloop if withdraw else afloop.replace("I", ""):
        dag = werkdag(melding.stand.dag + kans.between(*_DAGEN_TOT[status]))
        if dag > tot:
            break
        if status == "G":
            close(kans, melding, dag)
        elif status == "I":
            melding.move(dag, "I", melding.stand.eind, reden_intrekken=kans.pick(_INGETROKKEN))
        else:
            melding.move(dag, status, melding.stand.eind)


def close(kans: Kans, melding: Melding, dag: Dag) -> None:
    """Closed by the municipality; the reason fits what became of the enrolment by then."""
    inschrijving = melding.inschrijving
    weg = inschrijving.eind_bekend is not None and inschrijving.eind_bekend <= dag
    reden = kans.pick(_UITGESCHREVEN if weg else _GESLOTEN)
    melding.move(dag, "G", melding.stand.eind, reden_afgesloten=reden)


def follow_open(kans: Kans, melding: Melding, terug: Dag | None, tot: Dag) -> None:
    """Still absent: taken up at once, the end reported on return, or when the pupil is unenrolled."""
    if kans.happens(0.85):
        melding.move(werkdag(melding.stand.dag + kans.between(1, 5)), "B", None)
    if melding.stand.dag > tot:
        melding.standen.pop()
    if terug is None:
        return
    gemeld = max(werkdag(terug + kans.between(1, 5)), werkdag(melding.stand.dag + 1))
    if gemeld > tot:
        return
    melding.move(gemeld, melding.stand.status, terug)
    dag = werkdag(gemeld + kans.between(2, 15))
    if dag <= tot:
        close(kans, melding, dag)
