"""The facts of the lines that need a rule: one query per kind of fact, whatever the number of lines."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from verzuimloket.core.actor import Actor
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.inschrijvingen.inputs import (
    AndereInschrijving,
    InschrijvingFacts,
    InschrijvingInput,
    Periode,
    adres_telt,
)
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.personen.models import Persoon
from verzuimloket.personen.rules import normaal_postcode
from verzuimloket.routering import queries as routering

Wanted = tuple[int, int | None, InschrijvingInput]


@dataclass(frozen=True)
class Feiten:
    """The facts of one line, and what else the register knows about it."""

    facts: InschrijvingFacts
    gemeentecode: str
    zelfde: int | None
    raakt: int | None


@dataclass(frozen=True)
class _Bekend:
    """What the register knows of everything that the lines name."""

    instellingen: dict[str, dict[str, Any]]
    personen: dict[int, Persoon]
    inschrijvingen: dict[int, list[Inschrijving]]
    gemeenten: dict[tuple[str, str], str]


def gather(wanted: Sequence[Wanted], *, by: Actor, on: date) -> dict[int, Feiten]:
    """The facts by place of the line. wanted: place, person if known, and what was given."""
    if not wanted:
        return {}
    schools = Instelling.objects.in_bulk({given.instelling for _, _, given in wanted})
    ids = {persoon_id for _, persoon_id, _ in wanted if persoon_id}
    bekend = _Bekend(
        instellingen={code: of_instelling(found) for code, found in schools.items()},
        personen=Persoon.objects.in_bulk(ids),
        inschrijvingen=_per_person(ids),
        gemeenten=routering.gemeenten_at(_dutch(given for _, _, given in wanted)),
    )
    return {n: _feiten(given, bekend.personen.get(pk or 0), bekend, by=by, on=on) for n, pk, given in wanted}


def _per_person(ids: Collection[int]) -> dict[int, list[Inschrijving]]:
    found: dict[int, list[Inschrijving]] = {}
    for row in Inschrijving.objects.filter(persoon_id__in=ids).order_by("-begindatum", "-pk"):
        found.setdefault(row.persoon_id, []).append(row)
    return found


def _dutch(givens: Iterable[InschrijvingInput]) -> set[tuple[str, str]]:
    return {_place(given) for given in givens if _needs_gemeente(given)}


def _place(given: InschrijvingInput) -> tuple[str, str]:
    assert given.adres
    return normaal_postcode(given.adres.postcode), given.adres.huisnummer


def _needs_gemeente(given: InschrijvingInput) -> bool:
    """Whether a Dutch address comes along that the register will keep."""
    return given.adres is not None and given.adres.in_nederland and adres_telt(given)


def _feiten(given: InschrijvingInput, persoon: Persoon | None, bekend: _Bekend, *, by: Actor, on: date) -> Feiten:
    gemeente = bekend.gemeenten.get(_place(given), "") if _needs_gemeente(given) else ""
    rows = bekend.inschrijvingen.get(persoon.pk, []) if persoon else []
    here = [row for row in rows if row.instelling_id == given.instelling]
    return Feiten(
        facts=_facts(given, persoon, gemeente, bekend, by=by, on=on),
        gemeentecode=gemeente,
        zelfde=next((row.pk for row in here if _same(row, given)), None),
        raakt=next((row.pk for row in here if _touches(row, given)), None),
    )


def _same(row: Inschrijving, given: InschrijvingInput) -> bool:
    return (row.begindatum, row.einddatum) == (given.begindatum, given.einddatum)


def _touches(row: Inschrijving, given: InschrijvingInput) -> bool:
    if given.begindatum is None:
        return False
    return Periode(row.begindatum, row.einddatum).overlapt(Periode(given.begindatum, given.einddatum))


def _facts(
    given: InschrijvingInput, persoon: Persoon | None, gemeente: str, bekend: _Bekend, *, by: Actor, on: date
) -> InschrijvingFacts:
    """What counts. Of a person whom the actor has not shown to know, and may not enrol, nothing is told."""
    own = by.register or given.instelling in by.instellingen
    compared = persoon if given.met_nummer else None
    known = persoon if own and (compared is None or _is_known_to_school(given, compared)) else None
    return InschrijvingFacts(
        **bekend.instellingen.get(given.instelling, ONBEKEND),
        instelling_van_actor=own,
        persoon_bekend=persoon is not None if given.met_nummer else None,
        geboortedatum_klopt=compared is None or _may_be_born(compared, given.geboortedatum),
        geslacht_klopt=compared is None or given.geslacht in ("", compared.geslacht),
        overleden_op=known.overlijdensdatum if known else None,
        inschrijvingen=others(bekend.inschrijvingen.get(known.pk, []), given.instelling) if known else (),
        gemeente_bekend=not _needs_gemeente(given) or bool(gemeente),
        land_bekend=given.adres is None or given.adres.in_nederland or given.adres.land in codelijst("land"),
        vandaag=on,
    )


ONBEKEND: dict[str, Any] = {
    "instelling_bekend": False,
    "oprichtingsdatum": None,
    "opheffingsdatum": None,
    "sector": "",
}


def of_instelling(instelling: Instelling) -> dict[str, Any]:
    """The facts about the institution; the same for all its lines."""
    return {
        "instelling_bekend": True,
        "oprichtingsdatum": instelling.oprichtingsdatum,
        "opheffingsdatum": instelling.opheffingsdatum,
        "sector": instelling.sector,
        "vakanties": tuple(Periode(*days) for days in instellingen.vakantieperioden(instelling.code)),
        "b3_b4": instellingen.is_b3_b4(instelling),
        "tweede_vervangt": instelling.tweede_vervangt,
    }


def _is_known_to_school(given: InschrijvingInput, persoon: Persoon) -> bool:
    """A number alone can be guessed: birth date and sex must be given and right as well."""
    complete = given.geboortedatum is not None and given.geslacht == persoon.geslacht
    return complete and _may_be_born(persoon, given.geboortedatum)


def _may_be_born(persoon: Persoon, given: Geboortedatum | None) -> bool:
    """Whether the birth date is not another one; what either side does not know cannot differ (INS-35)."""
    known = persoon.geboren
    return given is None or (given.vroegst() <= known.laatst() and known.vroegst() <= given.laatst())


def others(rows: Iterable[Inschrijving], instelling: str) -> tuple[AndereInschrijving, ...]:
    """These enrolments, as the rules see them."""
    return tuple(
        AndereInschrijving(row.instelling_id, Periode(row.begindatum, row.einddatum), row.instelling_id == instelling)
        for row in rows
    )
