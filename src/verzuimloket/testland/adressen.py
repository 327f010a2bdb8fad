"""Where families live: addresses at home and abroad, and the moves that the register has seen."""

from typing import NamedTuple

from verzuimloket.testland.dagen import Dag, iso, iso_or_empty, stempel, werkdag
from verzuimloket.testland.gemeenten import Gemeente
from verzuimloket.testland.kans import Kans
from verzuimloket.testland.namen import namen

NEDERLAND, BELGIE, DUITSLAND = "6030", "5010", "9089"

_LETTERS = "ABCDEFGHJKLMNPRSTVWXZ"
# Postcodes never end in SA, SD or SS.
_LETTERPAREN = tuple(a + b for a in _LETTERS for b in _LETTERS if a + b not in ("SA", "SD", "SS"))
_STRAATNAMEN = tuple(
    naam + eind
    for _, naam in namen("straat")
    for eind in ("straat", "laan", "weg", "hof", "pad", "plein", "kade", "dreef")
)
_PAS_HIER = 14  # days
_TOEVOEGINGEN = ("bis", "hs", "1", "2", "3", "A1", "rood", "zw")
_BUITENLAND = {
    BELGIE: (
        "Kerkstraat|2300 Turnhout",
        "Molendreef|2910 Essen",
        "Stationslei|3910 Pelt",
        "Dorp|9990 Maldegem",
    ),
    DUITSLAND: ("Lindenweg|47533 Kleve", "Am Bach|48599 Gronau", "Schulstrasse|52525 Heinsberg"),
}


class Verblijf(NamedTuple):
    """One address of a family from a day on. ``adres`` is the part of the line from gemeentecode on."""

    begin: Dag
    bekend: Dag
    adres: str
    landcode: str


def make_adres(kans: Kans, gemeente: Gemeente) -> str:
    """A Dutch address; the same postcode always lies in the same street."""
    cijfers = kans.between(gemeente.postcode_van, gemeente.postcode_tot)
    paar = kans.between(0, 79) * 5
    straat = _STRAATNAMEN[(cijfers * 37 + paar) % len(_STRAATNAMEN)]
    huisletter = kans.pick("ABCD") if kans.happens(0.08) else ""
    toevoeging = kans.pick(_TOEVOEGINGEN) if kans.happens(0.05) else ""
    return (
        f"{gemeente.code};{NEDERLAND};{cijfers}{_LETTERPAREN[paar]};{kans.between(1, 248)};"
        f"{huisletter};{toevoeging};{straat};{gemeente.woonplaats}"
    )


def make_adres_abroad(kans: Kans, met_bsn: bool) -> tuple[str, str]:
    """(address, landcode) over the border; with a bsn only the country is recorded (D17)."""
    landcode = kans.pick((BELGIE, DUITSLAND))
    straat, plaats = ("", "") if met_bsn else kans.pick(_BUITENLAND[landcode]).split("|")
    regel = f"{straat} {kans.between(1, 90)}" if straat else ""
    return f";{landcode};;;;;{regel};{plaats}", landcode


def adresregels(kans: Kans, verblijven: list[Verblijf], vanaf: Dag) -> list[str]:
    """The lines of one child, without its key: a move closes the first address and opens the second."""
    bekend = stempel(kans, werkdag(vanaf + 2))
    eerste, laatste = verblijven[0], verblijven[-1]
    # Who came here just before the family moved has only lived at the new address.
    if eerste is laatste or laatste.begin <= vanaf + _PAS_HIER:
        return [_regel(vanaf, None, laatste.adres, bekend, "")]
    verhuisd = stempel(kans, laatste.bekend)
    return [
        _regel(vanaf, None, eerste.adres, bekend, verhuisd),
        _regel(vanaf, laatste.begin - 1, eerste.adres, verhuisd, ""),
        _regel(laatste.begin, None, laatste.adres, verhuisd, ""),
    ]


def _regel(begin: Dag, eind: Dag | None, adres: str, van: str, tot: str) -> str:
    return f"{iso(begin)};{iso_or_empty(eind)};{adres};{van};{tot}"
