"""The third outcome: the database did not answer, so nobody knows whether it was stored (INS-30, OVZ-17)."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]
log = logging.getLogger(__name__)


def when_silent(page: View) -> Callable[[View], View]:
    """Show ``page`` when a submit met a lock that stayed, or a database that went away, even at the commit.

    Also when the database refused it there: the pupil was merged with another one meanwhile (ADR 0035).
    It stands outside the transaction of the view, and the page may not ask the database anything.
    """

    def around(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except (OperationalError, IntegrityError) as error:
                if request.method != "POST":
                    raise
                log.warning("geen antwoord van de database: %s", type(error.__cause__).__name__)
                return page(request, *args, **kwargs)

        return guarded

    return around
