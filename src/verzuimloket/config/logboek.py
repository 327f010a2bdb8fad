"""Log lines without the content of rows (beveiliging.md, threat 12).

A database that refuses something likes to tell what: the key, the failing row, the text it could not read. That
is what this register must not write down. The kind of error and the place in the code stay.
"""

import logging
import re
from types import TracebackType

_TOLD = re.compile(r"^((?:psycopg|django\.db)[\w.]*): .*?(?=^\s*$|\Z)", re.MULTILINE | re.DOTALL)
# An address that somebody made up may hold a person number, and an address that is not found is written down.
_NUMMER = re.compile(r"(?<![0-9A-Za-z-])[0-9]{9}(?![0-9A-Za-z-])")
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Regel(logging.Formatter):
    """One event; of an error of the database only its kind and where it happened."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return _NUMMER.sub("(nummer weggelaten)", super().formatMessage(record))

    def formatException(self, ei: ExcInfo) -> str:
        return _TOLD.sub(r"\1: (inhoud weggelaten)\n", super().formatException(ei)).rstrip()
