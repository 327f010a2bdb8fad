"""Who a melding is about, as rows; with the number masked until somebody asks for it."""

from typing import Any

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import AdresVelden, PersoonVelden
from verzuimloket.uitvoer.opmaak import datum, label, masker


def rijen(persoon: PersoonVelden, adres: AdresVelden | None, *, toon: bool = False) -> list[tuple[str, Any]]:
    """Name, sex, birth date, number and address of the register."""
    return [
        ("Naam", persoon.lijstnaam),
        ("Voornamen", persoon.voornamen),
        ("Geslacht", label(persoon.geslacht, "geslacht")),
        ("Geboortedatum", datum(persoon.geboren)),
        (nummersoort(persoon), nummer(persoon, toon=toon)),
        ("Adres", adresregel(adres)),
    ]


def nummersoort(persoon: PersoonVelden) -> str:
    return "Bsn" if personen.number_kind(persoon) == "bsn" else "Onderwijsnummer"


def nummer(persoon: PersoonVelden, *, toon: bool) -> str:
    number = personen.number_of(persoon)
    return number if toon else masker(number)


def adresregel(adres: AdresVelden | None) -> str:
    """The address in one line, with the country when it is abroad."""
    if adres is None:
        return ""
    return f"{adres.regel}, {codelijst('land').label(adres.landcode)}" if adres.buitenland else adres.regel
