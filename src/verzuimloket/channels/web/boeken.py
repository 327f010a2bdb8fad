"""Every rulebook of the product, for the pages and the documents that explain them."""

from verzuimloket.aanleveringen import rules as aanleveringen
from verzuimloket.core.rules import Rulebook
from verzuimloket.inschrijvingen import rules as inschrijvingen
from verzuimloket.instellingen import rules as instellingen
from verzuimloket.koppelingen import rules as koppelingen
from verzuimloket.lesverzuim import rules as lesverzuim
from verzuimloket.leveringen import rules as leveringen
from verzuimloket.rapportages import rules as rapportages
from verzuimloket.routering import rules as routering
from verzuimloket.verzuim import rules as verzuim

BOEKEN: tuple[Rulebook, ...] = (
    *inschrijvingen.RULEBOOKS,
    *aanleveringen.RULEBOOKS,
    *verzuim.RULEBOOKS,
    *lesverzuim.RULEBOOKS,
    *koppelingen.RULEBOOKS,
    *instellingen.RULEBOOKS,
    *routering.RULEBOOKS,
    *rapportages.RULEBOOKS,
    *leveringen.RULEBOOKS,
)
