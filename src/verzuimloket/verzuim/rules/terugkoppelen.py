"""What the municipality answers. Domain rules §7.6, §9.4."""

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen.rules import email_klopt
from verzuimloket.verzuim.codes import REDEN_DOOR_GEMEENTE
from verzuimloket.verzuim.inputs import TerugkoppelingFacts, TerugkoppelingInput
from verzuimloket.verzuim.rules.boeken import TERUGKOPPELING

_AFSLUITEN = "afsluiten"
_EINDIGEND = (_AFSLUITEN, "ter_kennisgeving_aannemen")


@TERUGKOPPELING.rule(
    "BV_G_behandelaar_verplicht", "domain rules §9.4; S2 L1005-1013 (GEM-04)", field="behandelaar_naam"
)
def behandelaar_bekend(given: TerugkoppelingInput, facts: TerugkoppelingFacts) -> bool:
    """Vul de naam van de behandelaar of van de organisatie in."""
    return given.behandelaar_naam != "" or given.organisatie != ""


@TERUGKOPPELING.rule("BV_G_behandelaar_email", "S2 L1005-1013 (GEM-04)", field="behandelaar_email")
def behandelaar_email_klopt(given: TerugkoppelingInput, facts: TerugkoppelingFacts) -> bool:
    """Dit e-mailadres klopt niet. Vul een adres in zoals naam@gemeente.nl, of laat het veld leeg."""
    return given.behandelaar_email == "" or email_klopt(given.behandelaar_email)


@TERUGKOPPELING.rule("BV_G_reden_verplicht", "RRO art. 21 lid 5; S2 L1097 (GEM-05)", field="reden_afgesloten")
def reden_bij_afsluiten(given: TerugkoppelingInput, facts: TerugkoppelingFacts) -> bool:
    """Kies de reden waarom u de melding afsluit."""
    return facts.event != _AFSLUITEN or given.reden_afgesloten != ""


@TERUGKOPPELING.rule("BV_G_reden_alleen_bij_afsluiten", "domain rules §9.4", field="reden_afgesloten")
def reden_alleen_bij_afsluiten(given: TerugkoppelingInput, facts: TerugkoppelingFacts) -> bool:
    """Een reden kan alleen als u de melding afsluit. Maak de reden leeg of sluit de melding af."""
    return facts.event == _AFSLUITEN or given.reden_afgesloten == ""


@TERUGKOPPELING.rule("BV_G_reden_onbekend", "RRO art. 21 lid 5; domain rules §9.4", field="reden_afgesloten")
def reden_in_lijst(given: TerugkoppelingInput, facts: TerugkoppelingFacts) -> bool:
    """Deze reden van afsluiten kunt u niet gebruiken. Kies een reden uit de lijst."""
    redenen, reden = codelijst("reden_afgesloten"), given.reden_afgesloten
    if reden == "":
        return True
    return redenen.geldig(reden, on=facts.vandaag) and redenen[reden].extra["door"] == REDEN_DOOR_GEMEENTE


@TERUGKOPPELING.rule("BV_G_opmerking_alleen_bij_einde", "RRO art. 21 lid 6", field="opmerking_afsluiten")
def opmerking_alleen_bij_einde(given: TerugkoppelingInput, facts: TerugkoppelingFacts) -> bool:
    """Een opmerking bij afsluiten kan alleen als u de melding afsluit of ter kennisgeving aanneemt. Maak de
    opmerking leeg."""
    return facts.event in _EINDIGEND or given.opmerking_afsluiten == ""


@TERUGKOPPELING.rule("BV_G_opmerking_onbekend", "RRO art. 21 lid 6", field="opmerking_afsluiten")
def opmerking_in_lijst(given: TerugkoppelingInput, facts: TerugkoppelingFacts) -> bool:
    """Deze opmerking bestaat niet. Kies een opmerking uit de lijst."""
    code = given.opmerking_afsluiten
    return code == "" or codelijst("opmerking_afsluiten").geldig(code, on=facts.vandaag)
