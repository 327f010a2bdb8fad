"""The columns of a list of meldingen: the one list for the screen, the column picker and the export."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen import queries as personen
from verzuimloket.uitvoer.tabel import Waarde
from verzuimloket.verzuim.models import Melding


@dataclass(frozen=True)
class Kolom:
    """One column. ``naam`` is what the address, the order and the memory of the picker know it by.

    waarde:   of a melding, on the day of looking.
    uitleg:   what it means, for the sheet with definitions.
    rollen:   who may have it; nobody named: everyone who may see the list.
    scherm:   whether it can stand in the list on the screen too.
    """

    naam: str
    label: str
    waarde: Callable[[Melding, date], Waarde]
    uitleg: str
    breedte: int = 14
    getal: bool = False
    rollen: frozenset[Rol] = frozenset()
    scherm: bool = True


def _ja(value: bool) -> str:
    return "Ja" if value else "Nee"


def days_in_status(melding: Melding, on: date) -> int:
    """Whole days since the present status was set (RPL-09)."""
    return (on - melding.status_sinds.astimezone(AMSTERDAM).date()).days


def handler(melding: Melding) -> str:
    """The body that handles it, and who does so there."""
    return ", ".join(part for part in (melding.instantie.naam, melding.behandelaar_naam) if part)


def _label(lijst: str, code: str) -> str:
    return codelijst(lijst).label(code) if code else ""


_SEES_NUMBERS = frozenset({Rol.MELDER, Rol.BEHANDELAAR})
KOLOMMEN = (
    Kolom("nummer", "Nummer", lambda m, on: m.nummer, "Het nummer van de melding.", 10, getal=True),
    Kolom("eigen_kenmerk", "Eigen kenmerk", lambda m, on: m.eigen_kenmerk, "Het kenmerk dat de school zelf gaf.", 16),
    Kolom("instelling", "Instelling", lambda m, on: str(m.instelling), "De school die de melding deed.", 32),
    Kolom(
        "locatie",
        "Onderwijslocatie",
        lambda m, on: str(m.locatie or ""),
        "De plaats waar de leerling les krijgt, als de school die opgaf.",
        28,
    ),
    Kolom("leerling", "Leerling", lambda m, on: m.persoon.lijstnaam, "Achternaam en voorvoegsel.", 24),
    Kolom("voornaam", "Voornaam", lambda m, on: m.persoon.voornamen, "Alle voornamen.", 18),
    Kolom(
        "pgn",
        "Persoonsgebonden nummer",
        lambda m, on: personen.number_of(m.persoon),
        "Het burgerservicenummer, of als dat er niet is het onderwijsnummer.",
        24,
        rollen=_SEES_NUMBERS,
        scherm=False,
    ),
    Kolom("melddatum", "Melddatum", lambda m, on: m.melddatum, "Wanneer de school de melding deed.", 17),
    Kolom("ingang", "Ingang", lambda m, on: m.begindatum, "De eerste dag van het verzuim.", 12),
    Kolom("einddatum", "Einddatum", lambda m, on: m.einddatum, "De laatste dag van het verzuim, als die er is.", 12),
    Kolom("contactpersoon", "Contactpersoon", lambda m, on: m.contact_naam, "Wie de gemeente kan bellen.", 22),
    Kolom("behandelaar", "Behandelaar", lambda m, on: handler(m), "De instantie, en wie daar behandelt.", 30),
    Kolom("status", "Status", lambda m, on: _label("status", m.status), "Hoe ver de behandeling is.", 22),
    Kolom("soort", "Soort verzuim", lambda m, on: _label("soort", m.soort), "De soort volgens de regels.", 32),
    Kolom("wet", "Wet", lambda m, on: _label("wet", m.wet), "De wet waaronder de melding valt.", 16),
    Kolom("prio", "Prio", lambda m, on: _ja(m.prioriteit), "Of de school om voorrang vroeg.", 8),
    Kolom(
        "dagen",
        "Aantal dagen status",
        days_in_status,
        "Hele dagen sinds de melding deze status kreeg, op de dag van dit bestand.",
        20,
        getal=True,
    ),
    Kolom(
        "reden_afgesloten",
        "Reden afgesloten",
        lambda m, on: _label("reden_afgesloten", m.reden_afgesloten),
        "Waarom de gemeente de melding afsloot.",
        30,
    ),
)
_BY_NAME = {kolom.naam: kolom for kolom in KOLOMMEN}


def columns_for(actor: Actor) -> tuple[Kolom, ...]:
    """What this person may put in a file."""
    return tuple(kolom for kolom in KOLOMMEN if not kolom.rollen or actor.has_role(*kolom.rollen))


def chosen(namen: tuple[str, ...], actor: Actor) -> tuple[Kolom, ...]:
    """The columns with these names that this person may have, in the fixed order."""
    return tuple(kolom for kolom in columns_for(actor) if kolom.naam in namen)


def column(naam: str) -> Kolom:
    return _BY_NAME[naam]
