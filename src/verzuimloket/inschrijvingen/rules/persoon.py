"""Who the pupil is: with a person number, or with name and address. Domain rules §3."""

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.inschrijvingen.inputs import InschrijvingFacts, InschrijvingInput
from verzuimloket.inschrijvingen.rules.boeken import INSCHRIJVING
from verzuimloket.personen.rules import (
    bsn_klopt,
    normaal_pgn,
    onderwijsnummer_klopt,
    pgn_soort,
    zonder_opmaak,
)


@INSCHRIJVING.rule("BV_I_nummer_bij_zonder_nummer", "S2 L169-177 (INS-17)", field="met_nummer")
def geen_nummer_bij_zonder_nummer(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """U vult een bsn of onderwijsnummer in. Kies dan Met bsn/onderwijsnummer, of maak het nummer leeg."""
    return given.met_nummer or (given.bsn == "" and given.onderwijsnummer == "")


@INSCHRIJVING.rule("BV_I_nummer_verplicht", "S2 L177-183 (INS-18)", field="bsn")
def nummer_ingevuld(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul het bsn of het onderwijsnummer in. Heeft de leerling geen nummer, kies dan Zonder
    bsn/onderwijsnummer."""
    return not given.met_nummer or given.bsn != "" or given.onderwijsnummer != ""


@INSCHRIJVING.rule("BV_I_nummer_dubbel", "S2 L177-183 (INS-18)", field="bsn")
def niet_beide_nummers(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul alleen het bsn in of alleen het onderwijsnummer. Heeft de leerling een bsn, gebruik dan het bsn."""
    return not given.met_nummer or given.bsn == "" or given.onderwijsnummer == ""


@INSCHRIJVING.rule("BV_I_bsn_is_onderwijsnummer", "domain rules §3.1", field="bsn")
def bsn_is_geen_onderwijsnummer(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Dit is een onderwijsnummer. Vul het in bij Onderwijsnummer en laat Bsn leeg."""
    return pgn_soort(normaal_pgn(given.bsn)) != "onderwijsnummer"


@INSCHRIJVING.rule("BV_I_bsn_klopt_niet", "domain rules §3.1", field="bsn")
def bsn_heeft_goed_controlecijfer(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Dit bsn klopt niet. Controleer de 9 cijfers."""
    return given.bsn == "" or pgn_soort(normaal_pgn(given.bsn)) is not None


@INSCHRIJVING.rule("BV_I_onderwijsnummer_is_bsn", "domain rules §3.1", field="onderwijsnummer")
def onderwijsnummer_is_geen_bsn(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Dit is een bsn. Vul het in bij Bsn en laat Onderwijsnummer leeg."""
    return pgn_soort(zonder_opmaak(given.onderwijsnummer)) != "bsn"


@INSCHRIJVING.rule("BV_I_onderwijsnummer_klopt_niet", "domain rules §3.1", field="onderwijsnummer")
def onderwijsnummer_heeft_goed_controlecijfer(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Dit onderwijsnummer klopt niet. Controleer de 9 cijfers."""
    return given.onderwijsnummer == "" or pgn_soort(zonder_opmaak(given.onderwijsnummer)) is not None


@INSCHRIJVING.rule("BV_I_persoon_onbekend", "S2 L189-195, L1468-1470 (INS-20, INS-39)", field="bsn")
def nummer_staat_in_register(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Dit nummer staat niet in het register. Controleer het nummer. Klopt het? Schrijf de leerling dan in zonder
    nummer, met de naam en het adres."""
    return not _een_goed_nummer(given) or facts.persoon_bekend is not False


def _een_goed_nummer(given: InschrijvingInput) -> bool:
    """Whether there is one number, of the right kind: only then can it be looked up."""
    bsn, onderwijsnummer = normaal_pgn(given.bsn), zonder_opmaak(given.onderwijsnummer)
    if not given.met_nummer or (bsn and onderwijsnummer):
        return False
    return bsn_klopt(bsn) or onderwijsnummer_klopt(onderwijsnummer)


@INSCHRIJVING.rule("BV_I_geslacht_verplicht", "S2 L177-195 (INS-18, INS-20)", field="geslacht")
def geslacht_gekozen(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Kies het geslacht van de leerling."""
    return given.geslacht != ""


@INSCHRIJVING.rule("BV_I_geslacht_onbekend", "S2 L141, L177 (INS-19)", field="geslacht")
def geslacht_in_lijst(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Kies als geslacht M (man), V (vrouw) of O (onbekend)."""
    return given.geslacht == "" or _bestaat(given.geslacht, facts)


def _bestaat(geslacht: str, facts: InschrijvingFacts) -> bool:
    return codelijst("geslacht").geldig(geslacht, on=facts.vandaag)


@INSCHRIJVING.rule("BV_I_geslacht_anders", "S2 L1494-1496 (INS-40)", field="geslacht")
def geslacht_als_in_register(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """In het register staat bij dit nummer een ander geslacht. Kies het geslacht dat in het
    paspoort staat."""
    comparable = given.geslacht != "" and _bestaat(given.geslacht, facts)
    return not comparable or not _in_register(given, facts) or facts.geslacht_klopt


def _in_register(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    return facts.persoon_bekend is True and _een_goed_nummer(given)


@INSCHRIJVING.rule("BV_I_geboortedatum_verplicht", "S2 L177-195 (INS-18, INS-20, INS-35)", field="geboortedatum")
def geboortedatum_ingevuld(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul de geboortedatum in. Weet u alleen de maand en het jaar, of alleen het jaar, vul dan dat in."""
    return given.geboortedatum is not None


@INSCHRIJVING.rule("BV_I_geboortedatum_toekomst", "own choice", field="geboortedatum")
def geboren_voor_vandaag(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """De geboortedatum ligt in de toekomst. Controleer het jaar."""
    return given.geboortedatum is None or given.geboortedatum.vroegst() <= facts.vandaag


@INSCHRIJVING.rule("BV_I_geboortedatum_anders", "S2 L177-183 (INS-18); domain rules §3.2", field="geboortedatum")
def geboortedatum_als_in_register(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """In het register staat bij dit nummer een andere geboortedatum. Controleer het nummer en de
    geboortedatum."""
    return given.geboortedatum is None or not _in_register(given, facts) or facts.geboortedatum_klopt


@INSCHRIJVING.rule("BV_I_achternaam_verplicht", "S2 L189-195 (INS-20)", field="achternaam")
def achternaam_ingevuld(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul de achternaam van de leerling in."""
    return given.met_nummer or given.achternaam != ""
