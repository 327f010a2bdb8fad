"""Reading log-ins and authorisations."""

import base64
import hmac
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db.models import Q, QuerySet

from verzuimloket.access.codes import BEPERKT_LEERLINGEN, ZIET_ALLE_LEERLINGEN
from verzuimloket.access.inputs import Inzage, VoorkeurenInput
from verzuimloket.access.models import Apisleutel, Gebruiker, Machtiging
from verzuimloket.core import kluis
from verzuimloket.core.actor import Actor, Kanaal, Rol
from verzuimloket.core.codelijsten import codelijst

STAP = 30  # seconds that a code lives
DEMO_WACHTWOORD = "Verzuimloket-demo-2026"  # public; no account in production may have it


@dataclass(frozen=True)
class Keuze:
    """The roles of one person for one organisation, and the other organisations to switch to."""

    gebruiker: Gebruiker
    soort_kenmerk: str
    kenmerk: str
    rollen: frozenset[Rol]
    andere: tuple[str, ...]
    inzage: Inzage

    @property
    def sleutel(self) -> str:
        return f"{self.soort_kenmerk}:{self.kenmerk}"

    @property
    def naam(self) -> str:
        return self.kenmerk or "Register"


def subject_of(gebruiker: Gebruiker | None) -> str:
    """How the audit trail names a person."""
    return f"gebruiker {gebruiker.pk}" if gebruiker else "gebruiker onbekend"


def machtigingen_of(gebruiker_id: int, *, on: date) -> QuerySet[Machtiging]:
    """The authorisations in force on that day of a person whose account is open."""
    return (
        in_force(Machtiging.objects.filter(gebruiker_id=gebruiker_id, gebruiker__is_active=True), on=on)
        .select_related("gebruiker")
        .order_by("soort_kenmerk", "kenmerk", "rol")
    )


def in_force(rows: QuerySet[Machtiging], *, on: date) -> QuerySet[Machtiging]:
    """Those that hold on that day."""
    return rows.filter(begindatum__lte=on).filter(Q(einddatum__isnull=True) | Q(einddatum__gte=on))


def preferences_of(gebruiker_id: int | None) -> VoorkeurenInput:
    """What this person chose, or what everyone gets who chose nothing."""
    found = Gebruiker.objects.filter(pk=gebruiker_id or 0).values_list("voorkeuren", flat=True).first() or {}
    usual = VoorkeurenInput()
    return VoorkeurenInput(**{naam: found.get(naam, value) for naam, value in asdict(usual).items()})


def news_readers(*, after: int) -> QuerySet[Gebruiker]:
    """Who wants news by mail and has an open account, those with a number above this one, in order."""
    rows = Gebruiker.objects.filter(is_active=True, voorkeuren__nieuwsbrief=True, pk__gt=after)
    return rows.exclude(email="").order_by("pk")


@dataclass(frozen=True)
class Medewerker:
    """A person with all authorisations, old and present, for one organisation; other organisations stay out."""

    gebruiker: Gebruiker
    machtigingen: tuple[Machtiging, ...]

    def rollen(self, *, on: date) -> tuple[Rol, ...]:
        """The roles that hold on that day."""
        return tuple(
            Rol(row.rol)
            for row in self.machtigingen
            if row.begindatum <= on and (row.einddatum is None or row.einddatum >= on)
        )


def medewerkers(soort_kenmerk: str, kenmerk: str, *, pk: int | None = None) -> list[Medewerker]:
    """Who has or had a role in an organisation, by name (AUT-15); with ``pk`` at most that one person."""
    rows = Machtiging.objects.filter(soort_kenmerk=soort_kenmerk, kenmerk=kenmerk).select_related("gebruiker")
    if pk is not None:
        rows = rows.filter(gebruiker_id=pk)
    per_person: dict[Gebruiker, list[Machtiging]] = {}
    for row in rows.order_by("gebruiker__naam", "gebruiker_id", "rol"):
        per_person.setdefault(row.gebruiker, []).append(row)
    return [Medewerker(gebruiker, tuple(own)) for gebruiker, own in per_person.items()]


def find_machtigingen(gebruiker_id: int, sleutel: str, *, on: date) -> Keuze | None:
    """The chosen organisation (``soort:kenmerk``), or the first; None when nothing is granted."""
    rows = list(machtigingen_of(gebruiker_id, on=on))
    per_organisatie: dict[str, list[Machtiging]] = {}
    for row in rows:
        per_organisatie.setdefault(f"{row.soort_kenmerk}:{row.kenmerk}", []).append(row)
    if not rows:
        return None
    chosen = sleutel if sleutel in per_organisatie else next(iter(per_organisatie))
    soort, _, kenmerk = chosen.partition(":")
    return Keuze(
        gebruiker=rows[0].gebruiker,
        soort_kenmerk=soort,
        kenmerk=kenmerk,
        rollen=frozenset(Rol(row.rol) for row in per_organisatie[chosen]),
        andere=tuple(key for key in per_organisatie if key != chosen),
        inzage=_inzage(per_organisatie[chosen]),
    )


def _inzage(rows: list[Machtiging]) -> Inzage:
    """The limit of a reader, unless another role of the same organisation sees all pupils anyway."""
    limited = [row for row in rows if row.beperking]
    if not limited or any(row.rol in ZIET_ALLE_LEERLINGEN for row in rows):
        return Inzage()
    return Inzage(limited[0].beperking, tuple(limited[0].locaties))


def mentors_of(organisaties: Collection[tuple[str, str]], *, on: date) -> list[Gebruiker]:
    """The readers of these organisations (soort, kenmerk) who see only their own pupils, by name."""
    mine = Q(pk__in=[])
    for soort, kenmerk in organisaties:
        mine |= Q(soort_kenmerk=soort, kenmerk=kenmerk)
    rows = in_force(Machtiging.objects.filter(mine, beperking=BEPERKT_LEERLINGEN), on=on)
    return list(Gebruiker.objects.filter(pk__in=rows.values("gebruiker_id"), is_active=True).order_by("naam", "pk"))


def holders_of(rol: Rol, organisaties: Collection[tuple[str, str]], *, on: date) -> list[int]:
    """Who has this role for one of these organisations (soort, kenmerk), with an open account and a mail address."""
    mine = Q(pk__in=[])
    for soort, kenmerk in organisaties:
        mine |= Q(soort_kenmerk=soort, kenmerk=kenmerk)
    rows = in_force(Machtiging.objects.filter(mine, rol=rol, gebruiker__is_active=True), on=on)
    return sorted(set(rows.exclude(gebruiker__email="").values_list("gebruiker_id", flat=True)))


def readers_of(rol: Rol, *, on: date) -> tuple[list[str], list[int]]:
    """Who has this role anywhere: codes of agencies, and people at schools with an open account and an address."""
    rows = in_force(Machtiging.objects.filter(rol=rol, gebruiker__is_active=True), on=on)
    agencies = rows.filter(soort_kenmerk="instantie").values_list("kenmerk", flat=True)
    schools = rows.filter(soort_kenmerk__in=["instelling", "bestuur"]).exclude(gebruiker__email="")
    return sorted(set(agencies)), sorted(set(schools.values_list("gebruiker_id", flat=True)))


def actor(keuze: Keuze, *, kanaal: Kanaal, instellingen: tuple[str, ...], organisatie_naam: str) -> Actor:
    """Who acts, with the codes that this organisation may see."""
    return Actor(
        naam=keuze.gebruiker.naam,
        kanaal=kanaal,
        rollen=keuze.rollen,
        organisatie=keuze.kenmerk or keuze.soort_kenmerk,
        organisatie_naam=organisatie_naam,
        instellingen=instellingen,
        instanties=(keuze.kenmerk,) if keuze.soort_kenmerk == "instantie" else (),
        register=keuze.soort_kenmerk == "register",
        gebruiker_id=keuze.gebruiker.pk,
        beperking=keuze.inzage.beperking,
        locaties=keuze.inzage.locaties,
    )


def apisleutels(actor: Actor) -> QuerySet[Apisleutel]:
    """The keys for the machine link of the actor's own institutions, the newest first."""
    return Apisleutel.objects.filter(instelling__in=actor.instellingen).order_by("-gemaakt_at", "-pk")


def weergaven_of(gebruiker: Gebruiker, lijst: str, organisatie: str) -> list[dict[str, str]]:
    """The views of a list that a person saved for an organisation, by name."""
    known = [each for each in gebruiker.voorkeuren.get("weergaven", []) if each["lijst"] == lijst]
    return sorted((each for each in known if each["organisatie"] == organisatie), key=lambda each: each["naam"].lower())


def lijstvoorkeur(gebruiker: Gebruiker, lijst: str) -> dict[str, Any]:
    """How a person likes to see a list: ``kolommen`` and ``aantal``, as far as chosen."""
    return dict(gebruiker.voorkeuren.get("lijsten", {}).get(lijst, {}))


def role_needed(rollen: frozenset[Rol]) -> str:
    """The sentence for someone who may not enter."""
    namen = " of ".join(sorted(codelijst("rol").label(rol) for rol in rollen))
    return f"Uw rol mag deze pagina niet openen. Vraag uw beheerder om de rol {namen}."


def totp_secret(gebruiker: Gebruiker) -> bytes:
    """The seed of this person's token, unsealed. Raises ValueError when the person has none."""
    if not gebruiker.totp_geheim:
        raise ValueError("no token")
    key = bytes.fromhex(settings.SLEUTEL_TOTP)
    return bytes.fromhex(kluis.unseal(key, bytes(gebruiker.totp_geheim), f"totp {gebruiker.gebruikersnaam}"))


def otpauth(gebruiker: Gebruiker) -> str:
    """The secret of this person's token, as apps for codes take it. Only for who makes the account."""
    secret = base64.b32encode(totp_secret(gebruiker)).decode()
    return f"otpauth://totp/Verzuimloket:{gebruiker.gebruikersnaam}?secret={secret}&issuer=Verzuimloket"


def totp_code(seed: bytes, step: int) -> str:
    """The six digits of a token at a time step (RFC 6238, which prescribes SHA-1)."""
    return TOTP(seed, 6, SHA1(), STAP).generate(step * STAP).decode()


def step_of(gebruiker: Gebruiker, code: str, *, at: datetime) -> int:
    """The time step whose code this is: the present one or a neighbour, newer than the last used; else 0."""
    if not gebruiker.totp_geheim or len(code) != 6 or not (code.isascii() and code.isdigit()):
        return 0
    seed, now = totp_secret(gebruiker), _step(at)
    same = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(totp_code(seed, step), code)]
    return max((step for step in same if step > gebruiker.totp_laatste_stap), default=0)


def _step(at: datetime) -> int:
    return int(at.timestamp()) // STAP


def is_text(value: str) -> bool:
    """Whether a database and a password hash can take this: no NUL, no half of a surrogate pair."""
    return "\x00" not in value and not any("\ud800" <= char <= "\udfff" for char in value)


@dataclass(frozen=True)
class DemoAccount:
    """A log-in of the demo, with the code that works now; empty when the next one must be waited for."""

    gebruikersnaam: str
    naam: str
    rollen: tuple[str, ...]
    organisaties: tuple[str, ...]
    wachtwoord: str
    code: str


def demo_accounts(*, at: datetime, on: date) -> list[DemoAccount]:
    """The log-ins of the demo, for everyone to use. Nothing anywhere else (SECURITY.md)."""
    if settings.OMGEVING != "demo":
        return []
    people = Gebruiker.objects.filter(is_active=True, totp_geheim__isnull=False).order_by("pk")[:20]
    return [_demo_account(gebruiker, at=at, on=on) for gebruiker in people]


def _demo_account(gebruiker: Gebruiker, *, at: datetime, on: date) -> DemoAccount:
    rows = list(machtigingen_of(gebruiker.pk, on=on))
    seed, now = totp_secret(gebruiker), _step(at)
    unused = [step for step in (now, now + 1) if step > gebruiker.totp_laatste_stap]
    return DemoAccount(
        gebruikersnaam=gebruiker.gebruikersnaam,
        naam=gebruiker.naam,
        rollen=tuple(dict.fromkeys(codelijst("rol").label(row.rol) for row in rows)),
        organisaties=tuple(dict.fromkeys(row.kenmerk or row.soort_kenmerk for row in rows)),
        wachtwoord=DEMO_WACHTWOORD,
        code=totp_code(seed, unused[0]) if unused else "",
    )
