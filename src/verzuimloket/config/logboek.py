"""Log lines without the content of rows (beveiliging.md, threat 12).

A database that refuses something likes to tell what: the key, the failing row, the text it could not read. That
is what this register must not write down. The kind of error and the place in the code stay.
"""

import logging
import re
from types import TracebackType

_TOLD = re.compile(r"^((?:psycopg|django\.db)[\w.]*): .*?(?=^\s*$|\Z)", re.MULTILINE | re.DOTALL)
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Regel(logging.Formatter):
    """One event; of an error of the database only its kind and where it happened."""

    def formatException(self, ei: ExcInfo) -> str:
        return _TOLD.sub(r"\1: (inhoud weggelaten)\n", super().formatException(ei)).rstrip()
