"""What a line of lesson absence must be. Sentences are read beside a line of a file, and on the screen."""

from collections.abc import Mapping
from datetime import date

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Violation
from verzuimloket.core.parameters import param
from verzuimloket.core.rules import Rulebook
from verzuimloket.leerplicht.rules import schooljaar_begin
from verzuimloket.lesverzuim.codes import SoortLesverzuim
from verzuimloket.lesverzuim.inputs import Lesregel, LesregelFacts
from verzuimloket.personen.rules import voluit

LESVERZUIM = Rulebook("lesverzuim")
RULEBOOKS = (LESVERZUIM,)
KOLOMMEN = 4


def bewaren_vanaf(vandaag: date) -> date:
    """The oldest day that is kept: 1 August of the school year before this one (own choice, as WRO art. 30 lid 5)."""
    this = schooljaar_begin(vandaag)
    return this.replace(year=this.year - 1)


def judge(given: Lesregel, facts: LesregelFacts, *, on: date) -> list[Violation]:
    """The first thing that is wrong with each column; with another number of columns, only that."""
    broken = LESVERZUIM.broken(given, facts, on=on)
    if broken and broken[0].code == "BV_L_kolommen":
        return broken[:1]
    first: dict[str, Violation] = {}
    for violation in broken:
        first.setdefault(violation.field, violation)
    return list(first.values())


def _tells_kolommen(given: Lesregel, facts: LesregelFacts) -> Mapping[str, object]:
    return {"aantal": given.kolommen}


@LESVERZUIM.rule("BV_L_kolommen", "issue 3 (hour counter)", tells=_tells_kolommen)
def vier_kolommen(given: Lesregel, facts: LesregelFacts) -> bool:
    """Deze regel heeft {aantal} kolommen. Het moeten er 4 zijn: pgn, datum, lesuur of minuten, soort."""
    return given.kolommen == KOLOMMEN


@LESVERZUIM.rule("BV_L_nummer_klopt_niet", "domain rules §3.1", field="nummer")
def nummer_klopt(given: Lesregel, facts: LesregelFacts) -> bool:
    """Dit nummer klopt niet. Vul het bsn of het onderwijsnummer van 9 cijfers in."""
    return facts.nummer_klopt


@LESVERZUIM.rule("BV_L_leerling_onbekend", "S2 L516 (RGL-22)", field="nummer")
def leerling_van_instelling(given: Lesregel, facts: LesregelFacts) -> bool:
    """Deze leerling staat niet bij uw instelling ingeschreven. Schrijf de leerling eerst in, of verwijder de
    regel."""
    return not facts.nummer_klopt or bool(facts.inschrijvingen)


@LESVERZUIM.rule("BV_L_datum_onleesbaar", "issue 3 (hour counter)", field="datum")
def datum_leesbaar(given: Lesregel, facts: LesregelFacts) -> bool:
    """Vul de dag in als 2026-11-02 of als 02-11-2026."""
    return given.datum is not None


@LESVERZUIM.rule("BV_L_datum_in_toekomst", "domain rules §8", field="datum")
def niet_in_toekomst(given: Lesregel, facts: LesregelFacts) -> bool:
    """Deze dag ligt in de toekomst. Vul een dag in op of voor vandaag."""
    return given.datum is None or given.datum <= facts.vandaag


def _tells_oud(given: Lesregel, facts: LesregelFacts) -> Mapping[str, object]:
    return {"vanaf": voluit(bewaren_vanaf(facts.vandaag))}


@LESVERZUIM.rule("BV_L_datum_te_oud", "own choice, as WRO art. 30 lid 5", field="datum", tells=_tells_oud)
def niet_te_oud(given: Lesregel, facts: LesregelFacts) -> bool:
    """Wij bewaren lesverzuim vanaf {vanaf}. Verwijder de regel."""
    return given.datum is None or given.datum >= bewaren_vanaf(facts.vandaag)


@LESVERZUIM.rule("BV_L_niet_ingeschreven", "S2 L516 (RGL-22)", field="datum")
def ingeschreven_op_die_dag(given: Lesregel, facts: LesregelFacts) -> bool:
    """De leerling stond op deze dag niet bij uw instelling ingeschreven. Controleer de datum en de
    inschrijving."""
    if given.datum is None or not facts.inschrijvingen:
        return True
    return any(periode.bevat(given.datum) for periode in facts.inschrijvingen)


@LESVERZUIM.rule("BV_L_lesuur_of_minuten", "issue 3 (hour counter)", field="lesuur")
def lesuur_of_minuten(given: Lesregel, facts: LesregelFacts) -> bool:
    """Vul een lesuur in, bijvoorbeeld 3, of een aantal minuten, bijvoorbeeld 15 min."""
    return (given.lesuur is None) is not (given.minuten is None)


def _tells_lesuur(given: Lesregel, facts: LesregelFacts) -> Mapping[str, object]:
    return {"max": param("max_lesuren_per_dag", on=facts.vandaag)}


@LESVERZUIM.rule("BV_L_lesuur_bestaat_niet", "domain rules §7.4", field="lesuur", tells=_tells_lesuur)
def lesuur_bestaat(given: Lesregel, facts: LesregelFacts) -> bool:
    """Een lesuur is een getal van 1 tot en met {max}. Bedoelt u minuten? Zet er dan min achter."""
    return given.lesuur is None or 1 <= given.lesuur <= param("max_lesuren_per_dag", on=facts.vandaag)


def _tells_minuten(given: Lesregel, facts: LesregelFacts) -> Mapping[str, object]:
    return {"max": param("lesverzuim_max_minuten", on=facts.vandaag)}


@LESVERZUIM.rule("BV_L_minuten_bestaan_niet", "own choice", field="lesuur", tells=_tells_minuten)
def minuten_bestaan(given: Lesregel, facts: LesregelFacts) -> bool:
    """Vul 1 tot en met {max} minuten in."""
    return given.minuten is None or 1 <= given.minuten <= param("lesverzuim_max_minuten", on=facts.vandaag)


@LESVERZUIM.rule("BV_L_soort_onbekend", "issue 3 (hour counter)", field="soort")
def soort_bekend(given: Lesregel, facts: LesregelFacts) -> bool:
    """Vul bij soort O in (ongeoorloofd afwezig) of T (te laat)."""
    kept = given.soort != SoortLesverzuim.GEOORLOOFD
    return kept and codelijst("lesverzuim_soort").geldig(given.soort, on=facts.vandaag)


@LESVERZUIM.rule("BV_L_te_laat_in_minuten", "domain rules §6.2 (T17)", field="lesuur")
def te_laat_in_minuten(given: Lesregel, facts: LesregelFacts) -> bool:
    """Vul bij te laat in hoeveel minuten de leerling te laat was."""
    return given.soort != SoortLesverzuim.TE_LAAT or given.lesuur is None


@LESVERZUIM.rule("BV_L_regel_dubbel", "issue 3 (hour counter)", blocks=False)
def niet_dubbel(given: Lesregel, facts: LesregelFacts) -> bool:
    """Deze regel staat hoger in uw lijst ook. We bewaren hem één keer."""
    return not facts.eerder
