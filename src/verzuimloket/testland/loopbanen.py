"""School careers: enrolments and diplomas of one child, as the register came to know them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from verzuimloket.testland.dagen import (
    Dag,
    eerste_augustus,
    iso,
    iso_or_empty,
    maandag,
    schooldag,
    schooljaar,
    stempel,
    verjaardag,
    werkdag,
)
from verzuimloket.testland.kans import Kans
from verzuimloket.testland.routes import Fase, Route
from verzuimloket.testland.scholen import Scholen, School

# B3 and B4 schools deliver from this day; what ended before was never received (S2).
B3_B4_VANAF = eerste_augustus(2023)
_NA_AFLOOP = 8


@dataclass(slots=True)
class Inschrijving:
    """One enrolment. ``eind`` is empty as long as the register does not know the end."""

    school: School
    volgnummer: int
    fase: Fase
    begin: Dag
    bekend: Dag
    eind: Dag | None = None
    eind_bekend: Dag | None = None

    def loopt_op(self, dag: Dag) -> bool:
        return self.begin <= dag and (self.eind is None or self.eind >= dag)

    def regels(self, kans: Kans) -> list[str]:
        """The lines for inschrijvingen.csv, without the keys: one per known version."""
        school, fase = self.school, self.fase
        bekostigd = "J" if fase.bekostigd and school.bekostigd else "N"
        start = (
            f"{school.code};{school.code}00;{self.volgnummer};{school.sector};{fase.soort};{fase.niveau};"
            f"{fase.leertraject};{fase.opleidingen[self.begin % len(fase.opleidingen)]};{bekostigd};"
            f"{iso(self.begin)};"
        )
        van = stempel(kans, self.bekend)
        if self.eind_bekend is None:
            return [f"{start};{van};"]
        gewijzigd = stempel(kans, self.eind_bekend)
        return [f"{start};{van};{gewijzigd}", f"{start}{iso_or_empty(self.eind)};{gewijzigd};"]


class Diploma(NamedTuple):
    """A diploma, and the day on which the register knew it."""

    soort: str
    niveau: str
    datum: Dag
    bekend: Dag

    @property
    def startkwalificatie(self) -> bool:
        """Havo, vwo or mbo level 2 and higher (LPW art. 1 onder f)."""
        return self.soort in ("HAVO", "VWO") or (self.soort == "MBO" and self.niveau >= "2")


@dataclass(slots=True)
class Loopbaan:
    """What the register knows about one child at school."""

    inschrijvingen: list[Inschrijving] = field(default_factory=list)
    diplomas: list[Diploma] = field(default_factory=list)

    def ingeschreven_op(self, dag: Dag) -> bool:
        return any(inschrijving.loopt_op(dag) for inschrijving in self.inschrijvingen)

    def close(self, eind: Dag, bekend: Dag) -> None:
        """The child leaves every school on this day; later enrolments and diplomas never were."""
        self.inschrijvingen = [i for i in self.inschrijvingen if i.begin < eind]
        self.diplomas = [diploma for diploma in self.diplomas if diploma.datum <= eind]
        for inschrijving in self.inschrijvingen:
            if inschrijving.loopt_op(eind + 1) or (inschrijving.eind_bekend or 0) > bekend:
                inschrijving.eind = min(eind, inschrijving.eind or eind)
                inschrijving.eind_bekend = max(bekend, inschrijving.bekend + 1)


class Wandeling:
    """Walks one child through a route, up to the last day that the register knows."""

    def __init__(self, kans: Kans, scholen: Scholen, gezin: tuple[str, int], tot: Dag) -> None:
        self.kans, self.scholen, self.tot = kans, scholen, tot
        self.gemeente, self.voorkeur = gezin
        self.loopbaan = Loopbaan()

    def walk(self, route: Route, geboren: Dag) -> Loopbaan:
        """The career of a child with this day of birth."""
        kans, begin, fasen = self.kans, first_day(self.kans, route, geboren), list(route.fasen)
        while fasen and begin <= self.tot - _NA_AFLOOP:
            fase = fasen.pop(0)
            eind = _last_day(kans, fase, begin, geboren)
            # One in eight leaves mbo without a diploma, on any day; some start again.
            uitval = fase.sector == "MBO" and kans.happens(0.12)
            if uitval:
                eind = kans.between(begin + 40, max(begin + 41, eind - 30))
                fasen = [fase] if kans.happens(0.4) else []
            if fase.sector:
                self._enrol(fase, self._near(fase.sector, route.schoolsoort), begin, eind)
            if fase.diploma and not uitval:
                self._graduate(fase.diploma, eind)
            if fase.sector == "VO" and kans.happens(0.03):
                break
            zomer = schooljaar(eind + 1) > schooljaar(eind)
            begin = eind + 1 if zomer or kans.happens(0.6) else maandag(eind + 40)
        return self.loopbaan

    def _graduate(self, diploma: tuple[str, str], eind: Dag) -> None:
        """A diploma in June or July, when the register knew the pupil by then."""
        datum = werkdag(eind - self.kans.between(18, 48))
        bekend = werkdag(datum + self.kans.between(3, 14))
        if bekend <= self.tot and self.loopbaan.ingeschreven_op(datum):
            self.loopbaan.diplomas.append(Diploma(*diploma, datum, bekend))

    def _near(self, sector: str, schoolsoort: str) -> tuple[School, ...]:
        """Schools of the route's own kind, else the ordinary ones."""
        near = self.scholen.near
        return near(sector, self.gemeente, schoolsoort) or near(sector, self.gemeente)

    def _enrol(self, fase: Fase, scholen: tuple[School, ...], begin: Dag, eind: Dag) -> None:
        """One enrolment for the stage, or two when the child changes school half-way."""
        # Brothers and sisters mostly go to the same school.
        school = scholen[self.voorkeur % len(scholen)] if self.kans.happens(0.85) else self.kans.pick(scholen)
        overstap = schooldag(self.kans.between(begin + 60, max(begin + 60, eind - 60)))
        if len(scholen) == 1 or overstap > eind - 30 or not self.kans.happens(0.08):
            self._add(school, fase, begin, eind)
            return
        # A few old schools report the end too late: enrolled twice for some days.
        dubbel = self.kans.between(3, 25) if self.kans.happens(0.06) else -1
        self._add(school, fase, begin, min(eind, overstap + dubbel))
        ander = self.kans.pick([andere for andere in scholen if andere is not school])
        self._add(ander, fase, overstap, eind)

    def _add(self, school: School, fase: Fase, begin: Dag, eind: Dag) -> None:
        """Records what the register has received of this enrolment up to now."""
        if not school.bekostigd:
            begin = max(begin, B3_B4_VANAF)
        bekend = werkdag(begin + self.kans.between(0, 5))
        if begin > eind or bekend > self.tot:
            return
        eerdere = sum(i.school.code == school.code for i in self.loopbaan.inschrijvingen)
        inschrijving = Inschrijving(school, eerdere + 1, fase, begin, bekend)
        eind_bekend = max(werkdag(eind + self.kans.between(1, 6)), bekend + 1)
        if eind_bekend <= self.tot:
            inschrijving.eind, inschrijving.eind_bekend = eind, eind_bekend
        self.loopbaan.inschrijvingen.append(inschrijving)


def first_day(kans: Kans, route: Route, geboren: Dag) -> Dag:
    """The fourth birthday, or the first day with lessons after it; July begins on 1 August."""
    dag = verjaardag(geboren, route.beginleeftijd)
    if route.beginleeftijd > 4:
        return schooldag(dag + kans.between(20, 300))
    augustus = eerste_augustus(schooljaar(dag) + 1)
    return augustus if 0 < augustus - dag <= 31 else schooldag(dag)


def _last_day(kans: Kans, fase: Fase, begin: Dag, geboren: Dag) -> Dag:
    """The 31st of July in which the stage is over; one in twelve takes a year longer."""
    langer = kans.happens(0.08) and fase.jaren > 1
    if fase.sector in ("PO", "SO"):
        # Out of primary school in the summer before the schooljaar in which most turn 12 or 13.
        return eerste_augustus(schooljaar(verjaardag(geboren, 12) - 62) + 1 + langer) - 1
    return eerste_augustus(schooljaar(begin) + fase.jaren + langer) - 1
