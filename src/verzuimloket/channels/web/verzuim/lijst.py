"""A list on the screen: its criteria, order, page size and page, and the address of each variant of it.

Criteria are posted, and then stand in the address: so every view can be kept and shared, also
without JavaScript. Names of people never stand in an address (it ends up in logs and histories);
they are in it sealed, to be opened by the same organisation only.
"""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from verzuimloket.channels.web.formulier import Formulier, Veld, keep
from verzuimloket.core import kluis
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Violation

MATEN = (10, 25, 50, 100)
ALLE = "alle"  # no status ticked: every status
_WIE = "wie"  # the sealed criteria
_MOST_DIGITS = 9
EXPIRED = Violation(
    "VORM_zoekvraag",
    "Dit adres is van een andere organisatie of verlopen. Vul de namen waarop u zoekt opnieuw in.",
    blocks=False,
)


@dataclass(frozen=True)
class Kolom:
    """A column: its name, also as an order, and its heading."""

    naam: str
    label: str
    getal: bool = False
    sorteert: bool = True


@dataclass(frozen=True)
class Opzet:
    """What a list is made of.

    geheim:  criteria that hold names or numbers of people. once: never in an address.
    getoond: the columns on the screen, by name; none: all of them.
    groepen: by what it can be counted.
    """

    view: str
    velden: Mapping[str, Veld]
    kolommen: tuple[Kolom, ...]
    statussen: tuple[str, ...]
    volgorde: str
    maat: int
    geheim: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()
    getoond: tuple[str, ...] = ()
    groepen: tuple[str, ...] = ()


Waarden = dict[str, list[str]]


@dataclass(frozen=True)
class Lijst:
    """One variant of a list. ``verlopen``: the sealed criteria of its address could not be opened."""

    opzet: Opzet
    organisatie: str
    waarden: Waarden
    volgorde: str
    maat: int
    pagina: int = 1
    verlopen: bool = False
    groep: str = ""
    form: Formulier = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "form", Formulier(self.waarden, self.opzet.velden))

    @classmethod
    def read(cls, opzet: Opzet, get: QueryDict, actor: Actor) -> Self:
        """The variant that an address asks for; what it does not know is left out."""
        given = keep(get)
        sealed = _open(given.get(_WIE, [""])[0], actor.organisatie)
        plain = {naam: given[naam] for naam in opzet.velden if naam in given and naam not in opzet.geheim | opzet.once}
        waarden = plain | {naam: [text] for naam, text in (sealed or {}).items() if naam in opzet.geheim}
        waarden["status"] = [code for code in waarden.get("status", opzet.statussen) if code != ALLE]
        return cls(
            opzet,
            actor.organisatie,
            waarden,
            _volgorde(opzet, given.get("sorteer", [""])[0]),
            _number(given.get("aantal", [""])[0], MATEN, opzet.maat),
            _number(given.get("pagina", [""])[0], None, 1),
            verlopen=sealed is None,
            groep=next((naam for naam in opzet.groepen if naam in given.get("groep", [])), ""),
        )

    def asked(self, post: QueryDict) -> Self:
        """The same list with the criteria of a form that was sent."""
        given = keep(post)
        waarden = {naam: [text for text in given.get(naam, []) if text.strip()] for naam in self.opzet.velden}
        return replace(self, waarden={naam: texts for naam, texts in waarden.items() if texts or naam == "status"})

    # addresses

    def adres(self, waarden: Waarden | None = None, **more: str) -> str:
        """The address of this list, with other criteria or with something more; from the first page."""
        return f"{reverse(self.opzet.view)}?{self.zoekvraag(waarden, **more)}"

    def zoekvraag(self, waarden: Waarden | None = None, **more: str) -> str:
        """What comes after the question mark of the address, also of the pages that belong to this list."""
        given = self.waarden if waarden is None else waarden
        return urlencode(self._query(given) | more, doseq=True)

    def _query(self, given: Waarden) -> dict[str, Any]:
        secret = {naam: texts[0] for naam, texts in given.items() if naam in self.opzet.geheim and texts}
        hidden = self.opzet.geheim | self.opzet.once | {"status"}
        query: dict[str, Any] = {naam: texts for naam, texts in given.items() if naam not in hidden and texts}
        if tuple(given["status"]) != self.opzet.statussen:
            query["status"] = given["status"] or ALLE
        if secret:
            query[_WIE] = _seal(secret, self.organisatie)
        if self.volgorde != self.opzet.volgorde:
            query["sorteer"] = self.volgorde
        if self.maat != self.opzet.maat:
            query["aantal"] = str(self.maat)
        if self.groep:
            query["groep"] = self.groep
        return query

    @property
    def blader(self) -> str:
        """The address up to the number of the page."""
        return self.adres(pagina="")

    @property
    def zonder_groep(self) -> str:
        """The same list, not counted."""
        return replace(self, groep="").adres()

    @property
    def wissen(self) -> str:
        return reverse(self.opzet.view)

    @property
    def in_alle_statussen(self) -> str:
        """The same search, whatever the status."""
        return self.adres({**self.waarden, "status": []})

    @property
    def is_beginstand(self) -> bool:
        """Whether nothing was asked yet."""
        return not self._query(self.waarden)

    # for the page

    def chips(self, namen: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """The criteria in force: what, which value, the address without it. ``namen``: how to show a code."""
        return [
            (self.opzet.velden[naam].label, namen.get(text, "") or _label(self.opzet.velden[naam], text), href)
            for naam, texts in self.waarden.items()
            if naam not in self.opzet.once
            for text in texts
            if (href := self.adres(self._without(naam, text)))
        ]

    def _without(self, naam: str, text: str) -> Waarden:
        return {**self.waarden, naam: [each for each in self.waarden[naam] if each != text]}

    @property
    def kolommen(self) -> list[dict[str, Any]]:
        """The headings for the macro of a table: each sorts, and sorts back when it did."""
        return [self._kolom(kolom) for kolom in self.getoond]

    @property
    def getoond(self) -> list[Kolom]:
        """The columns that stand on the screen, in the fixed order."""
        return [kolom for kolom in self.opzet.kolommen if kolom.naam in self.opzet.getoond or not self.opzet.getoond]

    @property
    def orde(self) -> str:
        """The order in words."""
        labels = {kolom.naam: kolom.label for kolom in self.opzet.kolommen}
        label = labels.get(self.volgorde.removeprefix("-"), "vaste volgorde")
        return f"{label}, {'aflopend' if self.volgorde.startswith('-') else 'oplopend'}"

    def _kolom(self, kolom: Kolom) -> dict[str, Any]:
        if not kolom.sorteert:
            return {"label": kolom.label, "getal": kolom.getal}
        richting = {kolom.naam: "oplopend", f"-{kolom.naam}": "aflopend"}.get(self.volgorde)
        other = replace(self, volgorde=f"-{kolom.naam}" if richting == "oplopend" else kolom.naam)
        return {"label": kolom.label, "getal": kolom.getal, "sorteer": other.adres(), "richting": richting}

    @property
    def maten(self) -> list[tuple[int, str, bool]]:
        """The page sizes: how many, the address, whether it is this one (RPL-10)."""
        return [(maat, replace(self, maat=maat).adres(), maat == self.maat) for maat in MATEN]


def _volgorde(opzet: Opzet, text: str) -> str:
    known = {kolom.naam for kolom in opzet.kolommen if kolom.sorteert}
    return text if text.removeprefix("-") in known else opzet.volgorde


def _number(text: str, known: Sequence[int] | None, default: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else default
    return number if number > 0 and (known is None or number in known) else default


def _label(veld: Veld, code: str) -> str:
    return next((keuze[1] for keuze in veld.keuzes if keuze[0] == code), code)


# sealing


def _seal(secret: Mapping[str, str], organisatie: str) -> str:
    return urlsafe_b64encode(kluis.seal(_key(), json.dumps(secret), _place(organisatie))).decode().rstrip("=")


def _open(token: str, organisatie: str) -> dict[str, str] | None:
    """The sealed criteria; None when they are not of this organisation or not ours at all."""
    if not token:
        return {}
    try:
        sealed = urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))
        return dict(json.loads(kluis.unseal(_key(), sealed, _place(organisatie))))
    except (InvalidTag, ValueError):
        return None


def _place(organisatie: str) -> str:
    return f"zoekvraag {organisatie}"


def _key() -> bytes:
    return hashlib.sha256(b"verzuimloket zoekvraag " + settings.SECRET_KEY.encode()).digest()
