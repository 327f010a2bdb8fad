"""The school's own reference of a melding, such as its student number (WNS-04). Never a person number."""

import re

from verzuimloket.personen.rules import pgn_soort
from verzuimloket.verzuim.inputs import MeldingFacts, MeldingInput
from verzuimloket.verzuim.rules.boeken import in_both

_VORM = re.compile(r"[^\W_](?:[^\W_]|[-./ ]){0,39}")  # letters and digits of any alphabet, and these four signs
_LEESTEKENS = re.compile(r"[-./ ]")


@in_both("BV_S_eigen_kenmerk", "own choice; S0 L73-74 (WNS-04)", field="eigen_kenmerk")
def eigen_kenmerk_vorm(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Gebruik in het eigen kenmerk alleen letters, cijfers, spaties, punten, streepjes en schuine strepen, en
    niet meer dan 40 tekens."""
    return given.eigen_kenmerk == "" or _VORM.fullmatch(given.eigen_kenmerk) is not None


@in_both("BV_S_eigen_kenmerk_is_pgn", "WBSN art. 10; own choice; S0 L73-74 (WNS-04)", field="eigen_kenmerk")
def eigen_kenmerk_geen_persoonsnummer(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Het eigen kenmerk lijkt een bsn of onderwijsnummer. Dat mag u hier niet invullen. Vul een nummer van uw
    eigen school in, of laat het veld leeg."""
    return pgn_soort(_LEESTEKENS.sub("", given.eigen_kenmerk)) is None
