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
INSTANTIE, CONTACTPERSOON = "instantie", "contactpersoon"


@dataclass(frozen=True)
class Melding:
    """What the notices may know of a melding. The two addresses are only written on the envelope."""

    nummer: int
    kenmerk: UUID
    versie: int
    email_instantie: str
    email_contactpersoon: str
    kopie_gewenst: bool


class Soort(NamedTuple):
    """One kind of mail: its receiver, subject, template; and when it is sent."""

    aan: str
    onderwerp: str
    template: str
    when: Callable[[Melding], bool] = lambda melding: True


@dataclass(frozen=True)
class Bericht:
    """One mail. ``message_id`` is the same each time this mail is sent, so that a repeat is recognised."""

    aan: str
    adres: str
    onderwerp: str
    tekst: str
    message_id: str


# event: kinds of mail. The events of an agency and of a withdrawal are those of verzuim/states.py.
SOORTEN: dict[str, tuple[Soort, ...]] = {
    "opvoeren": (
        Soort(INSTANTIE, "Nieuwe verzuimmelding {}", "opgevoerd_instantie"),
        Soort(CONTACTPERSOON, "Verzuimmelding {} is verstuurd", "opgevoerd_kopie", lambda m: m.kopie_gewenst),
    ),
    "wijzigen": (Soort(INSTANTIE, "Verzuimmelding {} is gewijzigd", "gewijzigd"),),
    "intrekken": (Soort(INSTANTIE, "Verzuimmelding {} is ingetrokken", "ingetrokken"),),
    "in_behandeling_nemen": (Soort(CONTACTPERSOON, "Bericht over verzuimmelding {}", "in_behandeling"),),
    "terugkoppelen": (Soort(CONTACTPERSOON, "Bericht over verzuimmelding {}", "terugkoppeling"),),
    "afsluiten": (Soort(CONTACTPERSOON, "Bericht over verzuimmelding {}", "afgesloten"),),
    "ter_kennisgeving_aannemen": (Soort(CONTACTPERSOON, "Bericht over verzuimmelding {}", "afgesloten"),),
}


def berichten(event: str, melding: Melding, *, portaal: str, paden: dict[str, str]) -> list[Bericht]:
    """The mails that this event asks for.

    portaal: address of the portal; paden: per receiver the path of the page of this melding.
    """
    return [
        _bericht(event, soort, melding, portaal, paden[soort.aan]) for soort in SOORTEN[event] if soort.when(melding)
    ]


def _bericht(event: str, soort: Soort, melding: Melding, portaal: str, pad: str) -> Bericht:
    template = _TEMPLATES.get_template(f"{soort.template}.txt.jinja")
    return Bericht(
        aan=soort.aan,
        adres=melding.email_instantie if soort.aan == INSTANTIE else melding.email_contactpersoon,
        onderwerp=soort.onderwerp.format(melding.nummer),
        tekst=template.render(nummer=melding.nummer, link=portaal + pad),
        message_id=f"<{melding.kenmerk}.{melding.versie}.{event}.{soort.aan}@{urlsplit(portaal).hostname}>",
    )
