"""What a school stores about enrolments: rows, versions and audit; and nothing when it is refused."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection, connections

from tests import factories
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions, queries
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums, InschrijvingInput
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen import queries as personen
from verzuimloket.personen.inputs import AdresInput, Geboortedatum
from verzuimloket.personen.models import Adres, Persoon, PersoonVersie
from verzuimloket.personen.rules import onderwijsnummer_klopt

VANDAAG = date(2026, 11, 22)
BEGIN = date(2026, 9, 1)
UTRECHT = AdresInput(postcode="3511AB", huisnummer="12", straat="Oudegracht", plaats="Utrecht")
ANTWERPEN = AdresInput(land="5010", regel1="Kerkstraat 1", regel2="2000 Antwerpen")
NUMMER = factories.bsn(990_001)

pytestmark = pytest.mark.django_db


def met_nummer(**given: Any) -> InschrijvingInput:
    """The pupil of ``factories.persoon(nummer=NUMMER)``."""
    fields: dict[str, Any] = {
        "instelling": "28AX",
        "begindatum": BEGIN,
        "einddatum": None,
        "met_nummer": True,
        "bsn": NUMMER,
        "geslacht": "V",
        "geboortedatum": Geboortedatum(2012, 1, 1),
    }
    return InschrijvingInput(**fields | given)


def zonder_nummer(**given: Any) -> InschrijvingInput:
    """A pupil whom the register does not know."""
    fields: dict[str, Any] = {
        "instelling": "28AX",
        "begindatum": BEGIN,
        "einddatum": None,
        "met_nummer": False,
        "geslacht": "M",
        "geboortedatum": Geboortedatum(2013, 5, 4),
        "achternaam": "Şahin",
        "voornamen": "Deniz",
        "adres": UTRECHT,
    }
    return InschrijvingInput(**fields | given)


def enrol(given: InschrijvingInput, by: Actor) -> actions.Uitkomst:
    with acting_as(by):
        return actions.enrol(given, by=by, on=VANDAAG)


def change(inschrijving: Inschrijving, by: Actor, *datums: date | None, **more: Any) -> actions.Uitkomst:
    with acting_as(by):
        return actions.change_datums(inschrijving, InschrijvingDatums(*datums), by=by, on=VANDAAG, **more)


def refused(act: Callable[[], object]) -> set[str]:
    """The codes of the blocking rules; and proof that nothing was stored."""
    before = stored()
    with pytest.raises(Rejected) as rejected:
        act()
    assert stored() == before
    return {violation.code for violation in rejected.value.violations if violation.blocks}


def stored() -> dict[str, list[Any]]:
    with acting_as(SYSTEEM):
        tables = (Persoon, PersoonVersie, Adres, Inschrijving, InschrijvingVersie)
        found = {table.__name__: list(table.objects.order_by("pk").values()) for table in tables}
        return found | {"audit": events()}


def events() -> list[str]:
    """As the owner: the application may add to the trail, and only the register reads it."""
    with acting_as(SYSTEEM):
        return list(AuditEntry.objects.order_by("pk").values_list("event", flat=True))


@pytest.fixture
def lotte(anna_actor: Actor) -> Persoon:
    """Known to the register with a bsn, enrolled nowhere."""
    return factories.persoon(nummer=NUMMER)


# with a number


@pytest.mark.req("INS-05", "INS-10", "INS-18")
def test_with_a_number(anna_actor: Actor, lotte: Persoon) -> None:
    uitkomst = enrol(met_nummer(), anna_actor)
    assert uitkomst.signalen == ()
    with acting_as(anna_actor):
        found = Inschrijving.objects.get()
        versie = InschrijvingVersie.objects.get(id=found.pk)
        assert (found.persoon_id, found.instelling_id) == (lotte.pk, "28AX")
    assert (found.begindatum, found.einddatum, found.sector, found.bekostigd) == (BEGIN, None, "VO", True)
    assert (versie.actor, versie.kanaal, versie.begindatum) == ("Anna de Melder", "scherm", BEGIN)
    assert events() == ["inschrijving:vastleggen"]


@pytest.mark.req("INS-18")
def test_with_an_onderwijsnummer(anna_actor: Actor) -> None:
    first = enrol(zonder_nummer(), anna_actor).inschrijving
    nummer = personen.number_of(first.persoon)
    other = factories.melder("11AA")
    factories.instelling("11AA")
    given = met_nummer(
        instelling="11AA",
        bsn="",
        onderwijsnummer=nummer,
        geslacht="M",
        geboortedatum=Geboortedatum(2013, 5, 4),
    )
    assert enrol(given, other).inschrijving.persoon_id == first.persoon_id


def test_a_number_with_spaces_and_dots_is_the_same(anna_actor: Actor, lotte: Persoon) -> None:
    spaced = f"{NUMMER[:4]}.{NUMMER[4:6]} {NUMMER[6:]}"
    assert enrol(met_nummer(bsn=spaced), anna_actor).inschrijving.persoon_id == lotte.pk


@pytest.mark.req("INS-39")
def test_an_unknown_number_is_refused(anna_actor: Actor) -> None:
    assert refused(lambda: enrol(met_nummer(), anna_actor)) == {"BV_I_persoon_onbekend"}


@pytest.mark.req("INS-35")
@pytest.mark.parametrize(
    ("geboren", "codes"),
    [
        (Geboortedatum(2012, 1, 1), set()),
        (Geboortedatum(2012, 1), set()),
        (Geboortedatum(2012), set()),
        (Geboortedatum(2012, 1, 2), {"BV_I_geboortedatum_anders"}),
        (Geboortedatum(2012, 2), {"BV_I_geboortedatum_anders"}),
        (Geboortedatum(2011), {"BV_I_geboortedatum_anders"}),
    ],
)
def test_a_partial_birth_date_must_fit_the_register(
    geboren: Geboortedatum, codes: set[str], anna_actor: Actor, lotte: Persoon
) -> None:
    def act() -> actions.Uitkomst:
        return enrol(met_nummer(geboortedatum=geboren), anna_actor)

    assert refused(act) == codes if codes else act().inschrijving.persoon_id == lotte.pk


@pytest.mark.req("INS-40")
def test_another_sex_than_the_register_is_refused(anna_actor: Actor, lotte: Persoon) -> None:
    assert refused(lambda: enrol(met_nummer(geslacht="M"), anna_actor)) == {"BV_I_geslacht_anders"}


@pytest.mark.parametrize(
    "guess",
    [
        {"geboortedatum": Geboortedatum(2012, 1, 2)},
        {"geboortedatum": None},
        {"geslacht": "M"},
        {"geslacht": ""},
        {"instelling": "11AA"},
    ],
    ids=str,
)
def test_who_only_knows_the_number_learns_nothing_else(
    guess: dict[str, Any], anna_actor: Actor, lotte: Persoon
) -> None:
    """Not where the pupil is enrolled, and not that the pupil died."""
    factories.inschrijving(lotte, "11AA")
    factories.inschrijving(lotte, "28AX")
    with acting_as(SYSTEEM):
        Persoon.objects.update(overlijdensdatum=date(2026, 1, 1))
    with pytest.raises(Rejected) as rejected:
        enrol(met_nummer(**guess), anna_actor)
    told = {violation.code for violation in rejected.value.violations}
    assert not told & {"BV_I_overlap_andere_instelling", "BV_I_overleden", "BV_I_tweede_inschrijving"}


# without a number


@pytest.mark.req("INS-20", "INS-22", "INS-23")
def test_without_a_number_the_register_issues_one(anna_actor: Actor) -> None:
    factories.postcode("3511AB", "0344")
    uitkomst = enrol(zonder_nummer(voorvoegsel="el", adres=replace(UTRECHT, aanduiding="BY")), anna_actor)
    with acting_as(anna_actor):
        persoon = Persoon.objects.get()
        adres = Adres.objects.get()
        assert PersoonVersie.objects.get().actor == "Anna de Melder"
    assert uitkomst.inschrijving.persoon == persoon
    assert onderwijsnummer_klopt(personen.number_of(persoon))
    assert personen.number_of(persoon).startswith("10")
    assert (persoon.naam, persoon.zoeknaam) == ("Deniz el Şahin", "sahin")
    assert (persoon.geslacht, persoon.geboren) == ("M", Geboortedatum(2013, 5, 4))
    assert (adres.postcode, adres.gemeentecode, adres.begindatum) == ("3511AB", "0344", BEGIN)
    assert adres.aanduiding == "by"
    assert events() == ["persoon:opnemen", "adres:vastleggen", "inschrijving:vastleggen"]


def test_numbers_that_are_issued_differ_and_pass_their_check(anna_actor: Actor) -> None:
    names = ("Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg", "Hh", "Ii", "Jj", "Kk", "Ll")
    people = [enrol(zonder_nummer(achternaam=name), anna_actor).inschrijving.persoon for name in names]
    numbers = {personen.number_of(persoon) for persoon in people}
    assert len(numbers) == len(names)
    assert all(map(onderwijsnummer_klopt, numbers))


@pytest.mark.req("INS-24", "INS-25", "INS-42")
def test_a_foreign_address(anna_actor: Actor) -> None:
    enrol(zonder_nummer(adres=ANTWERPEN), anna_actor)
    with acting_as(anna_actor):
        adres = Adres.objects.get()
    assert (adres.landcode, adres.regel1, adres.regel2, adres.gemeentecode) == (
        "5010",
        "Kerkstraat 1",
        "2000 Antwerpen",
        "",
    )


@pytest.mark.req("INS-35")
@pytest.mark.parametrize("geboren", [Geboortedatum(2013), Geboortedatum(2013, 5)])
def test_a_partial_birth_date_keeps_its_precision(geboren: Geboortedatum, anna_actor: Actor) -> None:
    assert enrol(zonder_nummer(geboortedatum=geboren), anna_actor).inschrijving.persoon.geboren == geboren


def test_an_unknown_postcode_is_a_signal(anna_actor: Actor) -> None:
    signals = enrol(zonder_nummer(adres=replace(UTRECHT, postcode="9999 zz")), anna_actor).signalen
    assert [signal.code for signal in signals] == ["BV_I_gemeente_onbekend"]
    with acting_as(anna_actor):
        assert Adres.objects.get().postcode == "9999ZZ"


def test_a_name_that_grows_when_it_is_made_searchable(anna_actor: Actor) -> None:
    """One letter becomes two, so 200 of them would not fit."""
    assert enrol(zonder_nummer(achternaam="ß" * 200), anna_actor).inschrijving.persoon.zoeknaam == "s" * 200
    assert enrol(zonder_nummer(achternaam="ß" * 200), anna_actor).inschrijving.pk
    with acting_as(SYSTEEM):
        assert Persoon.objects.count() == 1


SAME = [
    ({}, True),
    ({"voornamen": ""}, True),
    ({"voornamen": "Deniz Ali"}, True),
    ({"achternaam": "SAHIN"}, True),
    ({"geslacht": "O"}, True),
    ({"adres": replace(UTRECHT, postcode="3511 ab")}, True),
    ({"adres": replace(UTRECHT, straat="")}, True),
    ({"voornamen": "Emre"}, False),  # the twin brother
    ({"voornamen": "", "geslacht": "V"}, False),  # the twin sister
    ({"geboortedatum": Geboortedatum(2013, 5)}, False),
    ({"geboortedatum": Geboortedatum(2013, 5, 5)}, False),
    ({"achternaam": "Sahinoglu"}, False),
    ({"adres": replace(UTRECHT, huisnummer="14")}, False),
    ({"adres": ANTWERPEN}, False),
]


@pytest.mark.req("INS-31", "INS-41")
@pytest.mark.parametrize(("changes", "same"), SAME, ids=str)
def test_somebody_without_a_number_is_recognised(
    changes: dict[str, Any], same: bool, anna_actor: Actor
) -> None:
    """At another school of the same board: the same pupil, or a person of its own."""
    factories.instelling("31ED")
    both = factories.melder("28AX", "31ED")
    first = enrol(zonder_nummer(), both).inschrijving
    second = enrol(zonder_nummer(instelling="31ED", **changes), both).inschrijving
    assert (first.persoon_id == second.persoon_id) is same


@pytest.mark.req("INS-41")
def test_somebody_abroad_is_recognised(anna_actor: Actor) -> None:
    factories.instelling("31ED")
    both = factories.melder("28AX", "31ED")
    first = enrol(zonder_nummer(adres=ANTWERPEN), both).inschrijving
    second = enrol(zonder_nummer(adres=ANTWERPEN, instelling="31ED"), both).inschrijving
    assert first.persoon_id == second.persoon_id


def test_a_pupil_who_moved_is_not_found_at_the_old_address(anna_actor: Actor) -> None:
    first = enrol(zonder_nummer(adres=UTRECHT), anna_actor).inschrijving
    factories.adres_buitenland(first.persoon)
    other = zonder_nummer(begindatum=date(2026, 10, 1))
    assert enrol(other, anna_actor).inschrijving.persoon_id != first.persoon_id


# twice


@pytest.mark.req("INS-32")
@pytest.mark.parametrize("given", [met_nummer(), zonder_nummer(), met_nummer(einddatum=date(2026, 10, 1))])
def test_the_same_submit_twice_is_harmless(
    given: InschrijvingInput, anna_actor: Actor, lotte: Persoon
) -> None:
    """With a signal, so that the second answer must tell it again: that is the one the browser shows."""
    given = replace(given, begindatum=date(2026, 8, 15))  # in August: a signal
    first = enrol(given, anna_actor)
    before = stored()
    second = enrol(given, anna_actor)
    assert (second.inschrijving.pk, second.signalen) == (first.inschrijving.pk, first.signalen)
    assert "BV_I_begindatum_augustus" in [signal.code for signal in second.signalen]
    assert stored() == before


@pytest.mark.req("INS-32")
def test_a_second_enrolment_here_asks_first(anna_actor: Actor, lotte: Persoon) -> None:
    enrol(met_nummer(), anna_actor)
    later = met_nummer(begindatum=date(2026, 10, 1))
    assert refused(lambda: enrol(later, anna_actor)) == {"BV_I_tweede_inschrijving"}


@pytest.mark.req("INS-32", "INS-33")
def test_replacing_keeps_the_old_dates_as_a_version(anna_actor: Actor, lotte: Persoon) -> None:
    first = enrol(met_nummer(), anna_actor).inschrijving
    later = met_nummer(begindatum=date(2026, 10, 1), einddatum=date(2026, 11, 1), vervang_bestaande=True)
    second = enrol(later, anna_actor).inschrijving
    with acting_as(anna_actor):
        assert Inschrijving.objects.get() == first == second
    assert (second.begindatum, second.einddatum) == (date(2026, 10, 1), date(2026, 11, 1))
    assert events() == ["inschrijving:vastleggen", "inschrijving:vervangen"]


@pytest.mark.req("INS-32")
def test_replacing_one_may_not_touch_another(anna_actor: Actor, lotte: Persoon) -> None:
    factories.inschrijving(lotte, begin=date(2023, 8, 1), eind=date(2024, 7, 31))
    factories.inschrijving(lotte, begin=date(2025, 8, 1))
    given = met_nummer(begindatum=date(2024, 1, 1), vervang_bestaande=True)
    assert refused(lambda: enrol(given, anna_actor)) == {"BV_I_overlap_zelfde_instelling"}
    enrol(replace(given, begindatum=date(2024, 8, 1)), anna_actor)


def test_asking_to_replace_without_an_enrolment_adds_one(anna_actor: Actor, lotte: Persoon) -> None:
    factories.inschrijving(lotte, begin=date(2023, 8, 1), eind=date(2024, 7, 31))
    enrol(met_nummer(vervang_bestaande=True), anna_actor)
    with acting_as(anna_actor):
        assert Inschrijving.objects.count() == 2


def test_enrolled_elsewhere_is_a_signal(anna_actor: Actor, lotte: Persoon) -> None:
    factories.inschrijving(lotte, "11AA", begin=date(2025, 8, 1))
    signals = enrol(met_nummer(), anna_actor).signalen
    assert [signal.code for signal in signals] == ["BV_I_overlap_andere_instelling"]
    assert "11AA" in signals[0].text


# who may


def test_another_institution_is_refused(anna_actor: Actor, lotte: Persoon) -> None:
    factories.instelling("11AA")
    given = met_nummer(instelling="11AA")
    assert refused(lambda: enrol(given, anna_actor)) == {"BV_I_instelling_niet_van_u"}
    given = met_nummer(instelling="99XX")
    assert refused(lambda: enrol(given, anna_actor)) == {"BV_I_instelling_onbekend"}


def test_only_the_role_may_enrol(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte)
    reader = factories.melder("28AX", rollen=(Rol.RAADPLEGER, Rol.MELDER))
    with pytest.raises(PermissionDenied):
        enrol(met_nummer(), reader)
    with pytest.raises(PermissionDenied):
        change(inschrijving, reader, BEGIN, None)


def test_dates_of_another_institution_are_out_of_reach(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte, "11AA")
    with pytest.raises(PermissionDenied):
        change(inschrijving, anna_actor, BEGIN, None)
    cor = factories.melder("11AA")
    with acting_as(anna_actor), pytest.raises(Persoon.DoesNotExist):
        queries.locked(inschrijving, by=cor)  # the second wall holds when the first does not


# the two dates


@pytest.mark.req("OVZ-12", "OVZ-13", "OVZ-15")
def test_change_the_dates(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte)
    change(inschrijving, anna_actor, date(2024, 8, 5), date(2025, 7, 31))
    with acting_as(anna_actor):
        found = Inschrijving.objects.get()
        versie = InschrijvingVersie.objects.get(id=found.pk, geregistreerd__endswith=None)
    assert (found.begindatum, found.einddatum) == (date(2024, 8, 5), date(2025, 7, 31))
    assert versie.actor == "Anna de Melder"
    assert events() == ["inschrijving:wijzigen"]


@pytest.mark.req("OVZ-18")
def test_begin_and_end_may_be_the_same_day(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte)
    assert change(inschrijving, anna_actor, BEGIN, BEGIN).inschrijving.einddatum == BEGIN


def test_the_end_may_be_taken_away(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte, eind=date(2025, 7, 31))
    assert change(inschrijving, anna_actor, date(2024, 8, 1), None).inschrijving.einddatum is None


@pytest.mark.req("OVZ-13")
@pytest.mark.parametrize(
    ("begin", "eind", "code"),
    [
        (None, None, "BV_I_begindatum_verplicht"),
        (date(1990, 7, 31), None, "BV_I_begindatum_voor_oprichting"),
        (date(2026, 9, 1), date(2026, 8, 31), "BV_I_einddatum_voor_begindatum"),
        (date(2025, 9, 1), None, "BV_I_overlap_zelfde_instelling"),
    ],
)
def test_dates_that_are_refused(
    begin: date | None, eind: date | None, code: str, anna_actor: Actor, lotte: Persoon
) -> None:
    inschrijving = factories.inschrijving(lotte, begin=date(2026, 8, 1))
    factories.inschrijving(lotte, begin=date(2025, 8, 1), eind=date(2026, 7, 31))
    assert code in refused(lambda: change(inschrijving, anna_actor, begin, eind))


def test_the_same_dates_change_nothing(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte)
    before = stored()
    change(inschrijving, anna_actor, inschrijving.begindatum, None)
    assert stored() == before


def test_somebody_else_changed_the_dates_meanwhile(anna_actor: Actor, lotte: Persoon) -> None:
    inschrijving = factories.inschrijving(lotte)
    seen = InschrijvingDatums(inschrijving.begindatum, None)
    change(inschrijving, anna_actor, inschrijving.begindatum, date(2025, 7, 31), seen=seen)
    late = [inschrijving, anna_actor, date(2024, 9, 1), None]
    assert refused(lambda: change(*late, seen=seen)) == {"BV_I_intussen_gewijzigd"}
    # who wants the same is served
    change(inschrijving, anna_actor, inschrijving.begindatum, date(2025, 7, 31), seen=seen)
    now = InschrijvingDatums(inschrijving.begindatum, date(2025, 7, 31))
    assert change(*late, seen=now).inschrijving.begindatum == date(2024, 9, 1)


# at the same time


def test_who_waits_too_long_hears_so(
    anna_actor: Actor, lotte: Persoon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(personen, "LOCK_WAIT", "50ms")
    options = {key: connection.settings_dict[name] for key, name in _CONNECT.items()}
    with psycopg.connect(**{key: value for key, value in options.items() if value}) as other:
        other.execute("SELECT pg_advisory_xact_lock(1, hashtext(%s))", [NUMMER])
        with acting_as(anna_actor), pytest.raises(OperationalError):
            actions.enrol(met_nummer(), by=anna_actor, on=VANDAAG)
    assert enrol(met_nummer(), anna_actor).inschrijving.pk


_CONNECT = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
_TABLES = (
    *("inschrijvingen_inschrijving", "inschrijvingen_inschrijving_versie", "personen_persoon"),
    *("personen_persoon_versie", "personen_adres", "personen_adres_versie", "instellingen_instelling"),
    "core_auditentry",
)


@pytest.fixture
def committed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Everything in the test is stored for real, and taken away afterwards by the owner."""
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock():
        yield
        with connections["eigenaar"].cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(_TABLES)} CASCADE")


def at_the_same_time(*acts: Callable[[], object]) -> list[object]:
    """Run these in threads of their own; the answers, or what they raised."""
    start, answers = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            answers.append(act())
        except Rejected as rejected:
            answers.append(rejected)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
