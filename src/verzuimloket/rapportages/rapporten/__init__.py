"""The reports, one module each: who gets which lines (domein rapportages.md §1)."""

from verzuimloket.rapportages.rapporten import a01, a02, a03, a04, a05, a06, a07, a14, nenr, nrsp, r01, r02, r06, r08
from verzuimloket.rapportages.rapporten.vorm import Rapport
from verzuimloket.rapportages.rules.kalender import Productie, Week

_OVER_LIJSTEN = (a01.RAPPORT, a02.RAPPORT, a03.RAPPORT, a04.RAPPORT, a05.RAPPORT, a06.RAPPORT, a07.RAPPORT, a14.RAPPORT)
_PER_JAAR: tuple[Rapport[Productie], ...] = (nrsp.RAPPORT, nenr.RAPPORT)
_OVER_VERZUIM: tuple[Rapport[Productie], ...] = (r01.RAPPORT, r02.RAPPORT, r06.RAPPORT)
RAPPORTEN: dict[str, Rapport[Productie]] = {
    rapport.code: rapport for rapport in (*_OVER_LIJSTEN, *_PER_JAAR, *_OVER_VERZUIM)
}
WEKELIJKS: dict[str, Rapport[Week]] = {"R08": r08.RAPPORT}
