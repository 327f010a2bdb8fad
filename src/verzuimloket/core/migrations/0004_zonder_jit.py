"""No just-in-time compilation in this database.

The walls make every plan look costly, so PostgreSQL would compile short queries: seconds for what takes milliseconds
(seen on PostgreSQL 15: 8.4 s for a look at 700 enrolments). Whoever may not set it, is told by ``controleer``.
"""

from django.db import migrations

_OFF = """
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'ask the owner of this database for: ALTER DATABASE ... SET jit = off';
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0003_zuinige_indexen")]

    operations = [migrations.RunSQL(_OFF, migrations.RunSQL.noop)]
