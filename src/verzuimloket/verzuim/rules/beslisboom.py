"""Which melding fits: the decision tree of domain rules §6.6, as pure functions.

Input: the melding as far as it is filled in, what the register knows, and the answers of the school.
A question whose answer the register knows is never asked. The nodes stand in the order of the tree;
each notes a step (question, answer, who answered, article), and ends the walk or passes it on.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date

from verzuimloket.core.parameters import param
from verzuimloket.leerplicht.codes import Plicht
from verzuimloket.leerplicht.rules import Status, uitleg
from verzuimloket.personen.rules import voluit
from verzuimloket.verzuim.codes import KETEN_SOORTEN, Soort
from verzuimloket.verzuim.inputs import Geteld, MeldingFacts, MeldingInput
from verzuimloket.verzuim.rules.advies import (
    JA,
    MOGELIJK,
    NEE,
    RMC_ARTIKEL,
    TWIJFEL,
    VRAGEN,
    Advies,
    Boomvraag,
    Stap,
    Uitkomst,
)
from verzuimloket.verzuim.rules.keten import Keten, keten
from verzuimloket.verzuim.rules.plicht import status_bij
from verzuimloket.verzuim.rules.termijn import herhalen_vanaf, laatste_meldag, te_vroeg_na

MOGELIJK_LANGDURIG_ZIEK = "MLZ"
# everything that may fill the 4 unbroken weeks before RMC verzuim 18+
_KETEN_18 = KETEN_SOORTEN | {Soort.ZESTIEN_UUR_18, Soort.LANGDURIG}
_TERUG = "Vul de einddatum in zodra de leerling terug is of wordt uitgeschreven."
_NOG_GEEN_18 = "De Leerplichtwet geldt niet meer voor deze leerling. De soorten voor 18+ kunnen pas vanaf 18 jaar."


@dataclass
class _Gang:
    """One walk through the tree."""

    given: MeldingInput
    facts: MeldingFacts
    antwoorden: dict[Boomvraag, str]
    status: Status
    geteld: Geteld | None = None
    stappen: list[Stap] = field(default_factory=list)
    let_op: list[str] = field(default_factory=list)

    @property
    def dag(self) -> date:
        return self.status.dag

    @property
    def minderjarig(self) -> bool:
        assert self.facts.geboortedatum
        return self.facts.geboortedatum.leeftijd_op(self.dag) < param("leeftijd_meerderjarig", on=self.dag)

    @property
    def leerplichtwet(self) -> bool:
        return self.status.onder_leerplichtwet and self.minderjarig

    def keten(self, soorten: Collection[str] = KETEN_SOORTEN) -> Keten:
        """What this school reported without a break up to this day."""
        own = (each for each in self.facts.andere_meldingen if each.instelling == self.given.instelling)
        return keten(own, self.dag, soorten)

    def weet(self, vraag: str, antwoord: str, artikel: str = "", bron: str = "register") -> None:
        self.stappen.append(Stap(vraag, antwoord, bron, artikel))

    def vraag(self, vraag: Boomvraag) -> str:
        """The answer of the school; empty when it must still be asked."""
        antwoord = self.antwoorden.get(vraag, "")
        if antwoord:
            tekst, artikel = VRAGEN[vraag]
            self.weet(tekst, antwoord, artikel, bron="school")
        return antwoord


def advies(
    given: MeldingInput,
    facts: MeldingFacts,
    antwoorden: dict[Boomvraag, str] | None = None,
    geteld: Geteld | None = None,
) -> Advies:
    """Walk the tree as far as the answers reach. ``geteld``: what the school's own record of hours says."""
    found = status_bij(given, facts)
    if found is None:
        return _niet_ingeschreven()
    gang = _Gang(given, facts, antwoorden or {}, found, geteld)
    uitkomst = next(end for knoop in _KNOPEN if (end := knoop(gang)))
    return replace(uitkomst, stappen=tuple(gang.stappen), let_op=(*gang.let_op, *uitkomst.let_op))


def vragen(given: MeldingInput, facts: MeldingFacts, geteld: Geteld | None = None) -> list[Boomvraag]:
    """Every question that the tree can still ask about this melding, in the order of the tree."""
    asked: set[Boomvraag] = set()
    todo: list[dict[Boomvraag, str]] = [{}]
    while todo:
        known = todo.pop()
        vraag = advies(given, facts, known, geteld).vraag
        if vraag:
            asked.add(vraag)
            todo += [{**known, vraag: antwoord} for antwoord in MOGELIJK[vraag]]
    return [vraag for vraag in Boomvraag if vraag in asked]


def _open(vraag: Boomvraag) -> Advies:
    return Advies(Uitkomst.VRAAG, "Beantwoord eerst de vraag.", vraag=vraag)


# the nodes, in the order of the tree


def _niet_ingeschreven() -> Advies:
    return Advies(Uitkomst.EERST_INSCHRIJVEN, "Schrijf de leerling eerst in. Daarna kunt u verzuim melden.")


def _inschrijving(gang: _Gang) -> Advies | None:
    """1. The school of enrolment reports, also for lessons elsewhere (RGL-22, RGL-24)."""
    enrolled = any(each.bevat(gang.dag) for each in gang.facts.inschrijvingen)
    vraag = f"Staat de leerling op {voluit(gang.dag)} bij u ingeschreven?"
    gang.weet(vraag, JA if enrolled else NEE, "LPW art. 21a")
    return None if enrolled else _niet_ingeschreven()


def _buitenland(gang: _Gang) -> Advies | None:
    """2. Abroad no body can be found that acts (RGL-23)."""
    abroad = gang.facts.woont_in_buitenland
    gang.weet("Woont de leerling in het buitenland?", JA if abroad else NEE, "BRO art. 46")
    if not abroad:
        return None
    return Advies(Uitkomst.NIET_MOGELIJK, "De leerling woont in het buitenland. U kunt geen verzuim melden.")


def _plicht(gang: _Gang) -> Advies | None:
    """7. No duty on this day: too young, too old, startkwalificatie or exempt."""
    oordeel = gang.status.tijdvak.oordeel
    gang.weet(f"Welke plicht geldt op {voluit(gang.dag)}?", uitleg.naam(oordeel), uitleg.artikelen(oordeel))
    if not gang.status.zeker:
        gang.let_op.append("De geboortedatum is niet helemaal bekend. Controleer de leeftijd van de leerling.")
    if oordeel.plicht is Plicht.RMC or gang.status.onder_leerplichtwet:
        return None
    return Advies(Uitkomst.NIET_MELDEN, f"U hoeft dit verzuim niet te melden. {uitleg.waarom(oordeel)}")


def _langdurig(gang: _Gang) -> Advies | None:
    """5a. The days that were reported already answer all other questions, unless the school says otherwise."""
    nodig, found = param("lrv_min_dagen", on=gang.dag), gang.keten()
    if not gang.leerplichtwet or not found.meldingen:
        return None
    gang.weet(f"Hoeveel dagen achter elkaar meldde u al? (nodig: {nodig})", f"{found.dagen} dagen", "S4 L55-57")
    if found.dagen < nodig or gang.antwoorden.get(Boomvraag.GELDIGE_REDEN, NEE) != NEE:
        return None
    return Advies(
        Uitkomst.MELDEN,
        f"Meld langdurig relatief verzuim: u meldde al {found.dagen} dagen achter elkaar.",
        Soort.LANGDURIG,
        plicht=True,
        artikel="LPW art. 21a, RRO art. 21 lid 2",
        let_op=(_TERUG,),
    )


def _geldige_reden(gang: _Gang) -> Advies | None:
    """3. With a valid reason there is nothing to report (RGL-01, RGL-03, RGL-04)."""
    antwoord = gang.vraag(Boomvraag.GELDIGE_REDEN)
    if antwoord == JA:
        return Advies(
            Uitkomst.NIET_MELDEN,
            "Meld dit verzuim niet. Leg het wel vast in uw eigen administratie.",
            artikel="LPW art. 11",
        )
    if antwoord == TWIJFEL:
        return _twijfel(gang)
    return None if antwoord == NEE else _open(Boomvraag.GELDIGE_REDEN)


def _twijfel(gang: _Gang) -> Advies:
    ziek = gang.vraag(Boomvraag.LANGDURIG_ZIEK)
    if ziek == "":
        return _open(Boomvraag.LANGDURIG_ZIEK)
    return Advies(
        Uitkomst.MELDEN,
        "Meld overig verzuim, na overleg met de leerplichtambtenaar.",
        Soort.OVERIG,
        MOGELIJK_LANGDURIG_ZIEK if ziek == JA else "",
        artikel="S2 L661",
        let_op=("Noem geen ziekte in de reden. Gebruik een van de standaardzinnen.",),
    )


def _vakantie(gang: _Gang) -> Advies | None:
    """4. Luxe verzuim, only under the Leerplichtwet, from the first hour (D2)."""
    if not gang.leerplichtwet:
        return None
    antwoord = gang.vraag(Boomvraag.VAKANTIE)
    if antwoord != JA:
        return None if antwoord == NEE else _open(Boomvraag.VAKANTIE)
    zin = "Meld luxe verzuim. Dat geldt ook als het minder dan 16 uur is."
    return Advies(Uitkomst.MELDEN, zin, Soort.LUXE, plicht=True, artikel="LPW art. 11, 13a en 21a")


def _vier_weken(gang: _Gang) -> Advies | None:
    """6a. RMC verzuim 18+."""
    if gang.leerplichtwet or gang.minderjarig:
        return None
    antwoord = _vier_weken_bekend(gang) or gang.vraag(Boomvraag.VIER_WEKEN)
    if antwoord != JA:
        return None if antwoord == NEE else _open(Boomvraag.VIER_WEKEN)
    zin = "Meld RMC verzuim 18+: de leerling is 4 weken of langer afwezig en heeft geen startkwalificatie."
    return Advies(Uitkomst.MELDEN, zin, Soort.RMC, plicht=True, artikel=RMC_ARTIKEL, let_op=(_TERUG,))


def _vier_weken_bekend(gang: _Gang) -> str:
    """Whether earlier meldingen, or the period that is filled in here, show the four weeks already."""
    nodig, vraag = param("lrv_min_dagen", on=gang.dag), VRAGEN[Boomvraag.VIER_WEKEN][0]
    gemeld, hier = gang.keten(_KETEN_18).dagen, _dagen_hier(gang)
    if gemeld >= nodig:
        gang.weet(vraag, f"{JA}, u meldde al {gemeld} dagen achter elkaar", RMC_ARTIKEL)
    elif hier >= nodig:
        gang.weet(vraag, f"{JA}, de periode is {hier} dagen en alle lessen zijn gemist", RMC_ARTIKEL, bron="melding")
    return JA if max(gemeld, hier) >= nodig else ""


def _dagen_hier(gang: _Gang) -> int:
    """Days without any lesson in the melding itself; an open end runs until today."""
    periode = gang.given.periode
    if periode is None or not gang.given.alle_lessen_gemist:
        return 0
    return ((periode.eind or gang.facts.vandaag) - periode.begin).days + 1


def _zestien_uur(gang: _Gang) -> Advies | None:
    """5b and 6b. For 18+ it is an agreement, no duty (RGL-11, RGL-12, RGL-16)."""
    if gang.minderjarig and not gang.leerplichtwet:
        return None
    antwoord = _geteld(gang) or gang.vraag(Boomvraag.ZESTIEN_UUR)
    if antwoord != JA:
        return None if antwoord == NEE else _open(Boomvraag.ZESTIEN_UUR)
    if gang.leerplichtwet:
        zin = "Meld 16 uren per 4 weken 18-. Elke keer dat de leerling weer 16 uur mist, meldt u opnieuw."
        soort, artikel = Soort.ZESTIEN_UUR, "LPW art. 21a"
    else:
        zin = "Meld 16 uren per 4 weken 18+ als u dat met de gemeente afsprak. Het is geen plicht."
        soort, artikel = Soort.ZESTIEN_UUR_18, "S4 L52"
    let_op = ("Vul als einddatum de dag in waarop de 16 uur is bereikt.", *_termijn(gang), *_herhaling(gang))
    advies = Advies(Uitkomst.MELDEN, zin, soort, plicht=gang.leerplichtwet, artikel=artikel)
    return replace(advies, einddatum_nodig=True, let_op=let_op)


def _geteld(gang: _Gang) -> str:
    """Whether the school counted 16 hours already. Less proves nothing: not every school keeps all hours here."""
    now = gang.geteld
    if now is None or now.melden is None:
        return ""
    begin, eind = (voluit(dag) for dag in (now.venster.begin, now.venster.eind or gang.dag))
    tekst, artikel = VRAGEN[Boomvraag.ZESTIEN_UUR]
    gang.weet(tekst, f"{JA}, {now.hoeveel} in de 4 lesweken van {begin} tot en met {eind}", artikel, bron="uren")
    return JA


def _termijn(gang: _Gang) -> tuple[str, ...]:
    eind = gang.given.einddatum
    if eind is None or not gang.leerplichtwet:
        return ()
    return (f"Meld uiterlijk op {voluit(laatste_meldag(eind))}: 5 werkdagen nadat de 16 uur is bereikt.",)


def _herhaling(gang: _Gang) -> tuple[str, ...]:
    vorige = te_vroeg_na(gang.given, gang.facts.andere_meldingen, op=gang.facts.vandaag)
    if vorige is None or vorige.periode.eind is None:
        return ()
    vanaf = voluit(herhalen_vanaf(vorige.periode.eind))
    return (f"Bij doorlopend verzuim meldt u eens per 7 dagen. U kunt vanaf {vanaf} opnieuw melden.",)


def _anders(gang: _Gang) -> Advies:
    """5c and 6c. Less than the law asks for."""
    let_op = (_NOG_GEEN_18,) if gang.minderjarig and not gang.leerplichtwet else ()
    zin = "U hoeft dit nog niet te melden. Wilt u dat toch? Kies dan overig verzuim."
    return Advies(Uitkomst.MELDEN, zin, Soort.OVERIG, artikel="S2 L661", let_op=let_op)


_KNOPEN: tuple[Callable[[_Gang], Advies | None], ...] = (
    _inschrijving,
    _buitenland,
    _plicht,
    _langdurig,
    _geldige_reden,
    _vakantie,
    _vier_weken,
    _zestien_uur,
    _anders,
)
