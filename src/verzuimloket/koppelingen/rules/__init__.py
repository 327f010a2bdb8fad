"""Whether two registrations are one person, and what may be done about it. Pure (ADR 0035)."""

from verzuimloket.koppelingen.rules import koppelen as _koppelen  # noqa: F401  registers its rules
from verzuimloket.koppelingen.rules.boeken import KOPPELANTWOORD, KOPPELEN, KOPPELVRAAG, RULEBOOKS, TERUGDRAAIEN
from verzuimloket.koppelingen.rules.gelijkenis import Gelijkenis, Punt, lijkt, vergelijk

__all__ = [
    "KOPPELANTWOORD",
    "KOPPELEN",
    "KOPPELVRAAG",
    "RULEBOOKS",
    "TERUGDRAAIEN",
    "Gelijkenis",
    "Punt",
    "lijkt",
    "vergelijk",
]
