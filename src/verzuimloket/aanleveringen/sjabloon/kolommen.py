"""The 22 columns of a file with enrolments, each with what a school must know to fill it in.

The names follow domain rules §4.5. A rule names a field of ``InschrijvingInput`` (``adres.postcode``); a school
knows columns. ``kolom_van`` goes from the one to the other.
"""

from dataclasses import dataclass
from enum import StrEnum

from verzuimloket.personen.rules import AANDUIDINGEN

_VORM = 30  # room for what a rule will judge, so that its sentence is read and not one about length
ALTIJD, ZONDER_NUMMER = "Altijd", "Als u geen bsn en geen onderwijsnummer invult"
IN_NEDERLAND = "Als u geen nummer invult en de leerling in Nederland woont"
IN_BUITENLAND = "Als u geen nummer invult en de leerling in het buitenland woont"
NEE = "Nee"


class Soort(StrEnum):
    """How the cells of a column are read."""

    INSTELLING = "instellingscode"
    DATUM = "datum"
    GEBOORTEDATUM = "geboortedatum"
    NUMMER = "nummer"
    GESLACHT = "geslacht"
    LAND = "landcode"
    POSTCODE = "postcode"
    HUISNUMMER = "huisnummer"
    TEKST = "tekst"


@dataclass(frozen=True)
class Kolom:
    """One column of the template.

    naam, label: as the file and as the pages call it; veld: the field of InschrijvingInput that it fills.
    nodig: when it must be filled in, in words; max: most characters; keuzes: code and meaning.
    """

    naam: str
    veld: str
    label: str
    soort: Soort
    nodig: str
    uitleg: str
    voorbeeld: str
    max: int = _VORM
    keuzes: tuple[tuple[str, str], ...] = ()


_GESLACHT = (("M", "Man"), ("V", "Vrouw"), ("O", "Onbekend"))
_AANDUIDING = tuple(zip(AANDUIDINGEN, ("tegenover", "bij"), strict=True))

KOLOMMEN: tuple[Kolom, ...] = (
    Kolom(
        *("instellingscode", "instelling", "Instellingscode", Soort.INSTELLING),
        "Als u bij het versturen geen instelling kiest",
        "De code van uw school: 2 cijfers en 2 letters. Kiest u bij het versturen een instelling? "
        "Dan mag deze kolom leeg zijn. Een andere code mag er dan niet staan.",
        "99XA",
    ),
    Kolom(
        *("datumInschrijving", "begindatum", "Datum inschrijving", Soort.DATUM, ALTIJD),
        "De eerste dag waarop de leerling bij u staat ingeschreven. Begint de leerling na de zomervakantie? "
        "Vul dan 1 augustus in.",
        "2026-08-01",
    ),
    Kolom(
        *("datumUitschrijving", "einddatum", "Datum uitschrijving", Soort.DATUM, "Als de leerling van school is"),
        "De laatste dag waarop de leerling bij u staat ingeschreven. Zit de leerling nog op school? "
        "Laat de kolom dan leeg.",
        "2027-07-31",
    ),
    Kolom(
        *("bsn", "bsn", "Bsn", Soort.NUMMER, "Als de leerling een bsn heeft"),
        "Het burgerservicenummer: 9 cijfers. Zet de kolom in Excel op Tekst. Dan blijft een 0 vooraan staan.",
        "999990019",
    ),
    Kolom(
        *("onderwijsnummer", "onderwijsnummer", "Onderwijsnummer", Soort.NUMMER),
        "Als de leerling geen bsn heeft, maar wel een onderwijsnummer",
        "Het onderwijsnummer: 9 cijfers. Heeft de leerling een bsn? Laat deze kolom dan leeg.",
        "100000016",
    ),
    Kolom(
        *("geslacht", "geslacht", "Geslacht", Soort.GESLACHT, ALTIJD),
        "Het geslacht dat in het paspoort staat.",
        "V",
        keuzes=_GESLACHT,
    ),
    Kolom(
        *("geboortedatum", "geboortedatum", "Geboortedatum", Soort.GEBOORTEDATUM, ALTIJD),
        "De dag waarop de leerling is geboren. Weet u de dag niet? Vul dan 00 in voor de dag: 2012-03-00. "
        "Weet u alleen het jaar? Vul dan 00 in voor de dag en de maand: 2012-00-00.",
        "2012-03-04",
    ),
    Kolom(
        *("achternaam", "achternaam", "Achternaam", Soort.TEKST, ZONDER_NUMMER),
        "De achternaam zoals die in het paspoort staat, zonder voorvoegsels.",
        "Voorbeeld",
        200,
    ),
    Kolom(
        *("voorvoegsels", "voorvoegsel", "Voorvoegsels", Soort.TEKST, NEE),
        "Wat voor de achternaam staat, zoals van, de of van den.",
        "van den",
        20,
    ),
    Kolom(
        *("voornamen", "voornamen", "Voornamen", Soort.TEKST, NEE),
        "Alle voornamen zoals die in het paspoort staan, met een spatie ertussen.",
        "Anna Maria",
        200,
    ),
    Kolom(
        *("landcode", "adres.land", "Landcode", Soort.LAND, IN_BUITENLAND),
        "De code van het land waar de leerling woont: 4 cijfers. België is 5010, Duitsland is 9089. "
        "Woont de leerling in Nederland? Laat de kolom dan leeg of vul 6030 in. Heeft de leerling een bsn en "
        "woont hij in het buitenland? Vul dan alleen de landcode in en geen adres.",
        "6030",
        80,
    ),
    Kolom(
        *("postcode", "adres.postcode", "Postcode", Soort.POSTCODE, IN_NEDERLAND),
        "De postcode van het woonadres: 4 cijfers en 2 letters.",
        "1234AB",
    ),
    Kolom(
        *("huisnummer", "adres.huisnummer", "Huisnummer", Soort.HUISNUMMER, IN_NEDERLAND),
        "Alleen de cijfers van het huisnummer. De letter en de rest hebben een eigen kolom.",
        "12",
    ),
    Kolom(
        *("huisletter", "adres.huisletter", "Huisletter", Soort.TEKST, NEE),
        "De letter achter het huisnummer: 1 letter.",
        "a",
    ),
    Kolom(
        *("huisnummertoevoeging", "adres.toevoeging", "Huisnummertoevoeging", Soort.TEKST, NEE),
        "Wat achter het huisnummer en de huisletter staat, zoals bis, 2 of hs. Hoogstens 4 tekens.",
        "bis",
        4,
    ),
    Kolom(
        *("huisnummeraanduiding", "adres.aanduiding", "Huisnummeraanduiding", Soort.TEKST, NEE),
        "Vul to in als het huis tegenover het huisnummer staat, en by als het huis bij het huisnummer staat.",
        "to",
        keuzes=_AANDUIDING,
    ),
    Kolom(
        *("aanduidingLocatie", "adres.locatie", "Aanduiding locatie", Soort.TEKST, NEE),
        "Een omschrijving van de plek, bijvoorbeeld van een woonboot.",
        "Woonboot bij de brug",
        35,
    ),
    Kolom(
        *("straatnaam", "adres.straat", "Straatnaam", Soort.TEKST, NEE),
        "De straat van het woonadres in Nederland.",
        "Voorbeeldstraat",
        80,
    ),
    Kolom(
        *("plaatsnaam", "adres.plaats", "Plaatsnaam", Soort.TEKST, NEE),
        "De woonplaats in Nederland.",
        "Voorbeelddam",
        80,
    ),
    Kolom(
        *("adresregel1", "adres.regel1", "Adresregel 1", Soort.TEKST, IN_BUITENLAND),
        "De eerste regel van het adres in het buitenland, meestal de straat en het huisnummer.",
        "Beispielweg 5",
        35,
    ),
    Kolom(
        *("adresregel2", "adres.regel2", "Adresregel 2", Soort.TEKST, NEE),
        "De tweede regel van het adres in het buitenland, meestal de postcode en de plaats.",
        "00000 Beispielstadt",
        35,
    ),
    Kolom(
        *("adresregel3", "adres.regel3", "Adresregel 3", Soort.TEKST, NEE),
        "De derde regel van het adres in het buitenland.",
        "Beispielland",
        35,
    ),
)
_KOLOM = {kolom.veld: kolom.naam for kolom in KOLOMMEN} | {"met_nummer": "bsn", "adres": "postcode"}


def kolom_van(veld: str) -> str:
    """The column to look at for a field that a rule names; empty for what is no column."""
    return _KOLOM.get(veld, "")
