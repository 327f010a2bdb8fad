"""The table of the CBS comes in: compressed, whole or not at all, and twice is once."""

import io
from datetime import date

import pytest
from django.db import connection

from verzuimloket.channels.upload.postcodes import Resultaat, herkomst, laad_postcodes
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.routering import actions, queries
from verzuimloket.routering.models import Postcodegebied, Postcodetabel, Postcodeuitzondering

pytestmark = pytest.mark.django_db

KOP = "PC6;Huisnummer;Buurt2026;Wijk2026;Gemeente2026"
GOED = [
    "3511AB;1;03440101;034401;344",
    "3511AB;2;03440101;034401;344",
    "3511AB;10;03070101;030701;307",
    "1011AB;1;x;y;GM0363",
]


def load(*regels: str, kop: str = KOP, kleiner: bool = False) -> Resultaat:
    file = io.BytesIO("\n".join([kop, *regels]).encode() + b"\n")
    with acting_as(SYSTEEM):
        return laad_postcodes(file, herkomst(date(2026, 8, 1), "pc6hnr20260801_gwb.csv"), by=SYSTEEM, kleiner=kleiner)


def test_one_row_per_postcode_and_the_house_numbers_that_lie_elsewhere() -> None:
    result = load(*GOED)
    assert (result.regels, result.postcodes, result.uitzonderingen, result.fouten) == (4, 2, 1, ())
    assert [queries.gemeente_at(*adres) for adres in (("3511AB",), ("3511AB", "2"), ("3511AB", "010"))] == [
        "0344",
        "0344",
        "0307",
    ]
    assert queries.gemeente_at("1011AB", "1") == "0363"
    assert queries.gemeente_at("9999ZZ", "1") == ""
    tabel = queries.tabel()
    assert tabel
    assert (tabel.peildatum, tabel.bron, tabel.regels, tabel.postcodes) == (
        date(2026, 8, 1),
        "pc6hnr20260801_gwb.csv",
        4,
        2,
    )
    with acting_as(SYSTEEM):
        entry = AuditEntry.objects.get(event="postcodetabel:laden")
    assert entry.data["gewijzigd"] == 3


def test_the_same_table_twice_changes_nothing_and_a_new_one_replaces_it() -> None:
    load(*GOED)
    assert load(*GOED).gewijzigd == 0
    assert load("3511AB;1;x;y;307", "2011AA;1;x;y;392").gewijzigd == 4  # other, new, gone, exception gone
    assert dict(Postcodegebied.objects.values_list("postcode", "gemeente_id")) == {"3511AB": "0307", "2011AA": "0392"}
    assert not Postcodeuitzondering.objects.exists()


def test_a_postcode_added_by_hand_stays_until_the_table_has_it() -> None:
    Postcodegebied.objects.create(postcode="3544ZZ", gemeente_id="0344", met_de_hand=True)
    load(*GOED)
    assert Postcodegebied.objects.get(pk="3544ZZ").met_de_hand
    load(*GOED, "3544ZZ;1;x;y;344")
    assert not Postcodegebied.objects.get(pk="3544ZZ").met_de_hand


@pytest.mark.parametrize(
    "kop",
    [
        "PC6,Huisnummer,Buurt2018,Wijk2018,Gemeente2018",
        '"PC6";"Huisnummer";"Buurt2023";"Wijk2023";"Gemeente2023"',
        "\ufeffpostcode;huisnummer;buurt;wijk;gemeentecode",
        "pc6\thnr\tbrt2017\twk2017\tgem2017",
    ],
)
def test_header_names_and_separators_of_other_years(kop: str) -> None:
    teken = max(";,\t", key=kop.count)
    assert load(*(regel.replace(";", teken) for regel in GOED), kop=kop).postcodes == 2


@pytest.mark.parametrize(
    ("regels", "codes"),
    [
        (["3511 A;1;x;y;344"], ["PC_postcode"]),
        (["3511AB;1;x;y;9999", "3511AC;1;x;y;9999", "3511AD;1;x;y;", "3511AD;1;x;y;12345"], ["PC_gemeente"] * 3),
        (["3511AB;12a;x;y;344", "3511AB;;x;y;344"], ["PC_huisnummer"] * 2),
        (["3511AB;1;x;y"], ["PC_regel"]),
        (["3511AB;1;x;y;344;z"], ["PC_regel"]),
        (["3511AB;1;x;y;3\x0044"], ["PC_regel"]),
        ([], ["PC_leeg"]),
    ],
)
def test_a_wrong_table_is_refused_as_a_whole(regels: list[str], codes: list[str]) -> None:
    load(*GOED)
    result = load("3512AB;1;x;y;344", "3513AB;1;x;y;344", *regels) if regels else load()
    assert [fout.code for fout in result.fouten] == codes
    assert all(fout.oplossing for fout in result.fouten)
    assert Postcodetabel.objects.count() == 1
    assert Postcodegebied.objects.count() == 2


def test_a_wrong_line_is_named() -> None:
    assert load(*GOED, "3511AB;1;x;y").fouten[0].regel == 6
    assert load(*GOED, "3511AB;1a;x;y;344").fouten[0].regel == 6


@pytest.mark.parametrize("kop", ["", "a;b;c", "PC6;Huisnummer;Buurt", "PC6;PC6;Huisnummer;Wijk;Gemeente2026"])
def test_a_file_without_its_columns_is_refused(kop: str) -> None:
    assert [fout.code for fout in load(*GOED, kop=kop).fouten] == ["PC_kop"]


def test_half_a_file_is_refused_unless_asked_for() -> None:
    load(*GOED, "3512AB;1;x;y;344", "3513AB;1;x;y;344", "3514AB;1;x;y;344")
    assert [fout.code for fout in load(*GOED).fouten] == ["PC_kleiner"]
    assert load(*GOED, kleiner=True).postcodes == 2


def test_addresses_of_a_load_only_add_to_a_table() -> None:
    """The address of a child may be old; the table of the CBS is not (``laad`` after ``postcodes``)."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE laad_adressen (postcode text, gemeentecode text, begindatum date)")
        cursor.execute("INSERT INTO laad_adressen VALUES ('3511AB', '0307', '2020-01-01'), ('2011AA', '0392', NULL)")
        load(*GOED)
        actions.load_postcodes(cursor)
        assert (queries.gemeente_at("3511AB"), queries.gemeente_at("2011AA")) == ("0344", "0392")
        Postcodetabel.objects.all().delete()
        actions.load_postcodes(cursor)
        assert queries.gemeente_at("3511AB") == "0307"
        cursor.execute("DROP TABLE laad_adressen")
