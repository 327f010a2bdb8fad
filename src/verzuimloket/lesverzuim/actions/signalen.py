"""Keeping the signals as they should be, and drafts ready at 16 hours. Nothing is ever sent by itself."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.parameters import param
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.lesverzuim import queries, rules
from verzuimloket.lesverzuim.actions.concepten import Klaarzetter
from verzuimloket.lesverzuim.codes import SoortSignaal
from verzuimloket.lesverzuim.inputs import Rekenwijze
from verzuimloket.lesverzuim.models import Lesverzuimsignaal
from verzuimloket.lesverzuim.queries import Stand
from verzuimloket.personen import queries as personen
from verzuimloket.verzuim.models import Concept

Sleutel = tuple[int, str, date]  # pupil, kind, first day: there is one signal of each
_FIELDS = ("einddatum", "sinds", "delen", "dagen", "eenheid")
_WEKEN_TERUG = timedelta(weeks=26)  # four school weeks with the summer between them fit


@transaction.atomic
def refresh(instelling: str, pupils: Collection[int], *, by: Actor, at: datetime) -> None:
    """Count these pupils again: signals that no longer hold go, new ones come, with a draft at 16 hours."""
    personen.take_turn(f"lesverzuim {instelling}")
    school = instellingen.instellingen((instelling,)).get()
    on = at.astimezone(AMSTERDAM).date()
    wijze = queries.rekenwijze(school, on=on)
    standen = queries.standen(by, instelling, wijze, on=on, personen=pupils)
    ready = Klaarzetter(instelling, wijze, pupils, by=by, at=at)
    wanted = {
        (each.persoon_id, each.soort, each.begindatum): each
        for pk, stand in standen.items()
        for each in _signals(instelling, pk, stand, wijze, on=on)
        if each.dagen or ready.may_be_reported(each)
    }
    _store(instelling, pupils, wanted, ready)


def _signals(instelling: str, pk: int, stand: Stand, wijze: Rekenwijze, *, on: date) -> Iterator[Lesverzuimsignaal]:
    """What this pupil's count asks attention for."""
    own = {"instelling_id": instelling, "persoon_id": pk}
    hours = {**own, "eenheid": wijze.eenheid.value}
    for each in stand.telling.bereikt:
        yield Lesverzuimsignaal(
            **hours,
            soort=SoortSignaal.UREN_16,
            begindatum=each.begin,
            einddatum=each.eind,
            sinds=each.gereed_op,
            delen=each.delen,
        )
    venster = stand.telling.venster
    if venster and venster.bereikt_op:
        yield Lesverzuimsignaal(
            **hours,
            soort=SoortSignaal.UREN_12,
            begindatum=venster.begin,
            einddatum=venster.bereikt_op,
            sinds=venster.bereikt_op,
            delen=venster.delen,
        )
    row = rules.doorlopend(stand.meldingen, vandaag=on)
    if row:
        yield Lesverzuimsignaal(
            **own, soort=row.soort, begindatum=row.begin, einddatum=row.eind, sinds=row.sinds, dagen=row.dagen
        )


def _store(
    instelling: str, pupils: Collection[int], wanted: dict[Sleutel, Lesverzuimsignaal], ready: Klaarzetter
) -> None:
    rows = Lesverzuimsignaal.objects.filter(instelling_id=instelling, persoon_id__in=pupils).select_related("concept")
    known = {(row.persoon_id, row.soort, row.begindatum): row for row in rows}
    for key in known.keys() - wanted.keys():
        ready.discard(known[key])
        known[key].delete()
    for key in known.keys() & wanted.keys():
        _renew(known[key], wanted[key], ready)
    new = [wanted[key] for key in wanted.keys() - known.keys()]
    _prepare_all(new, ready)
    Lesverzuimsignaal.objects.bulk_create(new)


def _renew(row: Lesverzuimsignaal, now: Lesverzuimsignaal, ready: Klaarzetter) -> None:
    """The same signal with other hours: an untouched draft is made anew, another is left to its owner."""
    changed = [name for name in _FIELDS if getattr(row, name) != getattr(now, name)]
    for name in changed:
        setattr(row, name, getattr(now, name))
    renewed = bool(changed) and ready.discard(row)
    if row.soort == SoortSignaal.UREN_16 and (renewed or not row.voorbereid):
        _prepare_all([row], ready)
        changed.append("concept")
    if changed:
        row.save()


def _prepare_all(signals: Iterable[Lesverzuimsignaal], ready: Klaarzetter) -> None:
    for each in signals:
        if each.soort == SoortSignaal.UREN_16:
            each.concept = ready.draft(each)
            each.voorbereid = each.concept is not None


@transaction.atomic
def prepare(signaal: Lesverzuimsignaal, *, by: Actor, at: datetime) -> Concept:
    """The draft of a signal, made now when somebody threw the first one away; in the name of who asks."""
    by.demand(Rol.MELDER, instelling=signaal.instelling_id)
    signaal = queries.signalen(by).select_for_update(of=("self",)).get(pk=signaal.pk)
    if signaal.concept and not signaal.concept.ingediend_id:
        return signaal.concept
    school = signaal.instelling
    wijze = queries.rekenwijze(school, on=at.astimezone(AMSTERDAM).date())
    concept = Klaarzetter(school.code, wijze, [signaal.persoon_id], by=by, at=at).draft(signaal)
    assert concept, "somebody asks, so somebody is the owner"
    signaal.concept, signaal.voorbereid = concept, True
    signaal.save(update_fields=["concept", "voorbereid"])
    return concept


def refresh_all(*, by: Actor, at: datetime) -> int:
    """For the register itself: whoever may have come to or from a limit by a melding or by a day; how many."""
    on = at.astimezone(AMSTERDAM).date()
    recent = on - timedelta(days=param("signaal_keten_dagen", on=on))
    todo = queries.who_to_refresh(lines_since=on - _WEKEN_TERUG, reported_since=recent)
    for instelling, pupils in sorted(todo.items()):
        refresh(instelling, pupils, by=replace(by, instellingen=(instelling,)), at=at)
    return sum(map(len, todo.values()))
