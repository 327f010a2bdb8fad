"""The fields of 'Inschrijven leerling' in the order of the page, and how they are read (INS-06…26).

The names are those of ``InschrijvingInput``, with ``adres_`` before those of the address. What belongs
to an answer that was not chosen is not read: a Dutch address beside a foreign one is thrown away, and
so is a number under 'Zonder bsn/onderwijsnummer' (ux.md 5.2).
"""

from dataclasses import replace
from datetime import date
from typing import Any

from verzuimloket.channels.web.formulier import JA, NEE, Formulier, Veld
from verzuimloket.channels.web.taal import engelse_naam
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Violation
from verzuimloket.inschrijvingen.inputs import InschrijvingInput
from verzuimloket.personen.inputs import NEDERLAND, AdresInput
from verzuimloket.personen.rules import normaal_postcode, zoeksleutel

BINNENLAND, BUITENLAND = "binnenland", "buitenland"
_NUMMER = ((JA, "Met bsn/onderwijsnummer"), (NEE, "Zonder bsn/onderwijsnummer"))
_WONEN = ((BINNENLAND, "Binnenland"), (BUITENLAND, "Buitenland"))
_SHAPE = 30  # room for what a rule will judge, so that its sentence is read and not one about length

VELDEN: dict[str, Veld] = {
    "instelling": Veld("Instellingscode", max=_SHAPE),
    "begindatum": Veld("Datum inschrijving", "De dag waarop de leerling begint of begon, bijvoorbeeld 31 8 2026"),
    "einddatum": Veld("Datum uitschrijving", "De laatste dag waarop de leerling op school zit", optional=True),
    "met_nummer": Veld("Heeft de leerling een bsn of onderwijsnummer?", keuzes=_NUMMER),
    "bsn": Veld("Bsn", "Heeft de leerling geen bsn? Vul dan het onderwijsnummer in", max=_SHAPE),
    "onderwijsnummer": Veld("Onderwijsnummer", max=_SHAPE),
    "achternaam": Veld("Achternaam", "Zonder voorvoegsels", max=200),
    "voorvoegsel": Veld("Voorvoegsels", "Bijvoorbeeld van den", optional=True, max=20),
    "voornamen": Veld("Voornamen", "Zoals in het paspoort", optional=True, max=200),
    "adres": Veld("Woonadres", keuzes=_WONEN),
    "adres_postcode": Veld("Postcode", "Bijvoorbeeld 1234 AB", max=_SHAPE),
    "adres_huisnummer": Veld("Huisnummer", "Alleen de cijfers", max=_SHAPE),
    "adres_huisletter": Veld("Huisletter", optional=True, max=_SHAPE),
    "adres_toevoeging": Veld("Huisnummertoevoeging", "Bijvoorbeeld bis", optional=True, max=4),
    "adres_straat": Veld("Straatnaam", optional=True, max=80),
    "adres_plaats": Veld("Plaatsnaam", optional=True, max=80),
    "adres_aanduiding": Veld("Huisnummeraanduiding", "to (tegenover) of by (bij)", optional=True, max=_SHAPE),
    "adres_locatie": Veld("Aanduiding locatie", "Bijvoorbeeld een woonboot of een kamp", optional=True, max=35),
    "adres_land": Veld("Landcode", "De 4 cijfers uit de landenlijst, of de naam van het land", max=80),
    "adres_regel1": Veld("Adresregel 1", max=35),
    "adres_regel2": Veld("Adresregel 2", optional=True, max=35),
    "adres_regel3": Veld("Adresregel 3", optional=True, max=35),
    "geslacht": Veld("Geslacht", "Zoals in het paspoort"),
    "geboortedatum": Veld("Geboortedatum", "Weet u alleen het jaar, of de maand en het jaar? Laat de rest dan leeg"),
    "vervang_bestaande": Veld(
        "Vervang de bestaande inschrijving",
        "De nieuwe datums komen in plaats van de oude. Het register bewaart de oude datums in de historie",
    ),
}
LEEG = {"met_nummer": JA, "adres": BINNENLAND}
_NEDERLANDS = ("postcode", "huisnummer", "huisletter", "toevoeging", "straat", "plaats", "aanduiding", "locatie")
_BUITENLANDS = ("regel1", "regel2", "regel3")


def velden(*, on: date) -> dict[str, Veld]:
    """The fields, with the choices of that day."""
    return VELDEN | {"geslacht": replace(VELDEN["geslacht"], keuzes=tuple(codelijst("geslacht").keuzes(on=on)))}


def read(form: Formulier) -> InschrijvingInput:
    """What the school tells. What cannot be read is empty here, and stands in ``form.fouten``."""
    met_nummer = form.ja_nee("met_nummer") is not False
    return InschrijvingInput(
        instelling=form.tekst("instelling").upper(),
        begindatum=form.datum("begindatum"),
        einddatum=form.datum("einddatum"),
        met_nummer=met_nummer,
        **(_nummer(form) if met_nummer else _naam_en_adres(form)),
        geslacht=form.keuze("geslacht"),
        geboortedatum=form.geboortedatum("geboortedatum"),
        vervang_bestaande=form.getypt("vervang_bestaande") == JA,
    )


def _nummer(form: Formulier) -> dict[str, Any]:
    return {naam: form.tekst(naam) for naam in ("bsn", "onderwijsnummer")}


def _naam_en_adres(form: Formulier) -> dict[str, Any]:
    namen = {naam: form.tekst(naam) for naam in ("achternaam", "voorvoegsel", "voornamen")}
    return namen | {"adres": _adres(form, form.keuze("adres"))}


def _adres(form: Formulier, wonen: str) -> AdresInput | None:
    if wonen == BINNENLAND:
        given = {naam: form.tekst(f"adres_{naam}") for naam in _NEDERLANDS}
        return AdresInput(**given | {"postcode": normaal_postcode(given["postcode"])})
    if wonen == BUITENLAND:
        return AdresInput(land=_land(form), **{naam: form.tekst(f"adres_{naam}") for naam in _BUITENLANDS})
    return None


def _land(form: Formulier) -> str:
    """The land code; the name of a country is as good. The Netherlands is not abroad."""
    typed = form.tekst("adres_land")
    key = zoeksleutel(typed)
    code = next((land.code for land in codelijst("land") if key in _namen(land.naam)), typed)
    if code != NEDERLAND:
        return code
    form.wrong("VORM_keuze", "Woont de leerling in Nederland? Kies dan Binnenland.", "adres_land")
    return ""


def _namen(land: str) -> tuple[str, str]:
    """How somebody may write a country: as the list has it, or in English."""
    return zoeksleutel(land), zoeksleutel(engelse_naam(land, "land"))


def add(form: Formulier, violations: list[Violation] | tuple[Violation, ...]) -> None:
    """What the rules say, at the fields of the page; all faults in the order of the page."""
    form.add([replace(violation, field=violation.field.replace(".", "_")) for violation in violations])
    order = {naam: place for place, naam in enumerate(form.velden)}
    form.fouten.sort(key=lambda fout: order.get(fout.field, len(order)))
