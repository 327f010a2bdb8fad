"""Giving and taking back roles, and how far a reader may look."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from verzuimloket.access import queries, rules
from verzuimloket.access.codes import BEPERKT_LOCATIE
from verzuimloket.access.inputs import Inzage
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected

_ALLES = Inzage()


@transaction.atomic
def grant(
    gebruiker: Gebruiker,
    rol: Rol,
    soort_kenmerk: str,
    kenmerk: str,
    *,
    by: Actor,
    vanaf: date,
    inzage: Inzage = _ALLES,
) -> Machtiging:
    """Give a role for an organisation; giving it again changes nothing, giving it back reopens it (AUT-15).

    inzage: how far a reader may look; other roles know no limit.
    Raises PermissionDenied when the giver is no administrator of that organisation, or gives it to himself;
    Rejected when such an organisation has no such role.
    """
    _demand_beheerder(by, gebruiker, soort_kenmerk, kenmerk)
    limit = _limit(inzage if rol == Rol.RAADPLEGER else _ALLES)
    if not rules.fits(rol, soort_kenmerk):
        raise Rejected([rules.PAST_NIET])
    machtiging, is_new = Machtiging.objects.get_or_create(
        gebruiker=gebruiker,
        rol=rol,
        soort_kenmerk=soort_kenmerk,
        kenmerk=kenmerk,
        defaults={"begindatum": vanaf, **limit},
    )
    ended = machtiging.einddatum is not None and machtiging.einddatum < vanaf
    if ended:
        machtiging.begindatum, machtiging.einddatum = vanaf, None
        machtiging.beperking, machtiging.locaties = limit["beperking"], limit["locaties"]
        machtiging.save(update_fields=["begindatum", "einddatum", "beperking", "locaties"])
    if is_new or ended:
        audit.record(
            "machtiging:verlenen", queries.subject_of(gebruiker), by=by, rol=rol, kenmerk=kenmerk, **_told(limit)
        )
    return machtiging


def _limit(inzage: Inzage) -> dict[str, Any]:
    """The columns of a limit. Locations only go with the limit to locations."""
    if wrong := rules.wrong_inzage(inzage):
        raise Rejected(wrong)
    codes = sorted(inzage.locaties) if inzage.beperking == BEPERKT_LOCATIE else []
    return {"beperking": inzage.beperking, "locaties": codes}


def _told(limit: dict[str, Any]) -> dict[str, Any]:
    return limit if limit["beperking"] else {}


@transaction.atomic
def set_inzage(gebruiker: Gebruiker, soort_kenmerk: str, kenmerk: str, inzage: Inzage, *, by: Actor, on: date) -> bool:
    """Change how far a reader may look (WNS-01), at once. Whether anything changed."""
    _demand_beheerder(by, gebruiker, soort_kenmerk, kenmerk)
    limit = _limit(inzage)
    rows = queries.in_force(gebruiker.machtigingen.select_for_update(), on=on)
    row = rows.filter(rol=Rol.RAADPLEGER, soort_kenmerk=soort_kenmerk, kenmerk=kenmerk).first()
    if row is None or {"beperking": row.beperking, "locaties": row.locaties} == limit:
        return False
    row.beperking, row.locaties = limit["beperking"], limit["locaties"]
    row.save(update_fields=["beperking", "locaties"])
    audit.record("machtiging:beperken", queries.subject_of(gebruiker), by=by, kenmerk=kenmerk, **limit)
    return True


@transaction.atomic
def withdraw_role(gebruiker: Gebruiker, rol: Rol, soort_kenmerk: str, kenmerk: str, *, by: Actor, on: date) -> bool:
    """Take a role back, at once: the last day was yesterday. Whether there was anything to take.

    A role that began today never held for a whole day; its row goes, the audit trail keeps both moments.
    """
    _demand_beheerder(by, gebruiker, soort_kenmerk, kenmerk)
    rows = queries.in_force(gebruiker.machtigingen.select_for_update(), on=on)
    machtiging = rows.filter(rol=rol, soort_kenmerk=soort_kenmerk, kenmerk=kenmerk).first()
    if machtiging is None:
        return False
    if machtiging.begindatum < on:
        machtiging.einddatum = on - timedelta(days=1)
        machtiging.save(update_fields=["einddatum"])
    else:
        machtiging.delete()
    audit.record("machtiging:innemen", queries.subject_of(gebruiker), by=by, rol=rol, kenmerk=kenmerk)
    return True


@transaction.atomic
def change_roles(
    gebruiker: Gebruiker,
    soort_kenmerk: str,
    kenmerk: str,
    *,
    geven: Iterable[Rol] = (),
    innemen: Iterable[Rol] = (),
    inzage: Inzage | None = None,
    by: Actor,
    on: date,
) -> None:
    """Give and take back roles of one person together. Raises Rejected for the administrator's own roles.

    inzage: how far this person may look as a reader; none leaves that as it is.
    """
    if gebruiker.pk == by.gebruiker_id:
        raise Rejected([rules.EIGEN])
    for rol in geven:
        grant(gebruiker, rol, soort_kenmerk, kenmerk, by=by, vanaf=on, inzage=inzage or _ALLES)
    for rol in innemen:
        withdraw_role(gebruiker, rol, soort_kenmerk, kenmerk, by=by, on=on)
    if inzage is not None:
        set_inzage(gebruiker, soort_kenmerk, kenmerk, inzage, by=by, on=on)


def _demand_beheerder(by: Actor, gebruiker: Gebruiker, soort_kenmerk: str, kenmerk: str) -> None:
    by.demand(Rol.BEHEERDER)
    own = gebruiker.pk == by.gebruiker_id
    if by.register and not own:
        return
    if own or soort_kenmerk == "register" or kenmerk != by.organisatie:
        raise PermissionDenied("U kunt alleen rollen geven aan anderen, voor uw eigen organisatie.")
