"""The database has the shape of the models, and walls everywhere."""

import pytest
from django.core.management import call_command
from django.db import connection

pytestmark = pytest.mark.django_db

PERSONAL = (
    "personen_persoon",
    "personen_adres",
    "inschrijvingen_inschrijving",
    "inschrijvingen_diploma",
    "vrijstellingen_vrijstelling",
    "verzuim_melding",
    "verzuim_concept",
    "core_auditentry",
    "lesverzuim_lesverzuim",
    "lesverzuim_lesverzuimlijst",
    "lesverzuim_lesverzuimsignaal",
    "bestanden_bestand",
    "bestanden_bestanddeel",
    "verzuim_bericht",
    "verzuim_volger",
    "verzuim_bijlage",
    "instellingen_contactpersoon",
    "inschrijvingen_mentorleerling",
)


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def _walled() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
        return {row[0] for row in cursor.fetchall()}


def _versioned() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE '%%\\_versie'")
        return {row[0] for row in cursor.fetchall()}


def test_every_table_with_persons_has_a_wall_and_so_do_its_versions() -> None:
    assert set(PERSONAL) | _versioned() <= _walled()


@pytest.mark.parametrize("table", PERSONAL[:6])
def test_a_version_table_has_the_columns_of_its_table_in_order(table: str) -> None:
    with connection.cursor() as cursor:
        names = {}
        for name in (table, f"{table}_versie"):
            cursor.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
                " AND NOT attisdropped ORDER BY attnum",
                [name],
            )
            names[name] = [row[0] for row in cursor.fetchall()]
    assert names[f"{table}_versie"][7:] == names[table]
