"""All deliveries of one window in one ordered pass: each person is read once and goes to every recipient he or she
has. What waits to be written is bounded, however many recipients there are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from verzuimloket.leveringen.bestand import blok
from verzuimloket.leveringen.bestand.vorm import Vorm, vormen
from verzuimloket.leveringen.inputs import Ontvanger, Stand, Venster
from verzuimloket.leveringen.queries.gebied import Verdeling
from verzuimloket.leveringen.queries.standen import Standen, standen
from verzuimloket.leveringen.queries.wijzigingen import Gezocht, bewoners, gewijzigd
from verzuimloket.leveringen.rules import Wijziging, naam, wijziging
from verzuimloket.leveringen.rules.doelgroep import in_c

Doel = Callable[[Ontvanger, str, bytes], None]  # (for whom, name of the file, what comes at its end)
Voortgang = Callable[[int, int], None]
_VOL, _SAMEN = 256_000, 32_000_000  # bytes that wait: of one file, and together
_MELD = 1_000  # persons between two looks


@dataclass
class Gemaakt:
    """What became of one recipient: counts, and the hash per form."""

    ontvanger: Ontvanger
    aantallen: dict[str, int]
    sha256: dict[str, str]


@dataclass
class _Uitgang:
    """The files of one recipient, with what was not written yet."""

    ontvanger: Ontvanger
    vormen: tuple[Vorm, ...] = field(default_factory=vormen)
    wacht: list[bytearray] = field(default_factory=list)


class _Uitgangen:
    """The files of all recipients."""

    def __init__(self, venster: Venster, ontvangers: Iterable[Ontvanger], doel: Doel, *, at: datetime) -> None:
        self._venster, self._doel, self._samen = venster, doel, 0
        self._van = {each: _Uitgang(each) for each in ontvangers}
        for each, uit in self._van.items():
            voorloop = blok.voorloop(venster, each, at=at)
            uit.wacht = [bytearray(vorm.begin(voorloop)) for vorm in uit.vormen]

    def add(self, ontvangers: Iterable[Ontvanger], records: list[blok.Record]) -> None:
        for each in ontvangers:
            uit = self._van[each]
            for place, vorm in enumerate(uit.vormen):
                content = vorm.blok(records)
                uit.wacht[place] += content
                self._samen += len(content)
                if len(uit.wacht[place]) > _VOL:
                    self._write(uit, place)
        if self._samen > _SAMEN:
            for uit in self._van.values():
                self._write(uit, 0)
                self._write(uit, 1)

    def close(self) -> list[Gemaakt]:
        """The closing record of every file, and what became of each."""
        for uit in self._van.values():
            for place, vorm in enumerate(uit.vormen):
                uit.wacht[place] += vorm.einde()
                self._write(uit, place)
        return [
            Gemaakt(each, dict(uit.vormen[0].aantallen), {vorm.extensie: vorm.sha256 for vorm in uit.vormen})
            for each, uit in self._van.items()
        ]

    def _write(self, uit: _Uitgang, place: int) -> None:
        if content := bytes(uit.wacht[place]):
            self._doel(uit.ontvanger, naam(self._venster, uit.ontvanger, uit.vormen[place].extensie), content)
            self._samen = max(0, self._samen - len(content))
            uit.wacht[place].clear()


def maak_p(
    venster: Venster, ontvangers: list[Ontvanger], doel: Doel, *, at: datetime, regios: dict[str, str],
    voortgang: Voortgang = lambda gedaan, totaal: None,
) -> list[Gemaakt]:  # fmt: skip
    """The weekly deliveries of all these recipients."""
    uitgangen, verdeling = _Uitgangen(venster, ontvangers, doel, at=at), Verdeling(ontvangers)

    def handle(each: Standen) -> None:
        found = wijziging(each.oud, each.nieuw)
        if found:
            _verdeel(uitgangen, verdeling, each, found, regios)

    _pass(gewijzigd(venster), venster, handle, voortgang)
    return uitgangen.close()


def _verdeel(
    uitgangen: _Uitgangen, verdeling: Verdeling, each: Standen, found: Wijziging, regios: dict[str, str]
) -> None:
    hier = verdeling.volledig(found.volledig)
    if hier:
        uitgangen.add(hier, blok.volledig(each.nieuw, each.oud, found.mutaties, regios))
    if found.vorige:
        daar = verdeling.vorige(found.vorige, found.volledig)
        uitgangen.add(daar, blok.vertrek(each.nieuw, each.oud, found.naar_de_oude, regios))


def maak_c(
    venster: Venster, ontvanger: Ontvanger, doel: Doel, *, at: datetime, regios: dict[str, str],
    voortgang: Voortgang = lambda gedaan, totaal: None,
) -> Gemaakt:  # fmt: skip
    """Everybody of one recipient."""
    uitgangen = _Uitgangen(venster, [ontvanger], doel, at=at)

    def handle(each: Standen) -> None:
        stand: Stand = each.nieuw
        if in_c(stand) and stand.gemeente in ontvanger.gemeenten:  # not who has a newer address elsewhere
            uitgangen.add([ontvanger], blok.volledig(stand, None, (), regios))

    _pass(bewoners(venster, ontvanger.gemeenten), venster, handle, voortgang)
    return uitgangen.close()[0]


def _pass(gezocht: Gezocht, venster: Venster, handle: Callable[[Standen], None], voortgang: Voortgang) -> None:
    totaal = len(gezocht)
    voortgang(0, totaal)
    for gedaan, each in enumerate(standen(gezocht, venster), start=1):
        handle(each)
        if gedaan % _MELD == 0 or gedaan == totaal:
            voortgang(gedaan, totaal)
