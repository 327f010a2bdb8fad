"""Who acts, for which organisation, through which channel."""

from dataclasses import dataclass
from enum import StrEnum

from verzuimloket.core.errors import PermissionDenied


class Rol(StrEnum):
    """Roles that an administrator grants; the labels stand in codelijsten/rol.csv."""

    BEHEERDER = "beheerder"
    INSCHRIJVER = "inschrijver"
    MELDER = "verzuimloketmelder"
    BEHEERDER_ONDERWIJS = "verzuimloket-beheerder-onderwijs"
    RAADPLEGER = "raadpleger"
    BEHANDELAAR = "behandelaar-gemeente"
    RAPPORTAGES = "rapportages"
    REGISTERBEHEERDER = "registerbeheerder"


class Kanaal(StrEnum):
    """The door through which a change came; the labels stand in codelijsten/kanaal.csv."""

    SCHERM = "scherm"
    BESTAND = "bestand"
    KOPPELING = "koppeling"
    SYSTEEM = "systeem"


@dataclass(frozen=True)
class Actor:
    """The person or machine that acts. ``instellingen`` and ``instanties`` are the codes it may see.

    register:  true for the register itself (jobs, loading, the register holder): it sees all rows.
    beperking: empty, or a code of beperking.csv: a reader who sees less than the institution (WNS-01);
               ``locatie``: only meldingen of ``locaties``; ``leerlingen``: only of his or her own pupils.
    """

    naam: str
    kanaal: Kanaal
    rollen: frozenset[Rol] = frozenset()
    organisatie: str = ""
    organisatie_naam: str = ""
    instellingen: tuple[str, ...] = ()
    instanties: tuple[str, ...] = ()
    register: bool = False
    gebruiker_id: int | None = None
    beperking: str = ""
    locaties: tuple[str, ...] = ()

    def has_role(self, *rollen: Rol) -> bool:
        return bool(self.rollen.intersection(rollen))

    def demand(self, rol: Rol, *, instelling: str = "") -> None:
        """Raise PermissionDenied when this actor lacks the role, or acts for another institution.

        The register itself may do what its jobs and its loading need.
        """
        if self.register:
            return
        if not self.has_role(rol) or (instelling and instelling not in self.instellingen):
            raise PermissionDenied("Uw rol mag dit niet doen. Vraag uw beheerder om de juiste rol.")


SYSTEEM = Actor(naam="Register", kanaal=Kanaal.SYSTEEM, organisatie_naam="Verzuimloket", register=True)
