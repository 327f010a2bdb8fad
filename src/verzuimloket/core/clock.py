"""The only place that knows what time it is (ADR 0015).

A demo or test register may be set to another moment with ``VERZUIMLOKET_NU`` (ISO, local time) so
that deadlines, deliveries and retention can be tried for any day. Production ignores it.
"""

import os
from datetime import date, datetime

from verzuimloket.core.tijdzone import AMSTERDAM

__all__ = ["AMSTERDAM", "fixed_now", "now", "real_now", "today"]


def fixed_now() -> str:
    """The moment to which a test facility is set (ISO, with offset), or nothing: real time."""
    fixed = os.environ.get("VERZUIMLOKET_NU", "")
    if not fixed or os.environ.get("VERZUIMLOKET_OMGEVING") == "productie":
        return ""
    return datetime.fromisoformat(fixed).replace(tzinfo=AMSTERDAM).isoformat()


def now() -> datetime:
    """The present moment, aware, in Dutch time."""
    fixed = fixed_now()
    return datetime.fromisoformat(fixed).astimezone(AMSTERDAM) if fixed else real_now()


def real_now() -> datetime:
    """The moment on the clock on the wall, also in a test facility: tokens and sessions know no other."""
    return datetime.now(AMSTERDAM)


def today() -> date:
    """The present day in the Netherlands."""
    return now().date()
