"""Migration operations for versions and row-level security, so that each app's migration is one line."""

from pathlib import Path

from django.conf import settings
from django.db.migrations.operations import RunSQL

SQL = Path(__file__).parent / "sql"


def versioned(table: str) -> RunSQL:
    """Give this table a version table and the triggers that write it."""
    return RunSQL(f"CALL vl_versioneer('{table}')", f"DROP TABLE {table}_versie")


def extended(table: str, *columns: str) -> RunSQL:
    """Add to the version table the columns (as SQL) that the table just got, in the same order."""
    add = ", ".join(f"ADD COLUMN {column}" for column in columns)
    drop = ", ".join(f"DROP COLUMN {column.split()[0]}" for column in reversed(columns))
    return RunSQL(f"ALTER TABLE {table}_versie {add}", f"ALTER TABLE {table}_versie {drop}")


def walled(table: str, condition: str) -> RunSQL:
    """Let the application role see and write only the rows that meet the condition; the register sees all.

    The condition is SQL over the row's columns; ``{t}`` in it is the table. A version table, if
    there is one, gets the same wall.
    """
    role = settings.DATABASE_ROL
    using = f"(SELECT vl_register()) OR ({condition.format(t=table)})"
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"DROP POLICY IF EXISTS bereik ON {table};"
        f"CREATE POLICY bereik ON {table} TO {role} USING ({using})",
        RunSQL.noop,
    )


def restricted(table: str, condition: str) -> RunSQL:
    """On top of the wall: a reader who is limited (WNS-01) sees only the rows that meet the condition.

    Whoever is not limited pays one look at a setting per query. The condition is SQL as for ``walled``; keep it
    to columns and lists that are made once (OWN_LEERLING, OWN_LOCATIE): a subquery per row slows every plan.
    """
    role = settings.DATABASE_ROL
    using = f"(SELECT vl_onbeperkt()) OR ({condition.format(t=table)})"
    return RunSQL(
        f"DROP POLICY IF EXISTS beperking ON {table};"
        f"CREATE POLICY beperking ON {table} AS RESTRICTIVE TO {role} USING ({using})",
        f"DROP POLICY beperking ON {table}",
    )


def readable(table: str, rights: str = "SELECT") -> RunSQL:
    """Let the reader's role see all rows of this table, wall or not (ADR 0044); ``rights`` when it writes too."""
    reader = settings.DATABASE_LEZER
    return RunSQL(
        f"GRANT {rights} ON {table} TO {reader};"
        f"DROP POLICY IF EXISTS lezer ON {table};"
        f"CREATE POLICY lezer ON {table} TO {reader} USING (true)",
        f"DROP POLICY lezer ON {table}; REVOKE {rights} ON {table} FROM {reader}",
    )


OWN_INSTELLING = "instelling_id = ANY ((SELECT vl_instellingen())::text[])"
OWN_INSTANTIE = "instantie_id = ANY ((SELECT vl_instanties())::text[])"
# For a reader who is limited; the functions come with inschrijvingen 0002. With another limit the list is empty.
OWN_LEERLING = "{t}.instelling_id || '/' || {t}.persoon_id = ANY ((SELECT vl_eigen_leerlingen())::text[])"
OWN_LOCATIE = "{t}.locatie_id = ANY ((SELECT vl_locaties())::text[])"
