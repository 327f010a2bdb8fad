"""Finding persons and where they live."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.personen import sleutels
from verzuimloket.personen.inputs import PersoonInput
from verzuimloket.personen.models import Adres, AdresVersie, Nummeralias, Persoon, PersoonVelden, PersoonVersie
from verzuimloket.personen.rules import normaal_pgn, normaal_postcode, pgn_soort, zoeksleutel

LOCK_WAIT = "8s"
_MOST_PREFIXES = 3  # words, such as "van der" or "uit de"
_ZOEKNAAM = Persoon._meta.get_field("zoeknaam").max_length


def on_number(nummer: str) -> QuerySet[Persoon]:
    """The visible person with this bsn or onderwijsnummer, or who had it before two registrations were merged.

    Nobody when the number cannot exist. A union, so that each half uses its own index.
    """
    normaal = normaal_pgn(nummer)
    soort = pgn_soort(normaal)
    if soort is None:
        return Persoon.objects.none()
    index = sleutels.index(normaal)
    now = Persoon.objects.filter(**{f"{soort}_index": index}).values("pk")
    before = Nummeralias.objects.filter(nummer_index=index).values("persoon_id")
    return Persoon.objects.filter(pk__in=now.union(before, all=True))


def rows_on_numbers(nummers: Collection[str]) -> dict[str, int]:
    """Row numbers of visible persons by person number (as ``normaal_pgn`` gives it), for a long list at once."""
    found: dict[str, int] = {}
    for soort in ("bsn", "onderwijsnummer"):
        indexes = {sleutels.index(nummer): nummer for nummer in nummers if pgn_soort(nummer) == soort}
        rows = Persoon.objects.filter(**{f"{soort}_index__in": list(indexes)})
        former = Nummeralias.objects.filter(nummer_index__in=list(indexes)) if indexes else Nummeralias.objects.none()
        found |= {indexes[bytes(index)]: pk for index, pk in former.values_list("nummer_index", "persoon_id")}
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


def same_persons(gezocht: Sequence[PersoonInput]) -> dict[int, int]:
    """Who is in the register already: place in ``gezocht`` → row number, for those who are found.

    The same person has the same surname, birth date and present address. A twin has all but the first names
    in common. So first names must agree when both are known, and the sex may not differ when both are known:
    two persons in the register can be merged later, one person that is two cannot be taken apart.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SAME, [list(column) for column in zip(*map(_wanted, gezocht), strict=True)])
        found = cursor.fetchall()
    same: dict[int, int] = {}
    for place, pk, voornamen, geslacht in found:
        other = gezocht[place - 1]
        agree = _agree([geslacht.replace("O", "")], [other.geslacht.replace("O", "")])
        if agree and _agree(_split(voornamen), _split(other.voornamen)):
            same.setdefault(place - 1, pk)
    return same


_SAME = """
SELECT DISTINCT w.plek, p.id, p.voornamen, p.geslacht
FROM unnest(%s::text[], %s::date[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
  WITH ORDINALITY AS w(zoeknaam, geboren, precisie, land, postcode, huisnummer, regel1, plek)
JOIN personen_persoon p ON p.zoeknaam = w.zoeknaam AND p.geboortedatum = w.geboren
  AND p.geboorte_precisie = w.precisie
JOIN personen_adres a ON a.persoon_id = p.id AND a.einddatum IS NULL AND CASE WHEN w.land = '6030'
  THEN a.postcode = w.postcode AND a.huisnummer = w.huisnummer ELSE a.landcode = w.land AND a.regel1 = w.regel1 END
ORDER BY w.plek, p.id
"""


def _wanted(each: PersoonInput) -> tuple[object, ...]:
    adres = each.adres
    lives = (adres.land, normaal_postcode(adres.postcode), adres.huisnummer, adres.regel1)
    return (zoeknaam(each.achternaam), each.geboren.rekendatum(), each.geboren.precisie, *lives)


def adressen_of_schools(ids: Collection[int]) -> dict[int, Adres | None]:
    """The present address of each of these persons whom only schools know: who has no bsn (domain rules §3.2)."""
    found: dict[int, Adres | None] = dict.fromkeys(
        Persoon.objects.filter(pk__in=ids, bsn_index__isnull=True).values_list("pk", flat=True)
    )
    for adres in Adres.objects.filter(persoon_id__in=list(found), einddatum__isnull=True).order_by("begindatum", "pk"):
        found[adres.persoon_id] = adres
    return found


def _split(voornamen: str) -> list[str]:
    return zoeksleutel(voornamen).replace("-", " ").split()


def _agree(known: list[str], given: list[str]) -> bool:
    """Whether one says nothing that the other contradicts: ``Anna`` and ``Anna Maria`` agree."""
    return all(not one or not other or one == other for one, other in zip(known, given, strict=False))


def take_turn(*wat: str) -> None:
    """Wait until nobody else is busy with one of these. Raises OperationalError after LOCK_WAIT.

    Always in the same order, so that two who want several never wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_WAIT])
        cursor.execute(
            "SELECT pg_advisory_xact_lock(1, h) FROM"
            " (SELECT DISTINCT hashtext(w) AS h FROM unnest(%s::text[]) w ORDER BY h) t",
            [list(wat)],
        )


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
