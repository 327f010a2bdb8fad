"""Nothing of a person is left behind when two registrations are merged (INS-31, ADR 0035)."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from verzuimloket.core.models import Versie
from verzuimloket.core.versions import SQL
from verzuimloket.koppelingen.actions.verhuizen import RELATIES
from verzuimloket.personen.models import Nummeralias, Persoon

MOVED_APART = {Nummeralias}  # sealed to the person: personen.actions.move_aliases
RELATED = [
    model
    for model in apps.get_models()
    if not issubclass(model, Versie)
    and any(isinstance(field, ForeignKey) and field.related_model is Persoon for field in model._meta.fields)
]
TAKEN_OUT = {relatie.tabel for relatie in RELATIES if relatie.gelijk} | {Persoon._meta.db_table}


@pytest.mark.req("INS-31")
@pytest.mark.parametrize("model", RELATED, ids=lambda model: model._meta.label)
def test_every_relation_with_a_person_follows(model: type[Model]) -> None:
    fields = [field for field in model._meta.fields if isinstance(field, ForeignKey) and field.related_model is Persoon]
    assert [field.column for field in fields] == ["persoon_id"], "a merge moves the column persoon_id"
    assert model in MOVED_APART or model._meta.db_table in {relatie.tabel for relatie in RELATIES}, (
        f"{model._meta.label} belongs to a person: declare how its rows follow in actions/verhuizen.py of its app"
    )


@pytest.mark.parametrize("tabel", sorted(TAKEN_OUT))
def test_what_is_left_out_may_be_taken_out_and_nothing_points_at_it(tabel: str) -> None:
    assert f"'{tabel}'" in (SQL / "wegnemen.sql").read_text(encoding="utf-8")
    pointing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, ForeignKey)
        and field.related_model._meta.db_table == tabel
        and "db_constraint" not in field.deconstruct()[3]
    ]
    assert not pointing or tabel == Persoon._meta.db_table, f"{pointing} would lose their row"


def test_a_melding_is_never_taken_out() -> None:
    assert "verzuim_melding'" not in (SQL / "wegnemen.sql").read_text(encoding="utf-8")
