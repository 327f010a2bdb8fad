"""What a school may keep about its locations, contact persons, holidays and lesson hours.

Domain rules §12.2, §7.3, §6.2. The rulebooks stand in the order of the screens.
"""

import re
from collections.abc import Mapping

from verzuimloket.core.parameters import param
from verzuimloket.core.rules import Rulebook
from verzuimloket.instellingen.codes import SECTOREN_MET_KEUZE
from verzuimloket.instellingen.inputs import (
    VERWIJDEREN,
    ContactpersoonFacts,
    ContactpersoonInput,
    EindeFacts,
    EindeInput,
    LesurenFacts,
    LesurenInput,
    LocatieFacts,
    LocatieInput,
    VakantieFacts,
    VakantieInput,
)

LOCATIE = Rulebook("onderwijslocatie")
CONTACTPERSOON = Rulebook("contactpersoon van de school")
EINDE = Rulebook("onderwijslocatie of contactpersoon sluiten of verwijderen")
VAKANTIE = Rulebook("vakantie")
LESUREN = Rulebook("lesuren")

# The same shape as that of the contact person of a melding (personen.rules): who is kept here fits there.
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_LONGEST_EMAIL = 100


def _tells_code(given: LocatieInput, facts: LocatieFacts) -> Mapping[str, object]:
    return {"instelling": given.instelling, "code": given.code}


@LOCATIE.rule("BV_B_locatie_code", "S3 L54, D4 (RIO-12); domain rules §12.2", field="code", tells=_tells_code)
def code_past_bij_instelling(given: LocatieInput, facts: LocatieFacts) -> bool:
    """Vul de code uit RIO in: de instellingscode {instelling} en daarna 4 cijfers, bijvoorbeeld
    {instelling}0022."""
    return re.fullmatch(rf"{re.escape(given.instelling)}[0-9]{{4}}", given.code) is not None


@LOCATIE.rule("BV_B_locatie_code_bestaat", "domain rules §12.2", field="code", tells=_tells_code)
def code_is_nieuw(given: LocatieInput, facts: LocatieFacts) -> bool:
    """Locatie {code} staat al in de lijst. Kies Wijzigen bij die locatie, of vul een andere code in."""
    return given.code not in facts.codes


@LOCATIE.rule("BV_B_locatie_naam", "S3 L54 (AUT-19)", field="naam")
def locatie_heeft_naam(given: LocatieInput, facts: LocatieFacts) -> bool:
    """Vul de naam van de locatie in, bijvoorbeeld Hoofdgebouw."""
    return given.naam != ""


@LOCATIE.rule("BV_B_locatie_naam_bestaat", "domain rules §12.2", field="naam")
def locatie_naam_is_uniek(given: LocatieInput, facts: LocatieFacts) -> bool:
    """Een andere locatie van uw instelling heeft deze naam al. Kies een andere naam."""
    return given.naam.lower() not in facts.namen


@CONTACTPERSOON.rule("BV_B_contact_naam", "S2 L703-718 (MEL-32)", field="naam")
def contact_heeft_naam(given: ContactpersoonInput, facts: ContactpersoonFacts) -> bool:
    """Vul de naam van de contactpersoon in."""
    return given.naam != ""


@CONTACTPERSOON.rule("BV_B_contact_email", "S2 L703-718 (MEL-32)", field="email")
def contact_heeft_email(given: ContactpersoonInput, facts: ContactpersoonFacts) -> bool:
    """Vul het e-mailadres van de contactpersoon in, bijvoorbeeld naam@school.nl."""
    return len(given.email) <= _LONGEST_EMAIL and _EMAIL.fullmatch(given.email) is not None


@CONTACTPERSOON.rule("BV_B_contact_bestaat", "domain rules §12.2", field="email")
def contact_is_nieuw(given: ContactpersoonInput, facts: ContactpersoonFacts) -> bool:
    """Deze contactpersoon staat al in de lijst, met dezelfde naam en hetzelfde e-mailadres."""
    return (given.naam.lower(), given.email.lower()) not in facts.personen


@CONTACTPERSOON.rule("BV_B_contact_locatie", "domain rules §12.2", field="locatie")
def contact_op_eigen_locatie(given: ContactpersoonInput, facts: ContactpersoonFacts) -> bool:
    """Kies een locatie uit de lijst, of laat het veld leeg."""
    return given.locatie == "" or given.locatie in facts.locaties


def _tells_gebruik(given: EindeInput, facts: EindeFacts) -> Mapping[str, object]:
    return {"wat": facts.wat, "gebruik": used(facts)}


def used(facts: EindeFacts) -> str:
    """In how many meldingen and by how many contact persons, in words; empty when never."""
    counts = (
        (facts.meldingen, "melding", "meldingen"),
        (facts.contactpersonen, "contactpersoon", "contactpersonen"),
    )
    parts = [f"{count} {one if count == 1 else more}" for count, one, more in counts if count]
    return " en ".join(parts)


@EINDE.rule("BV_B_in_gebruik", "domain rules §12.2 (AUT-19)", tells=_tells_gebruik)
def is_nooit_gebruikt(given: EindeInput, facts: EindeFacts) -> bool:
    """Deze {wat} hoort bij {gebruik}. U kunt deze {wat} sluiten, niet verwijderen."""
    return given.event != VERWIJDEREN or facts.meldingen + facts.contactpersonen == 0


@EINDE.rule("BV_B_laatste_dag", "domain rules §12.2", field="einddatum")
def laatste_dag_ingevuld(given: EindeInput, facts: EindeFacts) -> bool:
    """Vul de laatste dag in waarop uw collega's dit kunnen kiezen."""
    return given.event == VERWIJDEREN or given.einddatum is not None


@VAKANTIE.rule("BV_B_vakantie_naam", "LPW art. 21a", field="naam")
def vakantie_heeft_naam(given: VakantieInput, facts: VakantieFacts) -> bool:
    """Vul de naam van de vakantie in, bijvoorbeeld Herfstvakantie."""
    return given.naam != ""


@VAKANTIE.rule("BV_B_vakantie_begin", "LPW art. 21a", field="begindatum")
def vakantie_heeft_begin(given: VakantieInput, facts: VakantieFacts) -> bool:
    """Vul de eerste dag van de vakantie in."""
    return given.begindatum is not None


@VAKANTIE.rule("BV_B_vakantie_eind", "LPW art. 21a", field="einddatum")
def vakantie_heeft_eind(given: VakantieInput, facts: VakantieFacts) -> bool:
    """Vul de laatste dag van de vakantie in."""
    return given.einddatum is not None


@VAKANTIE.rule("BV_B_vakantie_volgorde", "LPW art. 21a", field="einddatum")
def vakantie_eindigt_na_begin(given: VakantieInput, facts: VakantieFacts) -> bool:
    """De laatste dag ligt voor de eerste dag. Draai de dagen om of pas ze aan."""
    return given.begindatum is None or given.einddatum is None or given.begindatum <= given.einddatum


def _tells_max(given: VakantieInput, facts: VakantieFacts) -> Mapping[str, object]:
    return {"max": param("vakantie_max_dagen", on=facts.vandaag)}


@VAKANTIE.rule("BV_B_vakantie_lengte", "own choice: guards against a wrong year", field="einddatum", tells=_tells_max)
def vakantie_is_niet_te_lang(given: VakantieInput, facts: VakantieFacts) -> bool:
    """Een vakantie duurt hoogstens {max} dagen. Controleer de maand en het jaar."""
    if given.begindatum is None or given.einddatum is None:
        return True
    return (given.einddatum - given.begindatum).days < param("vakantie_max_dagen", on=facts.vandaag)


@VAKANTIE.rule("BV_B_vakantie_overlap", "own choice: each day counts once", field="begindatum")
def vakantie_staat_los(given: VakantieInput, facts: VakantieFacts) -> bool:
    """In deze dagen staat al een vakantie. Kies andere dagen, of verwijder eerst de andere vakantie."""
    begin, eind = given.begindatum, given.einddatum
    if begin is None or eind is None:
        return True
    return all(eind < first or last < begin for first, last in facts.vakanties)


def _tells_minuten(given: LesurenInput, facts: LesurenFacts) -> Mapping[str, object]:
    return {name: param(f"lesuur_{name}", on=facts.vandaag) for name in ("kortst", "langst")}


@LESUREN.rule("BV_B_lesuur_minuten", "S4 L64-66; domain rules §6.2", field="minuten", tells=_tells_minuten)
def lesuur_heeft_lengte(given: LesurenInput, facts: LesurenFacts) -> bool:
    """Vul in hoeveel minuten een lesuur duurt, van {kortst} tot en met {langst}."""
    kortst, langst = (param(f"lesuur_{name}", on=facts.vandaag) for name in ("kortst", "langst"))
    return given.minuten is not None and kortst <= given.minuten <= langst


@LESUREN.rule("BV_B_telt_lesuren_sector", "S4 L64-66; domain rules §6.2", field="telt_lesuren")
def alleen_mbo_kiest(given: LesurenInput, facts: LesurenFacts) -> bool:
    """Alleen een mbo- of vavo-instelling kiest zelf of zij lesuren telt. Kies Nee."""
    return not given.telt_lesuren or facts.sector in SECTOREN_MET_KEUZE
