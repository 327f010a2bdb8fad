"""What a postal code must be before the register holder may add it (domain rules §10)."""

import re
from collections.abc import Mapping

from verzuimloket.core.rules import Rulebook
from verzuimloket.routering.inputs import PostcodeFacts, PostcodeInput

POSTCODE = Rulebook("postcode toevoegen")
RULEBOOKS = (POSTCODE,)
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")


@POSTCODE.rule("BV_R_postcode_vorm", "domain rules §3.2", field="postcode")
def postcode_klopt(given: PostcodeInput, facts: PostcodeFacts) -> bool:
    """Vul een postcode in van 4 cijfers en 2 letters, bijvoorbeeld 3511 AB."""
    return _POSTCODE.fullmatch(given.postcode) is not None


def _tells_gemeente(given: PostcodeInput, facts: PostcodeFacts) -> Mapping[str, object]:
    return {"postcode": given.postcode, "gemeente": facts.gemeente}


@POSTCODE.rule(
    "BV_R_postcode_bestaat", "own choice: the table of the CBS decides", field="postcode", tells=_tells_gemeente
)
def postcode_is_nieuw(given: PostcodeInput, facts: PostcodeFacts) -> bool:
    """Postcode {postcode} staat al in de tabel, bij gemeente {gemeente}. U hoeft niets te doen."""
    return facts.gemeente == ""


@POSTCODE.rule("BV_R_gemeente", "codelijst gemeente", field="gemeente")
def gemeente_bestaat(given: PostcodeInput, facts: PostcodeFacts) -> bool:
    """Kies de gemeente waarin deze postcode ligt."""
    return given.gemeente in facts.gemeenten
