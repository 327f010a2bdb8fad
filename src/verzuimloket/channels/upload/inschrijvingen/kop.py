"""Which column of a file is which column of the template: told by the heading, in any order and most spellings."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from verzuimloket.aanleveringen.sjabloon import KOLOMMEN
from verzuimloket.channels.upload.tabellen import Rij, geweigerd, weigeren
from verzuimloket.core.errors import Rejected
from verzuimloket.core.parameters import param
from verzuimloket.personen.rules import zoeksleutel

# Besides the names and labels of the template: what administrations call it. Keys of _sleutel.
_OOK = {
    "instellingscode": "brin brinnummer brincode schoolcode instellingsnummer",
    "datumInschrijving": "inschrijvingsdatum inschrijfdatum inschrijving datumin begindatum startdatum ingangsdatum "
    "datumbegin datuminschrijven begindatuminschrijving inschrijvingvanaf ingeschrevenop",
    "datumUitschrijving": "uitschrijvingsdatum uitschrijfdatum uitschrijving datumuit einddatum datumeinde "
    "datumuitschrijven einddatuminschrijving uitgeschrevenop",
    "bsn": "burgerservicenummer bsnnummer bsnnr sofinummer bsnleerling",
    "onderwijsnummer": "own onderwijsnr ownnummer",
    "geslacht": "sekse geslachtleerling mv",
    "geboortedatum": "geboren gebdatum gebdat geboortedat geborenop datumgeboorte geboortedag",
    "achternaam": "geslachtsnaam familienaam achternaamleerling",
    "voorvoegsels": "voorvoegsel tussenvoegsel tussenvoegsels tussenv voorvoegselachternaam",
    "voornamen": "voornaam allevoornamen voornamenvoluit",
    "landcode": "land landwoonadres woonland codeland",
    "postcode": "pc postcodewoonadres",
    "huisnummer": "huisnr huisnummerwoonadres",
    "huisnummertoevoeging": "toevoeging huisnrtoevoeging toev huisnummertoev huisnrtoev",
    "huisnummeraanduiding": "aanduiding aanduidinghuisnummer aanduidingbijhuisnummer",
    "aanduidingLocatie": "locatieaanduiding locatiebeschrijving locatieomschrijving",
    "straatnaam": "straat openbareruimte",
    "plaatsnaam": "plaats woonplaats woonplaatsnaam",
    "adresregel1": "adres1 regel1 buitenlandsadres1 adresregelbuitenland1 regel1buitenland",
    "adresregel2": "adres2 regel2 buitenlandsadres2 adresregelbuitenland2 regel2buitenland",
    "adresregel3": "adres3 regel3 buitenlandsadres3 adresregelbuitenland3 regel3buitenland",
}
_ALTIJD = ("datumInschrijving", "geslacht", "geboortedatum")
_EEN_NUMMER, _NEDERLAND, _BUITENLAND = (
    ("bsn", "onderwijsnummer"),
    ("postcode", "huisnummer"),
    ("landcode", "adresregel1"),
)
_HAKEN = re.compile(r"\([^)]*\)|\*")
_KAAL = re.compile(r"[^a-z0-9]")
_BEGIN = 20  # rows among which the heading is sought
_GENOEG = 3  # columns that must be known before a row is a heading
_NOEMEN = 2  # columns that a sentence names


@dataclass(frozen=True)
class Kop:
    """The heading. regel: its row; plaatsen: column of the template → place in a line."""

    regel: int
    cellen: tuple[str, ...]
    plaatsen: dict[str, int]

    @property
    def kolommen(self) -> dict[str, str]:
        """Heading of the file → column of the template."""
        return {self.cellen[plaats]: naam for naam, plaats in self.plaatsen.items()}

    @property
    def onbekend(self) -> tuple[str, ...]:
        """Headings that are not read."""
        known = set(self.plaatsen.values())
        return tuple(cel for plaats, cel in enumerate(self.cellen) if cel and plaats not in known)


def _sleutel(cel: str) -> str:
    """A heading without case, accents, spaces, signs and what stands in brackets."""
    return _KAAL.sub("", zoeksleutel(_HAKEN.sub("", cel[:200])))


@cache
def _eigen() -> dict[str, str]:
    """Key of a name or label of the template → its column."""
    return {_sleutel(text): kolom.naam for kolom in KOLOMMEN for text in (kolom.naam, kolom.label)}


@cache
def _namen() -> dict[str, str]:
    """Key of any heading that is understood → column of the template."""
    return {key: naam for naam, keys in _OOK.items() for key in keys.split()} | _eigen()


def lijkt_op_kop(cellen: Sequence[str]) -> int:
    """How many different columns of the template a row names."""
    return len({_namen()[key] for key in map(_sleutel, cellen) if key in _namen()})


def zoek_kop(rijen: Iterable[Rij], instelling: str, *, on: date) -> Kop:
    """The row among the first ones that names most columns. Raises Rejected when it cannot be read by."""
    begin = [(regel, cellen) for regel, cellen in rijen if regel <= _BEGIN]
    regel, cellen = max(begin, key=lambda rij: lijkt_op_kop(rij[1]), default=(0, []))
    if lijkt_op_kop(cellen) < _GENOEG:
        raise geweigerd(
            "VORM_bestand_kop",
            "De namen van de kolommen staan niet boven uw lijst. Zet op de eerste regel de kolomnamen van het "
            "sjabloon, zoals datumInschrijving, bsn, geslacht en geboortedatum.",
        )
    while cellen and not cellen[-1].strip():
        cellen = cellen[:-1]
    if len(cellen) > param("upload_max_kolommen", on=on):
        raise weigeren.te_veel_kolommen(param("upload_max_kolommen", on=on))
    kop = Kop(regel, tuple(" ".join(cel.split()) for cel in cellen), _plaatsen(cellen))
    _nodig(kop, instelling)
    return kop


def _plaatsen(cellen: Sequence[str]) -> dict[str, int]:
    """Column of the template → place; a name of the template goes before another word for it.

    Raises Rejected when a column stands there twice.
    """
    keys = [_sleutel(cel) for cel in cellen]
    own = {_eigen()[key] for key in keys if key in _eigen()}
    found = [
        (_namen()[key], plaats)
        for plaats, key in enumerate(keys)
        if key in _namen() and (key in _eigen() or _namen()[key] not in own)
    ]
    double = [naam for naam, times in Counter(naam for naam, _ in found).items() if times > 1]
    if double:
        raise _dubbel(double, [cellen[plaats] for naam, plaats in found if naam in double])
    return dict(found)


def _dubbel(double: list[str], koppen: list[str]) -> Rejected:
    names, heads = _eerste(double), _eerste([" ".join(kop.split())[:40] for kop in koppen])
    return geweigerd(
        "VORM_bestand_kolom_dubbel",
        f"De kolom {names} staat meer dan 1 keer in het bestand ({heads}). Laat 1 kolom staan en haal de andere weg.",
    )


def _eerste(namen: list[str]) -> str:
    """The first ones: a file may say the same a hundred times, a sentence may not."""
    return _opsomming(namen if len(namen) <= _NOEMEN else [*namen[:_NOEMEN], "andere"])


def _nodig(kop: Kop, instelling: str) -> None:
    """Raises Rejected with the names of the columns that must still be added."""
    has = kop.plaatsen.keys()
    missing = [naam for naam in _ALTIJD if naam not in has]
    if not instelling and "instellingscode" not in has:
        missing.insert(0, "instellingscode")
    if not has & set(_EEN_NUMMER) and not _zonder_nummer(has):
        missing.append("bsn")
    if missing:
        raise geweigerd(
            "VORM_bestand_kolommen",
            f"In het bestand {'mist deze kolom' if len(missing) == 1 else 'missen deze kolommen'}: "
            f"{_opsomming(missing)}. Voeg toe wat mist, met de namen van het sjabloon.",
        )


def _zonder_nummer(has: Iterable[str]) -> bool:
    names = set(has)
    return "achternaam" in names and (names >= set(_NEDERLAND) or names >= set(_BUITENLAND))


def _opsomming(namen: Sequence[str]) -> str:
    return " en ".join(filter(None, (", ".join(namen[:-1]), namen[-1])))
