"""What was known of one person for a run, and how each enrolment counts (rapportages.md §2.3). Pure.

The set statements of a run (actions/verzamelen.py) decide; this says the same about one person, so that it can be
told in words. A test compares both on every person of a made-up land.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from verzuimloket.rapportages.rules.definitie import Definitie

NEDERLAND = "6030"


@dataclass(frozen=True)
class Periode:
    """Both days inclusive; without an end: still."""

    begindatum: date
    einddatum: date | None

    def op(self, dag: date) -> bool:
        """Whether that day lies in it."""
        return self.begindatum <= dag and (self.einddatum is None or self.einddatum >= dag)


@dataclass(frozen=True)
class Inschrijving(Periode):
    """One enrolment, as it was known. sinds: when the register learnt it; nothing for what it always knew."""

    id: int
    instelling: str
    naam: str
    bekostigde_school: bool
    sector: str
    soort: str
    niveau: str
    leertraject: str
    bekostigd: bool
    sinds: datetime | None = field(default=None, compare=False)

    @property
    def opleiding(self) -> str:
        """What somebody followed, in a few words."""
        if self.sector == "MBO":
            return f"mbo niveau {self.niveau or '1'} {self.leertraject}".strip()
        return " ".join(part for part in (self.sector.lower(), self.soort.lower()) if part)


@dataclass(frozen=True)
class Diploma:
    """A diploma, as it was known."""

    soort: str
    niveau: str
    datum: date

    @property
    def omschrijving(self) -> str:
        return f"mbo niveau {self.niveau}" if self.soort == "MBO" else self.soort.lower()


@dataclass(frozen=True)
class Vrijstelling(Periode):
    """An exemption, as it was known."""

    grond: str


@dataclass(frozen=True)
class Adres(Periode):
    """Where somebody lived, as it was known. regio: of the municipality; both empty abroad or when unknown."""

    gemeente: str
    naam: str
    regio: str
    landcode: str
    versie: int

    @property
    def nederlands(self) -> bool:
        return self.landcode == NEDERLAND and self.gemeente != ""


@dataclass(frozen=True)
class Vraag:
    """What is asked about somebody: as known before ``bekend_voor``, on these days, with this definition."""

    t1: date
    t2: date
    sk_tot: date
    bekend_voor: datetime
    definitie: Definitie


@dataclass(frozen=True)
class Spoor:
    """All that was known of one person, and what is asked."""

    vraag: Vraag
    geboortedatum: date
    overlijdensdatum: date | None
    overlijden_geregistreerd: datetime | None
    inschrijvingen: tuple[Inschrijving, ...] = ()
    diplomas: tuple[Diploma, ...] = ()
    vrijstellingen: tuple[Vrijstelling, ...] = ()
    adressen: tuple[Adres, ...] = ()

    def overleden(self, dag: date) -> bool:
        """Died on or before that day, as far as that was registered in time."""
        if self.overlijdensdatum is None or self.overlijdensdatum > dag:
            return False
        return self.overlijden_geregistreerd is None or self.overlijden_geregistreerd < self.vraag.bekend_voor

    def ingeschreven(self, dag: date) -> tuple[Inschrijving, ...]:
        """The enrolments on that day."""
        return tuple(each for each in self.inschrijvingen if each.op(dag))

    def woont(self, dag: date) -> Adres | None:
        """The address on that day; of two the one that began last."""
        found = [each for each in self.adressen if each.op(dag)]
        return max(found, key=lambda each: (each.begindatum, each.versie)) if found else None


@dataclass(frozen=True)
class Weging:
    """How an enrolment counts, and why, in plain Dutch. ``code``: of the reason, as in vsv_reden.csv, or empty."""

    startset: bool
    houdt: bool
    waarom: str
    code: str = ""


_NIET_IN_STARTSET = {
    "PRO": "praktijkonderwijs telt niet mee in de startset",
    "ISK1": "eerste opvang van nieuwkomers telt niet mee in de startset",
    "IB": "het International Baccalaureate telt niet mee in de startset",
    "ENGELS": "de Engelse stroom telt niet mee in de startset",
}


def weeg(each: Inschrijving, what: Definitie) -> Weging:
    """Whether it counts for the start set on t1, and whether it keeps somebody off the list on t2."""
    examen = each.leertraject == what.leertraject_examen
    altijd = not each.bekostigde_school or each.sector in what.sectoren_altijd
    telt = altijd or (each.bekostigd and not examen)
    startset = (telt or (examen and what.met_examendeelnemers)) and each.bekostigde_school
    startset = startset and each.sector in what.sectoren and each.soort not in what.soorten_niet
    code = "" if telt else "E" if examen else "B"
    return Weging(startset, telt, _waarom(each, what, telt=telt, examen=examen), code)


def _waarom(each: Inschrijving, what: Definitie, *, telt: bool, examen: bool) -> str:
    if not telt:
        return "Telt niet: alleen examendeelnemer." if examen else "Telt niet: (nog) niet aangemeld voor bekostiging."
    if not each.bekostigde_school:
        return "Telt: ook onderwijs zonder bekostiging houdt een leerling van de lijst. Niet in de startset."
    if each.sector in what.sectoren_altijd:
        return "Telt: dit onderwijs houdt een leerling altijd van de lijst. Niet in de startset."
    if each.soort in what.soorten_niet:
        why = _NIET_IN_STARTSET.get(each.soort, "dit onderwijs telt niet mee in de startset")
        return f"Telt: houdt een leerling van de lijst. Maar {why}."
    if each.sector not in what.sectoren:
        return "Telt: houdt een leerling van de lijst. Dit onderwijs telt niet mee in de startset."
    return "Telt: aangemeld voor bekostiging."


def reden(spoor: Spoor) -> str:
    """The reason of somebody on the list: B before E before G (rapportages.md §1.6)."""
    codes = {weeg(each, spoor.vraag.definitie).code for each in spoor.ingeschreven(spoor.vraag.t2)}
    return next((code for code in ("B", "E") if code in codes), "G")


def is_startkwalificatie(diploma: Diploma, what: Definitie) -> bool:
    """Havo, vwo, or mbo from level 2 (LPW art. 1 onder f)."""
    return diploma.soort in what.sk_soorten or (diploma.soort == "MBO" and diploma.niveau >= str(what.sk_niveau))
