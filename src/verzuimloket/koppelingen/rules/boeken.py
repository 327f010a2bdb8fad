"""The rulebooks of merging."""

from verzuimloket.core.rules import Rulebook

KOPPELEN = Rulebook("koppelen van twee nummers")
TERUGDRAAIEN = Rulebook("koppeling terugdraaien")
KOPPELVRAAG = Rulebook("vraag over een leerling")
KOPPELANTWOORD = Rulebook("antwoord op een vraag over een leerling")
RULEBOOKS = (KOPPELEN, TERUGDRAAIEN, KOPPELVRAAG, KOPPELANTWOORD)
