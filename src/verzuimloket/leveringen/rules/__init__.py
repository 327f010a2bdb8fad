"""What a delivery tells, of whom and to whom. Pure (ADR 0043)."""

from verzuimloket.leveringen.rules.aanvraag import AANVRAAG, RULEBOOKS, krijgt_leveringen
from verzuimloket.leveringen.rules.mutaties import Wijziging, wijziging
from verzuimloket.leveringen.rules.venster import alles, laatste_zondag, naam, te_maken, uiterlijk, week

__all__ = [
    "AANVRAAG",
    "RULEBOOKS",
    "Wijziging",
    "alles",
    "krijgt_leveringen",
    "laatste_zondag",
    "naam",
    "te_maken",
    "uiterlijk",
    "week",
    "wijziging",
]
