"""Exemptions and substitute compulsory education (domeinregels §13.2)."""

from typing import NamedTuple

from verzuimloket.testland.dagen import Dag, eerste_augustus, iso, schooljaar, stempel, verjaardag, werkdag
from verzuimloket.testland.kans import Kans
from verzuimloket.testland.loopbanen import Loopbaan

# Ground: the ages at which it is given; for article 3a and 3b on the first day of the schooljaar.
LEEFTIJDEN = {"5A": (6, 17), "5B": (6, 17), "5C": (6, 17), "15": (16, 17), "3A": (14, 16), "3B": (15, 15)}


class Vrijstelling(NamedTuple):
    """One record. ``kort`` is the end that was known before the record was prolonged."""

    grond: str
    begin: Dag
    eind: Dag
    bekend: Dag
    kort: Dag | None = None
    verlengd: Dag | None = None

    def regels(self, kans: Kans) -> list[str]:
        """The lines for vrijstellingen.csv, without the keys."""
        start, van = f"{self.grond};{iso(self.begin)}", stempel(kans, self.bekend)
        if self.kort is None or self.verlengd is None:
            return [f"{start};{iso(self.eind)};{van};"]
        nieuw = stempel(kans, self.verlengd)
        return [f"{start};{iso(self.kort)};{van};{nieuw}", f"{start};{iso(self.eind)};{nieuw};"]


def fits(grond: str, geboren: Dag, loopbaan: Loopbaan, tot: Dag) -> bool:
    """Whether this child can have this ground today."""
    jongst, oudst = LEEFTIJDEN[grond]
    augustus = eerste_augustus(schooljaar(tot - 30))
    van, tot_en_met = (augustus, augustus) if grond[0] == "3" else (tot - 30, tot)
    if verjaardag(geboren, jongst) > van or verjaardag(geboren, oudst + 1) <= tot_en_met:
        return False
    vo = (i for i in loopbaan.inschrijvingen if i.school.sector == "VO")
    return grond[0] != "3" or any(inschrijving.loopt_op(tot) for inschrijving in vo)


def exempt(kans: Kans, grond: str, geboren: Dag, loopbaan: Loopbaan, tot: Dag) -> list[Vrijstelling]:
    """The records of one child; with a ground of article 5 or 15 it is no longer at school."""
    jaar = schooljaar(tot - 30)
    if grond[0] == "3":
        return [_record(kans, grond, jaar, tot)]
    if grond == "15":
        begin = kans.between(verjaardag(geboren, 16), tot - 20)
        loopbaan.close(begin - 1, werkdag(begin + 3))
        return [Vrijstelling(grond, begin, verjaardag(geboren, 18) - 1, werkdag(begin + 5))]
    eerste = max(jaar - kans.between(0, 2), schooljaar(verjaardag(geboren, 5)) + 1)
    if grond == "5B":
        loopbaan.inschrijvingen.clear()
        loopbaan.diplomas.clear()
    loopbaan.close(eerste_augustus(eerste) - 1, werkdag(eerste_augustus(eerste) + 9))
    return [_record(kans, grond, volgend, tot) for volgend in range(eerste, jaar + 1)]


def _record(kans: Kans, grond: str, jaar: int, tot: Dag) -> Vrijstelling:
    """One schooljaar, notified before the first of July; a few were short at first."""
    begin, eind = eerste_augustus(jaar), eerste_augustus(jaar + 1) - 1
    bekend, verlengd = werkdag(begin - kans.between(36, 70)), werkdag(begin + 150)
    if verlengd <= tot and kans.happens(0.15):
        return Vrijstelling(grond, begin, eind, bekend, begin + 183, verlengd)
    return Vrijstelling(grond, begin, eind, bekend)
