"""What an administrator fills in."""

from dataclasses import dataclass
from datetime import date

from verzuimloket.core.actor import Rol


@dataclass(frozen=True)
class Inzage:
    """How far a reader may look (WNS-01). beperking: empty for all of the organisation, or a code of beperking.csv."""

    beperking: str = ""
    locaties: tuple[str, ...] = ()


@dataclass(frozen=True)
class GebruikerInput:
    """A person who gets a log-in, and the roles to begin with."""

    gebruikersnaam: str
    naam: str
    email: str
    rollen: tuple[Rol, ...]
    inzage: Inzage = Inzage()


@dataclass(frozen=True)
class VoorkeurenInput:
    """What somebody chose. taal: of the mails to a contact person; nieuwsbrief: whether news comes by mail;
    schermtaal: of the portal."""

    taal: str = "nl"
    nieuwsbrief: bool = False
    schermtaal: str = "nl"


@dataclass(frozen=True)
class ApisleutelInput:
    """A key for the machine link. bereik: codes of api_bereik.csv; vervalt_op: the last day on which it opens."""

    instelling: str
    label: str
    bereik: tuple[str, ...]
    vervalt_op: date | None
