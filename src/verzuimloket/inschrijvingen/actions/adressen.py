"""The address that a school sends along for a pupil whom the population register does not know (domain rules §3.2)."""

from collections.abc import Sequence
from datetime import date

from verzuimloket.core.actor import Actor
from verzuimloket.inschrijvingen.inputs import InschrijvingInput, adres_telt
from verzuimloket.inschrijvingen.queries import Kandidaat
from verzuimloket.personen import actions as personen
from verzuimloket.personen import queries as personen_queries
from verzuimloket.personen.models import Adres


def keep_adressen(gevallen: Sequence[tuple[InschrijvingInput, Kandidaat]], *, by: Actor, on: date) -> None:
    """Of pupils with an onderwijsnummer: the given address when it is another than the known one.

    Of a pupil with a bsn the population register knows better: nothing is stored.
    """
    given = [(each, found) for each, found in gevallen if each.met_nummer and adres_telt(each)]
    known = personen_queries.adressen_of_schools([found.persoon_id for _, found in given if found.persoon_id])
    moved = [_from(each, found, known[found.persoon_id], on=on) for each, found in given if found.persoon_id in known]
    personen.move([adres for adres in moved if adres], by=by)


def _from(given: InschrijvingInput, found: Kandidaat, known: Adres | None, *, on: date) -> personen.AdresVanaf | None:
    """The address to keep: from today on, as the school tells of the move today; its first one from the first day."""
    assert given.adres
    assert given.begindatum
    assert found.persoon_id
    if known and personen.same_adres(given.adres, known):
        return None
    return personen.AdresVanaf(found.persoon_id, given.adres, found.gemeentecode, on if known else given.begindatum)
