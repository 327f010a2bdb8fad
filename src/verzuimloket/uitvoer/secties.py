"""The melding in sections of label and value: for the pages and for the document (MEL-52, RPL-13)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.personen.rules import voluit
from verzuimloket.uitvoer.opmaak import tijdstip
from verzuimloket.verzuim.codes import Soort
from verzuimloket.verzuim.inputs import AfwijkendAdres, Contactpersoon, MeldingInput, Verzuimdag
from verzuimloket.verzuim.models import Melding, MeldingVersie

NVT = "Niet van toepassing"
Rij = tuple[str, Any]


class Regels(tuple[str, ...]):
    """Lines under each other: a template prints them as such, a document reads them one by one."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(Markup("<br>").join(self))

    def __str__(self) -> str:
        return "\n".join(self)


@dataclass(frozen=True)
class Sectie:
    """A heading, its rows, and the step where they can be changed."""

    kop: str
    stap: str
    rijen: tuple[Rij, ...]

    @property
    def lijst(self) -> list[dict[str, Any]]:
        """As the macro for a summary list wants it."""
        return [{"label": label, "value": value} for label, value in self.rijen]


def secties(given: MeldingInput) -> list[Sectie]:
    """What a school fills in, section by section."""
    return [
        Sectie("Leerling", "leerling", _leerling(given)),
        Sectie("Contactpersonen", "leerling", _contactpersonen(given)),
        Sectie("Verzuim", "verzuim", _verzuim(given)),
        Sectie("Details verzuim", "lesuren", _dagen(given)),
        Sectie("Actie school", "actie-school", _acties(given)),
    ]


def kop(melding: Melding | MeldingVersie) -> list[Rij]:
    """What the register itself knows of a melding (MEL-53, WIJ-03)."""
    return [
        ("Meldingnummer", str(melding.nummer)),
        ("Meldende instelling", str(melding.instelling)),
        ("Melddatum", tijdstip(melding.melddatum)),
        ("Status", codelijst("status").label(melding.status)),
        ("Wet", codelijst("wet").label(melding.wet)),
    ]


def terugkoppeling(melding: Melding | MeldingVersie) -> list[Rij]:
    """What the agency answered so far (WIJ-04); nothing when it did not."""
    if not melding.terugkoppeling_op:
        return []
    return [
        ("Datum terugkoppeling", tijdstip(melding.terugkoppeling_op)),
        ("Organisatie", melding.organisatie),
        ("Naam behandelaar", melding.behandelaar_naam),
        ("Telefoonnummer behandelaar", melding.behandelaar_telefoon),
        ("E-mail behandelaar", melding.behandelaar_email),
        ("Functie behandelaar", melding.behandelaar_functie),
        ("Toelichting", alineas(melding.terugkoppeling)),
    ]


def _leerling(given: MeldingInput) -> tuple[Rij, ...]:
    return (
        ("Telefoonnummer leerling of ouder", given.leerling_telefoon),
        ("E-mailadres leerling of ouder", given.leerling_email),
        ("Afwijkend adres", _adres(given.afwijkend_adres)),
        ("Eigen kenmerk / studentnummer", given.eigen_kenmerk),
    )


def _adres(adres: AfwijkendAdres | None) -> str:
    if adres is None:
        return NVT
    if adres.stel == "locatie":
        return ", ".join(filter(None, (adres.locatie, adres.plaats)))
    number = f"{adres.huisnummer}{adres.huisletter} {adres.toevoeging}".strip()
    postcode = f"{adres.postcode[:4]} {adres.postcode[4:]}".strip()
    return ", ".join(filter(None, (f"{adres.straat} {number}".strip(), postcode)))


def _contactpersonen(given: MeldingInput) -> tuple[Rij, ...]:
    if not given.contactpersonen:
        return (("Contactpersonen van de leerling", "Geen"),)
    return tuple(
        (f"Contactpersoon {nummer}", _contactpersoon(persoon))
        for nummer, persoon in enumerate(given.contactpersonen, 1)
    )


def _contactpersoon(persoon: Contactpersoon) -> Regels | str:
    naam = f"{persoon.naam} ({persoon.relatie})" if persoon.relatie else persoon.naam
    return _regels(naam, persoon.telefoon, persoon.email)


def _verzuim(given: MeldingInput) -> tuple[Rij, ...]:
    return (
        ("Verzuimperiode van", dag(given.begindatum)),
        ("Verzuimperiode t/m", dag(given.einddatum)),
        ("Vermoedelijke soort", codelijst("soort").label(given.soort)),
        ("Verbijzondering", _verbijzondering(given)),
        ("Vermoedelijke reden", given.reden),
        ("Alle lessen gemist", ja_nee(given.alle_lessen_gemist)),
        ("Toelichting verzuim", alineas(given.toelichting)),
        ("Actie gewenst", ja_nee(given.actie_gewenst)),
        ("Toelichting actie gewenst", alineas(given.toelichting_actie_gewenst)),
        ("Met prioriteit oppakken", ja_nee(given.prioriteit) if given.actie_gewenst else NVT),
        ("Onderwijslocatie", _locatie(given)),
        ("Contactpersoon van de school", _contact(given)),
    )


def _verbijzondering(given: MeldingInput) -> str:
    if given.soort != Soort.OVERIG:
        return NVT
    return codelijst("verbijzondering").label(given.verbijzondering) if given.verbijzondering else ""


def _contact(given: MeldingInput) -> Regels | str:
    naam = f"{given.contact_naam}, {given.contact_functie}" if given.contact_functie else given.contact_naam
    return _regels(naam, given.contact_telefoon, given.contact_email)


def _locatie(given: MeldingInput) -> str:
    if not given.locatie:
        return ""
    found = instellingen.locaties(given.instelling).filter(code=given.locatie).first()
    return str(found) if found else given.locatie


def _dagen(given: MeldingInput) -> tuple[Rij, ...]:
    if not given.verzuimdagen:
        return (("Verzuimdagen en lesuren", NVT),)
    return tuple((dag(each.datum) or "Geen datum", _uren(each)) for each in given.verzuimdagen)


def _uren(dag: Verzuimdag) -> Regels | str:
    lesuren = ", ".join(str(uur) for uur in dag.lesuren)
    return _regels("Hele dag" if dag.hele_dag else f"Lesuren {lesuren}", dag.toelichting)


def _acties(given: MeldingInput) -> tuple[Rij, ...]:
    namen = [codelijst("ondernomen_actie").label(actie) for actie in given.acties]
    return (
        ("Ondernomen actie door school", _regels(*(naam[:1].upper() + naam[1:] for naam in namen))),
        ("Toelichting ondernomen actie", alineas(given.toelichting_acties)),
    )


def ja_nee(value: bool | None) -> str:
    return "" if value is None else "Ja" if value else "Nee"


def dag(dag: date | None) -> str:
    """A day in words; empty when there is none."""
    return voluit(dag) if dag else ""


def alineas(text: str) -> Regels | str:
    """A text with its own line ends."""
    return Regels(text.split("\n")) if text else ""


def _regels(*regels: str) -> Regels | str:
    """Lines under each other; empty ones left out."""
    return Regels(filter(None, regels)) if any(regels) else ""
