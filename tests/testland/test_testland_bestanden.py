"""The files: the load format to the letter, the same bytes every time, no loose ends."""

import hashlib
import re
from datetime import date
from itertools import pairwise

import pytest

from verzuimloket.testland import schrijf
from verzuimloket.testland.bestanden import Sorteerbak

KOPPEN = {
    "instellingen.csv": "instellingscode;naam;sector;bekostigd;oprichtingsdatum;bestuur",
    "personen.csv": "persoon;bsn;onderwijsnummer;achternaam;voorvoegsel;voornamen;geslacht;geboortedatum;"
    "overlijdensdatum;overlijden_geregistreerd",
    "adressen.csv": "persoon;begindatum;einddatum;gemeentecode;landcode;postcode;huisnummer;huisletter;"
    "toevoeging;straat;woonplaats;geregistreerd_van;geregistreerd_tot",
    "inschrijvingen.csv": "inschrijving;persoon;instellingscode;vestiging;volgnummer;sector;soort;niveau;"
    "leertraject;opleidingscode;bekostigd;begindatum;einddatum;geregistreerd_van;geregistreerd_tot",
    "diplomas.csv": "diploma;persoon;soort;niveau;datum;geregistreerd_van;geregistreerd_tot",
    "vrijstellingen.csv": "vrijstelling;persoon;grond;begindatum;einddatum;geregistreerd_van;geregistreerd_tot",
    "meldingen.csv": "meldingsnummer;persoon;instellingscode;soort;begindatum;einddatum;reden;"
    "alle_lessen_gemist;actie_gewenst;status;reden_afgesloten;reden_intrekken;melddatum;"
    "geregistreerd_van;geregistreerd_tot",
}
SLEUTELS = {
    "inschrijvingen": "inschrijving",
    "diplomas": "diploma",
    "vrijstellingen": "vrijstelling",
    "meldingen": "meldingsnummer",
}
VANDAAG = date(2026, 11, 22)


def _hash(map):
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(map.iterdir())}


def test_same_arguments_give_the_same_bytes(tmp_path, klein):
    schrijf(tmp_path / "weer", 300, 7, VANDAAG)
    assert _hash(tmp_path / "weer") == _hash(klein.map)


@pytest.mark.parametrize(("leerlingen", "zaad", "vandaag"), [(300, 8, VANDAAG), (300, 7, date(2026, 11, 23))])
def test_other_arguments_give_another_country(tmp_path, klein, leerlingen, zaad, vandaag):
    schrijf(tmp_path, leerlingen, zaad, vandaag)
    assert _hash(tmp_path)["personen.csv"] != _hash(klein.map)["personen.csv"]


def test_files_and_headers_are_those_of_the_load_format(land):
    assert {file.name for file in land.map.iterdir()} == set(KOPPEN)
    for naam, kop in KOPPEN.items():
        text = (land.map / naam).read_bytes().decode("utf-8")
        assert text.startswith(kop + "\n")
        assert text.endswith("\n")
        assert "\r" not in text
        assert '"' not in text
        assert {line.count(";") for line in text.splitlines()} == {kop.count(";")}


def test_dates_and_moments_have_the_form_of_the_load_format(land):
    datum = re.compile(r"(19|20)\d\d-(0[0-9]|1[0-2])-([0-2]\d|3[01])|")
    moment = re.compile(r"20\d\d-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d")
    for naam in ("instellingen", "personen", "adressen", *SLEUTELS):
        for row in land.rows(naam):
            for column, value in row.items():
                if column.startswith("geregistreerd") or column in ("melddatum", "overlijden_geregistreerd"):
                    assert not value or moment.fullmatch(value)
                    assert value < land.vandaag.isoformat()
                elif column.endswith("datum"):
                    assert datum.fullmatch(value)


def test_every_row_points_to_a_person_and_a_school(land):
    for naam in ("adressen", *SLEUTELS):
        for row in land.rows(naam):
            assert row["persoon"] in land.personen
            assert row.get("instellingscode", "41VB") in land.instellingen


@pytest.mark.parametrize(("naam", "key"), SLEUTELS.items())
def test_versions_follow_each_other_without_gap(land, naam, key):
    for versies in land.versies(naam, key).values():
        for versie, volgende in pairwise(versies):
            assert versie["geregistreerd_van"] < versie["geregistreerd_tot"] == volgende["geregistreerd_van"]
            assert versie["persoon"] == volgende["persoon"]
        assert versies[-1]["geregistreerd_tot"] == ""


@pytest.mark.parametrize(("naam", "key"), SLEUTELS.items())
def test_lines_of_one_thing_stand_together(land, naam, key):
    keys = [int(row[key]) for row in land.rows(naam)]
    assert keys == sorted(keys)


def test_samenvatting_counts_what_was_written(land):
    samenvatting = land.samenvatting
    for naam, aantal in samenvatting.regels.items():
        assert aantal == len(land.rows(naam))
    assert samenvatting.personen == len(land.personen)
    assert samenvatting.meldingen == len(land.huidig("meldingen"))


def test_progress_is_told(tmp_path):
    heard = []
    schrijf(tmp_path, 50, 1, VANDAAG, heard.append)
    assert heard[-1] == 50


def test_size_must_be_sensible(tmp_path):
    with pytest.raises(ValueError, match="Kies een aantal"):
        schrijf(tmp_path, 0, 1, VANDAAG)


def test_sorteerbak_sorts_more_than_it_keeps():
    bak = Sorteerbak(hoogstens=10)
    texts = [f"{(number * 37) % 101:03}" for number in range(101)]
    for text in texts:
        bak.add(text)
    assert list(bak) == sorted(texts)
    bak.close()
