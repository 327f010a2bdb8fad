"""A melding and an exemption on the same day: what the register does about it at night (domain rules §13.4)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from tests import factories
from tests.channels.test_laden import MELDING, write
from verzuimloket.channels.upload.laden import laad
from verzuimloket.config import taken
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim import actions, queries
from verzuimloket.verzuim.models import Melding, MeldingVersie
from verzuimloket.vrijstellingen.models import Vrijstelling

BEGIN, EIND = date(2026, 11, 2), date(2026, 11, 6)  # of the melding
YEAR = (date(2026, 9, 1), date(2027, 7, 31))


def exempt(van: Persoon, grond: str = "5A", begin: date = YEAR[0], eind: date | None = YEAR[1]) -> Vrijstelling:
    with acting_as(SYSTEEM):
        return Vrijstelling.objects.create(persoon=van, grond=grond, begindatum=begin, einddatum=eind)


def stored(melding: Melding) -> Melding:
    with acting_as(SYSTEEM):
        return Melding.objects.get(pk=melding.pk)


def jobs() -> list[tuple[str, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args->>'event' FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def lines(event: str) -> list[AuditEntry]:
    with acting_as(SYSTEEM):
        return list(AuditEntry.objects.filter(event=event))


@pytest.mark.django_db
@pytest.mark.req("EML-04", "VRS-02", "VRS-04")
def test_an_exemption_takes_the_melding_back() -> None:
    """Scenario 12."""
    leerling = factories.leerling()
    melding = factories.melding(leerling)
    exempt(leerling)
    taken.settle_overlaps(0)
    taken.settle_overlaps(0)
    now = stored(melding)
    assert (now.status, now.reden_intrekken, now.versie) == ("I", "VRIJSTELLING", 2)
    with acting_as(SYSTEEM):
        newest = MeldingVersie.objects.filter(id=melding.pk).order_by("-versie_id")[0]
    assert (newest.kanaal, newest.actor, newest.aanleiding) == ("systeem", "Register", "samenloop met een vrijstelling")
    assert [(line.kanaal, line.data) for line in lines("melding:intrekken")] == [("systeem", {"van": "R", "naar": "I"})]
    assert jobs() == [("melding_opgevoerd", None), ("melding_behandeld", "vrijstelling")]


@pytest.mark.django_db
@pytest.mark.req("EML-04", "VRS-04")
def test_substitute_education_only_tells_and_only_once() -> None:
    """Scenario 13."""
    leerling = factories.leerling()
    melding = factories.melding(leerling)
    exempt(leerling, "3A")
    taken.settle_overlaps(0)
    taken.settle_overlaps(0)
    assert (stored(melding).status, stored(melding).versie) == ("R", 1)
    assert jobs() == [("melding_opgevoerd", None), ("melding_behandeld", "vervangend")]
    assert len(lines(queries.TOLD_OF_OVERLAP)) == 1


@pytest.mark.django_db
@pytest.mark.req("VRS-03")
def test_reporting_in_an_exempt_period_is_allowed() -> None:
    leerling = factories.leerling()
    exempt(leerling)
    melding = factories.melding(leerling)
    assert melding.status == "R"
    taken.settle_overlaps(0)
    assert stored(melding).status == "I"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begin", "eind", "found"),
    [
        (date(2026, 10, 1), date(2026, 11, 1), False),
        (date(2026, 10, 1), BEGIN, True),
        (EIND, EIND, True),
        (date(2026, 11, 4), date(2026, 11, 4), True),
        (date(2026, 11, 7), date(2027, 7, 31), False),
        (date(2026, 10, 1), None, True),
        (date(2026, 11, 7), None, False),
    ],
)
def test_any_common_day_counts(begin: date, eind: date | None, found: bool) -> None:
    leerling = factories.leerling()
    melding = factories.melding(leerling)
    exempt(leerling, begin=begin, eind=eind)
    exempt(factories.leerling())
    with acting_as(SYSTEEM):
        assert queries.overlaps_to_settle() == ([melding.pk] if found else [])


@pytest.mark.django_db
def test_absence_without_an_end_goes_on() -> None:
    leerling = factories.leerling()
    melding = factories.melding(leerling, soort="O", einddatum=None)
    exempt(leerling, begin=date(2027, 1, 1))
    with acting_as(SYSTEEM):
        assert queries.overlaps_to_settle() == [melding.pk]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "acts"), [("R", True), ("B", True), ("G", True), ("K", True), ("I", False), ("D", False)]
)
def test_every_living_status(status: str, acts: bool) -> None:
    leerling = factories.leerling()
    melding = factories.melding(leerling)
    with acting_as(SYSTEEM):
        Melding.objects.filter(pk=melding.pk).update(status=status, reden_afgesloten="A", reden_intrekken="FOUTIEF")
    exempt(leerling)
    taken.settle_overlaps(0)
    assert stored(melding).status == ("I" if acts else status)
    assert stored(melding).reden_afgesloten == "A"  # stays readable
    assert len(lines("melding:intrekken")) == acts


@pytest.mark.django_db
def test_an_old_melding_too_the_term_is_for_schools() -> None:
    leerling = factories.leerling()
    old = factories.melding(leerling, begindatum=date(2025, 3, 3), einddatum=date(2025, 3, 7))
    exempt(leerling, begin=date(2025, 1, 1))
    taken.settle_overlaps(0)
    assert stored(old).status == "I"


def test_two_runs_at_once_do_it_once(committed_db: None) -> None:
    meldingen = []
    for grond in ("5A", "3A", "5B", "3B"):
        leerling = factories.leerling()
        meldingen.append(factories.melding(leerling))
        exempt(leerling, grond)

    def run(_: int) -> None:
        try:
            taken.settle_overlaps(0)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    assert [stored(melding).status for melding in meldingen] == ["I", "R", "I", "R"]
    events = sorted(event for _, event in jobs() if event)
    assert events == ["vervangend", "vervangend", "vrijstelling", "vrijstelling"]


def test_a_run_that_stops_half_way_goes_on_the_next_night(committed_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        leerling = factories.leerling()
        factories.melding(leerling)
        exempt(leerling)
    with monkeypatch.context() as broken:
        real, count = actions.settle_overlap, iter(range(9))

        def stop(*args: Any, **kwargs: Any) -> bool:
            done = real(*args, **kwargs)
            if next(count) == 1:
                raise SystemExit  # killed inside the second transaction
            return done

        broken.setattr(actions, "settle_overlap", stop)
        with pytest.raises(SystemExit):
            taken.settle_overlaps(0)
    assert [event for _, event in jobs() if event] == ["vrijstelling"]
    taken.settle_overlaps(0)
    assert [event for _, event in jobs() if event] == ["vrijstelling"] * 3
    assert len(lines("melding:intrekken")) == 3


@pytest.mark.req("EML-04")
def test_an_exemption_that_was_loaded_counts(committed_db: None, tmp_path: Path) -> None:
    folder = write(tmp_path, vrijstellingen="v1;p1;5A;2026-01-01;2026-07-31;2026-01-02 09:00:00;")
    assert laad(folder).fouten == []
    taken.settle_overlaps(0)
    with acting_as(SYSTEEM):
        loaded = Melding.objects.get(nummer=5104)
    assert (loaded.status, loaded.reden_intrekken) == ("I", "VRIJSTELLING")


def old_register(folder: Path, gemeld: str, vastgelegd: str, grond: str) -> Melding:
    """A loaded melding of March, reported and made exempt on these days."""
    melding = MELDING.replace("2026-03-09", gemeld)
    exemption = f"v1;p1;{grond};2026-01-01;2026-07-31;{vastgelegd} 00:00:00;"
    assert laad(write(folder, meldingen=melding, vrijstellingen=exemption)).gelukt
    with acting_as(SYSTEEM):
        return Melding.objects.get(nummer=5104)


@pytest.mark.req("EML-04")
@pytest.mark.parametrize(("grond", "event"), [("5A", "vrijstelling"), ("3A", "vervangend")])
@pytest.mark.parametrize(
    ("gemeld", "vastgelegd", "told"),
    [
        ("2026-03-09", "2026-03-10", False),
        ("2026-09-22", "2026-09-22", False),  # 61 days before today
        ("2026-09-23", "2026-03-10", True),
        ("2026-03-09", "2026-09-23", True),  # the exemption came later
    ],
)
def test_nobody_is_told_of_an_old_overlap(
    committed_db: None, tmp_path: Path, gemeld: str, vastgelegd: str, told: bool, grond: str, event: str
) -> None:
    """The first night after an old register was loaded: all are settled, mails go about what is recent."""
    melding = old_register(tmp_path, gemeld, vastgelegd, grond)
    for _ in range(2):
        taken.settle_overlaps(0)
    assert stored(melding).status == ("I" if grond == "5A" else "R")
    assert [found for _, found in jobs() if found] == ([event] if told else [])
    with acting_as(SYSTEEM):
        assert queries.overlaps_to_settle() == []
    settled = lines("melding:intrekken" if grond == "5A" else queries.TOLD_OF_OVERLAP)
    assert len(settled) == 1
    assert settled[0].data.get("bericht", told) is told


@pytest.mark.django_db
def test_only_the_register_may() -> None:
    melding = factories.melding()
    by = factories.melder()
    with acting_as(by), pytest.raises(AssertionError):
        actions.settle_overlap(melding.pk, by=by, at=clock.now())
