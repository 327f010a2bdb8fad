"""The kind of absence: which one fits this pupil. Domain rules §6."""

from collections.abc import Mapping
from datetime import date

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.personen.rules import voluit
from verzuimloket.verzuim.codes import Soort, Wet
from verzuimloket.verzuim.inputs import MeldingFacts, MeldingInput
from verzuimloket.verzuim.rules.boeken import MELDING, RELEASE_2017
from verzuimloket.verzuim.rules.keten import keten
from verzuimloket.verzuim.rules.termijn import ZESTIEN_UUR, herhalen_vanaf, te_vroeg_na


def wet_bij(geboortedatum: Geboortedatum, begindatum: date) -> Wet:
    """The act under which absence from that day falls: by age, as domain rules §5 and §19 choose."""
    adult = geboortedatum.leeftijd_op(begindatum) >= param("leeftijd_meerderjarig", on=begindatum)
    return Wet.RMC if adult else Wet.LEERPLICHT


def _groep(soort: str) -> str:
    """For whom this kind is: ``18-``, ``18+`` or ``alle``."""
    soorten = codelijst("soort")
    return soorten[soort].extra["leeftijd"] if soort in soorten else "alle"


def _leeftijd(given: MeldingInput, facts: MeldingFacts) -> int | None:
    """Age on the first day of absence: turning 18 during the period changes nothing. Domain rules §21.3."""
    if given.begindatum is None or facts.geboortedatum is None:
        return None
    return facts.geboortedatum.leeftijd_op(given.begindatum)


def _peildag(given: MeldingInput, facts: MeldingFacts) -> date:
    return given.begindatum or facts.vandaag


@MELDING.rule("BV_S_soort_verplicht", "S2 L627 (MEL-22)", field="soort")
def soort_gekozen(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Kies de vermoedelijke soort verzuim."""
    return given.soort != ""


@MELDING.rule("BV_S_soort_onbekend", "domain rules §6.1", field="soort")
def soort_in_lijst(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Deze soort verzuim kunt u niet melden. Kies een soort uit de lijst."""
    return given.soort == "" or codelijst("soort").geldig(given.soort, on=facts.codes_op)


def _tells_leeftijd(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    grens = param("leeftijd_meerderjarig", on=_peildag(given, facts))
    groep = f"jonger dan {grens} jaar" if _groep(given.soort) == "18-" else f"van {grens} jaar en ouder"
    return {"groep": groep, "leeftijd": _leeftijd(given, facts)}


@MELDING.rule("BV_S_soort_leeftijd", "S2 L627, S4 L52 (RGL-16, RGL-27)", field="soort", tells=_tells_leeftijd)
def soort_past_bij_leeftijd(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Deze soort is voor leerlingen {groep}. De leerling is {leeftijd} jaar op de eerste dag van het
    verzuim. Kies een andere soort."""
    leeftijd, groep = _leeftijd(given, facts), _groep(given.soort)
    if leeftijd is None or groep == "alle":
        return True
    return (leeftijd >= param("leeftijd_meerderjarig", on=_peildag(given, facts))) is (groep == "18+")


def _has_startkwalificatie(given: MeldingInput, facts: MeldingFacts) -> bool:
    return facts.startkwalificatie_op is not None and facts.startkwalificatie_op <= _peildag(given, facts)


def _tells_rmc(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    has = _has_startkwalificatie(given, facts)
    waarom = "heeft een startkwalificatie" if has else f"is {_leeftijd(given, facts)} jaar"
    return {"max": param("rmc_max_leeftijd", on=_peildag(given, facts)), "waarom": waarom}


@MELDING.rule("BV_S_rmc_startkwalificatie", "WVO 2020 art. 8.20; domain rules §6.4", field="soort", tells=_tells_rmc)
def rmc_zonder_startkwalificatie(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Deze soort is voor leerlingen jonger dan {max} jaar zonder startkwalificatie. Deze leerling {waarom}.
    U hoeft dit verzuim niet te melden."""
    leeftijd = _leeftijd(given, facts)
    if leeftijd is None or _groep(given.soort) != "18+":
        return True
    return leeftijd < param("rmc_max_leeftijd", on=_peildag(given, facts)) and not _has_startkwalificatie(given, facts)


def _dagen_gemeld(given: MeldingInput, facts: MeldingFacts) -> int:
    """Days of unbroken absence that this institution reported, up to the first day of this melding."""
    if given.begindatum is None:
        return 0
    own = (each for each in facts.andere_meldingen if each.instelling == given.instelling)
    return keten(own, given.begindatum).dagen


def _tells_keten(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    return {"min": param("lrv_min_dagen", on=_peildag(given, facts)), "dagen": _dagen_gemeld(given, facts)}


@MELDING.rule(
    "BV_S_lrv_zonder_voorgeschiedenis",
    "S4 L55-57, L87-88 (RGL-13, RGL-14)",
    field="soort",
    since=RELEASE_2017,
    tells=_tells_keten,
)
def lrv_na_28_dagen(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Langdurig relatief verzuim kunt u melden na {min} dagen aaneengesloten gemeld verzuim. Tot deze melding
    zijn dat {dagen} dagen. Meld het verzuim eerst als 16 uren per 4 weken."""
    if given.soort != Soort.LANGDURIG or given.begindatum is None:
        return True
    return _dagen_gemeld(given, facts) >= param("lrv_min_dagen", on=given.begindatum)


def _tells_herhaling(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    vorige = te_vroeg_na(given, facts.andere_meldingen, op=facts.vandaag)
    eind = vorige.periode.eind if vorige else None
    return {"nummer": vorige.nummer if vorige else "", "vanaf": voluit(herhalen_vanaf(eind or facts.vandaag))}


@MELDING.rule(
    "BV_S_herhaling_te_vroeg",
    "duo.nl soorten verzuim; S4 L83-85 (RGL-12)",
    field="soort",
    blocks=False,
    tells=_tells_herhaling,
)
def herhaling_na_een_week(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Deze melding sluit aan op melding {nummer}. Bij doorlopend verzuim meldt u eens per 7 dagen: u kunt vanaf
    {vanaf} opnieuw melden. Controleer de datums."""
    return given.soort not in ZESTIEN_UUR or te_vroeg_na(given, facts.andere_meldingen, op=facts.vandaag) is None
