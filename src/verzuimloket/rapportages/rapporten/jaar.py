"""What the figures of a year, NRSP and NenR, have in common (rapportages.md §1.3, §1.5; layout: kolommen.py)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verzuimloket.rapportages import queries
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.rapporten import stroom
from verzuimloket.rapportages.rapporten.kolommen import ONDERWIJSNUMMER, Kolommen
from verzuimloket.rapportages.rapporten.vorm import SCHEIDING, Blokken, Ontvanger, Rapport, Regels
from verzuimloket.rapportages.rules.kalender import Productie, yearly

_REGIO = "LEFT JOIN naam gr ON gr.soort = 'R' AND gr.code = l.regio"


@dataclass(frozen=True)
class Jaarrapport(Rapport[Productie]):
    """Its file is called after the year in which the report year ends, and V or D: NRSP2026VI27GZ.csv."""

    def naambegin(self, moment: Productie) -> str:
        run = yearly(moment.t2)
        assert run
        return f"{self.code}{run.rapportjaar + 1}{run.soort}"


def jaarrapport(code: str, naam: str, kolommen: Kolommen, bron: stroom.Bron) -> Jaarrapport:
    """A report over the set of a yearly run."""
    base = stroom.rapport(code, naam, kolommen, _with_regio(bron), of_the_year, altijd=False)

    def teksten(productie: Productie, alleen: Sequence[Ontvanger]) -> Blokken:
        for ontvanger, regels in base.blokken(productie, alleen):
            yield ontvanger, [_two_numbers(regel) for regel in regels]

    def lines(productie: Productie) -> Regels:
        yield from _cells(teksten(productie, ()))

    return Jaarrapport(code, naam, base.kolommen, lines, teksten=teksten, gemaakt=base.gemaakt)


def of_the_year(productie: Productie) -> Sequence[Peiling]:
    """The yearly run of this production month."""
    return queries.yearly_of(productie.t2)


def _with_regio(bron: stroom.Bron) -> stroom.Bron:
    return stroom.Bron(bron.tabel, bron.velden, bron.waar, bron.ontvangers, f"{bron.joins} {_REGIO}")


def _cells(blokken: Blokken) -> Iterator[tuple[Ontvanger, tuple[str, ...]]]:
    for ontvanger, regels in blokken:
        yield from ((ontvanger, tuple(regel.split(SCHEIDING))) for regel in regels)


def _two_numbers(regel: str) -> str:
    """An onderwijsnummer goes to its own column; then the bsn is 0."""
    nummer, soort, rest = regel.split(SCHEIDING, 2)
    bsn, onderwijsnummer = ("0", nummer) if soort == ONDERWIJSNUMMER else (nummer, "")
    return SCHEIDING.join((bsn, onderwijsnummer, rest))
