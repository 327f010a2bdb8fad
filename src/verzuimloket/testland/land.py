"""The country as a stream of children, family by family, so that memory stays flat.

Rare things (an exemption, a death, an old status) are not left to chance but given to the first
child that they fit, as soon as the country is large enough for one more: even a small country
shows all of them.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import cycle

from verzuimloket.testland.dagen import Dag, werkdag
from verzuimloket.testland.gemeenten import by_omvang, choose_gemeenten
from verzuimloket.testland.gezinnen import Kind, make_gezin, make_kinderen
from verzuimloket.testland.kans import Kans
from verzuimloket.testland.loopbanen import Wandeling
from verzuimloket.testland.meldingen import Melding
from verzuimloket.testland.scholen import make_scholen
from verzuimloket.testland.verzuim import (
    Venster,
    Verzuim,
    exempted_later,
    handed_over,
    open_venster,
    open_vensters,
    unenrolled_later,
)
from verzuimloket.testland.vrijstellingen import LEEFTIJDEN, exempt, fits

# How many per pupil.
_AANDEEL = {
    "meldingen": 0.138,
    "vrijstelling": 0.007,
    "vrijgesteld na melding": 0.0015,
    "uitgeschreven na melding": 0.0015,
    "overgedragen": 0.0015,
    "overleden": 0.0008,
}
# The chance that a pupil gets a story, as long as there may be more meldingen.
_KANS_OP_VERZUIM = {"PO": 0.05, "SO": 0.2, "VSO": 0.3, "VO": 0.3, "MBO": 0.4, "VAVO": 0.5, "HO": 0.0}
_EERST_GEWONE = 25  # pupils: the first lines of the files are ordinary children
_VERTROKKEN_BINNEN = 3 * 365


class Land:
    """A country of this many pupils, enrolled on this day."""

    def __init__(self, leerlingen: int, zaad: int, vandaag: date) -> None:
        self.kans = Kans(zaad)
        self.gevraagd, self.leerlingen = leerlingen, 0
        self.vandaag = vandaag.toordinal()
        self.tot: Dag = self.vandaag - 1  # the register knows everything up to and including yesterday
        self.gemeenten = choose_gemeenten(leerlingen, vandaag)
        self.scholen = make_scholen(self.kans, leerlingen, self.gemeenten)
        self.verzuim = Verzuim(self.kans, self.tot)
        self._gronden = cycle(LEEFTIJDEN)
        self._grond = next(self._gronden)
        self._aantal: Counter[str] = Counter()

    def kinderen(self) -> Iterator[Kind]:
        """Children until enough of them are enrolled; leavers and the exempted come on top."""
        wonen = by_omvang(self.gemeenten)
        while self.leerlingen < self.gevraagd:
            gezin = make_gezin(self.kans, wonen, self.tot)
            for kind in make_kinderen(self.kans, gezin, self.vandaag):
                self._live(kind)
                if self._known(kind) and self.leerlingen < self.gevraagd:
                    self.leerlingen += kind.loopbaan.ingeschreven_op(self.vandaag)
                    yield kind

    def _known(self, kind: Kind) -> bool:
        """At school, exempted, or not long gone: older data are of no use here."""
        sinds = self.tot - _VERTROKKEN_BINNEN
        return bool(kind.vrijstellingen) or any(
            inschrijving.eind is None or inschrijving.eind >= sinds for inschrijving in kind.loopbaan.inschrijvingen
        )

    def _live(self, kind: Kind) -> None:
        """School, and what else happens."""
        gezin = kind.gezin.gemeente.code, kind.gezin.voorkeur
        kind.loopbaan = Wandeling(self.kans, self.scholen, gezin, self.tot).walk(kind.route, kind.geboren)
        if not kind.loopbaan.inschrijvingen or not kind.gezin.in_nederland:
            return
        if self._due("vrijstelling") and fits(self._grond, kind.geboren, kind.loopbaan, self.tot):
            kind.vrijstellingen = exempt(self.kans, self._grond, kind.geboren, kind.loopbaan, self.tot)
            self._grond = next(self._gronden)
            self._aantal["vrijstelling"] += 1
        elif self._due("overleden") and kind.loopbaan.ingeschreven_op(self.tot):
            self._die(kind)
        elif not any(diploma.startkwalificatie for diploma in kind.loopbaan.diplomas):
            self._stay_away(kind)

    def _die(self, kind: Kind) -> None:
        kind.overleden = self.tot - self.kans.between(25, 240)
        kind.overleden_bekend = werkdag(kind.overleden + self.kans.between(2, 8))
        kind.loopbaan.close(kind.overleden, kind.overleden_bekend)
        self._aantal["overleden"] += 1

    def _stay_away(self, kind: Kind) -> None:
        """Absence: first the rare cases, then the stories, as many as the country may have."""
        if self._due("overgedragen"):
            self._stay_away_in_2019(kind)
        sector = kind.loopbaan.inschrijvingen[-1].school.sector
        zeldzaam = self._due("vrijgesteld na melding") or self._due("uitgeschreven na melding")
        gewoon = self._due("meldingen") and self.kans.happens(_KANS_OP_VERZUIM[sector])
        vensters = open_vensters(kind.loopbaan, kind.geboren, self.tot) if zeldzaam or gewoon else []
        if not vensters or (zeldzaam and self._stay_away_rarely(kind, vensters[0])):
            return
        if gewoon:
            nieuw = self.verzuim.tell(vensters)
            kind.meldingen += nieuw
            self._aantal["meldingen"] += len(nieuw)

    def _stay_away_in_2019(self, kind: Kind) -> None:
        for inschrijving in kind.loopbaan.inschrijvingen:
            venster = open_venster(inschrijving, kind.geboren, 2019, self.tot)
            if venster and self._count(kind, handed_over(self.kans, venster, self.tot), "overgedragen"):
                return

    def _stay_away_rarely(self, kind: Kind, venster: Venster) -> bool:
        """A melding that was withdrawn because of an exemption, or because the pupil had left."""
        vo = venster.inschrijving.school.sector == "VO"
        if vo and self._due("vrijgesteld na melding"):
            melding, vrijstelling = exempted_later(self.kans, venster, self.tot) or (None, None)
            if vrijstelling:
                kind.vrijstellingen.append(vrijstelling)
                return self._count(kind, melding, "vrijgesteld na melding")
        if self._due("uitgeschreven na melding"):
            melding = unenrolled_later(self.kans, venster, self.tot)
            return self._count(kind, melding, "uitgeschreven na melding")
        return False

    def _count(self, kind: Kind, melding: Melding | None, wat: str) -> bool:
        """Give the child this rare melding, if there is one."""
        if melding is None:
            return False
        kind.meldingen.append(melding)
        self._aantal[wat] += 1
        return True

    def _due(self, wat: str) -> bool:
        due = self._aantal[wat] < self.leerlingen * _AANDEEL[wat] + 0.5
        return due and self.leerlingen >= _EERST_GEWONE
