"""What of a dashboard is asked: which month, which part, and how far down. Everything stands in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.http import urlencode

from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries.dashboard import Bereik
from verzuimloket.rapportages.rules.kalender import months_of

DELEN = {"overzicht": "Overzicht", "niveau": "Niveau en opleiding", "verzuim": "Verzuim", "gebied": "Per onderdeel"}
MELDINGEN, PERSONEN = "meldingen", "personen"
_STAPPEN = (("R", "regio"), ("G", "gemeente"), ("I", "instelling"))  # from large to small, as named in an address


@dataclass(frozen=True)
class Maanden:
    """The runs that one dashboard tells of. ``nu``: the one that was chosen."""

    alle: Sequence[Peiling]
    nu: Peiling

    @property
    def vorige(self) -> Peiling | None:
        """The run before it, of the same report year."""
        return self.voor(self.nu)

    @property
    def vorig_jaar(self) -> Peiling | None:
        """The run of the same month in the report year before."""
        return self._at(self.nu.rapportjaar - 1, self.plaats(self.nu))

    @property
    def afgesloten(self) -> Peiling | None:
        """That of the closed year, made in the same month (A14)."""
        found = [each for each in self.alle if (each.soort, each.productiemaand) == ("A14", self.nu.productiemaand)]
        return found[0] if found else None

    def voor(self, peiling: Peiling | None) -> Peiling | None:
        """The run before this one of its report year; none before the first."""
        return self._at(peiling.rapportjaar, self.plaats(peiling) - 1) if peiling else None

    def jaar(self, rapportjaar: int) -> list[Peiling]:
        """The runs of a report year."""
        return [each for each in self.alle if each.rapportjaar == rapportjaar]

    def plaats(self, peiling: Peiling) -> int:
        """Which of the fifteen runs of its report year this is, from 0."""
        months = [f"{month:%Y%m}" for month in months_of(peiling.rapportjaar)]
        return months.index(peiling.productiemaand)

    def _at(self, rapportjaar: int, plaats: int) -> Peiling | None:
        return next((each for each in self.jaar(rapportjaar) if self.plaats(each) == plaats), None)

    def keuzes(self) -> tuple[tuple[str, str], ...]:
        """The months that can be chosen, the newest first, by the month that they report."""
        return tuple((each.productiemaand, maand(each.rapportagemaand)) for each in self.alle if each.soort == "A04")


@dataclass(frozen=True)
class Keuze:
    """One dashboard as it was asked for."""

    bereik: Bereik
    maanden: Maanden
    deel: str
    tel: str

    def adres(self, **other: str) -> str:
        """What comes after the question mark, with other values for some of it; an empty one leaves it out."""
        query = {"deel": self.deel, "maand": self.maanden.nu.productiemaand}
        query |= {"tel": PERSONEN} if self.tel == PERSONEN else {}
        query |= {dict(_STAPPEN)[soort]: code for soort, code in self.bereik.binnen}
        return urlencode({name: value for name, value in (query | other).items() if value})

    def dieper(self, code: str) -> str:
        """The dashboard one step down, into this part."""
        query = self.adres(**{dict(_STAPPEN)[self.bereik.hieronder]: code})
        return f"{reverse('rapportages:dashboard')}?{query}"

    def lijst(self, peiling: Peiling, **filters: str) -> str:
        """The list that proves a number; nothing for who sees no names. The lists A01 and A02 know no steps down."""
        steps = {dict(_STAPPEN)[soort]: code for soort, code in self.bereik.binnen}
        if not self.bereik.namen or (steps and filters.get("tab")):
            return ""
        query = urlencode(filters | steps)
        return reverse("rapportages:lijst", args=[peiling.kenmerk]) + (f"?{query}" if query else "")

    def terug_naar(self, stappen: int) -> str:
        """The same with only the first so many steps down."""
        gone = {dict(_STAPPEN)[soort]: "" for soort, _ in self.bereik.binnen[stappen:]}
        return self.adres(**gone)

    def verborgen(self) -> list[tuple[str, str]]:
        """What a form that chooses another month sends along."""
        return [(name, value) for name, value in parse_qsl(self.adres()) if name != "maand"]

    @property
    def delen(self) -> dict[str, str]:
        """The parts to choose from. Who sees no names gets, further down, nothing that a sum could undo (kleine.py)."""
        gebied = {"gebied": DELEN["gebied"]} if self.bereik.hieronder or self.bereik.binnen else {}
        rest = {naam: label for naam, label in DELEN.items() if naam != "gebied"}
        return gebied if self.bereik.binnen and not self.bereik.namen else rest | gebied


def read(given: QueryDict, bereik: Bereik, alle: Sequence[Peiling]) -> Keuze | None:
    """What the address asks; None when there is no run yet. What does not exist is not found."""
    runs = [each for each in alle if each.soort == "A04"]
    if not runs:
        return None
    asked = given.get("maand", runs[0].productiemaand)
    nu = next((each for each in runs if each.productiemaand == asked), None)
    if nu is None:
        raise Http404
    for soort, naam in _STAPPEN:
        if code := given.get(naam, ""):
            bereik = _step(bereik, soort, code)
    tel = PERSONEN if given.get("tel") == PERSONEN else MELDINGEN
    keuze = Keuze(bereik, Maanden(alle, nu), given.get("deel", ""), tel)
    deel = keuze.deel if keuze.deel in keuze.delen else next(iter(keuze.delen))
    return Keuze(bereik, keuze.maanden, deel, tel)


def _step(bereik: Bereik, soort: str, code: str) -> Bereik:
    if bereik.hieronder != soort or len(code) > 6 or not code.isalnum():
        raise Http404
    return bereik.deeper(code)


def maand(jjjjmm: str) -> str:
    """``februari 2026``."""
    return date_format(date(int(jjjjmm[:4]), int(jjjjmm[4:]), 1), "F Y")


def maand_kort(jjjjmm: str) -> str:
    """``feb``."""
    return date_format(date(int(jjjjmm[:4]), int(jjjjmm[4:]), 1), "M").lower().rstrip(".")
