"""Recording lesson absence: lines, signals, drafts that stand ready, and lists in two steps."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests import factories
from verzuimloket.access.models import Gebruiker
from verzuimloket.config import taken
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Mentorleerling
from verzuimloket.instellingen.models import Vakantie
from verzuimloket.lesverzuim import actions, queries
from verzuimloket.lesverzuim.inputs import Lesregel
from verzuimloket.lesverzuim.models import Lesverzuim, Lesverzuimlijst, Lesverzuimsignaal
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim import actions as verzuim
from verzuimloket.verzuim.inputs import IntrekkingInput
from verzuimloket.verzuim.models import Concept

pytestmark = pytest.mark.django_db
MAANDAG = date(2026, 11, 2)
DAG = timedelta(days=1)


@pytest.fixture
def anna() -> Iterator[Actor]:
    """Anna acts for the whole test."""
    factories.instelling("28AX")
    maker = Gebruiker.objects.create(gebruikersnaam="anna", naam="Anna")
    actor = replace(factories.melder(), gebruiker_id=maker.pk)
    with acting_as(actor):
        yield actor


def hours(dag: date, aantal: int) -> list[Lesregel]:
    return [Lesregel("", dag, uur, None, "O") for uur in range(1, aantal + 1)]


def record(anna: Actor, pupil: Persoon, *days: tuple[date, int], at: datetime | None = None) -> int:
    regels = [(pupil.pk, regel) for dag, aantal in days for regel in hours(dag, aantal)]
    return actions.record_lines("28AX", regels, by=anna, at=at or clock.now())


def signals(anna: Actor) -> list[tuple[str, date]]:
    return [(each.soort, each.begindatum) for each in queries.signalen(anna)]


def events() -> list[str]:
    with acting_as(SYSTEEM):
        return list(AuditEntry.objects.order_by("pk").values_list("event", flat=True))


# lines


def test_the_same_line_twice_is_one_row(anna: Actor) -> None:
    pupil = factories.leerling()
    assert record(anna, pupil, (MAANDAG, 3)) == 3
    assert record(anna, pupil, (MAANDAG, 4)) == 1
    assert Lesverzuim.objects.count() == 4
    assert events().count("lesverzuim:vastleggen") == 2
    late = [(pupil.pk, Lesregel("", MAANDAG, None, 10, "T"))] * 2
    assert actions.record_lines("28AX", late, by=anna, at=clock.now()) == 1


@pytest.mark.req("RGL-01", "RGL-22")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"datum": date(2026, 11, 23)}, "BV_L_datum_in_toekomst"),
        ({"datum": date(2024, 7, 31)}, "BV_L_datum_te_oud"),
        ({"lesuur": 13}, "BV_L_lesuur_bestaat_niet"),
        ({"soort": "G"}, "BV_L_soort_onbekend"),
    ],
)
def test_a_wrong_line_stores_nothing(anna: Actor, change: dict[str, Any], code: str) -> None:
    pupil = factories.leerling()
    good, before = Lesregel("", MAANDAG, 1, None, "O"), events()
    with pytest.raises(Rejected) as refused:
        actions.record_lines("28AX", [(pupil.pk, good), (pupil.pk, replace(good, **change))], by=anna, at=clock.now())
    assert code in {violation.code for violation in refused.value.violations}
    assert not Lesverzuim.objects.exists()
    assert events() == before


def test_a_pupil_of_another_school_is_refused(anna: Actor) -> None:
    with pytest.raises(Rejected) as refused:
        record(anna, factories.leerling("11AA"), (MAANDAG, 1))
    assert [violation.code for violation in refused.value.violations] == ["BV_L_leerling_onbekend"]


def test_only_who_reports_records(anna: Actor) -> None:
    pupil = factories.leerling()
    for stranger in (replace(anna, rollen=frozenset({Rol.RAADPLEGER})), factories.melder("11AA")):
        with pytest.raises(PermissionDenied):
            record(stranger, pupil, (MAANDAG, 1))
    with acting_as(factories.melder("11AA")):
        assert not queries.visible_to(factories.melder("28AX")).exists(), "the second wall stands by itself"


def test_a_wrong_line_is_taken_back(anna: Actor) -> None:
    pupil = factories.leerling()
    record(anna, pupil, (MAANDAG, 12))
    assert signals(anna) == [("12U", MAANDAG)]
    regel = queries.lines_of(anna, "28AX", pupil).first()
    assert regel
    for _ in range(2):
        actions.withdraw_line(regel, by=anna, at=clock.now())
    assert Lesverzuim.objects.count() == 11
    assert signals(anna) == []
    assert events().count("lesverzuim:intrekken") == 1


@pytest.mark.req("WNS-01")
@pytest.mark.parametrize(("beperking", "seen"), [("", 2), ("leerlingen", 1), ("locatie", 0)])
def test_a_limited_reader_sees_the_hours_of_own_pupils_only(anna: Actor, beperking: str, seen: int) -> None:
    """Through both walls; a reader of a location sees hours only of who was reported there."""
    own, other = factories.leerling(), factories.leerling()
    for pupil in (own, other):
        record(anna, pupil, (MAANDAG, 12))
    mila = Gebruiker.objects.create(gebruikersnaam="mila", naam="Mila")
    with acting_as(SYSTEEM):
        Mentorleerling.objects.create(gebruiker=mila, instelling_id="28AX", persoon=own, begindatum=date(2026, 8, 1))
    reader = replace(anna, rollen=frozenset({Rol.RAADPLEGER}), gebruiker_id=mila.pk, beperking=beperking)
    with acting_as(reader):
        assert queries.signalen(reader).count() == seen
        assert queries.visible_to(reader).values("persoon_id").order_by().distinct().count() == seen
        assert Lesverzuimsignaal.objects.count() == seen, "the second wall"


# signals and drafts


@pytest.mark.req("RGL-06", "RGL-11")
def test_at_sixteen_hours_a_draft_stands_ready(anna: Actor) -> None:
    pupil = factories.leerling()
    record(anna, pupil, (MAANDAG, 8), (MAANDAG + DAG, 7))
    assert signals(anna) == [("12U", MAANDAG)]
    assert not Concept.objects.exists()
    record(anna, pupil, (MAANDAG + 2 * DAG, 2))
    assert signals(anna) == [("16U", MAANDAG)]
    concept = Concept.objects.get()
    assert (concept.gebruiker_id, concept.doel, concept.ingediend) == (anna.gebruiker_id, "nieuw", None)
    answers = concept.antwoorden["verzuim"]
    assert (answers["soort"], answers["begindatum_dag"], answers["einddatum_dag"]) == ("V3", "2", "4")
    assert concept.antwoorden["lesuren"]["verzuimdag_3_lesuren"] == ["1", "2"]


def test_an_adult_gets_the_other_kind_or_nothing(anna: Actor) -> None:
    adult, qualified = (factories.leerling(geboortedatum=date(2007, 1, 1)) for _ in range(2))
    factories.diploma(qualified, "HAVO", "", date(2026, 7, 1))
    for pupil in (adult, qualified):
        record(anna, pupil, (MAANDAG, 10), (MAANDAG + DAG, 10))
    assert [each.persoon_id for each in queries.signalen(anna)] == [adult.pk]
    assert Concept.objects.get().antwoorden["verzuim"]["soort"] == "V4"


@pytest.mark.req("RGL-27")
@pytest.mark.parametrize(
    ("geboren", "diploma", "signalled"),
    [
        (date(2009, 5, 5), False, True),  # 17: the duty to qualify
        (date(2009, 5, 5), True, False),
        (date(2021, 11, 10), False, False),  # 4 years old; the duty begins in December
        (date(2021, 10, 10), False, True),
    ],
)
def test_no_signal_without_a_duty(anna: Actor, geboren: date, diploma: bool, signalled: bool) -> None:
    pupil = factories.leerling(geboortedatum=geboren)
    if diploma:
        factories.diploma(pupil, "HAVO", "", date(2026, 7, 1))
    record(anna, pupil, (MAANDAG, 10), (MAANDAG + DAG, 10))
    assert queries.signalen(anna).exists() is Concept.objects.exists() is signalled


def test_never_a_second_draft_for_the_same_day(anna: Actor) -> None:
    pupil = factories.leerling()
    begun = verzuim.start_concept(
        pupil,
        "28AX",
        by=anna,
        at=clock.now(),
        antwoorden={"verzuim": {"begindatum_dag": ["02"], "begindatum_maand": ["11"], "begindatum_jaar": ["2026"]}},
    )
    record(anna, pupil, (MAANDAG, 8), (MAANDAG + DAG, 8))
    record(anna, pupil, (MAANDAG + 2 * DAG, 1))
    assert [each.pk for each in Concept.objects.all()] == [begun.pk]


@pytest.mark.parametrize("doel", ["vervolg", "kopie"])
def test_a_draft_that_somebody_began_is_never_thrown_away(anna: Actor, doel: str) -> None:
    pupil = factories.leerling()
    day = {"begindatum_dag": ["02"], "begindatum_maand": ["11"], "begindatum_jaar": ["2026"]}
    given = {"doel": doel, "antwoorden": {"verzuim": day}}
    begun = verzuim.start_concept(pupil, "28AX", by=anna, at=clock.now(), **given)
    record(anna, pupil, (MAANDAG, 8), (MAANDAG + 2 * DAG, 8))
    record(anna, pupil, (MAANDAG + DAG, 8))
    assert [each.pk for each in Concept.objects.all()] == [begun.pk]


def test_an_untouched_draft_follows_the_lines_and_a_touched_one_does_not(anna: Actor) -> None:
    pupil = factories.leerling()
    record(anna, pupil, (MAANDAG, 8), (MAANDAG + 2 * DAG, 8))
    first = Concept.objects.get()
    record(anna, pupil, (MAANDAG + DAG, 8))
    second = Concept.objects.get()
    assert first.pk != second.pk
    assert second.antwoorden["verzuim"]["einddatum_dag"] == "3"
    verzuim.save_answers(second, "leerling", {}, by=anna, at=clock.now() + timedelta(minutes=1))
    regel = queries.lines_of(anna, "28AX", pupil).get(datum=MAANDAG + DAG, lesuur=1)
    actions.withdraw_line(regel, by=anna, at=clock.now())
    assert Concept.objects.get().pk == second.pk


def test_a_draft_that_was_thrown_away_comes_back_only_when_asked(anna: Actor) -> None:
    pupil = factories.leerling()
    record(anna, pupil, (MAANDAG, 8), (MAANDAG + DAG, 8))
    verzuim.discard_concept(Concept.objects.get(), by=anna)
    record(anna, pupil, (MAANDAG + 2 * DAG, 1))
    assert not Concept.objects.exists()
    signaal = queries.signalen(anna).get()
    assert actions.prepare(signaal, by=anna, at=clock.now()).pk == actions.prepare(signaal, by=anna, at=clock.now()).pk
    assert Concept.objects.count() == 1


@pytest.mark.req("RGL-11")
def test_counting_restarts_after_the_melding(anna: Actor) -> None:
    pupil = factories.leerling()
    record(anna, pupil, (MAANDAG, 8), (MAANDAG + DAG, 8), (date(2026, 11, 9), 5))
    melding = factories.melding(pupil, by=anna, begindatum=MAANDAG, einddatum=MAANDAG + DAG)
    assert signals(anna) == [], "before any job runs"
    wijze = queries.rekenwijze(factories.instelling(), on=clock.today())
    stand = queries.standen(anna, "28AX", wijze, on=clock.today())[pupil.pk]
    assert (stand.telling.delen, stand.hervat_na) == (5 * 60, MAANDAG + DAG)
    taken.refresh_signals(0)
    assert not Lesverzuimsignaal.objects.exists()
    verzuim.withdraw_melding(melding, IntrekkingInput("FOUTIEF"), by=anna, at=clock.now())
    taken.refresh_signals(0)
    assert signals(anna) == [("16U", MAANDAG)]


def test_nothing_when_a_melding_of_another_kind_covers_it(anna: Actor) -> None:
    pupil = factories.leerling()
    factories.melding(pupil, by=anna, soort="L", einddatum=date(2026, 11, 6))
    record(anna, pupil, (MAANDAG, 8), (MAANDAG + DAG, 8))
    assert signals(anna) == []
    assert not Concept.objects.exists()


def test_holidays_and_the_unit_of_the_institution_count(anna: Actor) -> None:
    pupil = factories.leerling()
    Vakantie.objects.create(
        instelling_id="28AX", naam="Herfstvakantie", begindatum=date(2026, 10, 19), einddatum=date(2026, 10, 23)
    )
    record(anna, pupil, (date(2026, 10, 5), 8), (date(2026, 11, 8), 8))
    assert signals(anna) == [("16U", date(2026, 10, 5))]
    school = factories.instelling()
    school.lesuur_minuten = 70
    school.save()
    taken.refresh_signals(0)
    assert queries.signalen(anna).get().eenheid == "klokuren"


@pytest.mark.req("RGL-13", "RGL-14")
def test_day_21_and_day_28_of_an_unbroken_row(anna: Actor) -> None:
    pupil, weeks = factories.leerling(), [date(2026, 10, 26) + n * timedelta(days=7) for n in range(4)]
    for week in weeks[:3]:
        factories.melding(pupil, by=anna, begindatum=week, einddatum=week + 4 * DAG)
    taken.refresh_signals(0)
    assert signals(anna) == [("21D", weeks[0])]
    factories.melding(pupil, by=anna, begindatum=weeks[3], einddatum=weeks[3] + 4 * DAG)
    taken.refresh_signals(0)
    signaal = queries.signalen(anna).get()
    assert (signaal.soort, signaal.dagen) == ("28D", 28)
    monday = datetime(2026, 11, 23, 9, tzinfo=AMSTERDAM)
    factories.melding(pupil, by=anna, at=monday, soort="LRV", begindatum=monday.date(), einddatum=None)
    assert signals(anna) == []


# lists


LIJST = """pgn;datum;lesuur of minuten;soort
{n};2026-11-02;1;O
{n};02-11-2026;2;O
{n};2026-11-02;1;O
{n};2026-11-02;3;G
"""


@pytest.mark.req("RGL-03")
def test_a_list_is_checked_and_then_confirmed(anna: Actor) -> None:
    pupil = factories.leerling(nummer="111222333")
    lijst = actions.check_list("28AX", LIJST.format(n="111222333") + "999999991;kapot;x;Z", by=anna, at=clock.now())
    assert (lijst.gelezen, lijst.geoorloofd, lijst.dubbel, lijst.fout) == (5, 1, 1, 1)
    assert not Lesverzuim.objects.exists()
    assert "111222333" not in str(lijst.regels)
    assert [(each["kolom"], each["waarde"]) for each in lijst.fouten] == [
        ("nummer", "*****991"),
        ("datum", "kapot"),
        ("lesuur", "x"),
        ("soort", "Z"),
    ]
    record(anna, pupil, (MAANDAG, 1))
    done = actions.confirm_list(lijst, by=anna, at=clock.now())
    assert (done.nieuw, done.bestond) == (1, 1)
    assert not Lesverzuimlijst.objects.exists()
    assert {regel.soort for regel in Lesverzuim.objects.all()} == {"O"}


def test_a_number_in_another_column_is_masked_too(anna: Actor) -> None:
    lijst = actions.check_list("28AX", "2026-11-02;111222333;1;O", by=anna, at=clock.now())
    assert "111222333" not in str(lijst.fouten)


@pytest.mark.parametrize(("tekst", "code"), [(" \n", "BV_L_lijst_leeg"), ("x\n" * 20_002, "BV_L_lijst_te_lang")])
def test_a_list_that_is_refused_as_a_whole(anna: Actor, tekst: str, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        actions.check_list("28AX", tekst, by=anna, at=clock.now())
    assert [violation.code for violation in refused.value.violations] == [code]
    assert not Lesverzuimlijst.objects.exists()


def test_a_list_is_of_who_made_it(anna: Actor) -> None:
    factories.leerling(nummer="111222333")
    actions.check_list("28AX", LIJST.format(n="111222333"), by=anna, at=clock.now())
    assert queries.lists_of(anna).count() == 1
    assert not queries.lists_of(replace(anna, gebruiker_id=0)).exists()


def test_old_lines_and_forgotten_lists_go(anna: Actor) -> None:
    pupil = factories.leerling(nummer="111222333")
    last_summer = datetime(2026, 7, 31, 9, tzinfo=AMSTERDAM)
    record(anna, pupil, (date(2025, 7, 31), 1), (date(2025, 8, 29), 1), at=last_summer)
    actions.check_list("28AX", LIJST.format(n="111222333"), by=anna, at=clock.now() - timedelta(days=2))
    taken.remove_old_lines(0)
    assert [regel.datum for regel in Lesverzuim.objects.all()] == [date(2025, 8, 29)]
    assert not Lesverzuimlijst.objects.exists()


def test_twenty_thousand_lines_take_few_queries(anna: Actor, django_assert_max_num_queries: Any) -> None:
    """Checked, confirmed and counted: as many questions for 200 pupils as for one, besides the drafts."""
    pupils = [factories.bsn() for _ in range(200)]
    for nummer in pupils:
        factories.leerling(nummer=nummer, adres=False)
    days = [each for each in (MAANDAG - n * DAG for n in range(40)) if each.weekday() < 5][:25]
    tekst = "\n".join(f"{n};{dag};{uur};O" for n in pupils for dag in days for uur in range(1, 5))
    with django_assert_max_num_queries(10):
        lijst = actions.check_list("28AX", tekst, by=anna, at=clock.now())
    with django_assert_max_num_queries(20 + 200 * 8):
        assert actions.confirm_list(lijst, by=anna, at=clock.now()).nieuw == 20_000
