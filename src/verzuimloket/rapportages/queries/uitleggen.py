"""Everything that the page "Waarom staat deze leerling op de lijst?" tells of one person in one run."""

from dataclasses import dataclass, replace

from verzuimloket.rapportages.models import Lijstregel, Mutatie, Peiling
from verzuimloket.rapportages.queries import lijst, peilingen, spoor
from verzuimloket.rapportages.queries.lijst import Bereik
from verzuimloket.rapportages.rules import kalender, uitleg
from verzuimloket.rapportages.rules.kalender import Run
from verzuimloket.rapportages.rules.spoor import Spoor


@dataclass(frozen=True)
class Uitleg:
    """toen: as known at the cutoff; nu: the same days as known now; straks: the next run, as known now, when that run
    is not made yet. vorige: the run before. op_lijst, stond, staat: the lines of this run, of the run before, and of
    the next one if it was made."""

    toen: Spoor
    nu: Spoor
    op_lijst: Lijstregel | None
    vorige: Spoor | None
    stond: Lijstregel | None
    gehoord: list[Mutatie]
    volgende: Run | None
    straks: Spoor | None
    volgende_peiling: Peiling | None
    staat: Lijstregel | None


def of(who: Bereik, peiling: Peiling, persoon: int) -> Uitleg | None:
    """Of somebody of ours (lijst.own); None when the register did not know this person at the cutoff."""
    vraag = spoor.vraag_of(peiling)
    toen = spoor.at_cutoff([persoon], vraag).get(persoon)
    if toen is None:
        return None
    nu = spoor.as_known_now([persoon], vraag).get(persoon, toen)
    run = run_of(peiling)
    before = peilingen.previous_of(run)
    after = next_of(run)
    made = peilingen.peiling_of(after) if after else None
    return Uitleg(
        toen=toen,
        nu=nu,
        op_lijst=lijst.listed(who, peiling, persoon),
        vorige=spoor.at_cutoff([persoon], spoor.vraag_of(before)).get(persoon) if before else None,
        stond=lijst.listed(who, before, persoon) if before else None,
        gehoord=lijst.heard(who, peiling, persoon),
        volgende=after,
        straks=_next(nu, after) if after and made is None else None,
        volgende_peiling=made,
        staat=lijst.listed(who, made, persoon) if made else None,
    )


def run_of(peiling: Peiling) -> Run:
    """The run that a stored one is of."""
    t2 = peiling.t2.replace(year=int(peiling.productiemaand[:4]), month=int(peiling.productiemaand[4:]), day=1)
    return next(each for each in kalender.runs(t2) if each.soort == peiling.soort)


def next_of(run: Run) -> Run | None:
    """The run after it of the same report year; nothing after the last."""
    months = kalender.months_of(run.rapportjaar)
    place = months.index(run.productie.t2) + 1
    if place == len(months):
        return None
    return next(each for each in kalender.runs(months[place]) if each.rapportjaar == run.rapportjaar)


def _next(nu: Spoor, after: Run) -> Spoor:
    """What is known now, asked about the days of the next run."""
    asked = replace(nu.vraag, t2=after.t2, sk_tot=after.sk_tot, bekend_voor=after.productie.cutoff)
    return replace(nu, vraag=asked)


def goes_off(each: Uitleg) -> bool | None:
    """Whether this person is off the next list, as far as known now; None when there is no telling."""
    return None if each.straks is None else not uitleg.op_de_lijst(each.straks)
