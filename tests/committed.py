"""A database in which the code under test really commits: for threads, workers and rollbacks.

Import the fixture where it is needed. It is emptied afterwards as its owner, but for the reference
data of municipalities; pytest-django's own way would remove those too.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

_KEPT = {
    "django_migrations",
    "django_content_type",
    "routering_regio",
    "routering_gemeente",
    "routering_instantie",
}


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
        connections["default"].close()
        with connections["eigenaar"].cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            tables = sorted({row[0] for row in cursor.fetchall()} - _KEPT)
            cursor.execute(f"TRUNCATE {', '.join(tables)}")
        connections["eigenaar"].close()
