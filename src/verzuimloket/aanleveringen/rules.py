"""What may be sent as a file, and what may be stored of it (BST-04, BST-05; ADR 0034)."""

import re
import unicodedata
from collections.abc import Mapping

from verzuimloket.aanleveringen.codes import ANTWOORD, LESVERZUIM
from verzuimloket.aanleveringen.inputs import (
    AanleveringFacts,
    AanleveringInput,
    InhoudFacts,
    InhoudInput,
    VastleggenFacts,
    VastleggenInput,
)
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.core.rules import Rulebook
from verzuimloket.personen.rules import voluit

AANLEVERING = Rulebook("bestand versturen")
INHOUD = Rulebook("inhoud van een verstuurd bestand")
VASTLEGGEN = Rulebook("regels van een bestand vastleggen")
RULEBOOKS = (AANLEVERING, INHOUD, VASTLEGGEN)

MB = 1_000_000
_NAAM_MAX = 80  # room for what is put behind it
_EXTENSIES = {"CSV": ("csv", "txt"), "XLSX": ("xlsx",)}


def nette_naam(naam: str) -> str:
    """A file name of letters, digits, dot, dash and underscore; repaired, never refused (eisen.md Q18)."""
    last = re.split(r"[/\\]", naam)[-1]
    plain = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode()
    stem, dot, extension = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip(".-_").rpartition(".")
    if not dot:
        stem, extension = extension, ""
    return f"{stem[:_NAAM_MAX].rstrip('-_') or 'bestand'}{f'.{extension[:10]}' if extension else ''}"


def _soort(soort: str) -> str:
    return codelijst("bestandssoort").label(soort)


# what is sent


@AANLEVERING.rule("BV_U_soort_onbekend", "S2 L438 (BST-05)", field="soort")
def soort_bekend(given: AanleveringInput, facts: AanleveringFacts) -> bool:
    """Kies in de lijst wat voor bestand u verstuurt."""
    lijst = codelijst("bestandssoort")
    return given.soort in lijst and lijst[given.soort].extra["richting"] == "in"


def _tells_rol(given: AanleveringInput, facts: AanleveringFacts) -> Mapping[str, object]:
    return {"rol": codelijst("rol").label(codelijst("bestandssoort")[given.soort].extra["rol"])}


@AANLEVERING.rule("BV_U_soort_rol", "S2 L431-441 (BST-04)", field="soort", tells=_tells_rol)
def soort_past_bij_rol(given: AanleveringInput, facts: AanleveringFacts) -> bool:
    """Voor dit soort bestand hebt u de rol {rol} nodig. Vraag uw beheerder om die rol."""
    return not soort_bekend(given, facts) or given.soort in facts.soorten


@AANLEVERING.rule("BV_U_lesverzuim_eigen_pagina", "S4 L64-66, ADR 0031", field="soort")
def lesverzuim_niet_hier(given: AanleveringInput, facts: AanleveringFacts) -> bool:
    """Een lijst met lesverzuim voert u in bij Uren. Open dat menu en kies daar uw bestand."""
    return given.soort != LESVERZUIM


@AANLEVERING.rule(
    "BV_U_soort_niet_hier", "own choice, ADR 0034", field="soort", tells=lambda given, facts: {"soort": given.soort}
)
def soort_kan_hier(given: AanleveringInput, facts: AanleveringFacts) -> bool:
    """Bestanden van de soort {soort} kunt u in deze versie nog niet versturen. Kies een andere soort."""
    return not soort_bekend(given, facts) or given.soort == LESVERZUIM or given.soort in ANTWOORD


@AANLEVERING.rule("BV_U_instelling_niet_van_u", "S2 L431-441 (BST-04), architectuur §8", field="instelling")
def instelling_van_afzender(given: AanleveringInput, facts: AanleveringFacts) -> bool:
    """Kies een instelling van uw eigen organisatie, of kies alle eigen instellingen."""
    return given.instelling == "" or given.instelling in facts.instellingen


@AANLEVERING.rule("BV_U_stopdrempel", "own choice, ADR 0034", field="stopdrempel")
def stopdrempel_is_percentage(given: AanleveringInput, facts: AanleveringFacts) -> bool:
    """Vul een percentage in van 1 tot en met 100. Met 100 stopt het controleren niet eerder."""
    return 1 <= given.stopdrempel <= 100


# what arrived


@INHOUD.rule("BV_U_bestand_leeg", "S2 L431-441 (BST-04)", field="bestand")
def inhoud_niet_leeg(given: InhoudInput, facts: InhoudFacts) -> bool:
    """Het bestand is leeg. Kies het bestand opnieuw, of maak het opnieuw in uw administratie."""
    return given.grootte > 0


def _tells_most(given: InhoudInput, facts: InhoudFacts) -> Mapping[str, object]:
    return {"mb": param("upload_max_mb", on=facts.vandaag)}


@INHOUD.rule("BV_U_bestand_te_groot", "own choice, ADR 0034", field="bestand", tells=_tells_most)
def inhoud_niet_te_groot(given: InhoudInput, facts: InhoudFacts) -> bool:
    """Het bestand is groter dan {mb} MB. Verdeel het over twee of meer bestanden."""
    return given.grootte <= param("upload_max_mb", on=facts.vandaag) * MB


def _tells_earlier(given: InhoudInput, facts: InhoudFacts) -> Mapping[str, object]:
    return {"dag": voluit(facts.eerder) if facts.eerder else ""}


@INHOUD.rule("BV_U_eerder_gestuurd", "own choice, ADR 0034", field="bestand", blocks=False, tells=_tells_earlier)
def inhoud_nieuw(given: InhoudInput, facts: InhoudFacts) -> bool:
    """Dit bestand stuurde u eerder, op {dag}. Regels die al zijn vastgelegd, worden niet dubbel vastgelegd."""
    return facts.eerder is None


def _tells_extension(given: InhoudInput, facts: InhoudFacts) -> Mapping[str, object]:
    return {"naam": given.bestand, "inhoud": given.inhoud}


@INHOUD.rule("BV_U_naam_en_inhoud", "own choice, ADR 0034", field="bestand", blocks=False, tells=_tells_extension)
def naam_past_bij_inhoud(given: InhoudInput, facts: InhoudFacts) -> bool:
    """Aan de naam {naam} is niet te zien dat dit een {inhoud}-bestand is. Het is gelezen als {inhoud}."""
    return not given.inhoud or given.bestand.lower().rpartition(".")[2] in _EXTENSIES[given.inhoud]


# what is stored


def _tells_wrong(given: VastleggenInput, facts: VastleggenFacts) -> Mapping[str, object]:
    return {"aantal": "1 regel" if facts.fout == 1 else f"{facts.fout} regels"}


@VASTLEGGEN.rule("BV_U_foute_regels", "own choice, ADR 0034", field="alles_of_niets", tells=_tells_wrong)
def alles_is_goed(given: VastleggenInput, facts: VastleggenFacts) -> bool:
    """In {aantal} klopt iets niet, dus er is niets vastgelegd. Verbeter het bestand en stuur het opnieuw, of
    laat alleen de goede regels vastleggen."""
    return not given.alles_of_niets or facts.fout == 0


@VASTLEGGEN.rule("BV_U_niets_vast_te_leggen", "own choice, ADR 0034", field="alles_of_niets")
def iets_is_goed(given: VastleggenInput, facts: VastleggenFacts) -> bool:
    """Geen enkele regel kan worden vastgelegd. Verbeter het bestand en stuur het opnieuw."""
    return facts.goed > 0 or (given.alles_of_niets and facts.fout > 0)
