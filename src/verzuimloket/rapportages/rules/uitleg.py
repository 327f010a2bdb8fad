"""Why a pupil is on the list, or not: each condition of the definition as one function with its sentence and source.

On the list if and only if all of them hold. The set statements decide; that these say the same of every person is
proven by a test. Source: rapportages.md §2 and §4, after RVSV12 art. 2, PBOX bijlage A and S0 L115-151.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from verzuimloket.rapportages.rules.definitie import born_between
from verzuimloket.rapportages.rules.spoor import Spoor, is_startkwalificatie, weeg

Judge = Callable[[Spoor], bool]
Tell = Callable[[Spoor], str]
START, LIJST = "startset", "lijst"


@dataclass(frozen=True)
class Voorwaarde:
    """One condition. deel: of the start set (t1) or of the list (t2). blijkt: from what it is seen, with dates.

    eraf: what takes a pupil off the list by this condition; empty when nothing the school does can.
    """

    code: str
    deel: str
    bron: str
    holds: Judge
    blijkt: Tell
    eraf: str = ""

    @property
    def zin(self) -> str:
        return " ".join((self.holds.__doc__ or "").split())


VOORWAARDEN: list[Voorwaarde] = []


def _voorwaarde(code: str, deel: str, bron: str, blijkt: Tell, eraf: str = "") -> Callable[[Judge], Judge]:
    def register(holds: Judge) -> Judge:
        VOORWAARDEN.append(Voorwaarde(code, deel, bron, holds, blijkt, eraf))
        return holds

    return register


def dag(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


# the start set, on t1


def _t1(spoor: Spoor) -> str:
    t1, what = spoor.vraag.t1, spoor.vraag.definitie
    counted = [each for each in spoor.ingeschreven(t1) if weeg(each, what).startset]
    if counted:
        return f"Op {dag(t1)}: {', '.join(each.opleiding for each in counted)}."
    return f"Op {dag(t1)} was er geen inschrijving die meetelt voor de startset."


@_voorwaarde("ingeschreven_t1", START, "PBOX bijlage A term A; S0 L124-125 (MND-14)", _t1)
def ingeschreven_op_t1(spoor: Spoor) -> bool:
    """De leerling was op 1 oktober ingeschreven in bekostigd vo, vavo of mbo dat meetelt."""
    what = spoor.vraag.definitie
    return any(weeg(each, what).startset for each in spoor.ingeschreven(spoor.vraag.t1))


def _leeftijd(spoor: Spoor) -> str:
    return f"Geboren op {dag(spoor.geboortedatum)}; op {dag(spoor.vraag.t1)} {age(spoor)} jaar."


def age(spoor: Spoor) -> int:
    """On t1."""
    born, t1 = spoor.geboortedatum, spoor.vraag.t1
    return t1.year - born.year - ((t1.month, t1.day) < (born.month, born.day))


@_voorwaarde("leeftijd", START, "RVSV12 art. 2: 12 tot 22 jaar op t1", _leeftijd)
def heeft_de_leeftijd(spoor: Spoor) -> bool:
    """De leerling was op 1 oktober 12 jaar of ouder en nog geen 22 jaar."""
    first, last = born_between(spoor.vraag.definitie, spoor.vraag.t1)
    return first <= spoor.geboortedatum <= last


def _adres(spoor: Spoor, day: date) -> str:
    adres = spoor.woont(day)
    if adres is None:
        return f"Op {dag(day)} is er geen adres bekend."
    return f"Op {dag(day)}: {adres.naam or 'buiten Nederland, of zonder vast adres'}."


@_voorwaarde("woont_t1", START, "PBOX bijlage A term B2", lambda spoor: _adres(spoor, spoor.vraag.t1))
def woont_op_t1_in_nederland(spoor: Spoor) -> bool:
    """De leerling woonde op 1 oktober in een Nederlandse gemeente."""
    return any(each.nederlands and each.op(spoor.vraag.t1) for each in spoor.adressen)


def _leeft(spoor: Spoor, day: date) -> str:
    if spoor.overlijdensdatum is None:
        return "Er is geen overlijden bekend."
    return f"Overleden op {dag(spoor.overlijdensdatum)}." if spoor.overleden(day) else f"Leefde op {dag(day)}."


@_voorwaarde("leeft_t1", START, "PBOX bijlage A term B1", lambda spoor: _leeft(spoor, spoor.vraag.t1))
def leeft_op_t1(spoor: Spoor) -> bool:
    """De leerling leefde op 1 oktober."""
    return not spoor.overleden(spoor.vraag.t1)


# the list, on t2


def _t2(spoor: Spoor) -> str:
    t2, what = spoor.vraag.t2, spoor.vraag.definitie
    found = spoor.ingeschreven(t2)
    counted = [each for each in found if weeg(each, what).houdt]
    if counted:
        return f"Op {dag(t2)}: {', '.join(each.opleiding for each in counted)}."
    if found:
        return f"Op {dag(t2)} alleen: {', '.join(f'{e.opleiding} ({weeg(e, what).waarom})' for e in found)}"
    ended = [e.einddatum for e in spoor.inschrijvingen if e.einddatum and e.einddatum < t2 and weeg(e, what).houdt]
    last = f" De laatste die telde, eindigde op {dag(max(ended))}." if ended else ""
    return f"Op {dag(t2)} is er geen inschrijving.{last}"


@_voorwaarde(
    "geen_inschrijving_t2",
    LIJST,
    "S0 L137-143 (MND-15…17); PBOX bijlage A term C",
    _t2,
    "Een inschrijving die telt op de volgende peildatum en op tijd in het register staat. In het mbo moet die "
    "inschrijving ook zijn aangemeld voor bekostiging. Alleen examen doen is niet genoeg.",
)
def geen_inschrijving_die_telt(spoor: Spoor) -> bool:
    """De leerling had op de peildatum geen geldige inschrijving die telt."""
    what = spoor.vraag.definitie
    return not any(weeg(each, what).houdt for each in spoor.ingeschreven(spoor.vraag.t2))


def _diploma(spoor: Spoor) -> str:
    if not spoor.diplomas:
        return "Er is geen diploma bekend."
    what = spoor.vraag
    counted = [each for each in spoor.diplomas if is_startkwalificatie(each, what.definitie)]
    shown = [f"{each.omschrijving} op {dag(each.datum)}" for each in (counted or spoor.diplomas)]
    if not counted:
        return f"Wel: {', '.join(shown)}. Dat is geen startkwalificatie."
    late = all(each.datum > what.sk_tot for each in counted)
    return f"{', '.join(shown)}.{f' Dat is na {dag(what.sk_tot)}.' if late else ''}"


@_voorwaarde(
    "geen_startkwalificatie",
    LIJST,
    "LPW art. 1 onder f; PBOX bijlage A term D",
    _diploma,
    "Een diploma havo, vwo of mbo niveau 2 of hoger, dat op tijd in het register staat.",
)
def geen_startkwalificatie(spoor: Spoor) -> bool:
    """De leerling heeft geen startkwalificatie: geen diploma havo, vwo of mbo niveau 2 of hoger."""
    what = spoor.vraag
    return not any(is_startkwalificatie(each, what.definitie) and each.datum <= what.sk_tot for each in spoor.diplomas)


def _vrijstelling(spoor: Spoor) -> str:
    found = [each for each in spoor.vrijstellingen if each.op(spoor.vraag.t2)]
    if not found:
        return f"Op {dag(spoor.vraag.t2)} is er geen vrijstelling."
    return f"Vrijstelling artikel {found[0].grond} van {dag(found[0].begindatum)} tot en met {dag(found[0].einddatum)}."


@_voorwaarde(
    "geen_vrijstelling",
    LIJST,
    "PBOX bijlage A term B3; LPW art. 5 en 15",
    _vrijstelling,
    "Een vrijstelling van de gemeente (artikel 5 of 15 van de Leerplichtwet) die geldt op de volgende peildatum.",
)
def geen_vrijstelling(spoor: Spoor) -> bool:
    """De leerling had op de peildatum geen vrijstelling van de leerplicht (artikel 5 of 15)."""
    what = spoor.vraag
    return not any(each.grond in what.definitie.gronden and each.op(what.t2) for each in spoor.vrijstellingen)


@_voorwaarde("woont_t2", LIJST, "PBOX bijlage A term B2", lambda spoor: _adres(spoor, spoor.vraag.t2))
def woont_op_t2_in_nederland(spoor: Spoor) -> bool:
    """De leerling woonde op de peildatum in een Nederlandse gemeente."""
    adres = spoor.woont(spoor.vraag.t2)
    return adres is not None and adres.nederlands and adres.regio != ""


@_voorwaarde("leeft_t2", LIJST, "PBOX bijlage A term B1", lambda spoor: _leeft(spoor, spoor.vraag.t2))
def leeft_op_t2(spoor: Spoor) -> bool:
    """De leerling leefde op de peildatum."""
    return not spoor.overleden(spoor.vraag.t2)


@dataclass(frozen=True)
class Oordeel:
    """One condition judged about one person."""

    voorwaarde: Voorwaarde
    geldt: bool
    blijkt: str


def oordelen(spoor: Spoor) -> list[Oordeel]:
    """All conditions, in order."""
    return [Oordeel(each, each.holds(spoor), each.blijkt(spoor)) for each in VOORWAARDEN]


def op_de_lijst(spoor: Spoor) -> bool:
    """All conditions hold."""
    return all(each.holds(spoor) for each in VOORWAARDEN)


def in_startset(spoor: Spoor) -> bool:
    """The conditions on t1 hold."""
    return all(each.holds(spoor) for each in VOORWAARDEN if each.deel == START)


# why a list differs from that of the school itself (S0 L147-151)

ONBEKOSTIGD, NIET_ONTVANGEN, EXAMEN, ANDERS = "onbekostigd", "niet_ontvangen", "examen", "anders"
OORZAKEN = {
    ONBEKOSTIGD: "De inschrijving is (nog) niet aangemeld voor bekostiging.",
    NIET_ONTVANGEN: "De herinschrijving was op het verzamelmoment nog niet in het register.",
    EXAMEN: "De leerling is alleen examendeelnemer. Die telt niet als ingeschreven.",
    ANDERS: "",
}


def oorzaak(toen: Spoor, nu: Spoor) -> str:
    """Which of the three known causes explains that somebody is on the list (MND-19…21). ``nu``: the same
    days, with what the register knows now."""
    if geen_inschrijving_die_telt(toen) and not geen_inschrijving_die_telt(nu):
        return NIET_ONTVANGEN
    codes = {weeg(each, toen.vraag.definitie).code for each in toen.ingeschreven(toen.vraag.t2)}
    return ONBEKOSTIGD if "B" in codes else EXAMEN if "E" in codes else ANDERS
