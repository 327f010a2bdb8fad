"""The list of attachments, for the pages of a draft, of a melding, and of the municipality."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.uitvoer.opmaak import datum, tijdstip
from verzuimloket.uitvoer.secties import Regels
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.codes import Kant, Status
from verzuimloket.verzuim.models import Bijlage, Concept, Melding

Bij = Melding | Concept


@dataclass(frozen=True)
class Lijst:
    """What the partial ``delen/bijlagen.jinja`` shows. ``toevoegen``: where that can be done; empty when it cannot."""

    rijen: list[dict[str, Any]]
    toevoegen: str


def lijst(actor: Actor, bij: Bij) -> Lijst:
    """The attachments as this person sees them, and what he or she may do."""
    mag = actor.has_role(Rol.MELDER) and bij.instelling_id in actor.instellingen
    kant = "gemeente" if queries.kant_of(actor) == Kant.INSTANTIE else _soort(bij)
    rijen = [_rij(each, bij, kant, mag=mag) for each in queries.bijlagen_of(actor, bij)]
    ruimte = len(rijen) < param("bijlage_max_aantal", on=clock.today())
    open_ = not (isinstance(bij, Melding) and bij.status == Status.INGETROKKEN)
    return Lijst(rijen, pagina(bij) if mag and ruimte and open_ else "")


def place_of(concept: Concept) -> Bij:
    """Where the files of a draft are: a change of a melding has none of its own."""
    melding = concept.ingediend or (concept.melding if concept.doel == "wijziging" else None)
    return melding or concept


def _soort(bij: Bij) -> str:
    return "concept" if isinstance(bij, Concept) else "melding"


def pagina(bij: Bij) -> str:
    """Where files are added."""
    return reverse(f"{_soort(bij)}-bijlagen", args=[bij.kenmerk])


def _rij(bijlage: Bijlage, bij: Bij, kant: str, *, mag: bool) -> dict[str, Any]:
    """One file, as a row of a summary list."""
    where = [bij.kenmerk, bijlage.kenmerk]
    links = [("Downloaden", reverse(f"{kant}-bijlage", args=where), bijlage.naam)]
    if mag:
        links.append(("Verwijderen", reverse(f"{kant}-bijlage-weg", args=where), bijlage.naam))
    return {"label": bijlage.naam, "value": beschrijving(bijlage), "links": links}


def beschrijving(bijlage: Bijlage) -> Regels:
    """Kind, size, who, when, until when."""
    soort = codelijst("bijlage_soort").label(bijlage.soort)
    return Regels(
        (
            f"{soort[:1].upper()}{soort[1:]}, {grootte(bijlage.grootte)}",
            f"Toegevoegd door {bijlage.toegevoegd_door} op {tijdstip(bijlage.toegevoegd_at)}",
            f"Wij bewaren dit bestand tot en met {datum(bijlage.bewaren_tot)}",
        )
    )


def grootte(bytes_: int) -> str:
    """A size as people say it."""
    if bytes_ < 1024 * 1024:
        return f"{max(1, round(bytes_ / 1024))} kB"
    return f"{bytes_ / 1024 / 1024:.1f} MB".replace(".", ",")
