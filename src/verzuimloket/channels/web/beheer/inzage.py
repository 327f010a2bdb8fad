"""The part of the pages about a person that says how far a reader may look (WNS-01)."""

from typing import Any

from verzuimloket.access.codes import BEPERKT_LOCATIE
from verzuimloket.access.inputs import Inzage
from verzuimloket.access.queries import Medewerker
from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.instellingen import queries

_ALLES = "alles"


def velden(actor: Actor) -> dict[str, Veld]:
    """The limits, and the locations of this organisation. Without locations nobody is limited to one."""
    places = tuple(
        (each.code, f"{each.naam} ({each.code})") for code in actor.instellingen for each in queries.locaties(code)
    )
    limits = codelijst("beperking").keuzes(on=clock.today())
    known = tuple(limit for limit in limits if places or limit[0] != BEPERKT_LOCATIE)
    return {
        "inzage": Veld(
            "Wat mag deze raadpleger zien?",
            "Geldt voor de rol Raadpleger. Wie ook verzuim meldt of leerlingen inschrijft, ziet altijd alles.",
            keuzes=((_ALLES, "Alles van de organisatie"), *known),
        ),
        "locaties": Veld("Welke locaties?", keuzes=places),
    }


def read(form: Formulier) -> Inzage:
    """What was chosen; nothing chosen is everything."""
    chosen = form.keuze("inzage")
    locaties = form.keuzes("locaties") if chosen == BEPERKT_LOCATIE else ()
    return Inzage("" if chosen == _ALLES else chosen, locaties)


def fields(form: Formulier, medewerker: Medewerker | None) -> dict[str, Any]:
    """The fields as typed, or as they are for this person now."""
    inzage, locaties = form.veld("inzage"), form.meerkeuzeveld("locaties")
    if medewerker is not None:
        rows = [row for row in medewerker.machtigingen if row.rol == Rol.RAADPLEGER]
        inzage["value"] = next((row.beperking for row in rows), "") or _ALLES
        locaties["value"] = [code for row in rows for code in row.locaties]
    return {"inzage": inzage | {"value": inzage["value"] or _ALLES}, "locaties": locaties}
