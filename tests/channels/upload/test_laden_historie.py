"""What a load brings is known exactly as long as its files say, so that reports "as known at the cutoff" are right."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from verzuimloket.channels.upload.laden import laad
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.scope import acting_as
from verzuimloket.personen import queries as personen
from verzuimloket.personen.rules import maak_onderwijsnummer
from verzuimloket.testland.bestanden import KOPPEN

pytestmark = [pytest.mark.usefixtures("committed_db"), pytest.mark.req("MND-13")]

Stand = tuple[datetime | None, datetime | None]  # from when to when the register knew it
EERST = datetime(2020, 1, 1, 9, 0, 0)
NUMMERS = count(1)
# file → (line without the two moments, table of versions, its column that tells which line it was)
SOORTEN = {
    "adressen": ("{persoon};{dag};;0344;;;{n};;;;", "personen_adres", "huisnummer"),
    "inschrijvingen": ("i{key};{persoon};99AA;;{n};MBO;;2;BOL;;J;{dag};", "inschrijvingen_inschrijving", "volgnummer"),
    "diplomas": ("d{key};{persoon};MBO;{n};{dag}", "inschrijvingen_diploma", "niveau"),
    "vrijstellingen": (
        "v{key};{persoon};5a;{dag};{eind}",
        "vrijstellingen_vrijstelling",
        "einddatum - date '2030-01-01'",
    ),
}


def written(folder: Path, **files: Sequence[str]) -> Path:
    folder.mkdir(exist_ok=True)
    given = {"instellingen": ["99AA;Voorbeeldcollege;MBO;1;;", "99PI;Particulier;MBO;0;1990-01-01;"]} | files
    for naam, regels in given.items():
        (folder / f"{naam}.csv").write_text("\n".join([KOPPEN[naam], *regels]) + "\n", encoding="utf-8")
    return folder


def persoon(naam: str = "p1", geboren: str = "2008-05-10", dood: str = ";") -> str:
    return f"{naam};{factories.bsn(30_000 + next(NUMMERS))};;;;;;{geboren};{dood}"


def onderwijsnummers(nth: int) -> str:
    made = [nummer for nummer in map(maak_onderwijsnummer, range(900, 999)) if nummer]
    return made[nth]


def tekst(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment else ""


def rows(sql: str) -> list[tuple[Any, ...]]:
    with acting_as(SYSTEEM), connection.cursor() as cursor:
        cursor.execute(sql)
        return [tuple(row) for row in cursor.fetchall()]


def known(tabel: str, wat: str) -> list[tuple[Any, ...]]:
    """What each version tells, and from when to when it was known, in local time; the oldest first."""
    periode = ", ".join(f"{kant}(geregistreerd) AT TIME ZONE 'Europe/Amsterdam'" for kant in ("lower", "upper"))
    return rows(f"SELECT {wat}, {periode} FROM {tabel}_versie ORDER BY id, versie_id")


@st.composite
def histories(draw: st.DrawFn) -> list[Stand]:
    """States of one key, one after the other, with or without a gap; the first maybe known since always."""
    moments = [EERST + timedelta(seconds=draw(st.integers(0, 10_000)))]
    for _ in range(draw(st.integers(1, 4)) * 2):
        moments.append(moments[-1] + timedelta(seconds=draw(st.integers(1, 10**7))))
    gaps = draw(st.booleans())
    pairs = list(zip(moments[::2], moments[1::2], strict=False)) if gaps else list(pairwise(moments))
    states: list[Stand] = list(pairs)
    if draw(st.booleans()):
        states[0] = (None, states[0][1])
    if draw(st.booleans()):
        states[-1] = (states[-1][0], None)
    return states


@pytest.mark.parametrize("naam", SOORTEN)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(keys=st.lists(histories(), min_size=1, max_size=25), anders=st.randoms(use_true_random=False))
def test_every_version_of_the_files_and_no_other(
    tmp_path: Path, naam: str, keys: list[list[Stand]], anders: Any
) -> None:
    vorm, tabel, kenmerk = SOORTEN[naam]
    before = len(known(tabel, kenmerk))
    regels, expected = [], []
    for key, states in enumerate(keys):
        expected.append([(n, *state) for n, state in enumerate(states)])
        begin = date(2001, 1, 1) + timedelta(days=key)
        for n, (van, tot) in enumerate(states):
            eind = date(2030, 1, 1) + timedelta(days=n)
            regels.append(f"{vorm.format(key=key, persoon='p1', n=n, dag=begin, eind=eind)};{tekst(van)};{tekst(tot)}")
    anders.shuffle(regels)
    assert laad(written(tmp_path, personen=[persoon()], **{naam: regels})).fouten == []

    found = [(int(wat), van, tot) for wat, van, tot in known(tabel, kenmerk)[before:]]
    assert sorted(split(found), key=str) == sorted(expected, key=str)
    now = rows(f"SELECT {kenmerk} FROM {tabel} WHERE persoon_id = (SELECT max(id) FROM personen_persoon) ORDER BY id")
    assert sorted(int(row[0]) for row in now) == sorted(n for states in expected for n, _, tot in states if tot is None)
    assert rows(
        f"SELECT count(*) FROM {tabel} t FULL JOIN (SELECT * FROM {tabel}_versie WHERE upper_inf(geregistreerd)) v"
        " USING (id) WHERE (t.persoon_id IS NULL) OR (v.persoon_id IS NULL)"
    ) == [(0,)]


def split(found: list[tuple[int, Any, Any]]) -> Iterator[list[tuple[int, Any, Any]]]:
    """The versions per key: each begins anew at number 0."""
    starts = [place for place, row in enumerate(found) if row[0] == 0] + [len(found)]
    return (found[van:tot] for van, tot in pairwise(starts))


# cases, as those of the monthly reports


def test_a_death_makes_two_states_of_a_person(tmp_path: Path) -> None:
    dood = persoon(dood="2026-02-14;2026-02-16 09:00:00")
    altijd = persoon("p2", dood="2026-01-01;")
    assert laad(written(tmp_path, personen=[dood, altijd, persoon("p3")])).gelukt
    moment = datetime(2026, 2, 16, 9, 0)
    versies = [
        (None, None, moment),
        (date(2026, 2, 14), moment, None),
        (date(2026, 1, 1), None, None),
        (None, None, None),
    ]
    # Which person gets the first number is up to the plan of PostgreSQL.
    assert sorted(known("personen_persoon", "overlijdensdatum"), key=str) == sorted(versies, key=str)
    assert rows("SELECT overlijdensdatum FROM personen_persoon ORDER BY overlijdensdatum") == [
        (date(2026, 1, 1),),
        (date(2026, 2, 14),),
        (None,),
    ]


def test_abroad_in_the_future_and_the_newest_line_first(tmp_path: Path) -> None:
    utrecht = "p1;2020-01-01;{};0344;;;;;;;;{}"
    adressen = [
        utrecht.format("", "2020-01-01 00:00:00;2026-02-12 09:00:00"),
        utrecht.format("2026-02-09", "2026-02-12 09:00:00;"),
        "p1;2026-02-10;;;5010;;;;;;;2026-02-12 09:00:00;",
    ]
    ingeschreven = "i1;p1;99AA;;1;MBO;;2;BOL;;J;2025-08-01;{};{}"
    inschrijvingen = [
        ingeschreven.format("2026-09-15", "2026-09-16 09:00:00;"),
        ingeschreven.format("", "2025-08-15 09:00:00;2026-09-16 09:00:00"),
        "i2;p1;99PI;;;VO;;;;;N;2026-02-01;;2026-01-28 09:00:00;2026-03-01 09:00:00",
    ]
    diplomas = ["d1;p1;MBO;2;2026-12-18;2026-12-20 09:00:00;", "d2;p1;vmbo;;2024-06-15;;2026-06-30 09:00:00"]
    folder = written(
        tmp_path, personen=[persoon()], adressen=adressen, inschrijvingen=inschrijvingen, diplomas=diplomas
    )
    assert laad(folder).fouten == []
    assert [wat for wat, *_ in known("personen_adres", "landcode")] == ["6030", "6030", "5010"]
    assert [wat for wat, *_ in known("inschrijvingen_inschrijving", "einddatum")] == [None, date(2026, 9, 15), None]
    assert rows("SELECT einddatum FROM inschrijvingen_inschrijving") == [(date(2026, 9, 15),)]
    assert known("inschrijvingen_diploma", "soort") == [
        ("MBO", datetime(2026, 12, 20, 9, 0), None),
        ("VMBO", None, datetime(2026, 6, 30, 9, 0)),
    ]
    assert rows("SELECT soort FROM inschrijvingen_diploma") == [("MBO",)]


@pytest.mark.parametrize(
    ("regels", "regel"),
    [
        ([(1, 5), (4, None)], 3),
        ([(4, None), (1, 5)], 2),
        ([(1, None), (4, 5)], 3),
        ([(None, 5), (None, 4)], 3),
        ([(1, 2), (2, 3), (3, None)], None),
        ([(1, 2), (4, None)], None),
    ],
)
def test_one_state_at_a_time(tmp_path: Path, regels: list[tuple[int | None, int | None]], regel: int | None) -> None:
    def day(n: int | None) -> str:
        return f"2026-01-0{n} 00:00:00" if n else ""

    lines = [f"i1;p1;99AA;;1;MBO;;2;BOL;;J;2025-08-01;;{day(van)};{day(tot)}" for van, tot in regels]
    found = laad(written(tmp_path, personen=[persoon()], inschrijvingen=lines)).fouten
    assert [(fout.regel, fout.code) for fout in found] == ([(regel, "LD_tegelijk")] if regel else [])


def test_moments_are_local(tmp_path: Path) -> None:
    zomer = "d1;p1;HAVO;;2024-06-15;2026-07-01 12:00:00;"
    assert laad(written(tmp_path, personen=[persoon()], diplomas=[zomer])).gelukt
    [(van,)] = rows("SELECT lower(geregistreerd) FROM inschrijvingen_diploma_versie")
    assert van == datetime(2026, 7, 1, 12, 0, tzinfo=AMSTERDAM)


# what the register knew already


def test_who_was_known_gets_the_number_he_lacked(tmp_path: Path) -> None:
    bsn, onderwijsnummer = factories.bsn(29_999), onderwijsnummers(1)
    half = f"p1;;{onderwijsnummer};Morgen;van;Lotte;V;2008-05-10;;"
    assert laad(written(tmp_path, personen=[half])).fouten == []
    assert laad(written(tmp_path, personen=[f"p1;{bsn};{onderwijsnummer};;;;;2008-05-10;;"])).fouten == []
    with acting_as(SYSTEEM):
        person = personen.on_number(bsn).get()
        assert (personen.number_of(person), personen.number_kind(person)) == (bsn, "bsn")
        assert (person.voorvoegsel, person.achternaam, person.voornamen) == ("van", "Morgen", "Lotte")
        assert personen.on_number(onderwijsnummer).get() == person
    assert next(van for _, van, _ in known("personen_persoon", "id")) is None


def test_numbers_of_two_persons_are_refused(tmp_path: Path) -> None:
    een, twee, onderwijsnummer = factories.bsn(29_001), factories.bsn(29_002), onderwijsnummers(2)
    anders = ";;;;;2008-05-10;;"
    assert laad(written(tmp_path, personen=[f"p1;{een};{anders}", f"p2;{twee};{onderwijsnummer}{anders}"])).fouten == []
    found = laad(written(tmp_path, personen=[f"p1;{een};{onderwijsnummer}{anders}"])).fouten
    assert [(fout.regel, fout.kolom, fout.code) for fout in found] == [(2, "onderwijsnummer", "LD_twee_personen")]


# what a file may hold


@pytest.mark.parametrize(
    ("naam", "regel", "kolom", "noemt"),
    [
        ("inschrijvingen", "i1;p1;99AA;;1;MBX;;2;BOL;;J;2025-08-01;;;", "sector", "VAVO"),
        ("inschrijvingen", "i1;p1;99AA;;1;VO;MAVO;;;;J;2025-08-01;;;", "soort", "PRO"),
        ("inschrijvingen", "i1;p1;99AA;;1;MBO;;2;BOT;;J;2025-08-01;;;", "leertraject", "BOL_DT"),
        ("diplomas", "d1;p1;MAVO;;2024-06-15;;", "soort", "VMBO"),
        ("vrijstellingen", "v1;p1;5D;2025-08-01;;;", "grond", "5aT"),
    ],
)
def test_an_unknown_code_is_refused_with_the_list(
    tmp_path: Path, naam: str, regel: str, kolom: str, noemt: str
) -> None:
    [found] = laad(written(tmp_path, personen=[persoon()], **{naam: [regel]})).fouten
    assert (found.regel, found.kolom, found.code) == (2, kolom, "LD_code")
    assert noemt in found.oplossing


def test_wrong_lines_are_told_by_their_own_number_in_every_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verzuimloket.channels.upload.laden.lezen.BLOK", 3)
    lines = [persoon(f"p{n}", geboren="2008-13-01" if n in (1, 5, 6) else "2008-05-10") for n in range(8)]
    lines[3] = 'p3;"' + lines[3].split(";")[1] + '";;"Berg\\; ""de""";;;;2008-05-10;;'
    found = laad(written(tmp_path, personen=lines)).fouten
    assert [(fout.regel, fout.kolom) for fout in found] == [(n + 2, "geboortedatum") for n in (1, 5, 6)]
    good = [line for line in lines if "2008-13" not in line]
    assert laad(written(tmp_path, personen=good)).fouten == []
    assert ('Berg\\; "de"',) in rows("SELECT achternaam FROM personen_persoon")


def test_a_file_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, personen=[persoon()])
    with (folder / "personen.csv").open("ab") as file:
        file.write(persoon("p2").replace(";;;;;;", ";;Zoë;;;;").encode("latin-1"))
    assert {fout.code for fout in laad(folder).fouten} == {"LD_tekens"}
    assert rows("SELECT count(*) FROM personen_persoon") == [(0,)]
