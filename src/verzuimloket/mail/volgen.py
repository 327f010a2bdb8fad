"""Mails to people by name: followers, a colleague, and reminders. Composed from the account at the moment of sending.

Who lost the role that may see the melding gets nothing (WNS-02; domain rules §11).
"""

from dataclasses import replace
from urllib.parse import urlsplit

from django.urls import reverse

from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.access import queries as access
from verzuimloket.access.models import Gebruiker
from verzuimloket.core import clock
from verzuimloket.mail import notices, opstellen
from verzuimloket.mail.notices import CONTACTPERSOON, INSTANTIE, TALEN
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.codes import Kant
from verzuimloket.verzuim.models import Bericht, Bijlage, Concept, Melding

_PAGINA = {Kant.SCHOOL: "melding", Kant.INSTANTIE: "gemeente-melding"}
VOLGER, COLLEGA, AFZENDER = "volger", "collega", "afzender"


def to_followers(event: str, melding: Melding) -> list[notices.Bericht]:
    """Something happened to the melding: a mail to each follower."""
    return _followers(melding, f"{melding.kenmerk}.{melding.versie}.{event}")


def about(bericht: Bericht) -> list[notices.Bericht]:
    """A message was placed: to the other side, or to the colleague; and to the followers who may read it."""
    melding, kern = bericht.melding, f"{bericht.kenmerk}.bericht"
    if not bericht.intern:
        other = INSTANTIE if bericht.kant == Kant.SCHOOL else CONTACTPERSOON
        mails = [each for each in opstellen.berichten("bericht", melding) if each.aan == other]
        found = [replace(each, message_id=_message_id(f"{kern}.{each.aan}")) for each in mails]
    else:
        found = _to_colleague(bericht, kern)
    known = {bericht.gebruiker_id, bericht.aan_id}
    return [*found, *_followers(melding, kern, kant=bericht.kant if bericht.intern else "", but=known)]


def about_file(bijlage: Bijlage, melding: Melding) -> list[notices.Bericht]:
    """A school added a file to a melding that was sent before: to the agency and the followers (WNS-03)."""
    kern = f"{bijlage.kenmerk}.bijlage"
    mails = opstellen.berichten("bijlage_toevoegen", melding)
    told = [replace(each, message_id=_message_id(f"{kern}.{each.aan}")) for each in mails]
    return [*told, *_followers(melding, kern)]


def reminder(melding: Melding, week: str) -> list[notices.Bericht]:
    """The end date is still missing: to the contact person, once in this week."""
    mails = opstellen.berichten("herinneren", melding)
    return [replace(each, message_id=_message_id(f"{melding.kenmerk}.{week}.herinneren.{each.aan}")) for each in mails]


def handed_over(concept: Concept, moment: str) -> list[notices.Bericht]:
    """A draft waits for a colleague. ``moment``: when it was handed over; it may come back and go again."""
    owner = concept.gebruiker
    if not queries.may_report(owner, concept.instelling_id, on=clock.today()):
        return []
    stap = "melding" if concept.doel == "wijziging" else "leerling"
    pad = reverse("verzuim-stap", args=[concept.pk, stap])
    return [_personal("concept", COLLEGA, owner, pad, "", f"{concept.pk}.{moment}.overdragen.{owner.pk}")]


def file_ready(aanlevering: Aanlevering) -> list[notices.Bericht]:
    """A file was checked or stored: to who sent it. Which of the two, and of what, stands on the page."""
    sender, moment = aanlevering.bestand.gebruiker, aanlevering.verwerkt_at or aanlevering.gecontroleerd_at
    if sender is None or moment is None:
        return []
    kern = f"{aanlevering.kenmerk}.{aanlevering.stand.lower()}.{int(moment.timestamp())}.aanlevering"
    return [_personal("aanlevering", AFZENDER, sender, reverse("aanlevering", args=[aanlevering.kenmerk]), "", kern)]


def _to_colleague(bericht: Bericht, kern: str) -> list[notices.Bericht]:
    melding, kant = bericht.melding, Kant(bericht.kant)
    if bericht.aan is None or not queries.may_see(bericht.aan, melding, kant, on=clock.today()):
        return []
    pad = reverse(_PAGINA[kant], args=[melding.kenmerk])
    return [_personal("doorgestuurd", COLLEGA, bericht.aan, pad, melding.nummer, f"{kern}.collega-{bericht.aan_id}")]


def _followers(
    melding: Melding, kern: str, *, kant: str = "", but: set[int | None] | None = None
) -> list[notices.Bericht]:
    """A mail to each follower (of one side) who may still see the melding; ``but``: who knows already."""
    return [
        _personal(
            "gevolgd",
            VOLGER,
            volger.gebruiker,
            reverse(_PAGINA[Kant(volger.kant)], args=[melding.kenmerk]),
            melding.nummer,
            f"{kern}.volger-{volger.gebruiker_id}",
        )
        for volger in queries.followers(melding, on=clock.today(), kant=kant)
        if volger.gebruiker_id not in (but or ())
    ]


def _personal(template: str, aan: str, gebruiker: Gebruiker, pad: str, nummer: int | str, kern: str) -> notices.Bericht:
    taal = access.preferences_of(gebruiker.pk).taal
    taal = taal if taal in TALEN else notices.NEDERLANDS
    onderwerp, tekst = notices.compose(template, taal, nummer=nummer, link=opstellen.portaal() + pad)
    return notices.Bericht(aan, gebruiker.email, onderwerp, tekst, _message_id(kern), taal)


def _message_id(kern: str) -> str:
    return f"<{kern}@{urlsplit(opstellen.portaal()).hostname}>"
