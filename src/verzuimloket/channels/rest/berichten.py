"""The messages: what stands in a body, once, for reading, for answering and for the OpenAPI document.

An enrolment has the names of the columns of the template for files (domain rules §4.5), those of the address together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from verzuimloket.aanleveringen.sjabloon import KOLOMMEN, Kolom, Soort
from verzuimloket.core.codelijsten import codelijst

MEESTE_REGELS = 1000
_ADRES = "adres."


class Vorm(StrEnum):
    """What kind of JSON value, and how a text is read."""

    TEKST = "tekst"
    NUMMER = "nummer"
    CODE = "code"
    POSTCODE = "postcode"
    DATUM = "datum"
    GEBOORTEDATUM = "geboortedatum"
    MOMENT = "moment"
    JA_NEE = "ja/nee"
    GETAL = "getal"
    OBJECT = "object"
    LIJST = "lijst"


@dataclass(frozen=True)
class Eigenschap:
    """One property. veld: the field of the input that it fills; delen: of an object, or of each object in a list."""

    naam: str
    label: str
    vorm: Vorm = Vorm.TEKST
    uitleg: str = ""
    voorbeeld: str = ""
    max: int = 200
    veld: str = ""
    keuzes: tuple[str, ...] = ()
    verplicht: bool = False
    delen: tuple["Eigenschap", ...] = ()


@dataclass(frozen=True)
class Bericht:
    """A named message."""

    naam: str
    delen: tuple[Eigenschap, ...]
    uitleg: str = ""


_VORMEN = {
    Soort.INSTELLING: Vorm.CODE,
    Soort.DATUM: Vorm.DATUM,
    Soort.GEBOORTEDATUM: Vorm.GEBOORTEDATUM,
    Soort.NUMMER: Vorm.NUMMER,
    Soort.POSTCODE: Vorm.POSTCODE,
}
_ANDERS = {  # where the template speaks of columns
    "instellingscode": "De code van uw instelling. Laat u haar weg, dan is het de instelling van de API-sleutel.",
    "datumUitschrijving": "De laatste dag waarop de leerling staat ingeschreven. Weglaten als die er nog niet is.",
    "bsn": "Het burgerservicenummer: 9 cijfers, als tekst.",
    "onderwijsnummer": "Het onderwijsnummer: 9 cijfers, als tekst. Alleen als de leerling geen bsn heeft.",
    "geboortedatum": "JJJJ-MM-DD. Een onbekende dag of maand is 00, zoals 2012-03-00 of 2012-00-00.",
    "landcode": "De code van het land: 4 cijfers. Weglaten of 6030 is Nederland. Heeft de leerling een bsn en woont "
    "hij in het buitenland? Geef dan alleen de landcode.",
}


def _van(kolom: Kolom) -> Eigenschap:
    return Eigenschap(
        *(kolom.naam, kolom.label, _VORMEN.get(kolom.soort, Vorm.TEKST)),
        uitleg=_ANDERS.get(kolom.naam, kolom.uitleg),
        voorbeeld=kolom.voorbeeld,
        max=kolom.max,
        veld=kolom.veld.removeprefix(_ADRES),
        keuzes=tuple(code for code, _ in kolom.keuzes),
    )


ADRES = tuple(_van(kolom) for kolom in KOLOMMEN if kolom.veld.startswith(_ADRES))
_VERVANG = Eigenschap(
    *("vervangBestaande", "Vervang de bestaande inschrijving", Vorm.JA_NEE),
    uitleg="true: een inschrijving in dezelfde periode bij deze instelling krijgt deze datums.",
    veld="vervang_bestaande",
)
_REGEL = (
    *(_van(kolom) for kolom in KOLOMMEN if not kolom.veld.startswith(_ADRES)),
    Eigenschap("adres", "Woonadres", Vorm.OBJECT, "Alleen nodig zonder bsn.", veld="adres", delen=ADRES),
    _VERVANG,
)
AANLEVERING = Bericht("InschrijvingAanlevering", _REGEL, "Een leerling die bij een instelling staat ingeschreven.")
BULK = Bericht(
    "InschrijvingenAanlevering",
    (Eigenschap("inschrijvingen", "Inschrijvingen", Vorm.LIJST, max=MEESTE_REGELS, verplicht=True, delen=_REGEL),),
    f"Hoogstens {MEESTE_REGELS} inschrijvingen. Van elke regel staat in het antwoord wat ervan kwam.",
)
_DATUMS = tuple(each for each in _REGEL if each.vorm is Vorm.DATUM)
WIJZIGING = Bericht(
    "InschrijvingWijziging",
    _DATUMS,
    "Alleen wat u meestuurt, verandert. null bij datumUitschrijving haalt die datum weg.",
)
_NUMMERS = tuple(each for each in _REGEL if each.vorm is Vorm.NUMMER)
ZOEKVRAAG = Bericht("Zoekvraag", _NUMMERS, "Een van de twee nummers. Een nummer staat nooit in een adres.")
INTREKKING = Bericht(
    "Intrekking",
    (
        Eigenschap(
            *("reden", "Reden"),
            uitleg="Waarom u de inschrijving intrekt.",
            keuzes=tuple(code.code for code in codelijst("reden_intrekken_inschrijving")),
            verplicht=True,
        ),
        Eigenschap("toelichting", "Toelichting", uitleg="Zonder namen en nummers."),
    ),
)

# answers

_OVER_LEERLING = ("bsn", "onderwijsnummer", "geslacht", "geboortedatum", "achternaam", "voorvoegsels", "voornamen")
_LEERLING = tuple(each for each in _REGEL if each.naam in _OVER_LEERLING)
BEVINDING = (
    Eigenschap("in", "Plaats", uitleg="body, header of query.", keuzes=("body", "header", "query"), verplicht=True),
    Eigenschap("location", "Waar", uitleg="In de body een JSON pointer, zoals /adres/postcode.", verplicht=True),
    Eigenschap("code", "Code", uitleg="Dezelfde code als op het scherm en in een bestand.", verplicht=True),
    Eigenschap("detail", "Uitleg", uitleg="De Nederlandse zin die bij de code hoort.", verplicht=True),
)
_WAARSCHUWINGEN = Eigenschap(
    "waarschuwingen", "Waarschuwingen", Vorm.LIJST, "Opgeslagen, maar kijk hiernaar.", delen=BEVINDING
)
_UITKOMST = Eigenschap(
    "uitkomst", "Uitkomst", uitleg="Wat ervan kwam.", keuzes=tuple(code.code for code in codelijst("regeluitkomst"))
)
KENMERK = Eigenschap("kenmerk", "Kenmerk", uitleg="UUID van de inschrijving, zoals in het adres.", verplicht=True)
_GEGEVENS = (
    KENMERK,
    *(replace(each, verplicht=True) for each in _REGEL if each.naam == "instellingscode"),
    *_DATUMS,
    Eigenschap("leerling", "Leerling", Vorm.OBJECT, verplicht=True, delen=_LEERLING),
)
INSCHRIJVING = Bericht("Inschrijving", _GEGEVENS)
VASTGELEGD = Bericht("InschrijvingVastgelegd", (*_GEGEVENS, _UITKOMST, _WAARSCHUWINGEN))
GEWIJZIGD = Bericht("InschrijvingGewijzigd", (*_GEGEVENS, _WAARSCHUWINGEN))
OORDEEL = Bericht(
    "Oordeel",
    (
        replace(_UITKOMST, verplicht=True),
        Eigenschap("errors", "Fouten", Vorm.LIJST, "Waarom het niet kan.", delen=BEVINDING),
        _WAARSCHUWINGEN,
    ),
    "Wat er zou gebeuren. Er is niets opgeslagen.",
)
_REGELANTWOORD = (
    Eigenschap("regel", "Regel", Vorm.GETAL, "De plaats in de lijst; de eerste is 0.", verplicht=True),
    *OORDEEL.delen,
    Eigenschap("inschrijving", "Inschrijving", Vorm.OBJECT, "Wat er staat; niet bij FOUT.", delen=_GEGEVENS),
)
BULKANTWOORD = Bericht(
    "BulkAntwoord",
    (
        Eigenschap("regels", "Regels", Vorm.LIJST, verplicht=True, delen=_REGELANTWOORD),
        Eigenschap(
            *("telling", "Telling", Vorm.OBJECT),
            uitleg="Hoe vaak elke uitkomst voorkomt.",
            verplicht=True,
            delen=tuple(Eigenschap(naam, naam, Vorm.GETAL, verplicht=True) for naam in _UITKOMST.keuzes),
        ),
    ),
)
LIJST = Bericht("Inschrijvingen", (Eigenschap("inschrijvingen", "Lijst", Vorm.LIJST, verplicht=True, delen=_GEGEVENS),))
INGETROKKEN = Bericht(
    "InschrijvingIngetrokken",
    (
        KENMERK,
        Eigenschap("reden", "Reden", verplicht=True),
        Eigenschap("toelichting", "Toelichting", verplicht=True),
        Eigenschap("ingetrokkenOp", "Ingetrokken op", Vorm.MOMENT, "Het moment, in UTC.", verplicht=True),
    ),
)
_WAARDE = (
    Eigenschap("code", "Code", verplicht=True),
    Eigenschap("naam", "Naam", verplicht=True),
    Eigenschap("geldigVan", "Geldig van", Vorm.DATUM, "De eerste dag; weg als er geen grens is."),
    Eigenschap("geldigTot", "Geldig tot en met", Vorm.DATUM, "De laatste dag; weg als er geen grens is."),
)
WAARDENLIJST = Bericht(
    "Waardenlijst",
    (
        Eigenschap("naam", "Naam", verplicht=True),
        Eigenschap("waarden", "Waarden", Vorm.LIJST, verplicht=True, delen=_WAARDE),
    ),
)
PROBLEEM = Bericht(
    "Probleem",
    (
        Eigenschap("type", "Soort", uitleg="Het adres van de uitleg, of about:blank.", verplicht=True),
        Eigenschap("title", "Titel", verplicht=True),
        Eigenschap("status", "Status", Vorm.GETAL, verplicht=True),
        Eigenschap("detail", "Uitleg", verplicht=True),
        Eigenschap("instance", "Kenmerk", uitleg="Noem dit aan de helpdesk.", verplicht=True),
        Eigenschap("code", "Code"),
        Eigenschap("errors", "Fouten", Vorm.LIJST, "Alles wat er mis is, in een keer.", delen=BEVINDING),
        _WAARSCHUWINGEN,
    ),
)


def plek_van(veld: str, delen: Sequence[Eigenschap] = _REGEL, begin: str = "") -> str:
    """The JSON pointer of a field that a rule names (``adres.postcode``); empty for the whole message."""
    first, _, rest = _LOS.get(veld, veld).partition(".")
    found = next((each for each in delen if first and each.veld == first), None)
    if found is None:
        return begin
    return plek_van(rest, found.delen, f"{begin}/{found.naam}") if rest else f"{begin}/{found.naam}"


_LOS = {"met_nummer": "bsn"}  # the form asks it, here it follows from the number
