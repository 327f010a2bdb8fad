"""The ``.koci.xlsx`` from the agency and back: linked, asked, answered (domain rules §13.6)."""

import io
from dataclasses import replace
from datetime import date

import pytest
from django.core import mail

from tests import factories
from tests.actions.aanleveren import check, commit, content, fresh, sender, sent
from tests.actions.koppelen import onderwijsnummer, zonder_bsn
from tests.actions.test_koppelen import RITA
from verzuimloket.aanleveringen import queries
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.bestanden.models import Bestand
from verzuimloket.channels.upload.koppelbestand import lezen
from verzuimloket.channels.upload.koppelbestand.tasks import put_answers_ready
from verzuimloket.channels.upload.tabellen import open_tabel
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.koppelingen import actions
from verzuimloket.koppelingen.inputs import AntwoordInput
from verzuimloket.koppelingen.models import Koppeling, Koppelvraag
from verzuimloket.mail.klaar import koppelantwoord_klaar
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Persoon
from verzuimloket.uitvoer.tabel import Blad, write_xlsx

KOPPEN = (*lezen.KOLOMMEN, lezen.ANTWOORD)
NAAM = "20261122G0344.koci.xlsx"
Rij = tuple[str, ...]
pytestmark = [pytest.mark.req("INS-31"), pytest.mark.usefixtures("committed_db")]


@pytest.fixture
def bram(committed_db: None) -> Actor:
    made = sender("bram", Rol.BEHANDELAAR, kenmerk="G0344", soort="instantie")
    return replace(made, instellingen=(), instanties=("G0344",))


@pytest.fixture
def two(committed_db: None) -> tuple[Persoon, Persoon]:
    factories.instelling("28AX")
    een, ander = factories.leerling(), zonder_bsn()
    factories.inschrijving(ander)
    factories.melding(een)
    factories.melding(ander)
    return een, ander


def workbook(*rijen: Rij, koppen: tuple[str, ...] = KOPPEN) -> bytes:
    target = io.BytesIO()
    write_xlsx(target, [Blad("Blad1", koppen, (), rijen)], at=clock.now())
    return target.getvalue()


def send(by: Actor, *rijen: Rij, naam: str = NAAM, koppen: tuple[str, ...] = KOPPEN) -> Aanlevering:
    given = {"soort_kenmerk": "instantie", "soort": "KOPPELING", "naam": naam}
    return check(sent(workbook(*rijen, koppen=koppen), by, **given))


def answer_file(by: Actor) -> Bestand | None:
    with acting_as(by):
        return Bestand.objects.filter(soort="KOPPELING_ANTWOORD", naam=NAAM, gedeeld=True).first()


def read(bestand: Bestand | None, by: Actor) -> list[list[str]]:
    inhoud = content(bestand, by)
    tabel = open_tabel(lambda: iter([inhoud]), len(inhoud), lambda cells: 1, on=date(2026, 11, 22))
    return [cells for _, cells in tabel.rijen()]


def test_there_and_back(bram: Actor, two: tuple[Persoon, Persoon]) -> None:
    """One line is certain, one is a question; when that is answered the file stands ready under the same name."""
    een = two[0]
    pair = (personen.number_of(een), onderwijsnummer(), "Morgen", "01-01-2012", "", "")
    vraag = ("", onderwijsnummer(700), "Avond", "", "Is deze leerling verhuisd?", "")
    aanlevering = send(bram, pair, vraag)
    assert (aanlevering.stand, aanlevering.nieuw, aanlevering.fout) == ("GECONTROLEERD", 2, 0)
    with acting_as(SYSTEEM):
        assert not Koppeling.objects.exists()  # checked is not done
        assert not Koppelvraag.objects.exists()
    commit(aanlevering, bram)
    with acting_as(SYSTEEM):
        assert personen.on_number(onderwijsnummer()).get() == een
        assert Koppeling.objects.get().reden == "BESTAND"
        first, second = Koppelvraag.objects.order_by("regel")
    assert (first.stand, second.stand) == ("GEKOPPELD", "OPEN")
    put_answers_ready(str(first.levering))
    assert answer_file(bram) is None  # a line still waits
    with acting_as(RITA):
        actions.answer(second, AntwoordInput("Ja, naar Zeist."), by=RITA, at=clock.now())
    put_answers_ready(str(first.levering))
    found = answer_file(bram)
    kop, *rijen = read(found, bram)
    assert kop == list(KOPPEN)
    assert [rij[0] for rij in rijen] == [pair[0], ""]
    assert rijen[0][-1] == "Gekoppeld. Het bsn is nu het nummer van deze leerling; het onderwijsnummer blijft vindbaar."
    assert rijen[1][-2:] == ["Is deze leerling verhuisd?", "Ja, naar Zeist."]
    assert answer_file(factories.behandelaar("G0599")) is None
    assert found
    koppelantwoord_klaar(found.pk)
    assert mail.outbox[-1].to == ["leerplicht.0344@gemeente.example"]
    assert "Zeist" not in str(mail.outbox[-1].message())
    assert onderwijsnummer() not in str(mail.outbox[-1].message())


def test_twice_changes_nothing(bram: Actor, two: tuple[Persoon, Persoon]) -> None:
    pair = (personen.number_of(two[0]), onderwijsnummer(), "", "", "", "")
    commit(send(bram, pair), bram)
    again = send(bram, pair)
    commit(again, bram)
    with acting_as(SYSTEEM):
        assert (Koppeling.objects.count(), Koppelvraag.objects.count()) == (1, 1)


def test_what_is_wrong_with_a_line(bram: Actor, two: tuple[Persoon, Persoon]) -> None:
    aanlevering = send(bram, ("123", "", "", "", "Wie is dit?", ""), ("", "", "", "", "Zonder nummer", ""))
    assert aanlevering.fout == 2
    with acting_as(bram):
        found = {(each.regel, each.kolom, each.code) for each in queries.bevindingen(fresh(aanlevering))}
    assert found == {(2, "Bsn", "BV_K_bsn_cijfers"), (3, "Bsn", "BV_K_nummer_nodig")}


@pytest.mark.parametrize(
    ("naam", "koppen", "code"),
    [
        ("koppelingen.xlsx", KOPPEN, "VORM_bestand_koci_naam"),
        ("20261122G344.koci.xlsx", KOPPEN, "VORM_bestand_koci_naam"),
        ("20261122X0344.koci.xlsx", KOPPEN, "VORM_bestand_koci_naam"),
        (NAAM, ("Leerling", "School", "", "", "", ""), "VORM_bestand_koci_kop"),
    ],
)
def test_the_file_as_a_whole_is_refused(naam: str, koppen: tuple[str, ...], code: str, bram: Actor) -> None:
    aanlevering = send(bram, ("", onderwijsnummer(), "", "", "Wie?", ""), naam=naam, koppen=koppen)
    assert (aanlevering.stand, aanlevering.melding_code) == ("GEWEIGERD", code)


def test_the_code_of_another_agency(bram: Actor) -> None:
    aanlevering = send(bram, ("", onderwijsnummer(), "", "", "Wie?", ""), naam="20261122G0599.koci.xlsx")
    assert aanlevering.fout == 1
    with acting_as(bram):
        assert [each.code for each in queries.bevindingen(fresh(aanlevering))] == ["VORM_bestand_koci_code"]
