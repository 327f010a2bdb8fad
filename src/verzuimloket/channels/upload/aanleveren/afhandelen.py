"""Checking a file and storing its lines, as the person who sent it.

Check, and storing the good lines: a number of lines and the note of what came of them are one transaction. Who
goes on after a worker that died begins after the last note. All or nothing: one transaction for all lines, and
the notes through a connection of their own, so that who waits sees how far it is; when a line is wrong nothing
stays but the notes, and they say which lines. So these notes tell nothing of enrolments elsewhere, as the check.
"""

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.conf import settings

from verzuimloket.aanleveringen import actions, queries
from verzuimloket.aanleveringen.codes import FOUT
from verzuimloket.aanleveringen.inputs import (
    AanleveringInput,
    Brok,
    Plek,
    VastleggenFacts,
    VastleggenInput,
)
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.aanleveringen.rules import VASTLEGGEN
from verzuimloket.bestanden import queries as bestanden
from verzuimloket.bestanden.models import Bestand
from verzuimloket.channels.upload.aanleveren.gang import Drempel, Gang
from verzuimloket.channels.upload.aanleveren.teruggeven import XLSX_REGELS
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Rejected
from verzuimloket.core.jobs import hang_up
from verzuimloket.core.scope import acting_as
from verzuimloket.uitvoer.opdracht import MIME, XLSX

Note = Callable[[Brok, Plek], None]


class _Undo(Exception):
    """With all or nothing a line was wrong: what was stored goes back."""


class Afhandeling:
    """One file, handled by one worker in the name of its sender."""

    def __init__(self, aanlevering: Aanlevering, by: Actor) -> None:
        self._pk, self._by, self._bestand = aanlevering.pk, by, aanlevering.bestand
        self._drempel, self._alles = aanlevering.stopdrempel, aanlevering.alles_of_niets
        self._plek = Plek(aanlevering.stand, aanlevering.gedaan)
        self._given = AanleveringInput(
            soort_kenmerk=aanlevering.bestand.soort_kenmerk,
            soort=aanlevering.soort,
            naam=aanlevering.bestand.naam,
            instelling=aanlevering.instelling_id or "",
            vervang_bestaande=aanlevering.vervang_bestaande,
        )

    def check(self) -> None:
        """Say of each line what would come of it; nothing of it is stored."""
        try:
            self._check()
        except Rejected as rejected:
            with acting_as(self._by):
                actions.refuse(self._pk, rejected.violations[0])

    def _check(self) -> None:
        gang, drempel = self._open(), Drempel(self._drempel)
        for regels in gang.chunks():
            with acting_as(self._by):
                brok = gang.handle(regels, proef=True, first=self._plek.gedaan == 0)
                self._note(brok, self._plek)
            self._on(brok)
            if too_many := drempel.passed(brok):
                with acting_as(self._by):
                    actions.stop(self._pk, too_many)
                return
        with acting_as(self._by):
            self._answer(gang)
            actions.finish_check(self._pk, plek=self._plek, at=clock.now())

    def commit(self) -> None:
        """Store the lines: the good ones, or all or none."""
        gang = self._open()
        if self._alles:
            self._all_or_nothing(gang)
        else:
            self._good_lines(gang)

    def _good_lines(self, gang: Gang) -> None:
        for regels in gang.chunks(self._plek.gedaan):
            with acting_as(self._by):
                brok = gang.handle(regels, proef=False, first=self._plek.gedaan == 0)
                self._note(brok, self._plek)
            self._on(brok)
        with acting_as(self._by):
            self._answer(gang)
            actions.finish_commit(self._pk, plek=self._plek, at=clock.now())

    def _all_or_nothing(self, gang: Gang) -> None:
        goed = fout = 0
        try:
            with self._aside() as note, acting_as(self._by):
                for regels in gang.chunks():
                    brok = gang.handle(regels, proef=False, first=self._plek.gedaan == 0, voorlopig=True)
                    note(brok, self._plek)
                    self._on(brok)
                    wrong = brok.uitkomsten.get(FOUT, 0)
                    goed, fout = goed + brok.regels - wrong, fout + wrong
                if fout:
                    raise _Undo
                self._answer(gang)
                actions.finish_commit(self._pk, plek=self._plek, at=clock.now())
        except _Undo:
            waarom = VASTLEGGEN.broken(VastleggenInput(True), VastleggenFacts(goed, fout), on=clock.today())[0]
            with acting_as(self._by):
                self._answer(gang)
                actions.send_back(self._pk, waarom, plek=self._plek, at=clock.now())

    def _open(self) -> Gang:
        """Look at the file. Raises Rejected when it cannot be read."""
        gang = Gang(self._delen, self._bestand.grootte, self._given, by=self._by, on=clock.today())
        gelezen = gang.gelezen()
        with acting_as(self._by):
            actions.note_reading(self._pk, gelezen, plek=self._plek)
        return gang

    def _delen(self) -> Iterator[bytes]:
        return bestanden.content(self._bestand, self._by)

    def _on(self, brok: Brok) -> None:
        self._plek = Plek(self._plek.stand, self._plek.gedaan + brok.regels)

    def _note(self, brok: Brok, plek: Plek) -> None:
        actions.commit_chunk(self._pk, brok, plek=plek, by=self._by, at=clock.now())

    @contextmanager
    def _aside(self) -> Iterator[Note]:
        """Notes in transactions of their own, while the long one is open: through the connection of a thread."""

        def act(brok: Brok, plek: Plek) -> None:
            with acting_as(self._by):
                self._note(brok, plek)

        with ThreadPoolExecutor(max_workers=1) as thread:
            try:
                yield lambda brok, plek: thread.submit(act, brok, plek).result()
            finally:
                thread.submit(hang_up).result()

    def _answer(self, gang: Gang) -> None:
        """A workbook goes back as a workbook, unless it is very long."""
        if gang.inhoud.lower() != XLSX or self._plek.gedaan > XLSX_REGELS:
            return
        aanlevering = queries.current(self._pk)
        for bestand in filter(None, (aanlevering.terug, aanlevering.foute_regels)):
            if bestand.mime != MIME[XLSX]:
                self._as_workbook(gang, bestand)

    def _as_workbook(self, gang: Gang, bestand: Bestand) -> None:
        settings.TIJDELIJK.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=settings.TIJDELIJK) as tmp, tempfile.TemporaryFile(dir=tmp) as target:
            gang.terug.as_xlsx(bestanden.content(bestand, self._by), target, at=clock.now(), tmpdir=tmp)
            target.seek(0)
            actions.replace_answers(bestand, target, extensie=XLSX, mime=MIME[XLSX])
