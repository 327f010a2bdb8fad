"""From a body to values: all that is wrong with its shape at once, in the words of every channel."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

import msgspec

from verzuimloket.channels.rest.berichten import AANLEVERING, ADRES, Eigenschap, Vorm
from verzuimloket.channels.rest.problemen import refused
from verzuimloket.core import vorm
from verzuimloket.core.errors import Violation
from verzuimloket.core.parameters import param
from verzuimloket.core.tekens import gewone_tekst, vreemd
from verzuimloket.inschrijvingen.inputs import InschrijvingInput
from verzuimloket.inschrijvingen.voorwerk import one_pupil
from verzuimloket.personen.inputs import NEDERLAND, AdresInput, Geboortedatum
from verzuimloket.personen.rules import normaal_pgn, normaal_postcode, zoeksleutel, zonder_opmaak

_DAG = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_GEEN_OBJECT = Violation("VORM_json", "Stuur hier een JSON-object, met namen en waarden tussen accolades.")
_GEEN_JSON = Violation("VORM_json", "Dit is geen geldige JSON in UTF-8. Controleer aanhalingstekens, komma's en haken.")
_DUBBEL = Violation("VORM_json", "Een naam staat twee keer in hetzelfde object. Noem elke naam één keer.")
_ONBEKEND = 10  # names that we do not know, of one object: an answer must not be much longer than the question
_NAAM = 60  # characters of such a name
Waarden = dict[str, Any]


class _Fout(Exception):
    """This value cannot be read."""

    def __init__(self, code: str, text: str) -> None:
        self.code, self.text = code, text
        super().__init__(code)


def decode(content: bytes) -> Any:
    """The JSON of a body. Raises Probleem."""
    try:
        found = msgspec.json.decode(content)
        json.loads(content, object_pairs_hook=_each_once, parse_int=str, parse_float=str)
    except _Fout:
        raise refused([_DUBBEL]) from None
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise refused([_GEEN_JSON]) from None
    return found


def _each_once(pairs: Sequence[tuple[str, Any]]) -> None:
    """The decoder takes the last of two equal names; another reader the first. So neither of us may guess."""
    if len({naam for naam, _ in pairs}) < len(pairs):
        raise _Fout(_DUBBEL.code, _DUBBEL.text)


def read(body: Any, delen: Sequence[Eigenschap], plek: str = "") -> tuple[Waarden, list[Violation]]:
    """The values of an object by name, those that were given; and what is wrong, each at its place.

    A value that cannot be read is left out, and so is null: it says as much as a property that is not there.
    """
    fouten: list[Violation] = []
    values = _object(body, delen, plek, fouten)
    return values, fouten


def _object(body: Any, delen: Sequence[Eigenschap], plek: str, fouten: list[Violation]) -> Waarden:
    if not isinstance(body, dict):
        fouten.append(Violation(_GEEN_OBJECT.code, _GEEN_OBJECT.text, plek))
        return {}
    known = {each.naam: each for each in delen}
    strange = (naam for naam in body if naam not in known)
    fouten.extend(_unknown(naam, known, plek) for naam in islice(strange, _ONBEKEND))
    values: Waarden = {}
    for naam, each in known.items():
        if body.get(naam) is not None:
            _value(values, body[naam], each, f"{plek}/{naam}", fouten)
    return values


def _unknown(naam: str, known: Mapping[str, Eigenschap], plek: str) -> Violation:
    like = zoeksleutel(naam[:_NAAM])
    near = next((each for each in known if _sleutel(each) == like), "")
    meant = f" Bedoelt u {near}?" if near else f" U kunt gebruiken: {', '.join(known)}."
    return Violation("VORM_onbekend_veld", f"Dit veld kennen wij hier niet.{meant}", f"{plek}/{_pointer(naam)}")


@cache
def _sleutel(naam: str) -> str:
    return zoeksleutel(naam)


def _pointer(naam: str) -> str:
    """As RFC 6901 writes a name; no more of it than a name of ours would have."""
    return gewone_tekst(naam[:_NAAM], regels=False).replace("~", "~0").replace("/", "~1")


def _value(values: Waarden, given: Any, each: Eigenschap, plek: str, fouten: list[Violation]) -> None:
    if each.vorm is Vorm.OBJECT:
        values[each.naam] = _object(given, each.delen, plek, fouten)
        return
    try:
        values[each.naam] = _LEZERS[each.vorm](given, each)
    except _Fout as error:
        fouten.append(Violation(error.code, error.text, plek))


# one function per form


def _text(given: Any, each: Eigenschap) -> str:
    if not isinstance(given, str):
        raise _Fout("VORM_type", f"Geef {each.label} als tekst, tussen aanhalingstekens.")
    text = gewone_tekst(given, regels=False)
    if vreemd(text):
        raise _of(vorm.vreemde_tekens(each.label, ""))
    if len(text) > each.max:
        raise _of(vorm.te_lang(each.label, each.max, len(text), ""))
    return text


def _of(violation: Violation) -> _Fout:
    return _Fout(violation.code, violation.text)


def _nummer(given: Any, each: Eigenschap) -> str:
    text = _text(given, each)
    bare = normaal_pgn(text)
    return bare if bare.isdigit() else text


def _code(given: Any, each: Eigenschap) -> str:
    return zonder_opmaak(_text(given, each)).upper()


def _postcode(given: Any, each: Eigenschap) -> str:
    return normaal_postcode(_text(given, each))


def _ja_nee(given: Any, each: Eigenschap) -> bool:
    if not isinstance(given, bool):
        raise _Fout("VORM_type", f"Geef {each.label} als true of false, zonder aanhalingstekens.")
    return given


def _lijst(given: Any, each: Eigenschap) -> list[Any]:
    if not isinstance(given, list):
        raise _Fout("VORM_type", f"Geef {each.label} als lijst, tussen [ en ].")
    return given


def _delen(given: Any, each: Eigenschap) -> tuple[int, int, int]:
    text = _text(given, each)
    found = _DAG.fullmatch(text)
    if found is None:
        raise _Fout("VORM_datum", f"Schrijf {each.label} als JJJJ-MM-DD, bijvoorbeeld {each.voorbeeld}.")
    jaar, maand, dag = (int(part) for part in found.groups())
    if not vorm.EERSTE_JAAR <= jaar <= vorm.LAATSTE_JAAR:
        raise _Fout("VORM_datum", vorm.jaar_verkeerd(each.label))
    return jaar, maand, dag


def _dag(jaar: int, maand: int, dag: int) -> date:
    try:
        return date(jaar, maand, dag)
    except ValueError:
        raise _Fout("VORM_datum", vorm.bestaat_niet(dag, maand, jaar)) from None


def _datum(given: Any, each: Eigenschap) -> date:
    return _dag(*_delen(given, each))


def _geboortedatum(given: Any, each: Eigenschap) -> Geboortedatum:
    jaar, maand, dag = _delen(given, each)
    _dag(jaar, maand or 1, dag or 1)
    if dag and not maand:
        raise _Fout("VORM_datum", f"Vul ook de maand in bij {each.label}.")
    return Geboortedatum(jaar, maand or None, dag or None)


_LEZERS: dict[Vorm, Callable[[Any, Eigenschap], Any]] = {
    Vorm.TEKST: _text,
    Vorm.NUMMER: _nummer,
    Vorm.CODE: _code,
    Vorm.POSTCODE: _postcode,
    Vorm.DATUM: _datum,
    Vorm.GEBOORTEDATUM: _geboortedatum,
    Vorm.JA_NEE: _ja_nee,
    Vorm.LIJST: _lijst,
}


# one message


def inschrijving(values: Waarden, instelling: str) -> InschrijvingInput:
    """What the school tells. instelling: that of the key, when the message names none."""
    fields = {each.veld: values[each.naam] for each in AANLEVERING.delen if each.naam in values}
    adres = fields.pop("adres", None)
    nummers = bool(fields.get("bsn") or fields.get("onderwijsnummer"))
    usual: Waarden = {"begindatum": None, "einddatum": None, "adres": _adres(adres) if adres else None}
    fields["instelling"] = fields.get("instelling") or instelling
    return InschrijvingInput(**usual | fields, met_nummer=nummers)


def _adres(values: Waarden) -> AdresInput | None:
    """None when there is nothing about it. Without a land it is Dutch, unless only the lines of abroad are there."""
    fields = {each.veld: values[each.naam] for each in ADRES if values.get(each.naam)}
    land = fields.pop("land", "")
    if not fields:
        return AdresInput(land) if land and land != NEDERLAND else None
    here = NEDERLAND if any(not veld.startswith("regel") for veld in fields) else ""
    return AdresInput(land=land or here, **fields)


# many messages


def too_often(givens: Sequence[InschrijvingInput], *, on: date) -> dict[int, Violation]:
    """By line: of one pupil never more than some lines are looked at, for each of them waits for the one before."""
    most, seen = param("upload_max_regels_leerling", on=on), Counter[object]()
    text = f"Deze leerling staat al in {most} regels van dit bericht. Zet de rest in een volgend bericht."
    found: dict[int, Violation] = {}
    for n, given in enumerate(givens):
        who = one_pupil(given) or n
        seen[who] += 1
        if seen[who] > most:
            found[n] = Violation("VORM_te_vaak", text)
    return found
