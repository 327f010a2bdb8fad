"""Finding persons and where they live."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.personen import sleutels
from verzuimloket.personen.inputs import AdresInput, Geboortedatum
from verzuimloket.personen.models import Adres, AdresVersie, Persoon, PersoonVelden, PersoonVersie
from verzuimloket.personen.rules import normaal_pgn, normaal_postcode, pgn_soort, zoeksleutel

LOCK_WAIT = "8s"
_MOST_PREFIXES = 3  # words, such as "van der" or "uit de"
_ZOEKNAAM = Persoon._meta.get_field("zoeknaam").max_length


def on_number(nummer: str) -> QuerySet[Persoon]:
    """The visible person with this bsn or onderwijsnummer; nobody when the number cannot exist."""
    normaal = normaal_pgn(nummer)
    soort = pgn_soort(normaal)
    if soort is None:
        return Persoon.objects.none()
    return Persoon.objects.filter(**{f"{soort}_index": sleutels.index(normaal)})


def rows_on_numbers(nummers: Collection[str]) -> dict[str, int]:
    """Row numbers of visible persons by person number (as ``normaal_pgn`` gives it), for a long list at once."""
    found: dict[str, int] = {}
    for soort in ("bsn", "onderwijsnummer"):
        indexes = {sleutels.index(nummer): nummer for nummer in nummers if pgn_soort(nummer) == soort}
        rows = Persoon.objects.filter(**{f"{soort}_index__in": list(indexes)})
        found |= {indexes[bytes(index)]: pk for index, pk in rows.values_list(f"{soort}_index", "pk")}
    return found


def on_name(deel: str) -> Q:
    """Filter on a part of the surname, accents and capitals set aside; for a relation named persoon.

    A prefix may come along: before it (``van den berg``), or after it as lists show it (``Berg, van den``).
    """
    achternaam, _, voorvoegsel = deel.partition(",")
    words = zoeksleutel(f"{voorvoegsel} {achternaam}").split(" ")
    found = Q(persoon__zoeknaam__contains=" ".join(words))
    for place in range(1, min(len(words), _MOST_PREFIXES + 1)):
        prefix, rest = " ".join(words[:place]), " ".join(words[place:])
        found |= Q(persoon__voorvoegsel__iexact=prefix, persoon__zoeknaam__startswith=rest)
    return found


def zoeknaam(achternaam: str) -> str:
    """How a surname is stored for searching: some letters become two, so it is cut to what fits."""
    return zoeksleutel(achternaam)[:_ZOEKNAAM]


def number_of(persoon: PersoonVelden) -> str:
    """The person number, bsn first. Whoever shows it in full writes an audit line."""
    sealed = persoon.bsn or persoon.onderwijsnummer
    return sleutels.unseal(bytes(sealed or b""), persoon.kenmerk)


def number_kind(persoon: PersoonVelden) -> str:
    """``bsn`` or ``onderwijsnummer``: which number ``number_of`` gives."""
    return "bsn" if persoon.bsn else "onderwijsnummer"


def adressen_op(dag: date) -> QuerySet[Adres]:
    """Where people live on that day; of one person the newest address first."""
    rows = Adres.objects.filter(begindatum__lte=dag).filter(Q(einddatum__isnull=True) | Q(einddatum__gte=dag))
    return rows.order_by("-begindatum", "-pk")


def adres_op(persoon: Persoon, dag: date) -> Adres | None:
    """Where the person lives on that day; the newest address when periods overlap."""
    return adressen_op(dag).filter(persoon=persoon).first()


def same_person(
    achternaam: str, voornamen: str, geslacht: str, geboren: Geboortedatum, adres: AdresInput
) -> Persoon | None:
    """Somebody with the same names, sex, birth date and present address: taken to be the same pupil.

    A twin has all but the first names in common. So first names must agree when both are known, and
    the sex may not differ when both are known: two persons in the register can be merged later, one
    person that is two cannot be taken apart.
    """
    if adres.in_nederland:
        postcode = normaal_postcode(adres.postcode)
        lives = Q(adressen__postcode=postcode, adressen__huisnummer=adres.huisnummer)
    else:
        lives = Q(adressen__landcode=adres.land, adressen__regel1=adres.regel1)
    people = Persoon.objects.filter(
        lives,
        adressen__einddatum__isnull=True,
        zoeknaam=zoeknaam(achternaam),
        geboortedatum=geboren.rekendatum(),
    )
    alike = (
        persoon
        for persoon in people.order_by("pk").distinct()
        if persoon.geboren == geboren
        and _agree([persoon.geslacht.replace("O", "")], [geslacht.replace("O", "")])
        and _agree(_split(persoon.voornamen), _split(voornamen))
    )
    return next(alike, None)


def _split(voornamen: str) -> list[str]:
    return zoeksleutel(voornamen).replace("-", " ").split()


def _agree(known: list[str], given: list[str]) -> bool:
    """Whether one says nothing that the other contradicts: ``Anna`` and ``Anna Maria`` agree."""
    return all(not one or not other or one == other for one, other in zip(known, given, strict=False))


def take_turn(wie: str) -> None:
    """Wait until nobody else enrols who has this number or name. Raises OperationalError after LOCK_WAIT."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_WAIT])
        cursor.execute("SELECT pg_advisory_xact_lock(1, hashtext(%s))", [wie])


def locked(pk: int) -> Persoon:
    """The newest state of a person, for this writer alone. Raises OperationalError after LOCK_WAIT."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_WAIT])
    return Persoon.objects.select_for_update(no_key=True).get(pk=pk)


@dataclass(frozen=True)
class Verleden:
    """Every state of a person and of the addresses that the register ever knew."""

    personen: tuple[PersoonVersie, ...]
    adressen: tuple[AdresVersie, ...]

    def persoon(self, moment: datetime) -> PersoonVersie | None:
        """The person as known at that moment; before the first state, that one."""
        known = (state for state in self.personen if moment in state.geregistreerd)
        return next(known, self.personen[0] if self.personen else None)

    def adres(self, moment: datetime) -> AdresVersie | None:
        """Where the person lived on the day of that moment, as known then."""
        dag = moment.astimezone(AMSTERDAM).date()
        lived = (
            state
            for state in self.adressen
            if moment in state.geregistreerd and state.begindatum <= dag <= (state.einddatum or date.max)
        )
        return max(lived, key=lambda state: (state.begindatum, state.id), default=None)


def past_of(persoon_id: int) -> Verleden:
    """What the register knew of a person, the oldest state first."""
    return Verleden(
        tuple(PersoonVersie.objects.filter(id=persoon_id).order_by("versie_id")),
        tuple(AdresVersie.objects.filter(persoon_id=persoon_id).order_by("versie_id")),
    )
