"""What a step of the wizard offers when a text looks like special personal data (MEL-25): one button per field."""

from collections.abc import Iterable
from typing import NamedTuple

from verzuimloket.channels.web.formulier import Formulier
from verzuimloket.channels.web.verzuim.antwoorden import Raw
from verzuimloket.verzuim.codes import BIJZONDER
from verzuimloket.verzuim.rules.privacywacht import bijzondere_gegevens, zonder_bijzondere_gegevens

TOELICHTINGEN = {
    "verzuim": ("toelichting", "toelichting_actie_gewenst"),
    "actie-school": ("toelichting_acties",),
}


class Aanbod(NamedTuple):
    """A button: what it says and its value; and the word that was found."""

    woord: str
    tekst: str
    waarde: str


def aanbod(form: Formulier, stap: str) -> dict[str, Aanbod]:
    """Per field that holds such data what can be done about it with one press."""
    found: dict[str, Aanbod] = {}
    if stap == "verzuim":
        found |= _for_reden(form.getypt("reden"))
    for naam in TOELICHTINGEN.get(stap, ()):
        found |= _for_toelichting(form.getypt(naam), naam, f"schoon-{naam}")
    return found


def aanbod_dagen(dagen: Iterable[Formulier]) -> dict[int, Aanbod]:
    """As :func:`aanbod`, for the explanation of each day of absence."""
    per_dag = {dag.nummer: _for_toelichting(dag.getypt("toelichting"), "", f"schoon-dag-{dag.nummer}") for dag in dagen}
    return {nummer: found[""] for nummer, found in per_dag.items() if found}


def _for_reden(tekst: str) -> dict[str, Aanbod]:
    """The standard sentence that fits what was found first; to empty the field when there is none."""
    vondsten = bijzondere_gegevens(tekst)
    if not vondsten:
        return {}
    woord, bijzonder = vondsten[0].woord, BIJZONDER[vondsten[0].onderwerp]
    if bijzonder.reden is None:
        return {"reden": Aanbod(woord, "Maak de reden leeg", "schoon-reden")}
    return {"reden": Aanbod(woord, f"Gebruik: {bijzonder.standaardreden}", f"reden-{bijzonder.reden + 1}")}


def _for_toelichting(tekst: str, naam: str, waarde: str) -> dict[str, Aanbod]:
    vondsten = bijzondere_gegevens(tekst)
    if not vondsten:
        return {}
    rest = zonder_bijzondere_gegevens(tekst)
    return {naam: Aanbod(vondsten[0].woord, "Haal deze zin weg" if rest else "Maak dit veld leeg", waarde)}


def cleaned(raw: Raw, naam: str) -> Raw:
    """The answers with such sentences taken out of this field."""
    value = raw.get(naam, "")
    first = value if isinstance(value, str) else next(iter(value), "")
    return {**raw, naam: zonder_bijzondere_gegevens(first)}
