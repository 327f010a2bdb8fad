"""The pupil: may absence be reported, and how can he or she be reached. Domain rules §7.2.

About a pupil of another school nothing is told, not even where he or she lives.
"""

from verzuimloket.core.parameters import param
from verzuimloket.personen.rules import email_klopt, huisletter_klopt, huisnummer_klopt, postcode_klopt
from verzuimloket.verzuim.inputs import AfwijkendAdres, MeldingFacts, MeldingInput
from verzuimloket.verzuim.rules.boeken import MELDING, in_both

_STEL_STRAAT = ("straat", "huisnummer", "huisletter", "toevoeging", "postcode")
_STEL_LOCATIE = ("locatie", "plaats")
_NODIG = {"straat": ("straat", "huisnummer", "postcode"), "locatie": _STEL_LOCATIE}


@MELDING.rule("BV_S_geen_inschrijving", "S2 L516 (RGL-22, MEL-05)")
def ingeschreven(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Deze leerling staat niet bij uw instelling ingeschreven. Schrijf de leerling eerst in."""
    return facts.bekend_persoon and len(facts.inschrijvingen) > 0


@MELDING.rule("BV_S_leerling_woont_in_buitenland", "S2 L498-502 (RGL-23, MEL-06)")
def woont_in_nederland(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Deze leerling woont in het buitenland. We kunnen niet bepalen welke gemeente de melding behandelt.
    U kunt daarom geen verzuim melden."""
    return not facts.inschrijvingen or not facts.woont_in_buitenland


@MELDING.rule("BV_S_gemeente_onbekend", "domain rules §10")
def gemeente_bekend(given: MeldingInput, facts: MeldingFacts) -> bool:
    """We weten niet in welke gemeente deze leerling woont. Controleer eerst het adres van de leerling."""
    return not facts.inschrijvingen or facts.woont_in_buitenland or facts.gemeente_bekend


@in_both("BV_S_leerling_email", "S2 L577-578 (MEL-15)", field="leerling_email")
def leerling_email_klopt(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Dit e-mailadres klopt niet. Vul een adres in zoals naam@voorbeeld.nl, of laat het veld leeg."""
    return given.leerling_email == "" or email_klopt(given.leerling_email)


def _tells_max(given: MeldingInput, facts: MeldingFacts) -> dict[str, object]:
    return {"max": _max_contactpersonen(facts)}


def _max_contactpersonen(facts: MeldingFacts) -> int:
    return param("max_contactpersonen_leerling", on=facts.vandaag)


@in_both("BV_S_max_contactpersonen", "S2 L614 (MEL-16)", field="contactpersonen", tells=_tells_max)
def niet_te_veel_contactpersonen(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Vul niet meer dan {max} contactpersonen van de leerling in."""
    return len(given.contactpersonen) <= _max_contactpersonen(facts)


@in_both("BV_S_contactpersoon_naam", "domain rules §7.2", field="contactpersonen")
def contactpersonen_hebben_naam(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Vul bij elke contactpersoon van de leerling een naam in."""
    return all(persoon.naam for persoon in given.contactpersonen)


@in_both("BV_S_contactpersoon_email", "domain rules §7.2", field="contactpersonen")
def contactpersonen_email_klopt(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Het e-mailadres van een contactpersoon van de leerling klopt niet. Vul een adres in zoals
    naam@voorbeeld.nl, of laat het veld leeg."""
    return all(email_klopt(persoon.email) for persoon in given.contactpersonen if persoon.email)


@in_both("BV_S_adres_dubbel_stel", "S2 L584-588 (MEL-17)", field="afwijkend_adres")
def een_adres_stel(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Vul een straat en postcode in, of een locatie en plaatsnaam. Maak de andere velden leeg."""
    adres = given.afwijkend_adres
    if adres is None:
        return True
    return not _filled(adres, _STEL_LOCATIE if adres.stel == "straat" else _STEL_STRAAT)


def _filled(adres: AfwijkendAdres, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if getattr(adres, name)]


@in_both("BV_S_adres_onvolledig", "S2 L584-596 (MEL-17, MEL-18)", field="afwijkend_adres")
def adres_volledig(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Vul bij het afwijkende adres de straat, het huisnummer en de postcode in, of de locatie en de
    plaatsnaam."""
    adres = given.afwijkend_adres
    return adres is None or len(_filled(adres, _NODIG[adres.stel])) == len(_NODIG[adres.stel])


@in_both("BV_S_adres_huisnummer", "domain rules §3.2", field="afwijkend_adres.huisnummer")
def adres_huisnummer_klopt(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Vul bij huisnummer alleen cijfers in. Letters en toevoegingen hebben een eigen veld."""
    adres = given.afwijkend_adres
    return adres is None or adres.huisnummer == "" or huisnummer_klopt(adres.huisnummer)


@in_both("BV_S_adres_huisletter", "domain rules §3.2", field="afwijkend_adres.huisletter")
def adres_huisletter_klopt(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Vul bij huisletter 1 letter in. Zet de rest bij huisnummertoevoeging."""
    adres = given.afwijkend_adres
    return adres is None or adres.huisletter == "" or huisletter_klopt(adres.huisletter)


@in_both("BV_S_adres_postcode", "domain rules §3.2", field="afwijkend_adres.postcode")
def adres_postcode_klopt(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Deze postcode bestaat niet. Vul 4 cijfers en 2 letters in, bijvoorbeeld 1234 AB."""
    adres = given.afwijkend_adres
    return adres is None or adres.postcode == "" or postcode_klopt(adres.postcode)
