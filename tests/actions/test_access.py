"""Logging in, accounts and authorisations."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connections

from tests import factories
from verzuimloket.access import actions, queries
from verzuimloket.access.inputs import GebruikerInput
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as

AT = datetime(2026, 11, 22, 10, 0, 15, tzinfo=clock.AMSTERDAM)
SEED = b"12345678901234567890"
WACHTWOORD = "een lang wachtwoord"


@pytest.fixture
def gebruiker(db: None) -> Gebruiker:
    return make()


def make(gebruikersnaam: str = "anna") -> Gebruiker:
    return actions.create_gebruiker(
        gebruikersnaam, "Anna de Melder", "anna@school.example", WACHTWOORD, seed=SEED, by=SYSTEEM
    )


def code(at: datetime = AT, seed: bytes = SEED) -> str:
    return queries.totp_code(seed, int(at.timestamp()) // queries.STAP)


def log_in(naam: str = "anna", wachtwoord: str = WACHTWOORD, given: str | None = None, at: datetime = AT) -> Gebruiker:
    return actions.log_in(naam, wachtwoord, code(at) if given is None else given, at=at)


def lines(event: str) -> list[AuditEntry]:
    with acting_as(SYSTEEM):
        return list(AuditEntry.objects.filter(event=event).order_by("pk"))


# RFC 6238 appendix B, SHA-1, the last six digits
@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_code_is_that_of_the_standard(seconds: int, expected: str) -> None:
    assert queries.totp_code(SEED, seconds // 30) == expected


@pytest.mark.req("AUT-03")
def test_log_in(gebruiker: Gebruiker) -> None:
    assert log_in() == gebruiker
    gebruiker.refresh_from_db()
    assert gebruiker.last_login == AT
    assert gebruiker.mislukt == 0
    [line] = lines("toegang:inloggen")
    assert (line.subject, line.gebruiker_id, line.data) == (f"gebruiker {gebruiker.pk}", gebruiker.pk, {"gelukt": True})


def test_name_in_capitals_is_the_same_name(db: None) -> None:
    make("Anna")
    assert log_in("ANNA").gebruikersnaam == "anna"


@pytest.mark.parametrize("seconds", [-30, 30])
def test_clock_of_the_token_may_differ_one_step(gebruiker: Gebruiker, seconds: int) -> None:
    assert log_in(given=code(AT + timedelta(seconds=seconds))) == gebruiker


@pytest.mark.parametrize("seconds", [-60, 60])
def test_clock_of_the_token_may_not_differ_more(gebruiker: Gebruiker, seconds: int) -> None:
    with pytest.raises(Rejected):
        log_in(given=code(AT + timedelta(seconds=seconds)))


def test_code_works_once(gebruiker: Gebruiker) -> None:
    log_in()
    with pytest.raises(Rejected):
        log_in()
    with pytest.raises(Rejected, match="TG_inloggen_mislukt"):
        log_in(given=code(AT - timedelta(seconds=30)))  # older than the one that was used
    assert log_in(at=AT + timedelta(seconds=30)) == gebruiker


NOT_DIGITS = [
    "+123456",
    " 123456",
    "123456\n",
    "-12345",
    "1e5000",
    "١٢٣٤٥٦",
    "１２３４５６",
    "²³¹²³¹",
    "\x00" * 6,
    "\ud800" * 6,
]
NOT_SIX = ["", "12345", "1234567", "9" * 100_000]


@pytest.mark.parametrize("given", NOT_DIGITS + NOT_SIX)
def test_strange_codes_are_wrong(gebruiker: Gebruiker, given: str) -> None:
    with pytest.raises(Rejected):
        log_in(given=given)


@pytest.mark.parametrize("shape", ["+{}", " {}", "{} ", "0{}", "{}\n"])
def test_right_code_in_a_wrong_shape_is_wrong(gebruiker: Gebruiker, shape: str) -> None:
    with pytest.raises(Rejected):
        log_in(given=shape.format(code()))


@pytest.mark.parametrize("naam", ["niemand", "", "anna\x00", "\udcff", "a" * 100_000, "anna' OR 1=1 --", "ｂｒａｍ"])
def test_strange_names_are_unknown(gebruiker: Gebruiker, naam: str) -> None:
    with pytest.raises(Rejected):
        log_in(naam)
    [line] = lines("toegang:inloggen")
    assert (line.actor, line.subject, line.data) == ("onbekend", "gebruiker onbekend", {"gelukt": False})


@pytest.mark.parametrize("wachtwoord", ["", "fout", "\x00", "\ud800", WACHTWOORD + " ", WACHTWOORD.upper()])
def test_other_passwords_are_wrong(gebruiker: Gebruiker, wachtwoord: str) -> None:
    with pytest.raises(Rejected):
        log_in(wachtwoord=wachtwoord)


def sentence(*args: Any, **kwargs: Any) -> str:
    with pytest.raises(Rejected) as refusal:
        log_in(*args, **kwargs)
    [violation] = refusal.value.violations
    return violation.text


def test_every_cause_has_the_same_sentence(gebruiker: Gebruiker) -> None:
    make("bram")
    Gebruiker.objects.filter(gebruikersnaam="bram").update(is_active=False)
    make("cor")
    Gebruiker.objects.filter(gebruikersnaam="cor").update(geblokkeerd_tot=AT + timedelta(minutes=1))
    sentences = {
        sentence("niemand"),
        sentence(wachtwoord="fout"),
        sentence(given="000000"),
        sentence("bram"),
        sentence("cor"),
    }
    assert len(sentences) == 1


@pytest.mark.parametrize(
    "cause", [{"naam": "niemand"}, {"wachtwoord": "fout"}, {"given": "000000"}, {"naam": "dicht"}, {"naam": "vast"}]
)
@pytest.mark.usefixtures("gebruiker")
def test_every_cause_costs_one_hash(cause: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The time a refusal takes says nothing about the cause."""
    from django.contrib.auth import hashers

    make("dicht")
    Gebruiker.objects.filter(gebruikersnaam="dicht").update(is_active=False)
    make("vast")
    Gebruiker.objects.filter(gebruikersnaam="vast").update(geblokkeerd_tot=AT + timedelta(minutes=1))
    hashed: list[str] = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher, "encode", lambda self, *args: hashed.append("x") or encode(self, *args)
    )
    sentence(**cause)
    assert len(hashed) == 1


def test_account_without_token_cannot_log_in(db: None) -> None:
    zonder = Gebruiker(gebruikersnaam="zonder", naam="Zonder Token")
    zonder.set_password(WACHTWOORD)
    zonder.save()
    assert sentence("zonder")


def test_after_five_failures_the_account_waits(gebruiker: Gebruiker) -> None:
    for _ in range(actions.MAX_MISLUKT):
        sentence(wachtwoord="fout")
    assert sentence()  # the right combination
    later = AT + actions.BLOKKADE
    assert log_in(at=later) == gebruiker


def test_failures_before_a_success_are_forgotten(gebruiker: Gebruiker) -> None:
    for _ in range(actions.MAX_MISLUKT - 1):
        sentence(wachtwoord="fout")
    assert log_in() == gebruiker
    gebruiker.refresh_from_db()
    assert (gebruiker.mislukt, gebruiker.geblokkeerd_tot) == (0, None)


def test_waiting_account_is_that_account_alone(gebruiker: Gebruiker) -> None:
    bram = make("bram")
    for _ in range(actions.MAX_MISLUKT):
        sentence(wachtwoord="fout")
    assert log_in("bram") == bram


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were checked; a check takes its time, as a real one does."""
    checked: list[str] = []
    check = Gebruiker.check_password

    def check_password(self: Gebruiker, raw: str) -> bool:
        checked.append(raw)
        time.sleep(0.02)
        return check(self, raw)

    monkeypatch.setattr(Gebruiker, "check_password", check_password)
    return checked


def attempt(wachtwoord: str) -> bool:
    try:
        log_in(wachtwoord=wachtwoord)
    except Rejected:
        return False
    finally:
        connections["default"].close()
    return True


@pytest.mark.usefixtures("committed_db")
def test_parallel_guesses_get_no_more_checks(counted: list[str]) -> None:
    make()
    with ThreadPoolExecutor(24) as pool:
        outcomes = list(pool.map(attempt, [f"gok {number}" for number in range(24)]))
    assert not any(outcomes)
    assert len(counted) == actions.MAX_MISLUKT


@pytest.mark.usefixtures("committed_db")
def test_parallel_use_of_one_code_opens_once() -> None:
    make()
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(attempt, [WACHTWOORD] * 4))
    assert sum(outcomes) == 1


# accounts and authorisations


def test_create_twice_is_once(gebruiker: Gebruiker) -> None:
    again = actions.create_gebruiker("Anna", "Iemand anders", "", "ander wachtwoord", by=SYSTEEM)
    assert again == gebruiker
    assert log_in() == gebruiker


def test_seed_is_sealed_and_bound_to_the_account(gebruiker: Gebruiker) -> None:
    assert SEED.hex().encode() not in bytes(gebruiker.totp_geheim)
    other = make("bram")
    other.totp_geheim = gebruiker.totp_geheim
    with pytest.raises(Exception):  # noqa: B017, PT011  whatever the vault raises
        queries.totp_secret(other)


def test_seeds_are_not_alike(db: None) -> None:
    made = [actions.create_gebruiker(naam, "X", "", "w", by=SYSTEEM) for naam in ("a", "b")]
    assert queries.totp_secret(made[0]) != queries.totp_secret(made[1])


def beheerder(organisatie: str = "28AX", gebruiker_id: int = 0) -> Actor:
    return Actor(
        naam="B. Heerder",
        kanaal=Kanaal.SCHERM,
        rollen=frozenset({Rol.BEHEERDER}),
        organisatie=organisatie,
        gebruiker_id=gebruiker_id,
    )


@pytest.mark.req("AUT-15", "AUT-16")
def test_administrator_grants_a_role(gebruiker: Gebruiker) -> None:
    for _ in range(2):
        actions.grant(gebruiker, Rol.MELDER, "instelling", "28AX", by=beheerder(), vanaf=AT.date())
    assert Machtiging.objects.get().rol == Rol.MELDER
    assert len(lines("machtiging:verlenen")) == 1


@pytest.mark.req("AUT-15")
@pytest.mark.parametrize(
    ("soort", "kenmerk", "by"),
    [
        ("instelling", "11AA", beheerder()),  # another organisation
        ("register", "28AX", beheerder()),  # the register under the name of a school
        ("register", "", beheerder(organisatie="")),
        ("instelling", "28AX", factories.melder("28AX")),  # no administrator
    ],
)
def test_nobody_grants_beyond_the_own_organisation(gebruiker: Gebruiker, soort: str, kenmerk: str, by: Actor) -> None:
    with pytest.raises(PermissionDenied):
        actions.grant(gebruiker, Rol.MELDER, soort, kenmerk, by=by, vanaf=AT.date())
    assert not Machtiging.objects.exists()


@pytest.mark.req("AUT-15")
def test_administrator_grants_nothing_to_himself(gebruiker: Gebruiker) -> None:
    with pytest.raises(PermissionDenied):
        by = beheerder(gebruiker_id=gebruiker.pk)
        actions.grant(gebruiker, Rol.MELDER, "instelling", "28AX", by=by, vanaf=AT.date())


@pytest.mark.req("AUT-15")
@pytest.mark.parametrize(
    ("begin", "left"),
    [
        (AT.date() - timedelta(days=1), AT.date() - timedelta(days=1)),
        (AT.date() - timedelta(days=30), AT.date() - timedelta(days=1)),
        (AT.date(), None),
    ],
)
def test_a_role_taken_back_is_gone_at_once(gebruiker: Gebruiker, begin: date, left: date | None) -> None:
    actions.grant(gebruiker, Rol.MELDER, "instelling", "28AX", by=beheerder(), vanaf=begin)
    taken = [
        actions.withdraw_role(gebruiker, Rol.MELDER, "instelling", "28AX", by=beheerder(), on=AT.date())
        for _ in range(2)
    ]
    assert taken == [True, False]
    assert queries.find_machtigingen(gebruiker.pk, "", on=AT.date()) is None
    assert [row.einddatum for row in Machtiging.objects.all()] == ([left] if left else [])
    [line] = lines("machtiging:innemen")
    assert (line.subject, line.data) == (f"gebruiker {gebruiker.pk}", {"rol": "verzuimloketmelder", "kenmerk": "28AX"})


@pytest.mark.req("AUT-15")
def test_a_role_given_back_begins_anew(gebruiker: Gebruiker) -> None:
    actions.grant(gebruiker, Rol.MELDER, "instelling", "28AX", by=beheerder(), vanaf=date(2026, 1, 1))
    actions.withdraw_role(gebruiker, Rol.MELDER, "instelling", "28AX", by=beheerder(), on=AT.date())
    back = actions.grant(gebruiker, Rol.MELDER, "instelling", "28AX", by=beheerder(), vanaf=AT.date())
    assert (back.begindatum, back.einddatum) == (AT.date(), None)
    assert queries.find_machtigingen(gebruiker.pk, "", on=AT.date()) is not None
    assert len(lines("machtiging:verlenen")) == 2


@pytest.mark.req("AUT-15")
@pytest.mark.parametrize("by", [beheerder("11AA"), factories.melder("28AX")])
def test_nobody_takes_roles_of_another_organisation(gebruiker: Gebruiker, by: Actor) -> None:
    actions.grant(gebruiker, Rol.MELDER, "instelling", "28AX", by=SYSTEEM, vanaf=AT.date())
    with pytest.raises(PermissionDenied):
        actions.withdraw_role(gebruiker, Rol.MELDER, "instelling", "28AX", by=by, on=AT.date())
    with pytest.raises(PermissionDenied):
        by_self = beheerder(gebruiker_id=gebruiker.pk)
        actions.withdraw_role(gebruiker, Rol.MELDER, "instelling", "28AX", by=by_self, on=AT.date())
    assert Machtiging.objects.filter(einddatum=None).exists()


@pytest.mark.req("AUT-17")
@pytest.mark.parametrize(
    ("soort", "rol"), [("instelling", Rol.BEHANDELAAR), ("register", Rol.MELDER), ("x", Rol.MELDER)]
)
def test_an_organisation_has_only_roles_that_fit(gebruiker: Gebruiker, soort: str, rol: Rol) -> None:
    with pytest.raises(Rejected, match="TG_rol_past_niet"):
        actions.grant(gebruiker, rol, soort, "28AX", by=SYSTEEM, vanaf=AT.date())


def open_account(_: int) -> bool:
    given = GebruikerInput("nora", "Nora Nieuw", "nora@school.example", (Rol.MELDER,))
    try:
        actions.open_account(given, "instelling", "28AX", by=SYSTEEM, vanaf=AT.date())
    except Rejected:
        return False
    finally:
        connections["default"].close()
    return True


@pytest.mark.usefixtures("committed_db")
def test_a_name_asked_for_twice_at_once_is_one_account() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(open_account, range(8))) == 1
    assert Machtiging.objects.count() == 1


def test_a_new_account_does_not_tell_its_secrets(db: None) -> None:
    given = GebruikerInput("nora", "Nora Nieuw", "nora@school.example", (Rol.MELDER,))
    account = actions.open_account(given, "instelling", "28AX", by=SYSTEEM, vanaf=AT.date())
    assert account.wachtwoord not in repr(account)
    assert account.otpauth not in repr(account)


def test_a_melder_makes_no_accounts(db: None) -> None:
    with pytest.raises(PermissionDenied):
        actions.create_gebruiker("x", "X", "", "w", by=factories.melder())


def test_demo_password_is_refused_in_production(db: None, settings: Any) -> None:
    settings.PRODUCTIE = True
    with pytest.raises(PermissionDenied):
        actions.create_gebruiker("x", "X", "", queries.DEMO_WACHTWOORD, by=SYSTEEM)


@pytest.mark.parametrize(
    ("begin", "eind", "holds"),
    [
        (date(2026, 11, 22), None, True),
        (date(2026, 11, 23), None, False),
        (date(2026, 1, 1), date(2026, 11, 22), True),
        (date(2026, 1, 1), date(2026, 11, 21), False),
    ],
)
def test_authorisation_holds_from_day_to_day(gebruiker: Gebruiker, begin: date, eind: date | None, holds: bool) -> None:
    Machtiging.objects.create(
        gebruiker=gebruiker,
        rol=Rol.MELDER,
        soort_kenmerk="instelling",
        kenmerk="28AX",
        begindatum=begin,
        einddatum=eind,
    )
    keuze = queries.find_machtigingen(gebruiker.pk, "", on=AT.date())
    assert (keuze is not None) is holds


@pytest.mark.req("AUT-20")
def test_roles_of_two_organisations_are_never_added_up(gebruiker: Gebruiker) -> None:
    for rol, kenmerk in [(Rol.MELDER, "28AX"), (Rol.INSCHRIJVER, "11AA")]:
        actions.grant(gebruiker, rol, "instelling", kenmerk, by=SYSTEEM, vanaf=AT.date())
    keuze = queries.find_machtigingen(gebruiker.pk, "instelling:28AX", on=AT.date())
    assert keuze is not None
    assert keuze.rollen == {Rol.MELDER}
    assert keuze.andere == ("instelling:11AA",)
    unknown = queries.find_machtigingen(gebruiker.pk, "instelling:99ZZ", on=AT.date())
    assert unknown is not None
    assert unknown.kenmerk == "11AA"


# the demo


@pytest.mark.parametrize("omgeving", ["productie", "test"])
def test_no_demo_accounts_elsewhere(gebruiker: Gebruiker, omgeving: str, settings: Any) -> None:
    settings.OMGEVING = omgeving
    assert queries.demo_accounts(at=AT, on=AT.date()) == []


def test_demo_accounts_show_a_code_that_works(gebruiker: Gebruiker, settings: Any) -> None:
    settings.OMGEVING = "demo"
    actions.grant(gebruiker, Rol.MELDER, "instelling", "28AX", by=SYSTEEM, vanaf=AT.date())
    for _ in range(2):
        [account] = queries.demo_accounts(at=AT, on=AT.date())
        assert log_in(given=account.code) == gebruiker
    assert (account.rollen, account.organisaties) == (("Verzuimloketmelder",), ("28AX",))
    [account] = queries.demo_accounts(at=AT, on=AT.date())
    assert account.code == ""  # this step and the next were used
