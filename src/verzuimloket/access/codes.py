"""Which roles fit which kind of organisation (domain rules §12.1; AUT-15 to AUT-17)."""

from verzuimloket.core.actor import Rol

BEPERKT_LOCATIE, BEPERKT_LEERLINGEN = "locatie", "leerlingen"  # codes of beperking.csv

# Roles that see all pupils of the organisation anyway: with one of these the limit of a reader does not hold.
ZIET_ALLE_LEERLINGEN = (Rol.MELDER, Rol.INSCHRIJVER, Rol.BEHEERDER_ONDERWIJS)

_SCHOOL = (
    Rol.BEHEERDER,
    Rol.INSCHRIJVER,
    Rol.MELDER,
    Rol.BEHEERDER_ONDERWIJS,
    Rol.RAADPLEGER,
    Rol.RAPPORTAGES,
)
ROLLEN_VAN: dict[str, tuple[Rol, ...]] = {
    "bestuur": _SCHOOL,
    "instelling": _SCHOOL,
    "instantie": (Rol.BEHEERDER, Rol.BEHANDELAAR, Rol.RAPPORTAGES),
    "register": (Rol.REGISTERBEHEERDER,),
}
