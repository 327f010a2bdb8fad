"""From posted text to values: the shape of a form, the same on every page.

A page names its fields once, as a table of ``Veld``. ``Formulier`` reads the answers field by
field; what cannot be read becomes a ``Violation`` with a code ``VORM_…`` and the value for
"nothing" (``""``, ``None``, ``()``). Whether something must be filled in is for the rulebook, never
decided here. ``veld(name)`` gives the field as the macros of ``formulier.jinja`` want it, with what
was typed and what is wrong.

    form = Formulier.posted(request.POST, {"reden": Veld("Vermoedelijke reden", max=200)})
    given = MeldingInput(reden=form.tekst("reden"), begindatum=form.datum("begindatum"), ...)
    form.add(rejected.violations)       # what the rules say, after the shape
    show(request, "x.jinja", form=form, fouten=form.fouten, ...)
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self, TypeVar

from django.http import QueryDict

from verzuimloket.channels.web import datums
from verzuimloket.channels.web.taal import vertaal, zin
from verzuimloket.core.errors import Violation
from verzuimloket.core.tekens import gewone_tekst, opslaanbaar, vreemd
from verzuimloket.core.vorm import te_lang, vreemde_tekens
from verzuimloket.personen.inputs import Geboortedatum

Antwoorden = Mapping[str, str | Sequence[str]]
T = TypeVar("T")
JA, NEE = "ja", "nee"
JA_NEE = ((JA, "Ja"), (NEE, "Nee"))
_LONGEST_KEPT = 10_000  # of one answer; the longest field takes 4000
_MOST_KEPT = 100  # answers under one name
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Veld:
    """How one field is called, and what fits in it. ``max``: characters of a text."""

    label: str
    hint: str = ""
    optional: bool = False
    max: int = 200
    keuzes: tuple[tuple[str, ...], ...] = ()


class Formulier:
    """The answers to one form. ``fouten`` grows while fields are read, in the order of reading."""

    def __init__(self, antwoorden: Antwoorden, velden: Mapping[str, Veld], prefix: str = "", nummer: int = 0) -> None:
        self.antwoorden = antwoorden
        self.velden = dict(velden)
        self.prefix, self.nummer = prefix, nummer  # of a repeated part; empty and 0 for the form itself
        self.fouten: list[Violation] = []
        self.foute_delen: dict[str, tuple[str, ...]] = {}

    @classmethod
    def posted(cls, post: QueryDict, velden: Mapping[str, Veld]) -> Self:
        """The answers as they were sent, right or wrong; safe to keep as JSON."""
        return cls(keep(post), velden)

    # values

    def tekst(self, naam: str) -> str:
        """One line of text: Unicode made uniform, spaces at the ends and double spaces gone."""
        return self._tekst(naam, regels=False)

    def tekstvak(self, naam: str) -> str:
        """Text of more lines; as :meth:`tekst`, but line ends stay."""
        return self._tekst(naam, regels=True)

    def _tekst(self, naam: str, *, regels: bool) -> str:
        veld, text = self.velden[naam], gewone_tekst(self._first(naam), regels=regels)
        if vreemd(text):
            self.fouten.append(vreemde_tekens(veld.label, self.prefix + naam))
            return ""
        if len(text) > veld.max:
            self.fouten.append(te_lang(veld.label, veld.max, len(text), self.prefix + naam))
            return ""
        return text

    def keuze(self, naam: str) -> str:
        """One of the choices of the field; empty when nothing was chosen."""
        value = self._first(naam).strip()
        if value == "" or value in self._codes(naam):
            return value
        self.wrong("VORM_keuze", f"Kies bij {self.velden[naam].label} een van de mogelijkheden.", naam)
        return ""

    def keuzes(self, naam: str) -> tuple[str, ...]:
        """The ticked choices, each once, in the order of the list."""
        given = {value.strip() for value in self._all(naam)} - {""}
        if given <= set(self._codes(naam)):
            return tuple(code for code in self._codes(naam) if code in given)
        self.wrong("VORM_keuze", f"Kies bij {self.velden[naam].label} alleen wat in de lijst staat.", naam)
        return ()

    def ja_nee(self, naam: str) -> bool | None:
        """True for ja, False for nee, None when the question was not answered."""
        value = self._first(naam).strip().lower()
        if value in ("", JA, NEE):
            return {JA: True, NEE: False}.get(value)
        self.wrong("VORM_keuze", f"Kies Ja of Nee bij {self.velden[naam].label}.", naam)
        return None

    def getal(self, naam: str, *, laagste: int = 0, hoogste: int = 999_999_999) -> int | None:
        """A whole number; None when nothing was filled in."""
        text = self._first(naam).strip()
        if text == "":
            return None
        if re.fullmatch(r"[0-9]{1,18}", text) and laagste <= int(text) <= hoogste:
            return int(text)
        label = self.velden[naam].label
        self.wrong("VORM_getal", f"Vul bij {label} een getal in van {laagste} tot en met {hoogste}.", naam)
        return None

    def datum(self, naam: str) -> date | None:
        """A day from the three boxes ``<naam>_dag``, ``_maand`` and ``_jaar``; None when all are empty."""
        return self._datum(naam, datums.lees_datum)

    def geboortedatum(self, naam: str) -> Geboortedatum | None:
        """A birth date of which the day, or the day and the month, may be empty or 0. S2 L294-295."""
        return self._datum(naam, datums.lees_geboortedatum)

    def _datum(self, naam: str, read: Callable[[datums.Delen, str], T | None]) -> T | None:
        try:
            return read(self.delen(naam), self.velden[naam].label)
        except datums.NotReadable as error:
            self.foute_delen[self.prefix + naam] = error.delen
            self.wrong("VORM_datum", error.text, naam)
            return None

    def delen(self, naam: str) -> datums.Delen:
        """Day, month and year as typed; a whole date in the first box is divided over the three."""
        dag, maand, jaar = (self._first(f"{naam}_{deel}").strip() for deel in datums.DELEN)
        return (dag, maand, jaar) if maand or jaar else datums.verdeel(dag)

    def groepen(self, naam: str, velden: Mapping[str, Veld]) -> list["Formulier"]:
        """The repeated parts ``<naam>_1_…``, ``<naam>_2_…`` in order; their faults end up here too."""
        found = re.compile(re.escape(f"{self.prefix}{naam}_") + r"([0-9]{1,3})_")
        numbers = {int(match[1]) for key in self.antwoorden if (match := found.match(key))}
        groepen = [Formulier(self.antwoorden, velden, f"{self.prefix}{naam}_{n}_", n) for n in sorted(numbers)]
        for groep in groepen:
            groep.fouten, groep.foute_delen = self.fouten, self.foute_delen
        return groepen

    # what is wrong

    def wrong(self, code: str, text: str, naam: str) -> None:
        """Something about the shape of this field."""
        self.fouten.append(Violation(code, text, self.prefix + naam))

    def add(self, violations: Iterable[Violation]) -> None:
        """What the rules say. A field of which the shape was wrong keeps that one sentence."""
        misshapen = {fout.field for fout in self.fouten if fout.code.startswith("VORM_")}
        self.fouten.extend(fout for fout in violations if not fout.field or fout.field not in misshapen)

    # for the page

    def veld(self, naam: str, **more: Any) -> dict[str, Any]:
        """The field for a macro: what was typed, and the first thing that is wrong with it."""
        veld = self.velden[naam]
        return {
            "name": self.prefix + naam,
            "label": vertaal(veld.label),
            "hint": vertaal(veld.hint),
            "optional": veld.optional,
            "value": self.getypt(naam),
            "choices": tuple((keuze[0], *map(vertaal, keuze[1:])) for keuze in veld.keuzes),
            "error": zin(self.fout(naam)),
        } | more

    def meerkeuzeveld(self, naam: str, **more: Any) -> dict[str, Any]:
        """As :meth:`veld`, for ticks."""
        return self.veld(naam, value=[value.strip() for value in self._all(naam)], **more)

    def datumveld(self, naam: str, **more: Any) -> dict[str, Any]:
        """As :meth:`veld`, for a date of three boxes."""
        wrong = list(self.foute_delen.get(self.prefix + naam, ()))
        return self.veld(naam, value=self.delen(naam), wrong=wrong, **more)

    def fout(self, naam: str) -> str:
        """The first blocking fault of a field."""
        field = self.prefix + naam
        return next((fout.text for fout in self.fouten if fout.field == field and fout.blocks), "")

    def getypt(self, naam: str) -> str:
        """What was typed, unchanged."""
        return self._first(naam)

    def gevraagd(self) -> set[str]:
        """The fields in which something was filled in, or with which something is wrong."""
        return {naam for naam in self.velden if any(self._all(naam)) or self.fout(naam)}

    def _all(self, naam: str) -> list[str]:
        value = self.antwoorden.get(self.prefix + naam, ())
        return [value] if isinstance(value, str) else list(value)

    def _first(self, naam: str) -> str:
        return next(iter(self._all(naam)), "")

    def _codes(self, naam: str) -> list[str]:
        return [keuze[0] for keuze in self.velden[naam].keuzes]


def keep(post: QueryDict) -> dict[str, list[str]]:
    """All answers of a submit as plain lists that PostgreSQL can store; absurd lengths are cut off."""
    return {
        opslaanbaar(naam[:_LONGEST_NAME]): [opslaanbaar(value[:_LONGEST_KEPT]) for value in values[:_MOST_KEPT]]
        for naam, values in post.lists()
        if naam != "csrfmiddlewaretoken"
    }
