"""The facts for the duty by age, and for the advice which melding fits."""

from datetime import date

from verzuimloket.core.parameters import param
from verzuimloket.inschrijvingen import queries as inschrijvingen
from verzuimloket.inschrijvingen.inputs import Periode
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.leerplicht.codes import VRIJ_VAN_KWALIFICATIEPLICHT
from verzuimloket.leerplicht.inputs import PlichtFacts
from verzuimloket.leerplicht.rules import is_startkwalificatie
from verzuimloket.personen.models import Persoon
from verzuimloket.vrijstellingen import queries as vrijstellingen


def plicht_facts(persoon: Persoon, instelling: str, *, on: date) -> PlichtFacts:
    """What the register knows, in two queries; three for a young child. ``instelling``: whose holidays count.

    How many full school years somebody attended is not in the register: those facts stay empty.
    """
    diplomas = inschrijvingen.diplomas_of(persoon)
    starts = [each.datum for each in diplomas if is_startkwalificatie(each.soort, each.niveau)]
    exempt = [each.datum for each in diplomas if each.soort in VRIJ_VAN_KWALIFICATIEPLICHT]
    return PlichtFacts(
        geboren=persoon.geboren,
        overleden_op=persoon.overlijdensdatum,
        startkwalificatie_op=min(starts, default=None),
        vrij_van_kwalificatieplicht_op=min(exempt, default=None),
        vrijstellingen=vrijstellingen.of_person(persoon),
        lesvrij=_lesvrij(persoon, instelling, on=on),
    )


def _lesvrij(persoon: Persoon, instelling: str, *, on: date) -> tuple[Periode, ...]:
    """Holidays only move the first day of the leerplicht: whoever is past that age costs no query."""
    if persoon.geboren.leeftijd_op(on) > param("verlichting_tot_leeftijd", on=on):
        return ()
    return tuple(Periode(each.begindatum, each.einddatum) for each in instellingen.vakanties(instelling))
