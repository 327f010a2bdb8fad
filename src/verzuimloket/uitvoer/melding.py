"""One melding, as it is or as it was, in all its sections: on screen and on paper the same."""

from dataclasses import replace

from verzuimloket.personen.models import AdresVelden, PersoonVelden
from verzuimloket.uitvoer.opmaak import label
from verzuimloket.uitvoer.secties import Rij, Sectie, alineas, kop, terugkoppeling
from verzuimloket.uitvoer.secties import secties as onderdelen
from verzuimloket.uitvoer.wie import rijen
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.models import Melding, MeldingVersie


def secties(
    stand: Melding | MeldingVersie,
    persoon: PersoonVelden,
    adres: AdresVelden | None,
    *,
    toon: bool = False,
) -> list[Sectie]:
    """A melding, or a version of one, in the sections of S2 L1089-1140 (RPL-13, RPL-14)."""
    given = replace(queries.as_input(stand), locatie="")  # its name comes along with the row itself
    leerling, *other = onderdelen(given)
    person = rijen(persoon, adres, toon=toon)
    locatie = {"Onderwijslocatie": str(stand.locatie) if stand.locatie else ""}
    return [
        Sectie("Melding", "", _melding(stand)),
        replace(leerling, rijen=(*person, *leerling.rijen)),
        *(_filled(sectie, locatie) for sectie in other),
        Sectie("Terugkoppeling", "", tuple(terugkoppeling(stand))),
    ]


def _filled(sectie: Sectie, values: dict[str, str]) -> Sectie:
    return replace(sectie, rijen=tuple((naam, values.get(naam, value)) for naam, value in sectie.rijen))


def _melding(stand: Melding | MeldingVersie) -> tuple[Rij, ...]:
    """What the register and the municipality made of it; how it ended only when it did."""
    ended = (
        ("Reden melding afgesloten", label(stand.reden_afgesloten, "reden_afgesloten")),
        ("Opmerking bij afsluiten", label(stand.opmerking_afsluiten, "opmerking_afsluiten")),
        ("Reden melding ingetrokken", label(stand.reden_intrekken, "reden_intrekken")),
        ("Toelichting ingetrokken", alineas(stand.toelichting_intrekken)),
    )
    return (
        *kop(stand),
        ("Behandelende instantie", f"{stand.instantie_id} {stand.instantie.naam}"),
        *(rij for rij in ended if rij[1]),
    )
