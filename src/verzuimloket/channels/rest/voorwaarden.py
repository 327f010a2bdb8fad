"""The mark of a state (ETag), and requests that hold only for the state that the sender saw (RFC 9110)."""

from django.utils.crypto import salted_hmac
from django.utils.http import parse_etags

from verzuimloket.channels.rest.oproep import Oproep
from verzuimloket.channels.rest.problemen import Probleem, wrong_place
from verzuimloket.inschrijvingen.actions import CHANGED_MEANWHILE
from verzuimloket.inschrijvingen.models import Inschrijving


def etag(row: Inschrijving) -> str:
    """Another state has another mark. Keyed, so that it tells nothing of the pupil."""
    pupil = row.persoon
    state = (
        *(row.kenmerk, row.instelling_id, row.begindatum, row.einddatum, row.persoon_id),
        *(pupil.achternaam, pupil.voorvoegsel, pupil.voornamen, pupil.geslacht, pupil.geboren.iso()),
    )
    return f'"{salted_hmac("rest etag", repr(state)).hexdigest()[:32]}"'


def demand_match(oproep: Oproep, row: Inschrijving) -> None:
    """Raise Probleem when If-Match is not there, or names another state."""
    if not oproep.kop.get("If-Match"):
        detail = "Lees de inschrijving eerst en stuur de ETag van dat antwoord mee in de koptekst If-Match."
        raise wrong_place("header", "If-Match", "VORM_if_match", detail, 428)
    check_match(oproep, row)


def check_match(oproep: Oproep, row: Inschrijving) -> None:
    """The same for who may leave it out."""
    given = parse_etags(oproep.kop.get("If-Match", "") or "*")
    if "*" not in given and etag(row) not in given:
        detail = "Deze inschrijving is intussen gewijzigd. Lees haar opnieuw en beslis dan of u nog wilt wijzigen."
        raise Probleem(412, detail, CHANGED_MEANWHILE)
