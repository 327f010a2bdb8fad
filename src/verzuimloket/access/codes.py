"""Which roles fit which kind of organisation (domain rules §12.1; AUT-15 to AUT-17)."""

from verzuimloket.core.actor import Rol

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
