"""Bringing a database to the present shape: the application role, the migrations, the rights.

Runs as the owner of the database; the application itself never does (ADR 0024). Safe to repeat.
"""

from django.conf import settings
from django.core.management import call_command
from django.db import connections

OWNER = "eigenaar"

_ROLE = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
    CREATE ROLE {role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT pg_has_role(current_user, '{role}', 'MEMBER') THEN
    GRANT {role} TO CURRENT_USER;
  END IF;
END $$;
"""

_RIGHTS = """
GRANT USAGE ON SCHEMA public TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role};
"""

# What the application may never do, whatever its code says: rewrite history, or remove content.
_FORBIDDEN = """
DO $$ DECLARE tabel text; BEGIN
  FOR tabel IN SELECT table_name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_name LIKE '%\\_versie' LOOP
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I FROM {role}', tabel);
    EXECUTE format('REVOKE DELETE ON %I FROM {role}', left(tabel, -7));
  END LOOP;
END $$;
REVOKE UPDATE, DELETE ON core_auditentry, verzuim_bericht FROM {role};
"""


def make_role() -> None:
    """The application role exists in the whole cluster, the owner is a member of it."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_ROLE.format(role=settings.DATABASE_ROL))


def migrate(verbosity: int = 0) -> None:
    """Make the application role, run all migrations as owner, and take away what nobody may do."""
    make_role()
    role = settings.DATABASE_ROL
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_RIGHTS.format(role=role))
    call_command("migrate", database=OWNER, verbosity=verbosity, interactive=False)
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_FORBIDDEN.format(role=role))
