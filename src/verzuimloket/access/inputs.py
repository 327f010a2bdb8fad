"""What an administrator fills in."""

from dataclasses import dataclass

from verzuimloket.core.actor import Rol


@dataclass(frozen=True)
class GebruikerInput:
    """A person who gets a log-in, and the roles to begin with."""

    gebruikersnaam: str
    naam: str
    email: str
    rollen: tuple[Rol, ...]
