"""The manual says that its list of changeable fields is not complete (WIJ-14): here every field is decided."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from tests import factories
from verzuimloket.core import clock
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim import actions, queries
from verzuimloket.verzuim.inputs import AfwijkendAdres, Contactpersoon, MeldingInput, Verzuimdag

pytestmark = pytest.mark.django_db
ANNA = factories.melder()

# Fixed: the withdrawal and a new melding are the way (S2 L1046-1051, domain rules §9.3).
FIXED: dict[str, Any] = {
    "instelling": "11AA",
    "persoon_id": 0,
    "begindatum": date(2026, 11, 3),
    "soort": "L",
    "alle_lessen_gemist": True,
}
CHANGEABLE: dict[str, Any] = {
    "einddatum": date(2026, 11, 5),
    "verbijzondering": "",  # only with overig verzuim: its own test below
    "reden": "Anders",
    "toelichting": "Meer uitleg",
    "actie_gewenst": False,
    "toelichting_actie_gewenst": "De school heeft afspraken gemaakt",
    "prioriteit": True,
    "locatie": "28AX0022",
    "contact_naam": "S. de Vries",
    "contact_functie": "mentor",
    "contact_telefoon": "030 555 01 00",
    "contact_email": "s.devries@school.example",
    "leerling_telefoon": "06 55500100",
    "leerling_email": "leerling@school.example",
    "contactpersonen": (Contactpersoon("Ouder", "ouder", "06 55500101"),),
    "afwijkend_adres": AfwijkendAdres("locatie", locatie="Opvang", plaats="Utrecht"),
    "verzuimdagen": (Verzuimdag(date(2026, 11, 2), True),),
    "acties": ("TELEFOON",),
    "toelichting_acties": "Gebeld",
    "email_naar_melder": False,
    "eigen_kenmerk": "LL-2026-17",
    "taal": "en",
}


@pytest.mark.req("WIJ-14")
def test_every_field_is_decided() -> None:
    assert {field.name for field in fields(MeldingInput)} == FIXED.keys() | CHANGEABLE.keys()


def change(**given: Any) -> MeldingInput:
    """What a melding says after this change."""
    factories.instelling("28AX")
    factories.locatie()
    melding = factories.melding()
    with acting_as(ANNA):
        stored = queries.as_input(melding)
        changed = actions.change_melding(melding, replace(stored, **given), by=ANNA, at=clock.now(), versie=1)
        changed.refresh_from_db()
        return queries.as_input(changed)


@pytest.mark.req("WIJ-13", "WIJ-14")
@pytest.mark.parametrize("name", FIXED)
def test_a_fixed_field_stays(name: str) -> None:
    with pytest.raises(Rejected) as refused:
        change(**{name: FIXED[name]})
    assert "BV_S_veld_niet_wijzigbaar" in [each.code for each in refused.value.violations]


@pytest.mark.req("WIJ-06", "WIJ-07", "WIJ-08", "WIJ-09", "WIJ-10", "WIJ-11", "WIJ-12", "WIJ-14")
@pytest.mark.parametrize("name", CHANGEABLE)
def test_a_changeable_field_changes(name: str) -> None:
    needs = {"toelichting_actie_gewenst": "Afspraken"} if name == "actie_gewenst" else {}
    assert getattr(change(**needs | {name: CHANGEABLE[name]}), name) == CHANGEABLE[name]


@pytest.mark.req("WIJ-06")
def test_the_specification_changes_with_overig_verzuim() -> None:
    melding = factories.melding(soort="O")
    with acting_as(ANNA):
        given = replace(queries.as_input(melding), verbijzondering=next(iter(_verbijzonderingen())))
        actions.change_melding(melding, given, by=ANNA, at=clock.now(), versie=1)
        melding.refresh_from_db()
    assert melding.verbijzondering == given.verbijzondering


def _verbijzonderingen() -> list[str]:
    return [code.code for code in codelijst("verbijzondering") if code.geldig(clock.today())]
