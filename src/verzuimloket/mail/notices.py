"""Which e-mail follows from which event: to whom, with which subject and text (domain rules §11). Pure.

A mail carries the number of the melding, that something happened, and a link: no name, person
number, reason or text of anyone. It is read in mailboxes that this register does not guard.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from jinja2 import Environment, PackageLoader, StrictUndefined

# Plain text: nothing to escape, and every variable must be there.
_TEMPLATES = Environment(
    loader=PackageLoader("verzuimloket.mail"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
INSTANTIE, CONTACTPERSOON, LEZER = "instantie", "contactpersoon", "lezer"
NEDERLANDS = "nl"
TALEN = (NEDERLANDS, "en")
NUMMER_VOLGT, LINK_VOLGT = "<nummer volgt>", "<link volgt>"


@dataclass(frozen=True)
class Melding:
    """What the notices may know of a melding. The two addresses are only written on the envelope.

    nummer, kenmerk: None before the melding is stored.
    taal:            of the mails to the contact person; the body is written to in Dutch.
    """

    nummer: int | None
    kenmerk: UUID | None
    versie: int
    email_instantie: str
    email_contactpersoon: str
    kopie_gewenst: bool
    naam_instantie: str = ""
    taal: str = NEDERLANDS


class Soort(NamedTuple):
    """One kind of mail: its receiver and template; when it is sent; the same as a sentence, if that is not always."""

    aan: str
    template: str
    when: Callable[[Melding], bool] = lambda melding: True
    voorwaarde: str = ""


@dataclass(frozen=True)
class Bericht:
    """One mail. ``message_id`` is the same each time this mail is sent, so that a repeat is recognised.

    wie:        the receiver in words, for a screen.
    voorwaarde: when it is sent, if that is not always.
    """

    aan: str
    adres: str
    onderwerp: str
    tekst: str
    message_id: str
    taal: str = NEDERLANDS
    wie: str = ""
    voorwaarde: str = ""


# event: kinds of mail. The events of an agency and of a withdrawal are those of verzuim/states.py;
# ``vrijstelling`` and ``vervangend`` are what the register finds itself (domain rules §13.4).
SOORTEN: dict[str, tuple[Soort, ...]] = {
    "opvoeren": (
        Soort(INSTANTIE, "opgevoerd_instantie"),
        Soort(
            CONTACTPERSOON,
            "opgevoerd_kopie",
            lambda melding: melding.kopie_gewenst,
            "Alleen als u bij E-mail sturen naar melder Ja kiest.",
        ),
    ),
    "wijzigen": (Soort(INSTANTIE, "gewijzigd", voorwaarde="Alleen als u iets hebt gewijzigd."),),
    "intrekken": (Soort(INSTANTIE, "ingetrokken"),),
    "in_behandeling_nemen": (Soort(CONTACTPERSOON, "in_behandeling"),),
    "terugkoppelen": (Soort(CONTACTPERSOON, "terugkoppeling"),),
    "afsluiten": (Soort(CONTACTPERSOON, "afgesloten"),),
    "ter_kennisgeving_aannemen": (Soort(CONTACTPERSOON, "afgesloten"),),
    "bericht": (Soort(INSTANTIE, "bericht"), Soort(CONTACTPERSOON, "bericht")),  # one of the two: the other side
    "bijlage_toevoegen": (Soort(INSTANTIE, "bijlage"),),
    "herinneren": (Soort(CONTACTPERSOON, "herinnering"),),
    "vrijstelling": (Soort(INSTANTIE, "vrijstelling"), Soort(CONTACTPERSOON, "vrijstelling")),
    "vervangend": (Soort(INSTANTIE, "vervangend"), Soort(CONTACTPERSOON, "vervangend")),
}


def berichten(event: str, melding: Melding, *, portaal: str, paden: dict[str, str]) -> list[Bericht]:
    """The mails that this event asks for.

    portaal: address of the portal; paden: per receiver the path of the page of this melding.
    """
    return [_bericht(event, soort, melding, portaal, paden) for soort in SOORTEN[event] if soort.when(melding)]


def vooraf(event: str, melding: Melding, *, portaal: str, paden: dict[str, str]) -> list[Bericht]:
    """The mails that this event will ask for, with those that still depend on an answer on the page."""
    return [_bericht(event, soort, melding, portaal, paden) for soort in SOORTEN[event]]


def nieuws(
    titel: str, tekst: str, *, wat: str, lezer: int, adres: str, taal: str, portaal: str, voorkeuren: str
) -> Bericht:
    """News for one reader, with the way to stop it. wat: which item; voorkeuren: path of the page."""
    taal = taal if taal in TALEN else NEDERLANDS
    known = {"titel": titel, "tekst": tekst, "portaal": f"{portaal}/", "voorkeuren": portaal + voorkeuren}
    onderwerp, text = compose("nieuws", taal, **known)
    message_id = f"<{wat.replace(' ', '.')}.{lezer}@{urlsplit(portaal).hostname}>"
    return Bericht(LEZER, adres, onderwerp, text, message_id, taal, "iedereen die nieuws per e-mail wil")


def goes_to(event: str, aan: str) -> bool:
    """Whether an event may ask for a mail to this receiver."""
    return any(soort.aan == aan for soort in SOORTEN[event])


def compose(template: str, taal: str, **known: object) -> tuple[str, str]:
    """Subject and text. A template begins with its subject and an empty line."""
    text = _TEMPLATES.get_template(f"{taal}/{template}.txt.jinja").render(**known)
    onderwerp, _, tekst = text.strip().partition("\n\n")
    return onderwerp, tekst


def _bericht(event: str, soort: Soort, melding: Melding, portaal: str, paden: dict[str, str]) -> Bericht:
    taal = NEDERLANDS if soort.aan == INSTANTIE or melding.taal not in TALEN else melding.taal
    onderwerp, tekst = compose(
        soort.template,
        taal,
        nummer=melding.nummer or NUMMER_VOLGT,
        link=portaal + paden[soort.aan] if melding.kenmerk else LINK_VOLGT,
    )
    return Bericht(
        aan=soort.aan,
        adres=melding.email_instantie if soort.aan == INSTANTIE else melding.email_contactpersoon,
        onderwerp=onderwerp,
        tekst=tekst,
        message_id=f"<{melding.kenmerk}.{melding.versie}.{event}.{soort.aan}@{urlsplit(portaal).hostname}>",
        taal=taal,
        wie=_wie(soort.aan, melding),
        voorwaarde=soort.voorwaarde,
    )


def _wie(aan: str, melding: Melding) -> str:
    if aan == INSTANTIE:
        return f"de instantie {melding.naam_instantie}".strip()
    return "de contactpersoon van de school"
