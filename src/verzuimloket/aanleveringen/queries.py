"""Reading files that were sent: those of the own organisation, for who has the role for their soort."""

import hashlib
import json
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from verzuimloket.aanleveringen.codes import AANVRAAG_LEVERING, ANTWOORD
from verzuimloket.aanleveringen.inputs import Hersteld, InhoudFacts, InhoudInput, Regelbevinding, Telling
from verzuimloket.aanleveringen.models import Aanlevering, Bevinding
from verzuimloket.aanleveringen.rules import INHOUD
from verzuimloket.bestanden import queries as bestanden
from verzuimloket.core import kluis
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.codelijsten import Code, codelijst
from verzuimloket.core.errors import Violation

BEWAARD = 100_000  # findings of one file that are kept; the rest is only counted


def own(actor: Actor) -> QuerySet[Aanlevering]:
    """What this organisation sent, or somebody else for one of its institutions; the newest first."""
    rows = Aanlevering.objects.select_related("bestand__gebruiker", "instelling", "terug", "foute_regels")
    rows = rows.order_by("-ontvangen_at", "-pk")
    if actor.register:
        return rows
    if actor.beperking:
        return rows.none()
    lijst = codelijst("bestandssoort")
    mine = Q(bestand__organisatie=actor.organisatie) | Q(bestand__instelling__in=actor.instellingen)
    return rows.filter(mine, soort__in=[code.code for code in lijst if _has_role(actor, code)])


def _has_role(actor: Actor, code: Code) -> bool:
    return actor.has_role(*(rol for rol in Rol if rol == code.extra["rol"]))


def may_send(actor: Actor, soort: str) -> bool:
    """Whether a role of this actor goes with that soort; the register may do what its command line needs."""
    return actor.register or _has_role(actor, codelijst("bestandssoort")[soort])


def soorten(actor: Actor, *, on: date) -> list[Code]:
    """What this actor can send here; a delivery is asked for by a municipality or region, never by a school."""
    may = [soort for soort in bestanden.soorten(actor, "in", on=on) if soort in ANTWOORD]
    return [codelijst("bestandssoort")[soort] for soort in may if soort != AANVRAAG_LEVERING or actor.instanties]


def current(pk: int) -> Aanlevering:
    """The newest state, with its file. Raises DoesNotExist."""
    return Aanlevering.objects.select_related("bestand", "terug", "foute_regels").get(pk=pk)


# what was found


def bevindingen(aanlevering: Aanlevering, vanaf: int = 0, aantal: int = 50, code: str = "") -> list[Regelbevinding]:
    """Findings by line, opened; ``vanaf``: so many are skipped."""
    rows = Bevinding.objects.filter(aanlevering=aanlevering, **({"code": code} if code else {}))
    rows = rows.order_by("regel", "pk")[vanaf : vanaf + aantal]
    return [_opened(aanlevering, row) for row in rows]


def _opened(aanlevering: Aanlevering, row: Bevinding) -> Regelbevinding:
    inhoud = json.loads(kluis.unseal(key(), bytes(row.inhoud), place(aanlevering, row.regel)))
    return Regelbevinding(row.regel, row.kolom, inhoud["waarde"], row.code, inhoud["tekst"], row.blokkeert)


def per_code(aanlevering: Aanlevering) -> list[Telling]:
    """How often each code was found, the most frequent first; also those beyond what is kept."""
    found = [Telling(code, aantal, blokkeert) for code, (aantal, blokkeert) in aanlevering.telling.items()]
    return sorted(found, key=lambda each: (not each.blokkeert, -each.aantal, each.code))


def totaal_bevindingen(aanlevering: Aanlevering) -> int:
    """How many findings there are; of these BEWAARD are kept at most."""
    return sum(each.aantal for each in per_code(aanlevering))


def herstel(aanlevering: Aanlevering) -> list[Hersteld]:
    """Which columns were repaired while reading, and how often."""
    found: dict[str, Any] = aanlevering.leeswijze.get("herstel", {})
    return [Hersteld(kolom, each["aantal"], tuple(each["regels"])) for kolom, each in found.items()]


def voorbeeld(aanlevering: Aanlevering) -> list[tuple[str, ...]]:
    """The first lines as they were read: cells as text, under the headings of ``leeswijze["kop"]``."""
    if not aanlevering.voorbeeld:
        return []
    text = kluis.unseal(key(), bytes(aanlevering.voorbeeld), place(aanlevering, 0))
    return [tuple(cells) for cells in json.loads(text)]


def opmerkingen(aanlevering: Aanlevering, actor: Actor) -> list[Violation]:
    """What the sender should know of the file as a whole, though nothing is wrong with it."""
    ontvangen = aanlevering.ontvangen_at.astimezone(AMSTERDAM).date()
    before = _earlier(aanlevering, actor)
    inhoud = aanlevering.leeswijze.get("soort", "")
    given = InhoudInput(aanlevering.bestand.naam, aanlevering.bestand.grootte, inhoud)
    facts = InhoudFacts(ontvangen, before.ontvangen_at.astimezone(AMSTERDAM).date() if before else None)
    return [violation for violation in INHOUD.broken(given, facts, on=ontvangen) if not violation.blocks]


def _earlier(aanlevering: Aanlevering, actor: Actor) -> Aanlevering | None:
    """The same content, sent before for the same purpose."""
    rows = own(actor).filter(vingerafdruk=aanlevering.vingerafdruk, soort=aanlevering.soort, pk__lt=aanlevering.pk)
    return rows.filter(bestand__organisatie=aanlevering.bestand.organisatie).first()


# sealing


def key() -> bytes:
    """Of findings and fingerprints. They live for months: a new secret of the register ends them sooner."""
    return hashlib.sha256(b"verzuimloket aanleveringen " + settings.SECRET_KEY.encode()).digest()


def place(aanlevering: Aanlevering, regel: int) -> str:
    """To what a finding is bound: it opens only there."""
    return f"aanlevering {aanlevering.kenmerk} regel {regel}"
