"""The answer in words: a sentence, the articles, the facts and the dates. Domain rules §5."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.leerplicht.codes import Plicht, Reden
from verzuimloket.leerplicht.inputs import PlichtFacts, Vrijstelling
from verzuimloket.leerplicht.rules import grenzen
from verzuimloket.leerplicht.rules.schooljaar import schooljaar_naam
from verzuimloket.leerplicht.rules.tijdlijn import Oordeel, Status, Tijdvak
from verzuimloket.personen.inputs import Geboortedatum, verjaardag
from verzuimloket.personen.rules import voluit

_RMC = "WVO 2020 art. 8.20 en WEB art. 8.1.8a"


class Tekst(NamedTuple):
    """What a status is called, its article, why it holds, and why the one before it ends here."""

    naam: str
    artikel: str
    waarom: str
    overgang: str


TEKSTEN = {
    Reden.JONGER_DAN_4: Tekst(
        "niet leerplichtig",
        "LPW art. 3 lid 1",
        "Het kind is jonger dan 4 jaar.",
        "",
    ),
    Reden.NOG_NIET: Tekst(
        "nog niet leerplichtig",
        "LPW art. 3 lid 1",
        "Een kind van 4 jaar mag naar school. De plicht begint op de eerste schooldag van de maand nadat het 5 wordt.",
        "daarna is het kind 4 jaar",
    ),
    Reden.LEERPLICHT: Tekst(
        "leerplichtig",
        "LPW art. 3 lid 1",
        "Het kind is leerplichtig vanaf de eerste schooldag van de maand nadat het 5 werd.",
        "daarna begint de leerplicht",
    ),
    Reden.KWALIFICATIEPLICHT: Tekst(
        "kwalificatieplichtig",
        "LPW art. 4a en 4b",
        "De leerplicht is voorbij, en er is nog geen startkwalificatie.",
        "dan eindigt het laatste schooljaar van de leerplicht",
    ),
    Reden.ZONDER_STARTKWALIFICATIE: Tekst(
        "niet meer onder de Leerplichtwet, wel onder het Doorstroompunt (RMC)",
        _RMC,
        "De Leerplichtwet geldt niet meer, en er is nog geen startkwalificatie.",
        "daarna geldt de Leerplichtwet niet meer",
    ),
    Reden.STARTKWALIFICATIE: Tekst(
        "zonder plicht: er is een startkwalificatie",
        "LPW art. 1 onder f en art. 4a",
        "Met een diploma havo, vwo of mbo niveau 2 of hoger is er een startkwalificatie.",
        "daarna is er een startkwalificatie",
    ),
    Reden.TE_OUD: Tekst(
        "zonder plicht: te oud voor het Doorstroompunt (RMC)",
        _RMC,
        "De leeftijdsgrens van het Doorstroompunt is bereikt.",
        "daarna is de leeftijdsgrens bereikt",
    ),
    Reden.OVERLEDEN: Tekst("overleden", "LPW art. 3", "De jongere is overleden.", "dat is de dag van overlijden"),
}
VRIJGESTELD = "De gemeente legde een vrijstelling vast. De jongere hoeft dan niet naar school."
VERVANGEND = "De gemeente stond vervangende leerplicht toe: de plicht geldt voor een ander programma."


@dataclass(frozen=True)
class Feit:
    """One fact or date that was used."""

    naam: str
    waarde: str


def naam(oordeel: Oordeel) -> str:
    """How the status is called on a screen."""
    text, soort = TEKSTEN[oordeel.reden].naam, _soort(oordeel)
    return f"{text}, met {soort}" if soort else text


def _soort(oordeel: Oordeel) -> str:
    """How an exemption is called; empty without one."""
    if oordeel.vrijstelling is None:
        return ""
    return "vrijstelling" if oordeel.vrijgesteld else "vervangende leerplicht"


def waarom(oordeel: Oordeel) -> str:
    """Why this status holds."""
    text = TEKSTEN[oordeel.reden].waarom
    if oordeel.vrijstelling is None:
        return text
    return f"{text} {VRIJGESTELD if oordeel.vrijgesteld else VERVANGEND}"


def artikelen(oordeel: Oordeel, *, grond: bool = False) -> str:
    """The articles. The ground of an exemption may tell about health or belief: only who may know it."""
    text = TEKSTEN[oordeel.reden].artikel
    return f"{text}, {_grond(oordeel.vrijstelling)}" if grond and oordeel.vrijstelling else text


def _grond(vrijstelling: Vrijstelling) -> str:
    gronden = codelijst("grond_vrijstelling")
    return gronden[vrijstelling.grond].bron if vrijstelling.grond in gronden else f"grond {vrijstelling.grond}"


def zin(status: Status) -> str:
    """The answer in one or two sentences."""
    vak = status.tijdvak
    text = f"Op {voluit(status.dag)} is de leerling {naam(vak.oordeel)}. Dat is zo vanaf {voluit(vak.begin)}"
    if vak.eind is None:
        return f"{text}."
    return f"{text} tot en met {voluit(vak.eind)}{_overgang(vak, status.volgend)}."


def _overgang(vak: Tijdvak, volgend: Tijdvak | None) -> str:
    """Why it ends: what comes next tells."""
    if volgend is None:
        return ""
    if vak.oordeel.reden is Reden.TE_OUD:
        return f": daarna geldt de grens van {param('rmc_max_leeftijd', on=volgend.begin)} jaar"
    if volgend.oordeel.reden is not vak.oordeel.reden:
        return f": {TEKSTEN[volgend.oordeel.reden].overgang}"
    soort = _soort(volgend.oordeel)
    return f": daarna begint de {soort}" if soort else f": daarna is de {_soort(vak.oordeel)} voorbij"


def overgang(vak: Tijdvak, volgend: Tijdvak | None) -> str:
    """The same as words in a table."""
    return _overgang(vak, volgend).removeprefix(": ")


def gevolg(status: Status) -> str:
    """What the school has to do when this young person stays away without a valid reason."""
    uren, weken = (param(name, on=status.dag) for name in ("drempel_uren", "venster_lesweken"))
    dagen = param("meldtermijn_werkdagen", on=status.dag)
    if status.vrijgesteld or status.plicht in (Plicht.GEEN, Plicht.BUITEN):
        return "U hoeft verzuim van deze dag niet te melden."
    if status.plicht is Plicht.RMC:
        return (
            f"Meld verzuim van {weken} weken achter elkaar, of korter als uw bestuur dat afspreekt ({_RMC}). "
            f"{uren} uur in {weken} weken melden is een afspraak, geen plicht."
        )
    return (
        f"Meld verzuim zonder geldige reden van {uren} uur of meer in {weken} lesweken, binnen {dagen} werkdagen "
        "(LPW art. 21a). Ziekte meldt u niet."
    )


def bijzonder(facts: PlichtFacts, status: Status) -> tuple[str, ...]:
    """What else holds at this age."""
    geboren, dag, notes = facts.geboren.rekendatum(), status.dag, []
    if not status.zeker:
        notes.append("De geboortedatum is niet helemaal bekend. De status kan daardoor anders zijn.")
    if status.plicht is Plicht.LEERPLICHTIG and dag < verjaardag(geboren, param("verlichting_tot_leeftijd", on=dag)):
        notes.append(
            "Tot de zesde verjaardag mag het kind 5 uur per week thuisblijven, en met uw toestemming nog 5 uur "
            "(LPW art. 11a)."
        )
    if status.onder_leerplichtwet and dag >= verjaardag(geboren, param("eigen_plicht_leeftijd", on=dag)):
        notes.append("Vanaf 12 jaar is de leerling ook zelf verplicht naar school te gaan (LPW art. 2 lid 3).")
    return tuple(notes)


def feiten(facts: PlichtFacts, dag: date) -> tuple[Feit, ...]:
    """The facts and the dates that were counted with."""
    eind = grenzen.leerplicht_eind(facts)
    twelve = facts.loopbaan is not None and eind < grenzen.zestien_eind(facts)
    why = "12 volledige schooljaren" if twelve else f"in schooljaar {schooljaar_naam(eind)} wordt de leerling 16"
    rmc = grenzen.rmc_grens(facts, dag)
    found = [
        Feit("Geboortedatum", _geboren(facts.geboren)),
        Feit("Leerplicht vanaf", voluit(grenzen.leerplicht_begin(facts))),
        Feit("Leerplicht tot en met", f"{voluit(eind)} ({why})"),
        Feit("18 jaar op", voluit(grenzen.achttiende_verjaardag(facts))),
        Feit("Startkwalificatie", _day(facts.startkwalificatie_op)),
        Feit("Diploma zonder kwalificatieplicht", _day(facts.vrij_van_kwalificatieplicht_op)),
        Feit("Grens van het Doorstroompunt", f"{param('rmc_max_leeftijd', on=dag)} jaar, op {voluit(rmc)}"),
    ]
    if facts.overleden_op:
        found.append(Feit("Overleden op", voluit(facts.overleden_op)))
    return tuple(found)


def _day(dag: date | None) -> str:
    return f"behaald op {voluit(dag)}" if dag else "niet bekend in het register"


def _geboren(geboren: Geboortedatum) -> str:
    if geboren.volledig():
        return voluit(geboren.rekendatum())
    return f"niet helemaal bekend; gerekend met {voluit(geboren.rekendatum())}"
