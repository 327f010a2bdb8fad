"""Stories of absence: which meldingen a school sends about one pupil (domeinregels §6).

Every story keeps the rules that a school must keep: the soort fits the age, V3 and V4 have an end,
LRV follows 28 unbroken days of weekly meldingen, all inside the enrolment, nothing overlaps.
"""

from dataclasses import dataclass
from datetime import date

from verzuimloket.core.parameters import param
from verzuimloket.testland.dagen import (
    Dag,
    eerste_augustus,
    is_schooldag,
    maandag,
    schooldag,
    schooljaar,
    verjaardag,
    werkdag,
)
from verzuimloket.testland.kans import Kans, spread
from verzuimloket.testland.loopbanen import Inschrijving, Loopbaan
from verzuimloket.testland.meldingen import Melding, follow, follow_open, new_melding
from verzuimloket.testland.vrijstellingen import Vrijstelling

B3_B4_MELDT_VANAF = date(2024, 1, 1).toordinal()
STATUS_D_VERVALLEN = date(2020, 8, 12).toordinal()
_KORTSTE_VENSTER = 12

Periode = tuple[Dag, Dag | None]


@dataclass(frozen=True, slots=True)
class Venster:
    """The days in one schooljaar on which this pupil can be absent from this school."""

    inschrijving: Inschrijving
    geboren: Dag
    van: Dag
    tot: Dag

    @property
    def volwassen(self) -> Dag:
        return verjaardag(self.geboren, 18)

    def soort(self, onder_18: str, vanaf_18: str, begin: Dag) -> str:
        return onder_18 if begin < self.volwassen else vanaf_18

    def jong_genoeg(self, begin: Dag) -> bool:
        """Not above the age of the RMC."""
        return begin < verjaardag(self.geboren, param("rmc_max_leeftijd", on=date.fromordinal(begin)))

    def meldbaar(self, begin: Dag) -> bool:
        """Whether absence may begin on this day."""
        return self.van <= begin <= self.tot and self.jong_genoeg(begin)


def open_venster(inschrijving: Inschrijving, geboren: Dag, jaar: int, tot: Dag) -> Venster | None:
    """September to June of this schooljaar, as far as the enrolment and the calendar go."""
    school = inschrijving.school
    if school.sector == "HO" or inschrijving.begin > tot:
        return None
    augustus = eerste_augustus(jaar)
    van = max(augustus + 31, inschrijving.begin + 14, verjaardag(geboren, 5) + 31)
    if not school.bekostigd:
        van = max(van, B3_B4_MELDT_VANAF)
    laatste = min(augustus + 333, inschrijving.eind or tot, tot)
    return Venster(inschrijving, geboren, van, laatste) if laatste - van >= _KORTSTE_VENSTER else None


def open_vensters(loopbaan: Loopbaan, geboren: Dag, tot: Dag) -> list[Venster]:
    """The windows of this schooljaar and the one before, newest first."""
    jaren = (schooljaar(tot), schooljaar(tot) - 1)
    alle = (open_venster(i, geboren, jaar, tot) for jaar in jaren for i in loopbaan.inschrijvingen)
    return [venster for venster in alle if venster]


class Verzuim:
    """Tells the stories, up to the last day that the register knows."""

    def __init__(self, kans: Kans, tot: Dag) -> None:
        self.kans, self.tot = kans, tot
        self._onder_18 = spread({self.zestien_uur: 46, self.reeks: 20, self.luxe: 12, self.overig: 22})
        self._basisschool = spread({self.zestien_uur: 40, self.reeks: 8, self.luxe: 34, self.overig: 18})
        self._vanaf_18 = spread({self.zestien_uur: 42, self.rmc: 36, self.overig: 22})

    def tell(self, vensters: list[Venster]) -> list[Melding]:
        """One story, or for some pupils a second one in the schooljaar after."""
        nieuwste, oudste = vensters[0], vensters[-1]
        if nieuwste.van <= oudste.tot or self.kans.happens(0.8):
            return self._tell_one(nieuwste if self.kans.happens(0.55) else oudste)
        eerste = self._tell_one(oudste)
        tweede = self._tell_one(nieuwste)
        if any(m.stand.eind is None or m.stand.eind + 10 >= nieuwste.van for m in eerste):
            return eerste
        return eerste + tweede

    def _tell_one(self, venster: Venster) -> list[Melding]:
        jong = venster.inschrijving.school.sector in ("PO", "SO")
        verhalen = self._basisschool if jong else self._onder_18
        if venster.tot >= venster.volwassen:
            verhalen = self._vanaf_18
        return self.kans.pick(verhalen)(venster)

    def zestien_uur(self, venster: Venster) -> list[Melding]:
        """16 hours in 4 weeks, one to three times, with days at school in between."""
        meldingen: list[Melding] = []
        begin = self._any_day(venster)
        for _ in range(self.kans.pick((1, 1, 2, 3))):
            eind = werkdag(begin + self.kans.between(2, 22))
            dag = werkdag(eind + self.kans.between(1, 4))
            if not venster.meldbaar(begin) or eind > venster.tot or dag > self.tot:
                break
            meldingen += self._report(venster, venster.soort("V3", "V4", begin), (begin, eind), dag)
            begin = schooldag(eind + self.kans.between(3, 30))
        return meldingen

    def reeks(self, venster: Venster) -> list[Melding]:
        """Unbroken absence: a melding each week, after four weeks or more LRV."""
        weken = self.kans.pick((4, 4, 5, 6))
        begin = maandag(self.kans.between(venster.van, max(venster.van, venster.tot - 45)))
        lrv = begin + 7 * weken
        if lrv > venster.tot or not all(is_schooldag(begin + 7 * week) for week in range(weken + 1)):
            return self.zestien_uur(venster)
        meldingen: list[Melding] = []
        for maandag_ in range(begin, lrv, 7):
            dag = werkdag(maandag_ + 7 + self.kans.between(0, 1))
            if dag > self.tot or lrv >= venster.volwassen:
                return meldingen or self.zestien_uur(venster)
            melding = new_melding(self.kans, venster.inschrijving, "V3", (maandag_, maandag_ + 6), dag)
            melding.alle_lessen = True
            follow(self.kans, melding, self.tot, withdraw=False)
            meldingen.append(melding)
        return meldingen + self._report_open(venster, "LRV", lrv, werkdag(lrv + self.kans.between(3, 7)))

    def rmc(self, venster: Venster) -> list[Melding]:
        """Four weeks away at 18 or older."""
        begin = self._any_day(venster)
        if begin < venster.volwassen or not venster.meldbaar(begin):
            return self.zestien_uur(venster)
        return self._report_open(venster, "RMC", begin, werkdag(begin + self.kans.between(8, 30)))

    def luxe(self, venster: Venster) -> list[Melding]:
        """On holiday without leave."""
        begin = self._any_day(venster)
        eind = werkdag(begin + self.kans.between(2, 9))
        dag = werkdag(begin + self.kans.between(3, 12))
        if begin >= venster.volwassen or not venster.meldbaar(begin) or max(eind, dag) > venster.tot:
            return []
        return self._report(venster, "L", (begin, eind), max(dag, eind))

    def overig(self, venster: Venster) -> list[Melding]:
        """Less than 16 hours, or doubt about the reason; a few last on."""
        begin = self._any_day(venster)
        eind = werkdag(begin + self.kans.between(0, 4))
        dag = werkdag(eind + self.kans.between(1, 5))
        if not venster.meldbaar(begin) or eind > venster.tot or dag > self.tot:
            return []
        if self.kans.happens(0.12):
            return self._report_open(venster, "O", begin, dag)
        return self._report(venster, "O", (begin, eind), dag)

    def _any_day(self, venster: Venster) -> Dag:
        return schooldag(self.kans.between(venster.van, max(venster.van, venster.tot - 8)))

    def _report(self, venster: Venster, soort: str, periode: Periode, dag: Dag) -> list[Melding]:
        """One melding and its course; what was wrong is withdrawn and reported again."""
        melding = new_melding(self.kans, venster.inschrijving, soort, periode, dag)
        follow(self.kans, melding, self.tot)
        opnieuw = werkdag(melding.stand.dag + 1)
        if melding.stand.reden_intrekken != "FOUTIEF" or opnieuw > self.tot:
            return [melding]
        beter = new_melding(self.kans, venster.inschrijving, soort, periode, opnieuw)
        follow(self.kans, beter, self.tot, withdraw=False)
        return [melding, beter]

    def _report_open(self, venster: Venster, soort: str, begin: Dag, dag: Dag) -> list[Melding]:
        """Still absent: the end comes later, at the latest when the enrolment ends."""
        uitschrijving = venster.inschrijving.eind
        terug = begin + self.kans.between(30, 80) if self.kans.happens(0.6) else None
        if uitschrijving is not None:
            terug = min(terug or uitschrijving, uitschrijving)
        if dag > self.tot or (terug is not None and terug < dag):
            return []
        melding = new_melding(self.kans, venster.inschrijving, soort, (begin, None), dag)
        follow_open(self.kans, melding, terug, self.tot)
        return [] if uitschrijving is not None and melding.stand.eind is None else [melding]


def exempted_later(kans: Kans, venster: Venster, tot: Dag) -> tuple[Melding, Vrijstelling] | None:
    """A melding that the register withdrew itself, once an exemption for those days came in (D9)."""
    begin = schooldag(kans.between(venster.van, max(venster.van, venster.tot - 40)))
    eind = werkdag(begin + kans.between(4, 14))
    dag = werkdag(eind + 2)
    bekend = werkdag(dag + kans.between(6, 16))
    if begin >= venster.volwassen or eind > venster.tot or bekend + 1 > tot:
        return None
    melding = new_melding(kans, venster.inschrijving, "V3", (begin, eind), dag)
    melding.move(dag + 2, "B", eind)
    melding.move(bekend + 1, "I", eind, reden_intrekken="VRIJSTELLING")
    einde = min(eerste_augustus(schooljaar(begin) + 1), venster.volwassen) - 1
    return melding, Vrijstelling("5A", begin - kans.between(0, 20), einde, bekend)


def unenrolled_later(kans: Kans, venster: Venster, tot: Dag) -> Melding | None:
    """A melding after a last day that the school only reported weeks later, so withdrawn again."""
    inschrijving = venster.inschrijving
    laatste = inschrijving.eind
    if laatste is None or laatste != venster.tot:
        return None
    begin = schooldag(laatste + 1)
    eind = werkdag(begin + 4)
    bekend = werkdag(laatste + 28)
    weg = werkdag(bekend + 2)
    te_laat = eind + 3 >= bekend or weg > tot or schooljaar(weg) != schooljaar(begin)
    if te_laat or not venster.jong_genoeg(begin):
        return None
    inschrijving.eind_bekend = bekend
    soort = venster.soort("V3", "V4", begin)
    melding = new_melding(kans, inschrijving, soort, (begin, eind), werkdag(eind + 1))
    melding.move(weg, "I", eind, reden_intrekken="GEEN_INSCHRIJVING")
    return melding


def handed_over(kans: Kans, venster: Venster, tot: Dag) -> Melding | None:
    """An old melding with a status that was abolished on 12 August 2020 (D8)."""
    begin = schooldag(kans.between(venster.van, venster.tot - 10))
    eind = werkdag(begin + kans.between(3, 8))
    dag = werkdag(eind + 2)
    over = werkdag(dag + kans.between(9, 30))
    if eind > venster.tot or over >= min(STATUS_D_VERVALLEN, tot) or not venster.meldbaar(begin):
        return None
    melding = new_melding(kans, venster.inschrijving, venster.soort("V3", "V4", begin), (begin, eind), dag)
    melding.move(werkdag(dag + 3), "B", eind)
    melding.move(over, "D", eind)
    return melding
