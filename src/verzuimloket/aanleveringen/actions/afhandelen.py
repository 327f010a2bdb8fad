"""What the register does with a file that was sent: check it, store its lines, and say what came of them.

Each number of lines that was handled is noted in one transaction with what came of it, and only by who knows
how many came before: a worker that died, was slow or was overtaken by another never counts or stores a line
twice, and leaves none out.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from verzuimloket.aanleveringen import queries
from verzuimloket.aanleveringen.actions.antwoorden import add_answers, complete_answers, discard_answers
from verzuimloket.aanleveringen.actions.versturen import start_anew
from verzuimloket.aanleveringen.codes import FOUT, GEWIJZIGD, NIEUW, ONGEWIJZIGD
from verzuimloket.aanleveringen.inputs import Brok, Gelezen, Plek, Regelbevinding
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.aanleveringen.states import TRANSITIONS, Stand, next_stand
from verzuimloket.core import audit, jobs, kluis, rijen
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.errors import Violation

LANG = 5_000  # lines; of a longer file its sender gets a mail when it is ready
_HERSTEL_REGELS = 5  # line numbers that are named per repaired column
_KINDS = {
    "aanlevering_id": "bigint",
    "regel": "integer",
    "kolom": "text",
    "code": "text",
    "blokkeert": "boolean",
    "inhoud": "bytea",
}


class Overgenomen(Exception):
    """Somebody else goes on with this file: another worker, or the sender who stopped it."""


@transaction.atomic
def begin_check(pk: int) -> Aanlevering | None:
    """Start to check, or start again after a worker died. None when there is nothing to check any more."""
    aanlevering = _locked(pk)
    if aanlevering is None or aanlevering.stand not in TRANSITIONS["controleren"].van:
        return None
    aanlevering.stand = next_stand(aanlevering.stand, "controleren")
    aanlevering.regels = 0
    start_anew(aanlevering)
    return aanlevering


@transaction.atomic
def begin_commit(pk: int) -> Aanlevering | None:
    """Start to store, or go on after a worker died: with all or nothing from the first line again."""
    aanlevering = _locked(pk)
    if aanlevering is None or aanlevering.stand != Stand.VERWERKEN:
        return None
    if aanlevering.alles_of_niets:
        start_anew(aanlevering)
    return aanlevering


@transaction.atomic
def note_reading(pk: int, gelezen: Gelezen, *, plek: Plek) -> None:
    """How the file is read, with its first lines; what was repaired in the lines before stays noted."""
    aanlevering = _busy(pk, plek)
    known = {"herstel": aanlevering.leeswijze["herstel"]} if "herstel" in aanlevering.leeswijze else {}
    aanlevering.leeswijze = dict(gelezen.leeswijze) | known
    aanlevering.regels = aanlevering.regels or gelezen.aantal
    text = json.dumps(gelezen.voorbeeld, ensure_ascii=False)
    aanlevering.voorbeeld = kluis.seal(queries.key(), text, queries.place(aanlevering, 0))
    aanlevering.save(update_fields=["leeswijze", "regels", "voorbeeld"])


@transaction.atomic
def commit_chunk(pk: int, brok: Brok, *, plek: Plek, by: Actor, at: datetime) -> None:
    """Note what came of these lines. Raises Overgenomen when the handling is not at that place any more."""
    aanlevering = _busy(pk, plek)
    _store(aanlevering, brok.bevindingen)
    _count(aanlevering, brok)
    add_answers(aanlevering, brok, by=by, at=at)
    aanlevering.save()


def _count(aanlevering: Aanlevering, brok: Brok) -> None:
    aanlevering.gedaan += brok.regels
    aanlevering.nieuw += brok.uitkomsten.get(NIEUW, 0)
    aanlevering.gewijzigd += brok.uitkomsten.get(GEWIJZIGD, 0)
    aanlevering.ongewijzigd += brok.uitkomsten.get(ONGEWIJZIGD, 0)
    aanlevering.fout += brok.uitkomsten.get(FOUT, 0)
    aanlevering.gewaarschuwd += brok.gewaarschuwd
    for each in brok.bevindingen:
        aanlevering.telling.setdefault(each.code, [0, each.blokkeert])[0] += 1
    if brok.herstel:
        repaired = aanlevering.leeswijze.setdefault("herstel", {})
        for kolom, regels in brok.herstel.items():
            known = repaired.setdefault(kolom, {"aantal": 0, "regels": []})
            known["aantal"] += len(regels)
            known["regels"] = [*known["regels"], *regels][:_HERSTEL_REGELS]


def _store(aanlevering: Aanlevering, found: Sequence[Regelbevinding]) -> None:
    """Keep what was found, sealed, as far as there is room."""
    room = max(0, queries.BEWAARD - queries.totaal_bevindingen(aanlevering))
    key = queries.key()
    rows = [
        (aanlevering.pk, each.regel, each.kolom, each.code, each.blokkeert, _sealed(key, aanlevering, each))
        for each in found[:room]
    ]
    rijen.insert("aanleveringen_bevinding", _KINDS, rows)


def _sealed(key: bytes, aanlevering: Aanlevering, each: Regelbevinding) -> bytes:
    text = json.dumps({"waarde": each.waarde, "tekst": each.tekst}, ensure_ascii=False)
    return kluis.seal(key, text, queries.place(aanlevering, each.regel))


@transaction.atomic
def finish_check(pk: int, *, plek: Plek, at: datetime) -> None:
    """All lines were looked at."""
    aanlevering = _busy(pk, plek)
    aanlevering.gecontroleerd_at = at
    _finish(aanlevering, "gecontroleerd", at=at)


@transaction.atomic
def finish_commit(pk: int, *, plek: Plek, at: datetime) -> None:
    """All lines were stored, or the good ones."""
    aanlevering = _busy(pk, plek)
    aanlevering.verwerkt_at = at
    _finish(aanlevering, "verwerkt", at=at)


@transaction.atomic
def send_back(pk: int, waarom: Violation, *, plek: Plek, at: datetime) -> None:
    """With all or nothing, while a line turned out to be wrong: nothing is stored, and the sender chooses again."""
    aanlevering = _busy(pk, plek)
    aanlevering.melding, aanlevering.melding_code = waarom.text, waarom.code
    _finish(aanlevering, "terugzetten", at=at)


def _finish(aanlevering: Aanlevering, event: str, *, at: datetime) -> None:
    aanlevering.regels = aanlevering.gedaan
    complete_answers(aanlevering, at=at)
    _move(aanlevering, event)
    if aanlevering.regels > LANG:
        jobs.defer("aanlevering_klaar", aanlevering_id=aanlevering.pk)


@transaction.atomic
def refuse(pk: int, waarom: Violation) -> None:
    """The file as a whole cannot be read."""
    _end(pk, "weigeren", waarom)


@transaction.atomic
def stop(pk: int, waarom: Violation) -> None:
    """So many lines are wrong that looking further helps nobody."""
    _end(pk, "stoppen", waarom)


@transaction.atomic
def give_up(pk: int, fout: str) -> None:
    """The handling broke off; ``fout`` says what the sender can do. What was stored before, stays."""
    _end(pk, "opgeven", Violation("", fout))


def _end(pk: int, event: str, waarom: Violation) -> None:
    """An end before the last line; none when somebody else brought it to an end."""
    aanlevering = _locked(pk)
    if aanlevering is None or aanlevering.stand not in TRANSITIONS[event].van:
        return
    aanlevering.melding, aanlevering.melding_code = waarom.text, waarom.code
    discard_answers(aanlevering)
    _move(aanlevering, event)


def _move(aanlevering: Aanlevering, event: str) -> None:
    aanlevering.stand = next_stand(aanlevering.stand, event)
    aanlevering.save()
    counts = {name: getattr(aanlevering, name) for name in ("nieuw", "gewijzigd", "ongewijzigd", "fout")}
    code = {"code": aanlevering.melding_code} if aanlevering.melding_code else {}
    audit.record(f"aanlevering:{event}", aanlevering, by=SYSTEEM, stand=aanlevering.stand, **counts, **code)


def _locked(pk: int) -> Aanlevering | None:
    rows = Aanlevering.objects.select_related("bestand", "terug", "foute_regels")
    return rows.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()


def _busy(pk: int, plek: Plek) -> Aanlevering:
    """The state that the caller goes on from. Raises Overgenomen when it is another."""
    aanlevering = _locked(pk)
    if aanlevering is None or Plek(aanlevering.stand, aanlevering.gedaan) != plek:
        raise Overgenomen(pk)
    return aanlevering
