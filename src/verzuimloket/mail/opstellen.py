"""From a melding to its mails: with the present addresses, for sending and for showing beforehand."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from verzuimloket.core import clock
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.mail import notices
from verzuimloket.mail.models import Nieuwsbericht
from verzuimloket.mail.notices import Bericht
from verzuimloket.personen import queries as personen
from verzuimloket.routering import queries as routering
from verzuimloket.routering.queries import Bestemming
from verzuimloket.verzuim.codes import Kant
from verzuimloket.verzuim.inputs import MeldingInput
from verzuimloket.verzuim.models import Melding


def portaal() -> str:
    """The address of the portal, without a slash at its end."""
    return str(settings.PORTAAL_ADRES).rstrip("/")


def berichten(event: str, melding: Melding) -> list[Bericht]:
    """The mails that this event of a stored melding asks for."""
    return notices.berichten(event, _known(event, melding), portaal=portaal(), paden=_paden(melding))


def vooraf(event: str, melding: Melding, *, given: MeldingInput | None = None) -> list[Bericht]:
    """The mails that the next step with this melding will send; ``given``: what a change is about to store."""
    known = replace(_known(event, melding), versie=melding.versie + 1)
    if given:
        known = replace(known, email_contactpersoon=given.contact_email, taal=given.taal)
    return notices.vooraf(event, known, portaal=portaal(), paden=_paden(melding))


def vooraf_bericht(melding: Melding, *, van: Kant) -> list[Bericht]:
    """The mail to the other side that a message from this side will send."""
    naar = notices.INSTANTIE if van == Kant.SCHOOL else notices.CONTACTPERSOON
    return [mail for mail in vooraf("bericht", melding) if mail.aan == naar]


def vooraf_opvoeren(given: MeldingInput, found: Bestemming | None) -> list[Bericht]:
    """The mails that handing in this new melding will send; none while it has no destination."""
    if found is None:
        return []
    known = notices.Melding(
        nummer=None,
        kenmerk=None,
        versie=1,
        email_instantie=found.email or found.instantie.email,
        naam_instantie=found.instantie.naam,
        email_contactpersoon=given.contact_email,
        kopie_gewenst=given.email_naar_melder,
        taal=given.taal,
    )
    return notices.vooraf("opvoeren", known, portaal=portaal(), paden={})


def nieuws(bericht: Nieuwsbericht, *, lezer: int = 0, adres: str = "", taal: str = notices.NEDERLANDS) -> Bericht:
    """An item as a mail to one reader; without a reader as the register holder sees it beforehand."""
    return notices.nieuws(
        bericht.titel,
        bericht.tekst,
        wat=str(bericht),
        lezer=lezer,
        adres=adres,
        taal=taal,
        portaal=portaal(),
        voorkeuren=reverse("voorkeuren"),
    )


def _known(event: str, melding: Melding) -> notices.Melding:
    tells_agency = notices.goes_to(event, notices.INSTANTIE)  # who writes to a school need not see the address
    return notices.Melding(
        nummer=melding.nummer,
        kenmerk=melding.kenmerk,
        versie=melding.versie,
        email_instantie=_mailbox(melding) if tells_agency else "",
        naam_instantie=melding.instantie.naam,
        email_contactpersoon=melding.contact_email,
        kopie_gewenst=melding.email_naar_melder,
        taal=melding.taal,
    )


def _paden(melding: Melding) -> dict[str, str]:
    return {
        notices.INSTANTIE: reverse("gemeente-melding", args=[melding.kenmerk]),
        notices.CONTACTPERSOON: reverse("melding", args=[melding.kenmerk]),
    }


def _mailbox(melding: Melding) -> str:
    """Where the body that handles the melding wants its mail: as its municipality routed, or its own."""
    reported = melding.melddatum.astimezone(clock.AMSTERDAM).date()
    adres = personen.adres_op(melding.persoon, reported)
    categorie = routering.categorie(instellingen.sector_of(melding.instelling_id), melding.wet)
    found = routering.bestemming(adres.gemeentecode, categorie, on=clock.today()) if adres else None
    routed = found.email if found and found.instantie.pk == melding.instantie_id else ""
    return routed or melding.instantie.email
