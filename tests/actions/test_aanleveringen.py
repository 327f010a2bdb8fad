"""A file that somebody sends: received, checked, stored and answered. Rows, audit and jobs; nothing on refusal."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests import factories
from tests.actions import aanleveren as keten
from tests.actions.aanleveren import KOLOMMEN, check, commit, counts, fresh, known, line, new_pupil, sender, sent, table
from verzuimloket.aanleveringen import actions, queries
from verzuimloket.aanleveringen.inputs import AanleveringInput, Brok, Plek
from verzuimloket.aanleveringen.models import Aanlevering, Bevinding
from verzuimloket.access.models import Machtiging
from verzuimloket.bestanden import actions as bestanden
from verzuimloket.bestanden.models import Bestand, Bestanddeel
from verzuimloket.channels.upload.aanleveren import gang, tasks
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected, TransitionNotAllowed
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie
from verzuimloket.personen.models import Persoon

pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture
def ines(committed_db: None) -> Actor:
    return sender()


def jobs() -> list[tuple[str, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, lock FROM procrastinate_jobs ORDER BY id")
        return list(cursor.fetchall())


def events() -> list[str]:
    with acting_as(SYSTEEM):
        rows = AuditEntry.objects.filter(event__startswith="aanlevering").order_by("pk")
        return [f"{row.event} {row.actor}" for row in rows]


# sending


@pytest.mark.req("BST-04", "BST-06")
def test_a_file_is_kept_and_waits_for_its_check(ines: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bestanden, "PART", 50)
    body = table([line(factories.bsn())])
    made = sent(body, ines, naam="Leerlingen van 2026 (def).csv", instelling="28AX", stopdrempel=50)
    assert (made.stand, made.soort, made.instelling_id, made.stopdrempel) == ("ONTVANGEN", "INSCHRIJVINGEN", "28AX", 50)
    bestand = made.bestand
    assert (bestand.naam, bestand.gedeeld, bestand.instelling) == ("Leerlingen-van-2026-def.csv", True, "28AX")
    assert (bestand.grootte, bestand.klaar) == (len(body), True)
    assert bestand.verwijderen_op == clock.today() + timedelta(days=90)
    assert keten.content(bestand, ines) == body
    assert bestand.delen > 1
    assert jobs() == [("aanlevering_controleren", "aanleveringen 28AX")]
    assert events() == ["aanlevering:versturen ines"]
    with acting_as(SYSTEEM):
        assert not any(b"2012-01-01" in bytes(part.inhoud) for part in Bestanddeel.objects.all())
    with acting_as(ines):
        assert list(queries.own(ines)) == [made]


@pytest.mark.req("BST-05")
@pytest.mark.parametrize(
    ("given", "content", "code"),
    [
        ({"soort": "onzin"}, b"x", "BV_U_soort_onbekend"),
        ({"soort": "KOPPELING"}, b"x", "BV_U_soort_rol"),
        ({"soort": "LESVERZUIM"}, b"x", "BV_U_lesverzuim_eigen_pagina"),
        ({"soort": "CERTIFICAAT"}, b"x", "BV_U_soort_niet_hier"),
        ({"instelling": "11AA"}, b"x", "BV_U_instelling_niet_van_u"),
        ({"stopdrempel": 0}, b"x", "BV_U_stopdrempel"),
        ({}, b"", "BV_U_bestand_leeg"),
        ({}, b"x" * 1_000_001, "BV_U_bestand_te_groot"),
    ],
)
def test_what_is_refused_leaves_nothing(
    ines: Actor, given: dict[str, Any], content: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("verzuimloket.aanleveringen.rules", "verzuimloket.aanleveringen.actions.versturen"):
        monkeypatch.setattr(f"{module}.MB", 2_000)
    with pytest.raises(Rejected) as refused:
        sent(content, ines, **given)
    assert code in {violation.code for violation in refused.value.violations}
    with acting_as(SYSTEEM):
        assert not Aanlevering.objects.exists()
        assert not Bestand.objects.exists()
    assert (jobs(), events()) == ([], [])


def test_of_a_file_that_is_too_long_no_more_is_read_than_needed(ines: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verzuimloket.aanleveringen.actions.versturen.MB", 2)
    source = io.BytesIO(b"x" * 5_000_000)
    given = AanleveringInput("instelling", "INSCHRIJVINGEN", "x.csv")
    monkeypatch.setattr("verzuimloket.aanleveringen.rules.MB", 2)
    with pytest.raises(Rejected), acting_as(ines):
        actions.receive(given, source, by=ines, at=clock.now())
    assert source.tell() == 1_000_000


def test_others_see_only_what_is_theirs(ines: Actor) -> None:
    """The first wall is the query, the second the database: both are asked."""
    made = sent(table([line(factories.bsn())]), ines)
    colleague, melder = sender("kees"), sender("mo", Rol.MELDER)
    stranger, officer = sender("bo", kenmerk="11AA"), factories.behandelaar()
    with acting_as(colleague):
        assert list(queries.own(colleague)) == [made]
    with acting_as(melder):
        assert not queries.own(melder).exists(), "another role"
    for actor in (stranger, officer):
        with acting_as(actor):
            assert not queries.own(actor).exists()
            assert not Aanlevering.objects.exists(), "the wall of the database"
    with acting_as(melder), pytest.raises(PermissionDenied):
        actions.cancel(made, by=melder, at=clock.now())


@pytest.mark.req("BST-05")
def test_what_can_be_chosen(ines: Actor) -> None:
    assert [code.code for code in queries.soorten(ines, on=clock.today())] == ["ALGEMEEN_ROD", "INSCHRIJVINGEN"]
    officer = factories.behandelaar()
    assert [code.code for code in queries.soorten(officer, on=clock.today())] == ["KOPPELING"]


# checking


@pytest.mark.req("BST-02")
def test_a_check_says_of_each_line_what_would_come_of_it_and_stores_nothing(ines: Actor) -> None:
    numbers = known(2)
    lines = [line(numbers[0]), line(numbers[1], geboortedatum="2011-01-01"), new_pupil("Şahin"), line("123")]
    before = keten.stored()
    made = check(sent(table(lines), ines))
    assert keten.stored() == before
    assert (made.stand, made.melding) == ("GECONTROLEERD", "")
    assert counts(made) == {"regels": 4, "gedaan": 4, "nieuw": 2, "gewijzigd": 0, "ongewijzigd": 0, "fout": 2}
    with acting_as(ines):
        found = [(each.regel, each.kolom, each.waarde, each.blokkeert) for each in queries.bevindingen(made)]
        codes = queries.per_code(made)
        voorbeeld = queries.voorbeeld(made)
    assert (3, "geboortedatum", "2011-01-01", True) in found
    assert any(regel == 5 and waarde == "123" for regel, _, waarde, _ in found)
    assert sum(each.aantal for each in codes) == queries.totaal_bevindingen(made) == len(found)
    assert [cells[6] for cells in voorbeeld] == ["", "", "Şahin", ""]
    assert made.leeswijze["kop"][:6] == list(KOLOMMEN)
    assert events() == ["aanlevering:versturen ines", "aanlevering:gecontroleerd Register"]
    with acting_as(SYSTEEM):
        assert not any(b"2011" in bytes(each.inhoud) for each in Bevinding.objects.all())


def test_the_own_file_goes_back(ines: Actor) -> None:
    """Once whole with outcomes, once only the wrong lines: these can be mended and sent again."""
    numbers = known(2)
    lines = [line(numbers[0]), line(numbers[1], geboortedatum="2011-01-01")]
    made = check(sent(table(lines), ines))
    whole, wrong = keten.rows_of(made.terug, ines), keten.rows_of(made.foute_regels, ines)
    assert [row["Uitkomst"] for row in whole] == ["Nieuw", "Fout"]
    assert [row["bsn"] for row in whole] == numbers
    assert not whole[0]["Fout"]
    assert "geboortedatum" in whole[1]["Fout"].lower()
    assert [row["bsn"] for row in wrong] == [numbers[1]]
    assert made.terug
    assert made.foute_regels
    assert (made.terug.naam, made.foute_regels.naam) == ("leerlingen-terug.csv", "leerlingen-foute-regels.csv")
    assert made.terug.verwijderen_op == made.bestand.verwijderen_op
    mended = keten.content(made.foute_regels, ines).replace(b"2011-01-01", b"2012-01-01")
    again = check(sent(mended, ines, naam="verbeterd.csv"))
    assert counts(again)["nieuw"] == 1
    assert "Fout" not in keten.rows_of(again.terug, ines)[0].keys() - {"Fout", "Uitkomst"}


def test_formulas_do_not_come_back_as_formulas(ines: Actor) -> None:
    made = check(sent(table([new_pupil("=1+1")]), ines))
    row = keten.rows_of(made.terug, ines)[0]
    assert row["achternaam"] == "'=1+1"


def test_a_file_that_cannot_be_read_is_refused_as_a_whole(ines: Actor) -> None:
    made = check(sent(b"%PDF-1.7 niets", ines))
    assert made.stand == "GEWEIGERD"
    assert made.melding.endswith(".")
    assert made.melding_code.startswith("VORM_bestand")
    assert made.terug is None


def test_two_lines_about_the_same_days_of_one_pupil(ines: Actor) -> None:
    """The second is told of the first; another period of the same pupil is fine."""
    [nummer] = known(1)
    ended = {"datumInschrijving": "2025-08-01", "datumUitschrijving": "2026-07-31"}
    lines = [
        line(nummer, **ended),
        line(nummer),
        line(nummer, datumInschrijving="2026-10-01"),
        line(nummer, **ended),
        new_pupil("Jansen"),
        new_pupil("JANSEN"),
        new_pupil("Jansen", geboortedatum="2013-05-05"),
    ]
    made = check(sent(table(lines), ines))
    with acting_as(ines):
        found = {each.regel: each.tekst for each in queries.bevindingen(made, code="VORM_dubbele_regel")}
    assert {regel: text.split(",")[0] for regel, text in found.items()} == {
        4: "Deze leerling staat ook in regel 3",
        5: "Deze leerling staat ook in regel 2",
        7: "Deze leerling staat ook in regel 6",
    }


def test_it_stops_when_too_much_is_wrong(ines: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gang, "EERSTE", 120)
    lines = [line("123") for _ in range(40)] + [new_pupil(f"Naam{n}") for n in range(100)]
    made = check(sent(table(lines), ines, stopdrempel=30))
    assert (made.stand, made.melding_code, made.gedaan) == ("GESTOPT", "VORM_te_veel_foute_regels", 120)
    assert "40 van de eerste 120 regels" in made.melding
    assert check(sent(table(lines), ines, stopdrempel=34)).stand == "GECONTROLEERD"


def test_more_findings_than_are_kept_are_still_counted(ines: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "BEWAARD", 5)
    monkeypatch.setattr(gang, "EERSTE", 4)
    made = check(sent(table([line("123") for _ in range(9)]), ines))
    with acting_as(ines):
        assert len(queries.bevindingen(made)) == 5
        assert queries.totaal_bevindingen(made) == sum(each.aantal for each in queries.per_code(made)) >= 9


def test_the_same_content_again_is_told(ines: Actor) -> None:
    body = table([line(*known(1))])
    first, second = sent(body, ines), sent(body, ines, naam="kopie.txt")
    with acting_as(ines):
        assert queries.opmerkingen(first, ines) == []
        assert [each.code for each in queries.opmerkingen(second, ines)] == ["BV_U_eerder_gestuurd"]
        assert "op 22 november 2026" in queries.opmerkingen(second, ines)[0].text
    stranger = sender("bo", kenmerk="11AA")
    theirs = sent(body, stranger)
    with acting_as(stranger):
        assert queries.opmerkingen(theirs, stranger) == []


# storing


@pytest.mark.req("BST-02", "BST-14")
def test_the_good_lines_are_stored_and_the_wrong_ones_told(ines: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gang, "EERSTE", 2)
    monkeypatch.setattr(gang, "CHUNK", 2)
    numbers = known(4)
    lines = [line(numbers[0]), line(numbers[1], geslacht="M"), *map(line, numbers[2:]), new_pupil("Şahin")]
    made = commit(check(sent(table(lines), ines)), ines)
    assert made.stand == "VERWERKT"
    assert counts(made) == {"regels": 5, "gedaan": 5, "nieuw": 4, "gewijzigd": 0, "ongewijzigd": 0, "fout": 1}
    assert keten.stored() == (4, 4, 5)
    assert [row["Uitkomst"] for row in keten.rows_of(made.terug, ines)] == ["Nieuw", "Fout", "Nieuw", "Nieuw", "Nieuw"]
    assert len(keten.rows_of(made.foute_regels, ines)) == 1
    assert [task for task, _ in jobs()] == ["aanlevering_controleren", "aanlevering_verwerken"]
    assert events()[-2:] == ["aanlevering:vastleggen ines", "aanlevering:verwerkt Register"]


@pytest.mark.req("BST-02")
def test_the_same_file_twice_changes_nothing(ines: Actor) -> None:
    body = table([*map(line, known(3)), new_pupil("Şahin")])
    commit(check(sent(body, ines)), ines)
    before = keten.stored()
    again = commit(check(sent(body, ines)), ines)
    assert counts(again) == {"regels": 4, "gedaan": 4, "nieuw": 0, "gewijzigd": 0, "ongewijzigd": 4, "fout": 0}
    assert keten.stored() == before


def test_all_or_nothing(ines: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gang, "EERSTE", 2)
    monkeypatch.setattr(gang, "CHUNK", 2)
    made = commit(check(sent(table(map(line, known(5))), ines)), ines, alles_of_niets=True)
    assert (made.stand, counts(made)["nieuw"], keten.stored()[0]) == ("VERWERKT", 5, 5)
    assert len(keten.rows_of(made.terug, ines)) == 5
    assert made.foute_regels is None


def test_all_or_nothing_with_a_wrong_line_is_not_begun(ines: Actor) -> None:
    made = check(sent(table([line(*known(1)), line("123")]), ines))
    with pytest.raises(Rejected) as refused:
        commit(made, ines, alles_of_niets=True)
    assert [each.code for each in refused.value.violations] == ["BV_U_foute_regels"]
    assert fresh(made).stand == "GECONTROLEERD"
    assert len(jobs()) == 1


def test_all_or_nothing_when_a_line_became_wrong_after_the_check(ines: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is stored, the page says why and which lines, and the good ones can still be stored."""
    monkeypatch.setattr(gang, "EERSTE", 2)
    monkeypatch.setattr(gang, "CHUNK", 2)
    numbers = known(5)
    made = check(sent(table(map(line, numbers)), ines))
    with acting_as(SYSTEEM):
        gone = Persoon.objects.order_by("-pk").first()
        assert gone
        gone.geslacht = "M"
        gone.save()
    made = commit(made, ines, alles_of_niets=True)
    assert (made.stand, made.melding_code, keten.stored()[0]) == ("GECONTROLEERD", "BV_U_foute_regels", 0)
    assert "In 1 regel klopt iets niet" in made.melding
    assert counts(made) == {"regels": 5, "gedaan": 5, "nieuw": 4, "gewijzigd": 0, "ongewijzigd": 0, "fout": 1}
    with acting_as(ines):
        assert {each.regel for each in queries.bevindingen(made) if each.blokkeert} == {6}
    assert [row["bsn"] for row in keten.rows_of(made.foute_regels, ines)] == [numbers[-1]]
    made = commit(made, ines)
    assert (made.stand, made.melding, keten.stored()[0]) == ("VERWERKT", "", 4)


def test_nothing_good_is_nothing_to_store(ines: Actor) -> None:
    made = check(sent(table([line("123")]), ines))
    with pytest.raises(Rejected) as refused:
        commit(made, ines)
    assert [each.code for each in refused.value.violations] == ["BV_U_niets_vast_te_leggen"]


def test_the_sender_stops_it(ines: Actor) -> None:
    made = check(sent(table([line(*known(1))]), ines))
    with acting_as(ines):
        assert actions.cancel(made, by=ines, at=clock.now()).stand == "GESTOPT"
        with pytest.raises(TransitionNotAllowed):
            actions.commit(made, alles_of_niets=False, by=ines, at=clock.now())
    assert keten.stored()[0] == 0
    waiting = sent(table([line(*known(1))]), ines)
    with acting_as(ines):
        actions.cancel(waiting, by=ines, at=clock.now())
    assert check(waiting).stand == "GESTOPT"


def test_a_role_that_was_withdrawn_stores_nothing(ines: Actor) -> None:
    made = check(sent(table([line(*known(1))]), ines))
    Machtiging.objects.update(rol=Rol.MELDER)
    made = commit(made, ines)
    assert (made.stand, made.melding, keten.stored()[0]) == ("MISLUKT", tasks.GEEN_ROL, 0)


def test_the_lines_are_stored_in_the_name_of_the_sender(ines: Actor) -> None:
    commit(check(sent(table([line(*known(1))]), ines)), ines)
    with acting_as(SYSTEEM):
        versie = InschrijvingVersie.objects.get()
        assert (versie.actor, versie.organisatie_naam, versie.kanaal) == ("ines", "Voorbeeldbestuur", "bestand")


# breaking off


def breaking(after: int) -> Callable[..., Any]:
    """The note of what was done, that fails after so many times."""
    calls, real = 0, actions.commit_chunk

    def note(*args: Any, **kwargs: Any) -> None:
        nonlocal calls
        calls += 1
        if calls > after:
            raise ZeroDivisionError
        real(*args, **kwargs)

    return note


@pytest.mark.parametrize("after", [0, 1, 2])
def test_storing_goes_on_where_it_broke_off(ines: Actor, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    monkeypatch.setattr(gang, "EERSTE", 2)
    monkeypatch.setattr(gang, "CHUNK", 2)
    numbers = known(5)
    made = check(sent(table([*map(line, numbers), line(numbers[0])]), ines))
    with monkeypatch.context() as broken:
        broken.setattr(actions, "commit_chunk", breaking(after))
        with pytest.raises(ZeroDivisionError):
            commit(made, ines)
    assert (fresh(made).stand, keten.stored()[0]) == ("VERWERKEN", 2 * after)
    tasks.commit(keten.context(), made.pk)
    made = fresh(made)
    assert counts(made) == {"regels": 6, "gedaan": 6, "nieuw": 5, "gewijzigd": 0, "ongewijzigd": 0, "fout": 1}
    assert keten.stored() == (5, 5, 5)
    assert [row["bsn"] for row in keten.rows_of(made.terug, ines)] == [*numbers, numbers[0]]
    with acting_as(ines):
        assert [each.code for each in queries.bevindingen(made) if each.blokkeert] == ["VORM_dubbele_regel"]


@pytest.mark.parametrize("after", [0, 1, 2])
def test_checking_begins_again(ines: Actor, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    monkeypatch.setattr(gang, "EERSTE", 1)
    monkeypatch.setattr(gang, "CHUNK", 1)
    made = sent(table([line("123") for _ in range(4)]), ines)
    with monkeypatch.context() as broken:
        broken.setattr(actions, "commit_chunk", breaking(after))
        with pytest.raises(ZeroDivisionError):
            check(made)
    made = check(made)
    assert (made.stand, counts(made)["fout"], len(keten.rows_of(made.terug, ines))) == ("GECONTROLEERD", 4, 4)
    with acting_as(SYSTEEM):
        assert Bestand.objects.count() == 3, "the file and its two answers"


def test_a_worker_that_was_overtaken_notes_nothing(ines: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one was slow, not dead: what the second noted counts, once."""
    made = sent(table(map(line, known(3))), ines)
    slow = Brok(3, {"NIEUW": 3}, 0, ())
    for plek in (Plek("CONTROLEREN", 0), Plek("VERWERKEN", 0), Plek("GECONTROLEERD", 1)):
        made = check(made)
        with acting_as(ines), pytest.raises(actions.Overgenomen):
            actions.commit_chunk(made.pk, slow, plek=plek, by=ines, at=clock.now())
    assert counts(fresh(made))["gedaan"] == 3

    def overtaken(*args: Any, **kwargs: Any) -> None:
        raise actions.Overgenomen(made.pk)

    monkeypatch.setattr(actions, "commit_chunk", overtaken)
    made = commit(made, ines)
    assert (made.stand, keten.stored()[0]) == ("VERWERKEN", 0)


def test_the_last_attempt_says_what_to_do(ines: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    made = sent(table([line(*known(1))]), ines)
    monkeypatch.setattr(actions, "commit_chunk", breaking(0))
    with pytest.raises(ZeroDivisionError):
        check(made)
    assert fresh(made).stand == "CONTROLEREN"
    with pytest.raises(ZeroDivisionError):
        check(made, attempts=5)
    assert (fresh(made).stand, fresh(made).melding) == ("MISLUKT", tasks.MISLUKT)
    assert Inschrijving.objects.count() == 0
