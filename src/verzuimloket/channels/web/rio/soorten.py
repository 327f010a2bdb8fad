"""The kinds of things in RIO: how they are called in an address, and which fields their form has."""

from collections.abc import Mapping
from datetime import date

from django.http import Http404
from django.urls import reverse

from verzuimloket.channels.web.formulier import JA_NEE, Veld
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.instellingen.codes import (
    BEVOEGD_GEZAG,
    ERKENDE_VESTIGING,
    INSTELLINGSERKENNING,
    ONDERWIJSBESTUUR,
    ONDERWIJSLOCATIE,
)

SLUG = {
    "bestuur": ONDERWIJSBESTUUR,
    "gezag": BEVOEGD_GEZAG,
    "instelling": INSTELLINGSERKENNING,
    "vestiging": ERKENDE_VESTIGING,
    "locatie": ONDERWIJSLOCATIE,
}
_SLUG_VAN = {soort: slug for slug, soort in SLUG.items()}
_CODE = {
    ONDERWIJSBESTUUR: "3 cijfers, een letter en 3 cijfers, bijvoorbeeld 109B027",
    BEVOEGD_GEZAG: "5 cijfers, bijvoorbeeld 25453",
    INSTELLINGSERKENNING: "2 cijfers en 2 letters, bijvoorbeeld 31XU",
    ERKENDE_VESTIGING: "De instellingscode en 2 cijfers, bijvoorbeeld 31XU00",
}
KEPT = tuple(_CODE)  # locations are kept by the school itself (RIO-12), or come by file


def soort_of(slug: str) -> str:
    """The code of rio_soort.csv. Raises Http404."""
    if slug not in SLUG:
        raise Http404
    return SLUG[slug]


def address(soort: str, code: str) -> str:
    """The page of this thing."""
    return reverse("rio-details", args=[_SLUG_VAN[soort], code])


def velden(soort: str, *, on: date) -> Mapping[str, Veld]:
    """The fields of the form for this kind, in order."""
    founded = "Oprichtingsdatum" if soort == INSTELLINGSERKENNING else "Eerste dag"
    closed = "Opheffingsdatum" if soort == INSTELLINGSERKENNING else "Laatste dag"
    found = {
        "code": Veld("Code", _CODE[soort], max=12),
        "naam": Veld("Naam lang" if soort == INSTELLINGSERKENNING else "Naam", max=200),
        "plaats": Veld("Plaats", optional=True, max=80),
        "begindatum": Veld(founded, "Bijvoorbeeld 1 8 1999", optional=soort != INSTELLINGSERKENNING),
        "einddatum": Veld(closed, "Vul dit in om te sluiten", optional=True),
    }
    if soort == INSTELLINGSERKENNING:
        return found | _of_institution(on)
    if soort == BEVOEGD_GEZAG:
        found["hoort_bij"] = Veld("Code van het onderwijsbestuur", "Bijvoorbeeld 109B027", optional=True, max=12)
    return found


def _of_institution(on: date) -> dict[str, Veld]:
    def lijst(naam: str) -> tuple[tuple[str, str], ...]:
        return tuple(codelijst(naam).keuzes(on=on))

    schoolsoorten = tuple((code, f"{code}: {naam}") for code, naam in lijst("schoolsoort"))
    return {
        "naam_kort": Veld("Naam kort", optional=True, max=80),
        "hoort_bij": Veld("Code van het bestuur", "Bijvoorbeeld 109B027", max=12),
        "sector": Veld("Sector", keuzes=lijst("sector")),
        "bekostigd": Veld("Bekostigd door OCW", keuzes=JA_NEE),
        "wet": Veld("Wet", optional=True, keuzes=lijst("wet_onderwijs")),
        "soort_instelling": Veld("Soort", optional=True, keuzes=lijst("soort_instelling")),
        "schoolsoort": Veld("Schoolsoort volgens de Leerplichtwet", optional=True, keuzes=schoolsoorten),
    }
