"""Making deliveries, each once: the weekly ones by themselves, complete ones on request (ADR 0043)."""

from verzuimloket.leveringen.actions.aanvragen import check, fulfil, request
from verzuimloket.leveringen.actions.weken import NogBezig, await_writers, publish_week

__all__ = ["NogBezig", "await_writers", "check", "fulfil", "publish_week", "request"]
