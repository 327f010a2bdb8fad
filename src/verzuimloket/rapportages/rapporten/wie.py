"""Who a line is about, as the reports with names tell it."""

from datetime import date
from typing import Any

from verzuimloket.personen import sleutels

_BEKEND = {"D": "%d-%m-%Y", "M": "00-%m-%Y", "J": "00-00-%Y"}


def nummer(persoon: Any) -> str:
    """The bsn, or the onderwijsnummer of who has none. ``persoon``: anything with the fields of PersoonVelden."""
    return sleutels.unseal(bytes(persoon.bsn or persoon.onderwijsnummer), persoon.kenmerk)


def geboren(persoon: Any) -> str:
    """dd-mm-jjjj, with zeros for the part of the date that is not known."""
    day: date = persoon.geboortedatum
    return day.strftime(_BEKEND[persoon.geboorte_precisie])


def cells(persoon: Any) -> tuple[str, str, str, str, str]:
    """PERSOONSGEBONDENNUMMER, ACHTERNAAM, VOORVOEGSEL, ALLE_VOORNAMEN, GEBOORTEDATUM."""
    return nummer(persoon), persoon.achternaam, persoon.voorvoegsel, persoon.voornamen, geboren(persoon)


def gemeentecode(code: str | None) -> str:
    """The number without leading zeros, as files have it: 344. Empty for who lives abroad or nowhere."""
    return (code or "").lstrip("0")
