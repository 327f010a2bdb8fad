"""The registratieoverzicht as a file: what is in it, every night again, whole or not there."""

import io
from datetime import date, timedelta
from typing import Any

import pytest

from tests import factories
from tests.mail.conftest import Worker, worker  # noqa: F401  the fixture
from tests.uitvoer.lezen import lines, sheets
from tests.uitvoer.registratie import AT, ON, enrol, enrolled, inschrijver, with_onderwijsnummer
from verzuimloket.bestanden import actions, queries
from verzuimloket.bestanden.models import Bestand, Bestanddeel
from verzuimloket.config import taken
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.errors import PermissionDenied
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.inschrijvingen.queries import registratie as inschrijvingen
from verzuimloket.personen import queries as personen
from verzuimloket.uitvoer import registratie, registratie_taken
from verzuimloket.uitvoer.opdracht import CSV, XLSX

YESTERDAY = ON - timedelta(days=1)


def written(formaat: str, *codes: str) -> bytes:
    by, target = inschrijver(*codes), io.BytesIO()
    with acting_as(by):
        registratie.export(inschrijvingen.registered(by), target, formaat=formaat, by=by, at=AT)
    return target.getvalue()


def of_first_sheet(content: bytes) -> list[dict[str, Any]]:
    kop, *rows = sheets(content)["Registratieoverzicht"]
    return [dict(zip(kop, row, strict=True)) for row in rows]


@pytest.mark.django_db
@pytest.mark.req("BST-08", "BST-17")
def test_the_file_holds_what_the_register_holds() -> None:
    """Read back with another library, and compared with the rows one by one."""
    enrolled(achternaam="Şahin", voorvoegsel="van der", voornamen="Łukasz")
    enrolled(achternaam="Partieel", geboorte_precisie="M", eind=YESTERDAY)
    with_onderwijsnummer(enrolled(achternaam="Zonder", adres=False))
    enrolled(code="11AA", achternaam="Elders")
    found = {row["achternaam"]: row for row in of_first_sheet(written(XLSX))}
    with acting_as(inschrijver()):
        rows = list(Inschrijving.objects.select_related("persoon"))
        assert {row.persoon.achternaam for row in rows} == set(found)
        for row in rows:
            line = found[row.persoon.achternaam]
            assert line["instellingscode"] == row.instelling_id
            assert line["datumInschrijving"] == row.begindatum
            assert line["datumUitschrijving"] == (row.einddatum or "")
            assert line[personen.number_kind(row.persoon)] == personen.number_of(row.persoon)
            assert (line["voorvoegsels"], line["voornamen"]) == (row.persoon.voorvoegsel, row.persoon.voornamen)
    assert found["Şahin"]["geboortedatum"] == date(2012, 1, 1)
    assert found["Partieel"]["geboortedatum"] == "2012-01-00"
    assert found["Partieel"]["stand"] == "Uitgeschreven"
    assert "Vertrokken zonder bekende nieuwe school" in found["Partieel"]["signalen"]
    assert (found["Şahin"]["postcode"], found["Şahin"]["huisnummer"], found["Şahin"]["gemeente"]) == (
        "3511AB",
        "99",
        "Utrecht",
    )
    assert (found["Zonder"]["bsn"], found["Zonder"]["onderwijsnummer"]) == ("", "100310303")
    assert found["Zonder"]["signalen"] == "Bsn onbekend; Adres onbekend"


@pytest.mark.django_db
@pytest.mark.req("BST-08")
def test_csv_and_excel_tell_the_same() -> None:
    enrolled(achternaam="=1+1")
    kop, line = lines(written(CSV))
    excel = of_first_sheet(written(XLSX))[0]
    assert kop == list(excel)
    assert (line[kop.index("achternaam")], excel["achternaam"]) == ("'=1+1", "=1+1")
    assert line[kop.index("datumInschrijving")] == "2024-08-01"


@pytest.mark.django_db
@pytest.mark.req("BST-16")
def test_the_second_sheet_explains_and_counts() -> None:
    with_onderwijsnummer(enrolled())
    enrolled(begin=date(2026, 11, 30))
    told = {row[0]: row[2] for row in sheets(written(XLSX))["Toelichting"]}
    assert told["Aantal inschrijvingen"] == 2
    assert (told["Bsn onbekend"], told["Begint later"], told["Inschrijving te laat geleverd"]) == (1, 1, 0)
    assert {kolom.naam for kolom in registratie.KOLOMMEN} <= set(told)


@pytest.mark.django_db
def test_only_who_enrols_may_have_it() -> None:
    reader = factories.melder(rollen=(Rol.RAADPLEGER,))
    with acting_as(reader), pytest.raises(PermissionDenied):
        registratie.export(inschrijvingen.registered(reader), io.BytesIO(), formaat=CSV, by=reader, at=AT)


@pytest.mark.django_db
def test_one_query_for_all_rows(django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        enrolled()
    with django_assert_max_num_queries(12):
        written(CSV)


# every night


def files(**given: Any) -> list[Bestand]:
    with acting_as(SYSTEEM):
        return list(Bestand.objects.filter(**given).order_by("instelling", "organisatie"))


def content(bestand: Bestand) -> bytes:
    return b"".join(queries.content(bestand, SYSTEEM))


@pytest.mark.usefixtures("committed_db")
@pytest.mark.req("BST-07", "BST-09")
def test_every_night_one_file_per_institution(worker: Worker) -> None:  # noqa: F811
    enrolled(achternaam="Een")
    enrolled(code="11AA", achternaam="Twee")
    factories.instelling("22BB")  # without pupils
    taken.make_overviews(0)
    worker()
    made = files(soort="REGISTRATIEOVERZICHT")
    assert [each.naam for each in made] == [
        "registratieoverzicht-11AA-2026-11-22.xlsx",
        "registratieoverzicht-28AX-2026-11-22.xlsx",
    ]
    assert all(each.gedeeld and each.klaar and each.gebruiker_id is None and each.totaal == 1 for each in made)
    assert made[0].verwijderen_op == ON + timedelta(days=7)
    assert [row["achternaam"] for row in of_first_sheet(content(made[1]))] == ["Een"]


@pytest.mark.usefixtures("committed_db")
@pytest.mark.req("BST-09")
def test_twice_makes_it_once_and_a_new_day_replaces_it(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    made = enrolled()
    for _ in range(2):
        taken.make_overviews(0)
        worker()
    [first] = files()
    taken.make_overviews(0)
    assert files() == [first]
    monkeypatch.setenv("VERZUIMLOKET_NU", "2026-11-23T10:00:00")
    enrol(made.persoon, "28AX", date(2022, 8, 1), date(2023, 7, 31))
    taken.make_overviews(0)
    worker()
    [second] = files()
    assert (second.naam, second.totaal) == ("registratieoverzicht-28AX-2026-11-23.xlsx", 2)
    with acting_as(SYSTEEM):
        assert set(Bestanddeel.objects.values_list("bestand", flat=True)) == {second.pk}


@pytest.mark.usefixtures("committed_db")
@pytest.mark.req("BST-09")
def test_killed_halfway_leaves_the_file_of_the_day_before(monkeypatch: pytest.MonkeyPatch) -> None:
    enrolled()
    registratie_taken.make_overview("28AX")
    [before] = files()
    real = actions.append

    def die(bestand: Bestand, inhoud: Any) -> None:
        real(bestand, inhoud)
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "append", die)
    with pytest.raises(KeyboardInterrupt):
        registratie_taken.make_overview("28AX")
    assert files() == [before]
    assert of_first_sheet(content(before))
    monkeypatch.setattr(actions, "append", real)
    registratie_taken.make_overview("28AX")  # as the stalled job is done again
    [after] = files()
    assert after.pk != before.pk


@pytest.mark.usefixtures("committed_db")
@pytest.mark.req("BST-07")
def test_the_organisation_finds_it_and_others_do_not() -> None:
    enrolled()
    registratie_taken.make_overview("28AX")
    own = inschrijver()
    board, other = inschrijver("28AX", "11AA"), Actor(**{**vars(inschrijver("11AA")), "organisatie": "11AA"})
    limited = Actor(**{**vars(own), "beperking": "leerlingen"})
    reader = factories.melder(rollen=(Rol.RAADPLEGER,))
    for actor, expected in ((own, 1), (board, 1), (other, 0), (limited, 0), (reader, 0)):
        with acting_as(actor):
            assert queries.available(actor, on=ON).count() == expected


# who turns 5


@pytest.fixture
def children(committed_db: None) -> None:
    enrolled(achternaam="Vijf", geboortedatum=date(2021, 11, 30))
    enrolled(achternaam="Elders", geboortedatum=date(2021, 11, 30), gemeente="0599")
    enrolled(achternaam="Vertrokken", geboortedatum=date(2021, 11, 30), eind=YESTERDAY)
    enrolled(achternaam="Ouder", geboortedatum=date(2021, 10, 31))
    enrolled(achternaam="Adresloos", geboortedatum=date(2021, 11, 30), adres=False)


@pytest.mark.usefixtures("children")
@pytest.mark.req("INS-45")
def test_each_municipality_hears_of_its_own_children(worker: Worker) -> None:  # noqa: F811
    taken.tell_municipalities(0)
    taken.tell_municipalities(0)
    worker()
    made = files(soort="LEERPLICHT_5")
    assert [(each.organisatie, each.totaal) for each in made] == [("G0344", 1), ("G0599", 1)]
    kop, row = sheets(content(made[0]))["Kinderen"]
    told = dict(zip(kop, row, strict=True))
    assert (told["achternaam"], told["wordt5Op"]) == ("Vijf", date(2026, 11, 30))
    assert told["leerplichtigVanaf"] == date(2026, 12, 1)
    utrecht, other = factories.behandelaar("G0344"), factories.behandelaar("G0363")
    for actor, expected in ((Actor(**{**vars(utrecht), "organisatie": "G0344"}), 1), (other, 0), (inschrijver(), 0)):
        with acting_as(actor):
            assert queries.available(actor, on=ON).count() == expected


@pytest.mark.usefixtures("children")
@pytest.mark.req("INS-45")
def test_the_trail_tells_no_names() -> None:
    taken.tell_municipalities(0)
    registratie_taken.make_signal("G0344")
    with acting_as(SYSTEEM):
        told = [f"{row.event} {row.subject} {row.data}" for row in AuditEntry.objects.filter(event__startswith="leer")]
    assert told == [
        "leerplicht:signaleren gemeenten {'aantal': 2}",
        "leerplicht:signaleren instantie G0344 {'aantal': 1}",
    ]
