"""Enrolments: each function translates, and lets the actions decide (domain rules §3-4)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any, NamedTuple

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError

from verzuimloket.channels.rest import bladeren, lezen, voorwaarden
from verzuimloket.channels.rest.berichten import (
    AANLEVERING,
    BULK,
    INTREKKING,
    MEESTE_REGELS,
    WIJZIGING,
    ZOEKVRAAG,
    plek_van,
)
from verzuimloket.channels.rest.oproep import Antwoord, Oproep
from verzuimloket.channels.rest.problemen import BASIS, Probleem, bevinding, not_found, refused
from verzuimloket.core import audit
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.inschrijvingen import actions, codes, queries
from verzuimloket.inschrijvingen.actions import CHANGED_MEANWHILE
from verzuimloket.inschrijvingen.inputs import (
    Inschrijfregel,
    InschrijvingDatums,
    InschrijvingInput,
    IntrekkingInput,
    Regeluitkomst,
)
from verzuimloket.inschrijvingen.models import Inschrijving, Intrekking
from verzuimloket.personen import queries as personen
from verzuimloket.verzuim import queries as verzuim

PAD = f"{BASIS}/inschrijvingen"
_INTUSSEN = (CHANGED_MEANWHILE, "BV_I_intrekken_gewijzigd")  # of changing, of taking back


class _Gelezen(NamedTuple):
    """One line as it came. fouten: of its shape, each at its JSON pointer; then it may not be stored."""

    given: InschrijvingInput
    fouten: list[Violation]


@dataclass(frozen=True)
class _Uitkomst:
    """What came of a line; bevindingen at their JSON pointers."""

    uitkomst: str
    bevindingen: list[Violation]
    inschrijving: Inschrijving | None = None


# enrolling


def vastleggen(oproep: Oproep) -> Antwoord:
    """One enrolment: new, or what stood there already or was replaced."""
    [gelezen] = _read([oproep.body], oproep)
    [found] = _enrol([gelezen], oproep, proef=False)
    if found.inschrijving is None:
        raise refused(found.bevindingen)
    body = toon(found.inschrijving) | {"uitkomst": found.uitkomst} | _warnings(found.bevindingen)
    kop = {"Location": f"{PAD}/{found.inschrijving.kenmerk}", "ETag": voorwaarden.etag(found.inschrijving)}
    return Antwoord(201 if found.uitkomst == codes.NIEUW else 200, body, kop)


def controleren(oproep: Oproep) -> Antwoord:
    """The same, judged only."""
    [gelezen] = _read([oproep.body], oproep)
    [found] = _enrol([gelezen], oproep, proef=True)
    return Antwoord(200, _oordeel(found))


def bulk(oproep: Oproep) -> Antwoord:
    """Up to a thousand. Good lines are stored beside wrong ones."""
    values, fouten = lezen.read(oproep.body, BULK.delen)
    lines = values.get("inschrijvingen", [])
    if not fouten and not 1 <= len(lines) <= MEESTE_REGELS:
        text = f"Geef in deze lijst 1 tot en met {MEESTE_REGELS} inschrijvingen."
        fouten = [Violation("VORM_aantal_regels", text, "/inschrijvingen")]
    if fouten:
        raise refused(fouten)
    found = _enrol(_read(lines, oproep), oproep, proef=False)
    counted = Counter(each.uitkomst for each in found)
    telling = {
        uitkomst: counted[uitkomst] for uitkomst in (codes.NIEUW, codes.GEWIJZIGD, codes.ONGEWIJZIGD, codes.FOUT)
    }
    regels = [{"regel": n} | _oordeel(each, f"/inschrijvingen/{n}") | _shown(each) for n, each in enumerate(found)]
    return Antwoord(200, {"regels": regels, "telling": telling})


def _read(lines: Sequence[Any], oproep: Oproep) -> list[_Gelezen]:
    read = [lezen.read(line, AANLEVERING.delen) for line in lines]
    return [_Gelezen(lezen.inschrijving(values, oproep.by.organisatie), fouten) for values, fouten in read]


def _enrol(lines: Sequence[_Gelezen], oproep: Oproep, *, proef: bool) -> list[_Uitkomst]:
    """Store what can be stored. A line of wrong shape is judged all the same: the sender reads everything at once."""
    often = lezen.too_often([line.given for line in lines], on=oproep.on)
    regels = [Inschrijfregel(n, line.given) for n, line in enumerate(lines) if n not in often]
    good = [regel for regel in regels if not lines[regel.regel].fouten]
    wrong = [regel for regel in regels if lines[regel.regel].fouten]
    by, on = oproep.by, oproep.on
    done = actions.enrol_lines(good, by=by, on=on, proef=proef) if good else []
    judged = actions.enrol_lines(wrong, by=by, on=on, proef=True) if wrong else []
    stored = {} if proef else _stored(done, oproep)
    _tell_numbers([row for n, row in stored.items() if not lines[n].given.met_nummer], oproep)
    found = {
        each.regel: _Uitkomst(each.uitkomst, _placed(each.bevindingen, ()), stored.get(each.regel)) for each in done
    }
    for n, violation in often.items():
        found[n] = _Uitkomst(codes.FOUT, [*lines[n].fouten, violation])
    for each in judged:
        shape = lines[each.regel].fouten
        found[each.regel] = _Uitkomst(codes.FOUT, shape + _placed(each.bevindingen, shape))
    return [found[n] for n in range(len(lines))]


def _stored(done: Iterable[Regeluitkomst], oproep: Oproep) -> dict[int, Inschrijving]:
    """By line, what stands in the register now. Raises IntegrityError, as ``actions.enrol`` does."""
    ids = {each.regel: each.inschrijving_id for each in done if each.inschrijving_id}
    rows = queries.visible_to(oproep.by).in_bulk(set(ids.values()))
    if set(ids.values()) - set(rows):
        raise IntegrityError("a pupil was merged with another one meanwhile")
    return {n: rows[pk] for n, pk in ids.items()}


def _tell_numbers(rows: Iterable[Inschrijving], oproep: Oproep) -> None:
    """The answer tells the number of who came without one: this is how the school learns it (ADR 0022)."""
    ids = sorted({row.persoon_id for row in rows})
    audit.record_all("persoon:nummer-tonen", "persoon", ids, by=oproep.by, bij="koppeling inschrijven")


def _placed(violations: Iterable[Violation], shape: Iterable[Violation]) -> list[Violation]:
    """What the rules say, at its place. A value of which the shape was wrong keeps that one sentence."""
    misshapen = {each.field for each in shape}
    placed = [replace(each, field=plek_van(each.field)) for each in violations]
    return [each for each in placed if not each.field or each.field not in misshapen]


def _oordeel(found: _Uitkomst, begin: str = "") -> dict[str, Any]:
    errors = [bevinding(each, begin) for each in found.bevindingen if each.blocks]
    return {"uitkomst": found.uitkomst, "errors": errors} | _warnings(found.bevindingen, begin)


def _warnings(violations: Iterable[Violation], begin: str = "") -> dict[str, Any]:
    return {"waarschuwingen": [bevinding(each, begin) for each in violations if not each.blocks]}


def _shown(found: _Uitkomst) -> dict[str, Any]:
    return {"inschrijving": toon(found.inschrijving)} if found.inschrijving else {}


# reading


def lijst(oproep: Oproep) -> Antwoord:
    """The enrolments of the own institution."""
    found, kop = bladeren.page(queries.visible_to(oproep.by), oproep, PAD)
    return Antwoord(200, _seen(found, oproep, "koppeling lijst"), kop)


def zoek(oproep: Oproep) -> Antwoord:
    """Those of one pupil; unknown and elsewhere look the same."""
    values, fouten = lezen.read(oproep.body, ZOEKVRAAG.delen)
    nummer = values.get("bsn") or values.get("onderwijsnummer") or ""
    if not fouten and not nummer:
        fouten = [Violation("VORM_leeg", "Geef een bsn of een onderwijsnummer.", "/bsn")]
    if fouten:
        raise refused(fouten)
    rows = queries.visible_to(oproep.by).filter(persoon__in=personen.on_number(nummer))
    return Antwoord(200, _seen(list(rows.order_by("pk")), oproep, "koppeling zoeken"))


def een(oproep: Oproep) -> Antwoord:
    """One enrolment, and the mark of its state."""
    found = _find(oproep)
    body = _seen([found], oproep, "koppeling raadplegen")["inschrijvingen"][0]
    return Antwoord(200, body, {"ETag": voorwaarden.etag(found)})


def _seen(rows: list[Inschrijving], oproep: Oproep, bij: str) -> dict[str, Any]:
    ids = sorted({row.persoon_id for row in rows})
    audit.record_all("persoon:nummer-tonen", "persoon", ids, by=oproep.by, bij=bij)
    return {"inschrijvingen": [toon(row) for row in rows]}


def _find(oproep: Oproep) -> Inschrijving:
    found = queries.visible_to(oproep.by).filter(kenmerk=oproep.delen["kenmerk"]).first()
    if found is None:
        raise not_found()
    return found


def toon(row: Inschrijving) -> dict[str, Any]:
    """An enrolment as an answer shows it. What is not there is left out."""
    pupil = row.persoon
    leerling = {
        personen.number_kind(pupil): personen.number_of(pupil),
        "geslacht": pupil.geslacht,
        "geboortedatum": pupil.geboren.iso(),
        "achternaam": pupil.achternaam,
        "voorvoegsels": pupil.voorvoegsel,
        "voornamen": pupil.voornamen,
    }
    einde = {"datumUitschrijving": row.einddatum.isoformat()} if row.einddatum else {}
    return {
        "kenmerk": str(row.kenmerk),
        "instellingscode": row.instelling_id,
        "datumInschrijving": row.begindatum.isoformat(),
        **einde,
        "leerling": {naam: value for naam, value in leerling.items() if value},
    }


# changing and taking back


def wijzigen(oproep: Oproep) -> Antwoord:
    """Other dates, for who says which state he looked at."""
    found = _find(oproep)
    voorwaarden.demand_match(oproep, found)
    values, fouten = lezen.read(oproep.body, WIJZIGING.delen)
    seen = InschrijvingDatums(found.begindatum, found.einddatum)
    wanted = InschrijvingDatums(
        _merged(oproep.body, values, "datumInschrijving", seen.begindatum),
        _merged(oproep.body, values, "datumUitschrijving", seen.einddatum),
    )
    try:
        if fouten:
            raise Rejected(queries.judge_datums(found, wanted, by=oproep.by, on=oproep.on))
        done = actions.change_datums(found, wanted, by=oproep.by, on=oproep.on, seen=seen)
    except Rejected as rejected:
        raise _meanwhile(rejected) or refused(fouten + _placed(rejected.violations, fouten)) from None
    except ObjectDoesNotExist:
        raise not_found() from None
    body = toon(done.inschrijving) | _warnings(_placed(done.signalen, ()))
    return Antwoord(200, body, {"ETag": voorwaarden.etag(done.inschrijving)})


def _merged(body: Any, values: lezen.Waarden, naam: str, now: Any) -> Any:
    """As a merge patch says: what is not there stays, null takes away."""
    return values.get(naam) if isinstance(body, dict) and naam in body else now


def _meanwhile(rejected: Rejected) -> Probleem | None:
    """Somebody else was first, after the state was read and before it was locked."""
    found = next((each for each in rejected.violations if each.code in _INTUSSEN), None)
    return Probleem(412, found.text, found.code) if found else None


def intrekken(oproep: Oproep) -> Antwoord:
    """Take back an enrolment that should never have been there. The same again gives the same."""
    values, fouten = lezen.read(oproep.body, INTREKKING.delen)
    given = IntrekkingInput(values.get("reden", ""), values.get("toelichting", ""))
    found = queries.visible_to(oproep.by).filter(kenmerk=oproep.delen["kenmerk"]).first()
    if found is None or fouten:
        return _withdrawn_before(oproep, given, fouten)
    voorwaarden.check_match(oproep, found)
    seen = InschrijvingDatums(found.begindatum, found.einddatum)
    try:
        made = actions.withdraw(found, given, used_by=verzuim.meldingen_during, by=oproep.by, at=oproep.at, seen=seen)
    except Rejected as rejected:
        raise _meanwhile(rejected) or refused(
            replace(each, field=f"/{each.field}" if each.field else "") for each in rejected.violations
        ) from None
    except ObjectDoesNotExist:
        return _withdrawn_before(oproep, given, [])
    return Antwoord(201, _ingetrokken(made))


def _withdrawn_before(oproep: Oproep, given: IntrekkingInput, fouten: list[Violation]) -> Antwoord:
    if fouten:
        raise refused(fouten)
    made = queries.withdrawal(oproep.by, oproep.delen["kenmerk"])
    if made is None:
        raise not_found()
    if (made.reden, made.toelichting) != (given.reden, given.toelichting):
        raise Probleem(409, "Deze inschrijving is al ingetrokken, met een andere reden of toelichting.")
    return Antwoord(200, _ingetrokken(made))


def _ingetrokken(made: Intrekking) -> dict[str, Any]:
    moment = made.ingetrokken_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return {
        "kenmerk": str(made.kenmerk),
        "reden": made.reden,
        "toelichting": made.toelichting,
        "ingetrokkenOp": f"{moment.isoformat()}Z",
    }
