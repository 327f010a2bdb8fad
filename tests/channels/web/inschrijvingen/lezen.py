"""Reading pages of the portal and the register behind them."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse

from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.personen.models import Adres, Persoon


def text_of(response: HttpResponse) -> str:
    """What the user reads, without tags, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def codes_in(response: HttpResponse) -> list[str]:
    """The codes in the error summary, in its order."""
    return re.findall(r'class="vl-code"[^>]*>(\w+)', response.content.decode())


def stored() -> list[list[Any]]:
    with acting_as(SYSTEEM):
        return [list(table.objects.order_by("pk").values()) for table in (Persoon, Adres, Inschrijving)]


def enrolments() -> list[Inschrijving]:
    with acting_as(SYSTEEM):
        return list(Inschrijving.objects.select_related("persoon").order_by("pk"))


def addresses() -> list[Adres]:
    with acting_as(SYSTEEM):
        return list(Adres.objects.order_by("pk"))


def events() -> list[str]:
    with acting_as(SYSTEEM):
        return list(AuditEntry.objects.order_by("pk").values_list("event", flat=True))
