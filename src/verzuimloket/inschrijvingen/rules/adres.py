"""Where the pupil lives: mandatory without a person number. Domain rules §3.2."""

from collections.abc import Mapping

from verzuimloket.inschrijvingen.inputs import InschrijvingFacts, InschrijvingInput, adres_telt
from verzuimloket.inschrijvingen.rules.boeken import INSCHRIJVING
from verzuimloket.personen.inputs import AdresInput
from verzuimloket.personen.rules import aanduiding_klopt, huisletter_klopt, huisnummer_klopt, postcode_klopt

_HUIS = ("postcode", "huisnummer", "huisletter", "toevoeging", "aanduiding")
_NEDERLANDS = (*_HUIS, "locatie", "straat", "plaats")
_BUITENLANDS = ("regel1", "regel2", "regel3")


def _filled(adres: AdresInput, names: tuple[str, ...]) -> bool:
    return any(getattr(adres, name) for name in names)


def _nederlands(given: InschrijvingInput) -> AdresInput | None:
    """The address when it is Dutch."""
    return given.adres if given.adres is not None and given.adres.in_nederland else None


def _buitenlands(given: InschrijvingInput) -> AdresInput | None:
    """The address when it is abroad, or the land is still to be filled in."""
    return given.adres if given.adres is not None and not given.adres.in_nederland else None


@INSCHRIJVING.rule("BV_I_adres_verplicht", "S2 L196-204, L1468-1470 (INS-21, INS-39)", field="adres")
def adres_ingevuld(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul het woonadres van de leerling in."""
    return given.met_nummer or given.adres is not None


@INSCHRIJVING.rule("BV_I_landcode_verplicht", "S2 L234-238 (INS-24)", field="adres.land")
def land_ingevuld(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul de landcode in, bijvoorbeeld 5010 voor België of 9089 voor Duitsland."""
    return given.adres is None or given.adres.land != ""


def _tells(given: InschrijvingInput, facts: InschrijvingFacts) -> Mapping[str, object]:
    return {"land": given.adres.land if given.adres else ""}


@INSCHRIJVING.rule("BV_I_landcode_onbekend", "S2 L234-238, L250 (INS-24)", field="adres.land", tells=_tells)
def land_in_lijst(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Landcode {land} staat niet in de landenlijst. Zoek de code van 4 cijfers op in de lijst."""
    adres = _buitenlands(given)
    return adres is None or adres.land == "" or facts.land_bekend


@INSCHRIJVING.rule("BV_I_postcode_verplicht", "S2 L206-208 (INS-22)", field="adres.postcode")
def postcode_ingevuld(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul de postcode in."""
    adres = _nederlands(given)
    return adres is None or not adres_telt(given) or adres.postcode != ""


@INSCHRIJVING.rule("BV_I_postcode_klopt_niet", "domain rules §3.2", field="adres.postcode")
def postcode_heeft_goede_vorm(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Deze postcode bestaat niet. Vul 4 cijfers en 2 letters in, bijvoorbeeld 1234 AB."""
    adres = _nederlands(given)
    return adres is None or adres.postcode == "" or postcode_klopt(adres.postcode)


@INSCHRIJVING.rule("BV_I_gemeente_onbekend", "domain rules §10; issue 4", field="adres.postcode")
def gemeente_bekend(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Deze postcode staat niet in het register. Controleer de postcode. Is het een nieuwe straat, vraag dan
    de registerbeheerder om de postcode toe te voegen."""
    adres = _nederlands(given)
    return adres is None or not adres_telt(given) or not postcode_klopt(adres.postcode) or facts.gemeente_bekend


@INSCHRIJVING.rule("BV_I_huisnummer_verplicht", "S2 L206-208 (INS-22)", field="adres.huisnummer")
def huisnummer_ingevuld(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul het huisnummer in."""
    adres = _nederlands(given)
    return adres is None or not adres_telt(given) or adres.huisnummer != ""


@INSCHRIJVING.rule("BV_I_huisnummer_klopt_niet", "domain rules §3.2", field="adres.huisnummer")
def huisnummer_heeft_goede_vorm(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul bij huisnummer alleen cijfers in. Letters en toevoegingen hebben een eigen veld."""
    adres = _nederlands(given)
    return adres is None or adres.huisnummer == "" or huisnummer_klopt(adres.huisnummer)


@INSCHRIJVING.rule("BV_I_huisletter_klopt_niet", "domain rules §3.2", field="adres.huisletter")
def huisletter_heeft_goede_vorm(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul bij huisletter 1 letter in. Zet de rest bij huisnummertoevoeging."""
    adres = _nederlands(given)
    return adres is None or adres.huisletter == "" or huisletter_klopt(adres.huisletter)


@INSCHRIJVING.rule("BV_I_aanduiding_klopt_niet", "domain rules §3.2", field="adres.aanduiding")
def aanduiding_heeft_goede_vorm(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul bij huisnummeraanduiding to in (tegenover) of by (bij), of laat het veld leeg."""
    adres = _nederlands(given)
    return adres is None or adres.aanduiding == "" or aanduiding_klopt(adres.aanduiding)


@INSCHRIJVING.rule("BV_I_adres_gemengd", "S2 L196-204 (INS-21)", field="adres")
def binnenland_of_buitenland(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul een adres in Nederland in of een adres in het buitenland, niet allebei. Maak de andere velden
    leeg."""
    if given.adres is None:
        return True
    other = _BUITENLANDS if given.adres.in_nederland else _NEDERLANDS
    return not _filled(given.adres, other)


@INSCHRIJVING.rule("BV_I_adres_bij_bsn", "domain rules §3.2 (duo.nl: abroad with bsn)", field="adres.regel1")
def geen_buitenlandse_regels_bij_bsn(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Deze leerling heeft een bsn en woont in het buitenland. Vul alleen de landcode in en laat de
    adresregels leeg."""
    adres = _buitenlands(given)
    return adres is None or not given.met_nummer or given.bsn == "" or not _filled(adres, _BUITENLANDS)


@INSCHRIJVING.rule("BV_I_adres_uit_brp", "domain rules §3.2 (D19), WRO art. 9 lid 3", field="adres", blocks=False)
def geen_adres_bij_bsn(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Deze leerling heeft een bsn. Het register haalt het adres uit de BRP en slaat dit adres niet op. Klopt het
    adres in het register niet, dan moet de leerling de verhuizing doorgeven aan de gemeente."""
    adres = _nederlands(given)
    return adres is None or not given.met_nummer or given.bsn == "" or not _filled(adres, _NEDERLANDS)


@INSCHRIJVING.rule("BV_I_adresregel_1_verplicht", "S2 L240-244, L251 (INS-25)", field="adres.regel1")
def regel_1_ingevuld(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul adresregel 1 in."""
    adres = _buitenlands(given)
    return adres is None or not adres_telt(given) or adres.regel1 != ""


@INSCHRIJVING.rule("BV_I_adresregel_2_zonder_1", "S2 L253 (INS-26)", field="adres.regel2")
def regel_2_na_1(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul eerst adresregel 1 in, daarna pas adresregel 2."""
    adres = _buitenlands(given)
    return adres is None or adres.regel2 == "" or adres.regel1 != ""


@INSCHRIJVING.rule("BV_I_adresregel_3_zonder_2", "S2 L253 (INS-26)", field="adres.regel3")
def regel_3_na_1_en_2(given: InschrijvingInput, facts: InschrijvingFacts) -> bool:
    """Vul eerst adresregel 1 en 2 in, daarna pas adresregel 3."""
    adres = _buitenlands(given)
    return adres is None or adres.regel3 == "" or (adres.regel1 != "" and adres.regel2 != "")
