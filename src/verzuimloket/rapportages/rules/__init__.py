"""When reports are made and what counts in them; pure."""

from verzuimloket.rapportages.rules.peilen import PEILING

__all__ = ["PEILING", "RULEBOOKS"]

RULEBOOKS = (PEILING,)
