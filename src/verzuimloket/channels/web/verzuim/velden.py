"""The fields of the wizard, step by step, in the order of the page. Domain rules §7.2-§7.5.

The names are those of ``MeldingInput``, so that a violation finds its field. A name that returns as
``<naam>_1_…`` on the page stands here too, for its place in the order.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from verzuimloket.channels.web.formulier import JA_NEE, Veld
from verzuimloket.core.codelijsten import codelijst

Velden = Mapping[str, Veld]

MAX_DAGEN = 50  # days on one page; longer absence is told as a period
LANG = 4000  # characters of an explanation (domain rules §7.3)

_AFWIJKEND = (
    ("nee", "Nee"),
    ("straat", "Ja, straat en postcode"),
    ("locatie", "Ja, locatie en plaatsnaam", "Bijvoorbeeld een woonboot of een woonwagen"),
)
LEERLING: Velden = {
    "leerling_telefoon": Veld("Telefoonnummer", "Waarop de leerling of de ouder bereikbaar is", optional=True, max=20),
    "leerling_email": Veld("E-mailadres", "Van de leerling of de ouder", optional=True, max=100),
    "contactpersoon": Veld("Contactpersonen van de leerling"),
    "afwijkend": Veld("Verblijft de leerling op een ander adres?", keuzes=_AFWIJKEND),
    "adres_straat": Veld("Straat", max=80),
    "adres_huisnummer": Veld("Huisnummer", max=10),
    "adres_huisletter": Veld("Huisletter", optional=True, max=10),
    "adres_toevoeging": Veld("Huisnummertoevoeging", optional=True, max=4),
    "adres_postcode": Veld("Postcode", max=20),
    "adres_locatie": Veld("Locatie", "Omschrijf waar de leerling verblijft", max=35),
    "adres_plaats": Veld("Plaatsnaam", max=80),
    "eigen_kenmerk": Veld(
        "Eigen kenmerk / studentnummer",
        "Waaronder uw school de leerling of de zaak kent. Vul geen bsn of onderwijsnummer in.",
        optional=True,
        max=40,
    ),
}
CONTACTPERSOON: Velden = {
    "naam": Veld("Naam", max=100),
    "relatie": Veld("Relatie tot de leerling", "Bijvoorbeeld moeder, voogd of mentor", optional=True, max=60),
    "telefoon": Veld("Telefoonnummer", optional=True, max=20),
    "email": Veld("E-mailadres", optional=True, max=100),
}
VERZUIM: Velden = {
    "begindatum": Veld("Verzuimperiode van", "Eerste dag van het verzuim, bijvoorbeeld 31 10 2026"),
    "einddatum": Veld("Verzuimperiode t/m", "Mag leeg als het verzuim nog duurt, maar niet bij 16 uren"),
    "soort": Veld("Vermoedelijke soort verzuim"),
    "verbijzondering": Veld("Verbijzondering", "Alleen bij overig verzuim", optional=True),
    "reden": Veld("Vermoedelijke reden", "Noem geen bijzondere persoonsgegevens zoals een ziekte of geloof"),
    "alle_lessen_gemist": Veld(
        "Alle lessen gemist",
        "Kies Ja als de leerling in deze periode helemaal niet op school was",
        keuzes=JA_NEE,
    ),
    "toelichting": Veld("Toelichting verzuim", optional=True, max=LANG),
    "actie_gewenst": Veld("Actie door de gemeente gewenst?", keuzes=JA_NEE),
    "prioriteit": Veld("Met prioriteit oppakken", keuzes=JA_NEE),
    "toelichting_actie_gewenst": Veld(
        "Toelichting actie gewenst", "Alleen nodig als u geen actie wilt: leg dan uit waarom", max=LANG
    ),
    "locatie": Veld("Onderwijslocatie", optional=True),
    "contact_keuze": Veld("Selecteer contactpersoon", optional=True),
    "contact_naam": Veld("Naam", max=100),
    "contact_functie": Veld("Functie", optional=True, max=60),
    "contact_telefoon": Veld("Telefoonnummer", optional=True, max=20),
    "contact_email": Veld("E-mailadres", "Hier sturen we de afhandeling naartoe", max=100),
}
_SPECIFICEREN = (
    (JA_NEE[0][0], "Ja, specificeren"),
    ("nvt", "Niet van toepassing", "U gaat verder zonder dagen en lesuren"),
)
LESUREN: Velden = {
    "specificeren": Veld("Wilt u de gemiste dagen en lesuren invullen?", keuzes=_SPECIFICEREN),
    "verzuimdag": Veld("Verzuimdagen"),
}
_LESUREN = tuple((str(uur), str(uur)) for uur in range(1, 13))
VERZUIMDAG: Velden = {
    "datum": Veld("Datum"),
    "hele_dag": Veld("Hele dag", keuzes=JA_NEE),
    "lesuren": Veld("Gemiste lesuren", keuzes=_LESUREN),
    "toelichting": Veld("Toelichting verzuim detail", optional=True, max=1000),
}
ACTIE_SCHOOL: Velden = {
    "acties": Veld("Ondernomen actie door school", "Kies alles wat de school heeft gedaan"),
    "toelichting_acties": Veld("Toelichting ondernomen actie", "Alleen nodig bij anders namelijk", max=LANG),
}
OVERZICHT: Velden = {
    "email_naar_melder": Veld(
        "E-mail sturen naar melder", "We sturen een bericht zonder persoonsgegevens", keuzes=JA_NEE
    )
}
GROEPEN: Mapping[str, Velden] = {"contactpersoon": CONTACTPERSOON, "verzuimdag": VERZUIMDAG}


def velden(stap: str, *, on: date, locaties: tuple[tuple[str, str], ...] = ()) -> dict[str, Veld]:
    """The fields of a step with the choices of that day."""
    fields = dict(_PER_STAP.get(stap, {}))
    for naam, lijst in _LIJSTEN.items():
        if naam in fields:
            fields[naam] = _with_choices(fields[naam], tuple(codelijst(lijst).keuzes(on=on)))
    if "locatie" in fields:
        fields["locatie"] = _with_choices(fields["locatie"], locaties)
    return fields


def known(stap: str, naam: str) -> bool:
    """Whether a posted name is an input of this step; anything else is not kept."""
    return _inputs(stap).fullmatch(naam) is not None


@cache
def _inputs(stap: str) -> re.Pattern[str]:
    names = [naam for naam in _PER_STAP.get(stap, {}) if naam not in GROEPEN]
    names += [
        rf"{groep}_[0-9]{{1,3}}_(?:{'|'.join(GROEPEN[groep])})" for groep in _PER_STAP.get(stap, {}) if groep in GROEPEN
    ]
    return re.compile(rf"(?:{'|'.join(names)})(?:_dag|_maand|_jaar)?")


def _with_choices(veld: Veld, keuzes: tuple[tuple[str, str], ...]) -> Veld:
    return Veld(veld.label, veld.hint, veld.optional, veld.max, keuzes)


_PER_STAP: Mapping[str, Velden] = {
    "leerling": LEERLING,
    "verzuim": VERZUIM,
    "lesuren": LESUREN,
    "actie-school": ACTIE_SCHOOL,
    "overzicht": OVERZICHT,
}
_LIJSTEN = {"soort": "soort", "verbijzondering": "verbijzondering", "acties": "ondernomen_actie"}
