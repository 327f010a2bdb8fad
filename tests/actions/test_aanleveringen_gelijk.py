"""A line of a file and a form on the screen: the same codes, the same rows (BST-13, BST-14)."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from tests import factories
from tests.actions import aanleveren as keten
from tests.actions.aanleveren import check, commit, line, new_pupil, sender, sent, table
from verzuimloket.aanleveringen import queries
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.errors import Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions
from verzuimloket.inschrijvingen.inputs import InschrijvingInput
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.personen.inputs import AdresInput, Geboortedatum
from verzuimloket.personen.models import Adres, Persoon

KOLOMMEN = (
    *("instellingscode", "datumInschrijving", "datumUitschrijving", "bsn", "onderwijsnummer", "geslacht"),
    *("geboortedatum", "achternaam", "voorvoegsels", "voornamen", "landcode", "postcode", "huisnummer", "huisletter"),
    *("huisnummertoevoeging", "huisnummeraanduiding", "straatnaam", "plaatsnaam", "adresregel1", "adresregel2"),
)
NUMMER, ELDERS, WEG = (factories.bsn(880_000 + n) for n in range(3))
BUITENLAND = {"postcode": "", "huisnummer": "", "landcode": "5010"}

ADRES = KOLOMMEN[KOLOMMEN.index("landcode") :]
CASES: dict[str, dict[str, str]] = {
    "known pupil": line(NUMMER),
    "number with dots": line(f"{NUMMER[:4]}.{NUMMER[4:6]}.{NUMMER[6:]}"),
    "unknown number": line(factories.bsn(880_009)),
    "wrong birth date": line(NUMMER, geboortedatum="2011-01-01"),
    "day of birth not known": line(NUMMER, geboortedatum="2012-01-00"),
    "year of birth not known": line(NUMMER, geboortedatum="2011-00-00"),
    "wrong sex": line(NUMMER, geslacht="M"),
    "no sex": line(NUMMER, geslacht=""),
    "no begin": line(NUMMER, datumInschrijving=""),
    "no birth date": line(NUMMER, geboortedatum=""),
    "end before begin": line(NUMMER, datumUitschrijving="2026-08-01"),
    "with an end": line(NUMMER, datumUitschrijving="2027-07-31"),
    "begin in the future": line(NUMMER, datumInschrijving="2027-01-11"),
    "long ago": line(NUMMER, datumInschrijving="2019-09-02"),
    "before the school was founded": line(NUMMER, datumInschrijving="1980-09-01"),
    "not eleven": line("123456789"),
    "too short": line("1234"),
    "bsn and onderwijsnummer": line(NUMMER, onderwijsnummer="100000009"),
    "other institution": line(NUMMER, instellingscode="11AA"),
    "unknown institution": line(NUMMER, instellingscode="99ZZ"),
    "enrolled elsewhere": line(ELDERS),
    "enrolled here already": line(WEG),
    "exactly what stands there": line(WEG, datumInschrijving="2024-08-01"),
    "too young": new_pupil("Jong", geboortedatum="2025-05-04"),
    "born in the future": new_pupil("Later", geboortedatum="2027-05-04"),
    "new pupil": new_pupil("Şahin", voorvoegsels="van der"),
    "new pupil without first names": new_pupil("Jansen", voornamen=""),
    "new pupil without surname": new_pupil(""),
    "new pupil without address": new_pupil("Jansen", postcode="", huisnummer=""),
    "unknown postcode": new_pupil("Jansen", postcode="9999XX"),
    "wrong postcode": new_pupil("Jansen", postcode="12"),
    "wrong house number": new_pupil("Jansen", huisnummer="0"),
    "house number with all its parts": new_pupil("Jansen", huisletter="a", huisnummertoevoeging="bis"),
    "abroad": new_pupil("Peeters", adresregel1="Kerkstraat 1", adresregel2="2000 Antwerpen", **BUITENLAND),
    "abroad without a line": new_pupil("Peeters", **BUITENLAND),
    "surname with signs": new_pupil("J@nsen"),
    "adult": new_pupil("Oud", geboortedatum="1990-05-04"),
}


def as_form(cells: dict[str, str]) -> InschrijvingInput:
    """What somebody fills in on the screen."""
    cell = {**dict.fromkeys(KOLOMMEN, ""), **cells}
    met_nummer = bool(cell["bsn"] or cell["onderwijsnummer"])
    land = {"land": cell["landcode"]} if cell["landcode"] else {}
    home = AdresInput(
        postcode=cell["postcode"],
        huisnummer=cell["huisnummer"],
        huisletter=cell["huisletter"],
        toevoeging=cell["huisnummertoevoeging"],
        regel1=cell["adresregel1"],
        regel2=cell["adresregel2"],
        **land,
    )
    return InschrijvingInput(
        instelling=cell["instellingscode"],
        begindatum=_day(cell["datumInschrijving"]),
        einddatum=_day(cell["datumUitschrijving"]),
        met_nummer=met_nummer,
        bsn=cell["bsn"].replace(".", ""),
        onderwijsnummer=cell["onderwijsnummer"],
        geslacht=cell["geslacht"],
        geboortedatum=Geboortedatum.parse(cell["geboortedatum"]) if cell["geboortedatum"] else None,
        achternaam=cell["achternaam"],
        voorvoegsel=cell["voorvoegsels"],
        voornamen=cell["voornamen"],
        adres=home if not met_nummer and any(cell[name] for name in ADRES) else None,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.fixture
def ines(db: None) -> Actor:
    factories.postcode()
    actor = sender()
    factories.instelling("11AA", bestuur="200B001")
    factories.persoon(nummer=NUMMER)
    factories.inschrijving(factories.persoon(nummer=ELDERS), "11AA")
    factories.inschrijving(factories.persoon(nummer=WEG), "28AX")
    return actor


def rows() -> list[list[Any]]:
    """What stands in the register, without what differs each time."""
    enrolled = Inschrijving.objects.order_by("pk").values_list("instelling", "begindatum", "einddatum", "sector")
    names = Persoon.objects.order_by("pk").values_list("zoeknaam", "voorvoegsel", "voornamen", "geslacht")
    homes = Adres.objects.order_by("pk").values_list("gemeentecode", "postcode", "huisnummer", "huisletter", "regel1")
    return [list(enrolled), list(names), list(homes)]


def by_form(cells: dict[str, str], by: Actor) -> tuple[set[tuple[str, bool]], list[list[Any]]]:
    """Codes and rows; the register is as before afterwards."""
    with transaction.atomic():
        try:
            with acting_as(by):
                found = actions.enrol(as_form(cells), by=by, on=clock.today()).signalen
        except Rejected as rejected:
            found = rejected.violations
        after = _seen()
        transaction.set_rollback(True)
    return {(each.code, each.blocks) for each in found}, after


def by_file(cells: dict[str, str], by: Actor) -> tuple[set[tuple[str, bool]], list[list[Any]]]:
    """Codes and rows. The check does not tell that a pupil is enrolled elsewhere: nothing is stored yet."""
    made = check(sent(table([cells], KOLOMMEN), by))
    checked = _codes(made, by)
    if not made.goed:
        return checked, _seen()
    made = commit(made, by)
    stored = _codes(made, by)
    assert checked <= stored
    assert stored - checked <= {("BV_I_overlap_andere_instelling", False), ("BV_I_weekend_ertussen", False)}
    return stored, _seen()


def _codes(made: Aanlevering, by: Actor) -> set[tuple[str, bool]]:
    with acting_as(by):
        return {(each.code, each.blokkeert) for each in queries.bevindingen(made)}


def _seen() -> list[list[Any]]:
    with acting_as(SYSTEEM):
        return rows()


@pytest.mark.req("BST-13", "BST-14")
@pytest.mark.parametrize("cells", CASES.values(), ids=CASES)
def test_the_file_says_and_stores_what_the_form_does(ines: Actor, cells: dict[str, str]) -> None:
    codes, after = by_form(cells, ines)
    assert by_file(cells, ines) == (codes, after)


def test_the_cases_show_both_sides(ines: Actor) -> None:
    outcomes = [any(blocks for _, blocks in by_form(cells, ines)[0]) for cells in CASES.values()]
    assert outcomes.count(True) >= 10
    assert outcomes.count(False) >= 10
    assert keten.stored()[0] == 2
