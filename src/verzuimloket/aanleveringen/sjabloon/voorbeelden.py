"""Filled-in lines of pupils who do not exist: with a number, without, abroad, and born on an unknown day."""

from verzuimloket.aanleveringen.sjabloon.kolommen import KOLOMMEN

_SCHOOL = {"instellingscode": "99XA", "datumInschrijving": "2026-08-01"}
_LEERLINGEN: tuple[dict[str, str], ...] = (
    {"bsn": "999990019", "geslacht": "V", "geboortedatum": "2012-03-04"},
    {"bsn": "999990020", "geslacht": "M", "geboortedatum": "2011-11-30", "datumUitschrijving": "2027-07-31"},
    {"onderwijsnummer": "100000016", "geslacht": "M", "geboortedatum": "2013-01-15"},
    {"bsn": "999990032", "geslacht": "V", "geboortedatum": "2014-06-09", "landcode": "5010"},
    {
        **{"geslacht": "V", "geboortedatum": "2012-03-00", "achternaam": "Voorbeeld", "voorvoegsels": "van den"},
        **{"voornamen": "Anna Maria", "postcode": "1234AB", "huisnummer": "12", "huisletter": "a"},
        **{"huisnummertoevoeging": "bis", "straatnaam": "Voorbeeldstraat", "plaatsnaam": "Voorbeelddam"},
    },
    {
        **{"geslacht": "O", "geboortedatum": "2010-00-00", "achternaam": "Beispiel", "voornamen": "Kim"},
        **{"landcode": "9089", "adresregel1": "Beispielweg 5", "adresregel2": "00000 Beispielstadt"},
    },
)
VOORBEELDEN: tuple[tuple[str, ...], ...] = tuple(
    tuple((_SCHOOL | leerling).get(kolom.naam, "") for kolom in KOLOMMEN) for leerling in _LEERLINGEN
)
