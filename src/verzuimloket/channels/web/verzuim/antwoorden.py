"""From the raw answers of a draft to a MeldingInput, and back for a change or a copy.

What the page hides is left out here, whatever was posted: a specification with another kind than
overig verzuim, priority without action, days when all lessons were missed, lesson hours of a whole
day, the address set that was not chosen. The raw answers keep it, so that changing one's mind costs
no typing.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from verzuimloket.channels.web.formulier import JA, NEE, Formulier
from verzuimloket.channels.web.verzuim import velden
from verzuimloket.core import clock
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.personen.rules import normaal_postcode, postcode_klopt
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.codes import Soort
from verzuimloket.verzuim.inputs import (
    AfwijkendAdres,
    Contactpersoon,
    MeldingInput,
    Verzuimdag,
)
from verzuimloket.verzuim.models import Concept

FORMULIEREN = ("leerling", "verzuim", "lesuren", "actie-school", "overzicht")
VAST_BIJ_WIJZIGEN = ("begindatum", "soort", "alle_lessen_gemist")
Raw = dict[str, Any]  # per input its text, or its texts; as JSON in the draft
_PHONE = re.compile(r"[0-9+().\-/ ]+")
_STEL_STRAAT = ("straat", "huisnummer", "huisletter", "toevoeging", "postcode")
_STEL_LOCATIE = ("locatie", "plaats")


@dataclass
class Gelezen:
    """A draft as it reads now: the form of each step, and the input that they make together."""

    forms: dict[str, Formulier]
    given: MeldingInput


def lees(concept: Concept, *, on: date, begin: Mapping[str, Raw] | None = None) -> Gelezen:
    """Read all steps. ``begin``: what a step shows as long as nobody answered it."""
    answers = {**(begin or {}), **concept.antwoorden}
    day = _codes_on(concept, on)
    locaties = _locaties(concept, on)
    forms = {
        stap: Formulier(answers.get(stap, {}), velden.velden(stap, on=day, locaties=locaties)) for stap in FORMULIEREN
    }
    fields = _leerling(forms["leerling"]) | _verzuim(forms["verzuim"], _vast(concept))
    fields["verzuimdagen"] = ()
    if "lesuren" in concept.antwoorden and not fields["alle_lessen_gemist"]:
        fields["verzuimdagen"] = _verzuimdagen(forms["lesuren"])
    fields |= _actie_school(forms["actie-school"])
    fields["email_naar_melder"] = forms["overzicht"].ja_nee("email_naar_melder") is not False
    return Gelezen(forms, MeldingInput(concept.instelling_id, concept.persoon_id, **fields))


def _locaties(concept: Concept, on: date) -> tuple[tuple[str, str], ...]:
    """What can be chosen: locations that are open, and the one that the melding has."""
    rows = list(instellingen.locaties_op(concept.instelling_id, on=on))
    own = concept.melding.locatie if concept.melding else None
    return tuple((each.code, each.naam) for each in [*rows, *([own] if own and own not in rows else [])])


def _codes_on(concept: Concept, on: date) -> date:
    """A change may use the codes of the day of reporting, as the rules have it."""
    if concept.doel == "wijziging" and concept.melding:
        return concept.melding.melddatum.astimezone(clock.AMSTERDAM).date()
    return on


def _vast(concept: Concept) -> dict[str, Any]:
    """The fields that a change cannot touch, as they are (domain rules §9.3)."""
    if concept.doel != "wijziging" or not concept.melding:
        return {}
    stored = queries.as_input(concept.melding)
    return {naam: getattr(stored, naam) for naam in VAST_BIJ_WIJZIGEN}


# reading, step by step


def _leerling(form: Formulier) -> dict[str, Any]:
    return {
        "leerling_telefoon": _telefoon(form, "leerling_telefoon"),
        "leerling_email": form.tekst("leerling_email"),
        "contactpersonen": tuple(
            Contactpersoon(
                groep.tekst("naam"),
                groep.tekst("relatie"),
                _telefoon(groep, "telefoon"),
                groep.tekst("email"),
            )
            for groep in form.groepen("contactpersoon", velden.CONTACTPERSOON)
        ),
        "afwijkend_adres": _adres(form),
        "eigen_kenmerk": form.tekst("eigen_kenmerk"),
    }


def _contactpersoon(groep: Formulier) -> Contactpersoon:
    return Contactpersoon(
        naam=groep.tekst("naam"),
        relatie=groep.tekst("relatie"),
        telefoon=_telefoon(groep, "telefoon"),
        email=groep.tekst("email"),
    )


def _telefoon(form: Formulier, naam: str) -> str:
    """Digits in groups: brackets, dots and dashes become spaces."""
    text = form.tekst(naam)
    return " ".join(re.sub(r"[().\-/]", " ", text).split()) if _PHONE.fullmatch(text) else text


def _adres(form: Formulier) -> AfwijkendAdres | None:
    stel = form.keuze("afwijkend")
    if stel == "straat":
        given = {naam: form.tekst(f"adres_{naam}") for naam in _STEL_STRAAT}
        if postcode_klopt(given["postcode"]):
            given["postcode"] = normaal_postcode(given["postcode"])
        return AfwijkendAdres("straat", **given)
    if stel == "locatie":
        return AfwijkendAdres("locatie", **{naam: form.tekst(f"adres_{naam}") for naam in _STEL_LOCATIE})
    return None


def _verzuim(form: Formulier, vast: Mapping[str, Any]) -> dict[str, Any]:
    """``vast``: values that come from the melding itself, not from this form."""

    def read(naam: str, reader: Callable[[str], Any]) -> Any:
        return vast[naam] if naam in vast else reader(naam)

    fields = {
        "begindatum": read("begindatum", form.datum),
        "einddatum": form.datum("einddatum"),
        "soort": read("soort", form.keuze),
        "reden": form.tekst("reden"),
        "alle_lessen_gemist": bool(read("alle_lessen_gemist", form.ja_nee)),
        "toelichting": form.tekstvak("toelichting"),
        "actie_gewenst": form.ja_nee("actie_gewenst"),
        "toelichting_actie_gewenst": form.tekstvak("toelichting_actie_gewenst"),
        "locatie": form.keuze("locatie"),
        "contact_naam": form.tekst("contact_naam"),
        "contact_functie": form.tekst("contact_functie"),
        "contact_telefoon": _telefoon(form, "contact_telefoon"),
        "contact_email": form.tekst("contact_email"),
    }
    fields["verbijzondering"] = form.keuze("verbijzondering") if fields["soort"] == Soort.OVERIG else ""
    fields["prioriteit"] = bool(form.ja_nee("prioriteit")) if fields["actie_gewenst"] else False
    return fields


def _verzuimdagen(form: Formulier) -> tuple[Verzuimdag, ...]:
    choice = form.keuze("specificeren")
    if choice == "" and not form.fout("specificeren"):
        form.wrong("VORM_keuze", "Geef aan of u de gemiste dagen en lesuren wilt invullen.", "specificeren")
    if choice != JA:
        return ()
    return tuple(_verzuimdag(groep) for groep in form.groepen("verzuimdag", velden.VERZUIMDAG))


def _verzuimdag(groep: Formulier) -> Verzuimdag:
    hele_dag = groep.ja_nee("hele_dag")
    uren = groep.keuzes("lesuren") if hele_dag is False else ()
    return Verzuimdag(groep.datum("datum"), hele_dag, tuple(map(int, uren)), groep.tekst("toelichting"))


def _actie_school(form: Formulier) -> dict[str, Any]:
    return {
        "acties": form.keuzes("acties"),
        "toelichting_acties": form.tekstvak("toelichting_acties"),
    }


# writing: a melding as the answers that would make it


def van_melding(given: MeldingInput) -> dict[str, Raw]:
    """The raw answers of every step, for a change of this melding."""
    return {
        "leerling": van_leerling(given),
        "verzuim": _van_verzuim(given),
        "lesuren": _van_dagen(given),
        "actie-school": {"acties": list(given.acties), "toelichting_acties": given.toelichting_acties},
        "overzicht": {"email_naar_melder": _ja_nee(given.email_naar_melder)},
    }


def voor_kopie(given: MeldingInput) -> dict[str, Raw]:
    """As :func:`van_melding`, without what belongs to that one period (domain rules §9.7)."""
    answers = van_melding(given)
    del answers["lesuren"], answers["overzicht"]
    answers["verzuim"] = {
        naam: value for naam, value in answers["verzuim"].items() if not naam.startswith(("begin", "eind"))
    }
    return answers


def van_leerling(given: MeldingInput) -> Raw:
    """The answers of the first step: how the pupil can be reached."""
    raw: Raw = {"leerling_telefoon": given.leerling_telefoon, "leerling_email": given.leerling_email}
    for nummer, persoon in enumerate(given.contactpersonen, 1):
        raw |= {f"contactpersoon_{nummer}_{naam}": value for naam, value in vars(persoon).items()}
    raw["eigen_kenmerk"] = given.eigen_kenmerk
    adres = given.afwijkend_adres
    raw["afwijkend"] = adres.stel if adres else NEE
    if adres:
        raw |= {f"adres_{naam}": getattr(adres, naam) for naam in (*_STEL_STRAAT, *_STEL_LOCATIE)}
    return raw


_SAME = (
    *("soort", "verbijzondering", "reden", "toelichting", "toelichting_actie_gewenst", "locatie"),
    *("contact_naam", "contact_functie", "contact_telefoon", "contact_email"),
)


def _van_verzuim(given: MeldingInput) -> Raw:
    raw: Raw = {naam: getattr(given, naam) for naam in _SAME}
    for naam in ("alle_lessen_gemist", "actie_gewenst", "prioriteit"):
        raw[naam] = _ja_nee(getattr(given, naam))
    return raw | datum_delen("begindatum", given.begindatum) | datum_delen("einddatum", given.einddatum)


def _van_dagen(given: MeldingInput) -> Raw:
    raw: Raw = {"specificeren": JA if given.verzuimdagen else "nvt"}
    for nummer, dag in enumerate(given.verzuimdagen, 1):
        raw |= dag_antwoorden(nummer, dag.datum, hele_dag=dag.hele_dag, lesuren=dag.lesuren)
        raw[f"verzuimdag_{nummer}_toelichting"] = dag.toelichting
    return raw


def dag_antwoorden(
    nummer: int, datum: date | None, *, hele_dag: bool | None = True, lesuren: Iterable[int] = ()
) -> Raw:
    """The answers for one day of absence; a whole day unless told otherwise (C1)."""
    naam = f"verzuimdag_{nummer}"
    return {
        **datum_delen(f"{naam}_datum", datum),
        f"{naam}_hele_dag": _ja_nee(hele_dag),
        f"{naam}_lesuren": [str(uur) for uur in lesuren],
    }


def datum_delen(naam: str, dag: date | None) -> Raw:
    """The three boxes of a date."""
    parts = (dag.day, dag.month, dag.year) if dag else ("", "", "")
    return {f"{naam}_{deel}": str(part) for deel, part in zip(("dag", "maand", "jaar"), parts, strict=True)}


def _ja_nee(value: bool | None) -> str:
    return "" if value is None else JA if value else NEE
