"""The count in words: how much, of how much, in which weeks, and what was left out."""

from datetime import date

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.instellingen.models import Instelling, Vakantie
from verzuimloket.lesverzuim.codes import KEUZE_SECTOREN, LESUUR_SECTOREN, Eenheid, SoortSignaal
from verzuimloket.lesverzuim.inputs import Rekenwijze, Telling, Venster, uren
from verzuimloket.lesverzuim.models import Lesverzuimsignaal
from verzuimloket.personen.rules import voluit

KLEUREN = {
    SoortSignaal.UREN_12: "geel",
    SoortSignaal.UREN_16: "rood",
    SoortSignaal.DAGEN_21: "geel",
    SoortSignaal.DAGEN_28: "rood",
}


def van_zestien(delen: int, wijze: Rekenwijze, *, on: date) -> str:
    """``9 van 16 lesuren``."""
    return f"{uren(delen)} van {param('drempel_uren', on=on)} {wijze.eenheid}"


def venster(telling: Telling, wijze: Rekenwijze, vakanties: list[Vakantie], *, on: date) -> str:
    """One sentence about the window that is open today."""
    now = telling.venster
    if now is None:
        return "Er zijn geen gemiste uren in de 4 lesweken tot vandaag."
    text = f"{van_zestien(now.delen, wijze, on=on)} in de 4 lesweken van {voluit(now.begin)} tot en met"
    names = _within(now, vakanties)
    aside = f" {names} telt niet mee." if names else ""
    return f"{text} {voluit(now.eind)}.{aside}"


def _within(now: Venster, vakanties: list[Vakantie]) -> str:
    names = [each.naam for each in vakanties if each.begindatum <= now.eind and each.einddatum >= now.begin]
    return " en ".join(names)


def zo_telt(instelling: Instelling, wijze: Rekenwijze) -> str:
    """Why this institution counts as it does (RGL-05 to RGL-10)."""
    sector = codelijst("sector").label(instelling.sector)
    if wijze.eenheid is Eenheid.LESUREN:
        if instelling.sector in KEUZE_SECTOREN:
            return f"{sector}: u telt lesuren, omdat al uw opleidingen met lesuren werken."
        return f"{sector}: u telt lesuren. Een lesuur duurt bij u {wijze.lesuur_minuten} minuten."
    text = f"{sector}: u telt klokuren. Een lesuur telt voor {wijze.lesuur_minuten} minuten"
    return f"{text}, want langer dan een uur." if instelling.sector in LESUUR_SECTOREN else f"{text}."


def hoeveel(signaal: Lesverzuimsignaal) -> str:
    """``16 lesuren`` or ``21 dagen``."""
    return f"{signaal.dagen} dagen" if signaal.dagen else f"{uren(signaal.delen)} {signaal.eenheid}"
