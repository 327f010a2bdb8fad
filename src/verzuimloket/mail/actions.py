"""Writing news: a draft, placing it, and that everyone who wanted it by mail has it (EML-05)."""

from datetime import date, datetime

from django.db import transaction

from verzuimloket.core import audit, jobs
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import Rejected, TransitionNotAllowed, Violation
from verzuimloket.mail.models import Nieuwsbericht

_PLACED = "Dit nieuwsbericht is geplaatst en kan niet meer worden gewijzigd. Schrijf een nieuw bericht."


@transaction.atomic
def write_news(
    titel: str, tekst: str, vanaf: date | None, *, by: Actor, bericht: Nieuwsbericht | None = None
) -> Nieuwsbericht:
    """A new draft, or other words in one. Raises Rejected, and TransitionNotAllowed when it was placed."""
    by.demand(Rol.REGISTERBEHEERDER)
    found = Nieuwsbericht.objects.select_for_update().get(pk=bericht.pk) if bericht else Nieuwsbericht()
    if found.geplaatst_at:
        raise TransitionNotAllowed("NB_geplaatst", _PLACED)
    wrong = [Violation("NB_verplicht", text, field) for field, text, there in _checks(titel, tekst, vanaf) if not there]
    if wrong:
        raise Rejected(wrong)
    assert vanaf
    found.titel, found.tekst, found.vanaf = titel, tekst, vanaf
    found.save()
    audit.record("nieuws:schrijven", found, by=by)
    return found


def _checks(titel: str, tekst: str, vanaf: date | None) -> list[tuple[str, str, bool]]:
    return [
        ("titel", "Vul een titel in.", bool(titel)),
        ("tekst", "Schrijf het nieuws.", bool(tekst)),
        ("vanaf", "Vul in vanaf welke dag het nieuws op de startpagina staat.", vanaf is not None),
    ]


@transaction.atomic
def place_news(bericht: Nieuwsbericht, *, by: Actor, at: datetime) -> Nieuwsbericht:
    """Let everyone read it from its day on; from then it is mailed too. Twice is the same as once."""
    by.demand(Rol.REGISTERBEHEERDER)
    found = Nieuwsbericht.objects.select_for_update().get(pk=bericht.pk)
    if found.geplaatst_at:
        return found
    found.geplaatst_at = at
    found.save(update_fields=["geplaatst_at"])
    audit.record("nieuws:plaatsen", found, by=by)
    if found.vanaf <= at.astimezone(AMSTERDAM).date():
        jobs.defer("nieuws_versturen", nieuwsbericht_id=found.pk)
    return found


@transaction.atomic
def news_is_sent(bericht: Nieuwsbericht, *, by: Actor, at: datetime) -> None:
    """Every reader who wants it by mail was served."""
    if Nieuwsbericht.objects.filter(pk=bericht.pk, verzonden_at__isnull=True).update(verzonden_at=at):
        audit.record("nieuws:versturen", bericht, by=by)
