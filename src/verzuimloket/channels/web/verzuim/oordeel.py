"""What the rulebook says of a draft, each sentence at the step and the input it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from verzuimloket.channels.web.formulier import Formulier
from verzuimloket.channels.web.verzuim import velden
from verzuimloket.channels.web.verzuim.antwoorden import FORMULIEREN, VAST_BIJ_WIJZIGEN, Gelezen
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Violation
from verzuimloket.personen.rules import email_klopt
from verzuimloket.verzuim import queries, rules
from verzuimloket.verzuim.codes import Status
from verzuimloket.verzuim.inputs import AndereMelding, Contactpersoon, MeldingFacts, MeldingInput, WijzigingFacts
from verzuimloket.verzuim.models import Concept

_OVERLAP = "BV_S_overlap_melding"
_TOELICHTING = "BV_S_bijzondere_gegevens_toelichting"


@dataclass(frozen=True)
class Fout(Violation):
    """A violation with its place: the step (empty: the melding as a whole), and a way on (href, text)."""

    stap: str = ""
    verder: tuple[str, str] | None = None


def facts_for(concept: Concept, given: MeldingInput, *, on: date) -> MeldingFacts:
    """What the register knows, for a new melding or for a change."""
    if concept.doel == "wijziging" and concept.melding:
        return queries.facts_of(concept.melding, on=on)
    return queries.dossier(given.instelling, given.persoon_id, on=on).facts


def judge(concept: Concept, gelezen: Gelezen, facts: MeldingFacts, *, by: Actor, on: date) -> list[Fout]:
    """All that is wrong with the draft: what cannot be read, then what the rules say. Placed, in order."""
    if isinstance(facts, WijzigingFacts):
        broken = rules.WIJZIGING.broken(gelezen.given, facts, on=facts.gemeld_op)
    else:
        broken = rules.MELDING.broken(gelezen.given, facts, on=on)
    return placed(broken, gelezen, facts, concept, by=by)


def placed(
    broken: Iterable[Violation], gelezen: Gelezen, facts: MeldingFacts | None, concept: Concept, *, by: Actor
) -> list[Fout]:
    """Each violation at its step. A field whose shape is wrong keeps only the sentence about its shape."""
    found = {stap: form.fouten for stap, form in gelezen.forms.items()}
    fouten = [Fout(**vars(fout), stap=stap) for stap, list_ in found.items() for fout in list_]
    misshapen = {(fout.stap, fout.field) for fout in fouten}
    for violation in broken:
        fout = _place(violation, gelezen, concept)
        if fout.code == _OVERLAP and facts:
            fout = _about_overlap(fout, gelezen.given, facts, by)
        if not fout.field or (fout.stap, fout.field) not in misshapen:
            fouten.append(fout)
    return sorted(fouten, key=lambda fout: _position(fout, gelezen.forms))


def _position(fout: Fout, forms: dict[str, Formulier]) -> tuple[int, int, int]:
    """Where the field stands: step, field, number within a repeated part."""
    if fout.stap not in forms:
        return (-1, 0, 0)
    names = list(forms[fout.stap].velden)
    place = next((n for n, naam in enumerate(names) if _stands_at(fout.field, naam)), len(names))
    numbers = [int(part) for part in fout.field.split("_") if part.isdigit()]
    return (FORMULIEREN.index(fout.stap), place, numbers[0] if numbers else 0)


def _stands_at(field: str, naam: str) -> bool:
    """Whether the input belongs to the field, or to one of the repeated parts, with this name."""
    return field == naam or (naam in velden.GROEPEN and field.startswith(f"{naam}_"))


# the place of a violation


def _place(violation: Violation, gelezen: Gelezen, concept: Concept) -> Fout:
    field = _input(violation, gelezen)
    if concept.doel == "wijziging" and field in VAST_BIJ_WIJZIGEN:
        field = "einddatum"  # the begin is fixed: only the end can have made the period wrong
    stap = next((stap for stap, form in gelezen.forms.items() if _belongs(field, form)), "")
    return Fout(violation.code, violation.text, field if stap else "", violation.blocks, stap)


def _belongs(field: str, form: Formulier) -> bool:
    return any(_stands_at(field, naam) for naam in form.velden)


def _input(violation: Violation, gelezen: Gelezen) -> str:
    """The name of the input on the page that the field of the rule stands for."""
    field, given = violation.field, gelezen.given
    if field == "contactpersonen":
        return _contactpersoon(violation.code, gelezen)
    if field == "verzuimdagen":
        return _verzuimdag(violation.code, gelezen)
    if field == "afwijkend_adres":
        return _adres(given)
    if field.startswith("afwijkend_adres."):
        return field.replace("afwijkend_adres.", "adres_")
    return _toelichting(given) if violation.code == _TOELICHTING else field


def _contactpersoon(code: str, gelezen: Gelezen) -> str:
    part = "email" if code == "BV_S_contactpersoon_email" else "naam"
    wrong = [n for n, each in enumerate(gelezen.given.contactpersonen) if _lacks(each, part)]
    return f"{_prefix(gelezen.forms['leerling'], 'contactpersoon', wrong[0] if wrong else 0)}{part}"


def _lacks(persoon: Contactpersoon, part: str) -> bool:
    if part == "email":
        return persoon.email != "" and not email_klopt(persoon.email)
    return persoon.naam == ""


def _prefix(form: Formulier, naam: str, plaats: int) -> str:
    groepen = form.groepen(naam, velden.GROEPEN[naam])
    return groepen[plaats].prefix if plaats < len(groepen) else f"{naam}_"


def _verzuimdag(code: str, gelezen: Gelezen) -> str:
    """The first day that breaks the rule by itself; else the first day."""
    rule, part = rules.MELDING[code], _DAG_DELEN.get(code, "datum")
    given, dagen = gelezen.given, gelezen.given.verzuimdagen
    alone = (replace(given, verzuimdagen=dagen[: n + 1]) for n in range(len(dagen)))
    plaats = next((n for n, each in enumerate(alone) if not rule.holds(each, _NO_FACTS)), 0)
    return f"{_prefix(gelezen.forms['lesuren'], 'verzuimdag', plaats)}{part}"


_DAG_DELEN = {
    "BV_S_verzuimdag_hele_dag": "hele_dag",
    "BV_S_lesuren_bij_hele_dag": "hele_dag",
    "BV_S_verzuimdag_zonder_lesuur": "lesuren",
    "BV_S_lesuur_bestaat_niet": "lesuren",
}
_NO_FACTS = MeldingFacts(
    geboortedatum=None,
    woont_in_buitenland=False,
    gemeente_bekend=True,
    inschrijvingen=(),
    andere_meldingen=(),
    startkwalificatie_op=None,
    locaties=frozenset(),
    vandaag=date.max,
)


def _adres(given: MeldingInput) -> str:
    """The first part that is missing."""
    adres = given.afwijkend_adres
    if adres is None:
        return "afwijkend"
    needed = ("straat", "huisnummer", "postcode") if adres.stel == "straat" else ("locatie", "plaats")
    return f"adres_{next((naam for naam in needed if not getattr(adres, naam)), needed[0])}"


def _toelichting(given: MeldingInput) -> str:
    """Which of the explanations holds the word."""
    empty = replace(given, verzuimdagen=(), toelichting="", toelichting_actie_gewenst="", toelichting_acties="")
    alone = {
        "toelichting": replace(empty, toelichting=given.toelichting),
        "toelichting_actie_gewenst": replace(empty, toelichting_actie_gewenst=given.toelichting_actie_gewenst),
        "toelichting_acties": replace(empty, toelichting_acties=given.toelichting_acties),
    }
    rule = rules.MELDING[_TOELICHTING]
    return next((naam for naam, only in alone.items() if not rule.holds(only, _NO_FACTS)), "specificeren")


# another melding in the same period


def _about_overlap(fout: Fout, given: MeldingInput, facts: MeldingFacts, by: Actor) -> Fout:
    """The way to the other melding when it is the actor's own; of another school not even the number."""
    other = _overlapping(given, facts)
    if other is None:
        return fout
    own = queries.visible_to(by).filter(nummer=other.nummer).first()
    if own is None:
        return fout
    return replace(fout, verder=(reverse("melding", args=[own.kenmerk]), f"Bekijk melding {own.nummer}"))


def _overlapping(given: MeldingInput, facts: MeldingFacts) -> AndereMelding | None:
    period = given.periode
    others = (other for other in facts.andere_meldingen if other.status != Status.INGETROKKEN)
    return next((other for other in others if period and other.periode.overlapt(period)), None)
