"""Every rulebook of the product, for the pages and the documents that explain them."""

from verzuimloket.core.rules import Rulebook
from verzuimloket.inschrijvingen import rules as inschrijvingen
from verzuimloket.instellingen import rules as instellingen
from verzuimloket.lesverzuim import rules as lesverzuim
from verzuimloket.verzuim import rules as verzuim

BOEKEN: tuple[Rulebook, ...] = (
    *inschrijvingen.RULEBOOKS,
    *verzuim.RULEBOOKS,
    *lesverzuim.RULEBOOKS,
    *instellingen.RULEBOOKS,
)
