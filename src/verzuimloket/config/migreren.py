"""Bringing a database to the present shape: the roles of the application, the migrations, the rights.

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

# NOINHERIT before the grant: the application reads without walls only after it takes on the reader's role (ADR 0044).
_READER = """
DO $$ BEGIN
  IF (SELECT rolinherit FROM pg_roles WHERE rolname = '{role}') THEN
    ALTER ROLE {role} NOINHERIT;
  END IF;
  IF NOT pg_has_role('{role}', '{reader}', 'MEMBER') THEN
    GRANT {reader} TO {role};
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


def make_roles() -> None:
    """The two roles of the application exist in the whole cluster; the owner is a member of both."""
    role, reader = settings.DATABASE_ROL, settings.DATABASE_LEZER
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_ROLE.format(role=role) + _ROLE.format(role=reader) + _READER.format(role=role, reader=reader))


def migrate(verbosity: int = 0) -> None:
    """Make the application's roles, run all migrations as owner, and take away what nobody may do."""
    make_roles()
    role = settings.DATABASE_ROL
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_RIGHTS.format(role=role))
    call_command("migrate", database=OWNER, verbosity=verbosity, interactive=False)
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_FORBIDDEN.format(role=role))
