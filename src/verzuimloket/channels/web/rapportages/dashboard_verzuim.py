"""The figures of meldingen: kinds, months, first reaction, and how soon schools report."""

from verzuimloket.channels.web import grafiek
from verzuimloket.channels.web.grafiek import Rij
from verzuimloket.channels.web.rapportages.dashboard_figuur import TE_KLEIN, VERBORGEN, Figuur, Waarde, cover, tekst
from verzuimloket.channels.web.rapportages.dashboard_keuze import PERSONEN, Keuze, maand_kort
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.rapportages.queries import dashboard_meldingen as queries
from verzuimloket.rapportages.queries.dashboard_meldingen import Aantal, Gemeld, Termijnen
from verzuimloket.rapportages.rules.dashboard import REACTIE, TERMIJN, mediaan, per_klasse, percentage

_SCHOOLJAAR = (*range(8, 13), *range(1, 8))
_PERSONEN = ("Personen", "Meldingen daarboven (personen / meldingen)")


def soorten(gemeld: Gemeld, drempel: int) -> Figuur:
    """Meldingen beside persons: a person may be reported more than once."""
    lijst = codelijst("soort")
    known = [each.code for each in lijst if each.code in gemeld.per_soort]
    counts = [(lijst.label(each), _both(gemeld.per_soort[each])) for each in known]
    covered = cover(counts, drempel)
    if covered is None:
        return Figuur("soorten", ("Soort",), (), opmerking=TE_KLEIN)
    rijen: list[tuple[Waarde, ...]] = [(label, *(both or (VERBORGEN, VERBORGEN))) for label, both in covered]
    if counts:
        rijen.append(("Totaal", *(_both(gemeld.totaal) if not drempel or known else ())))
    bars = [_bar(label, both) for label, both in covered]
    beeld = grafiek.staven(bars) if bars else None
    return Figuur("soorten", ("Soort verzuim", "Meldingen", "Personen"), tuple(rijen), beeld, _PERSONEN)


def _both(aantal: Aantal) -> tuple[int, int]:
    return aantal.meldingen, aantal.personen


def _bar(label: str, both: tuple[int, ...] | None) -> Rij:
    """The persons, and behind them how many meldingen there are more: ``14 / 26``."""
    if both is None:
        return Rij(label, VERBORGEN)
    return Rij(label, f"{tekst(both[1])} / {tekst(both[0])}", (both[1], both[0] - both[1]))


def maanden(keuze: Keuze, gemeld: Gemeld, drempel: int) -> Figuur:
    """Per month of the school year, by kind for who may see names; of meldingen or of persons."""
    first, last = queries.vanaf(keuze.maanden.nu), queries.laatste_dag(keuze.maanden.nu)
    months = [each for each in _SCHOOLJAAR if (each - 8) % 12 <= (last.month - 8) % 12]
    labels = [maand_kort(f"{first.year + (each < 8)}{each:02d}") for each in months]
    kind = "personen" if keuze.tel == PERSONEN else "meldingen"
    totals = [getattr(gemeld.per_kalendermaand.get(each, Aantal(0, 0)), kind) for each in months]
    covered = cover([(label, (total,)) for label, total in zip(labels, totals, strict=True)], drempel)
    if covered is None:
        return Figuur("maanden", ("Maand",), (), opmerking=TE_KLEIN)
    lijst = codelijst("soort")
    codes = [] if drempel else [each.code for each in lijst if each.code in gemeld.per_soort]
    rijen = list[tuple[Waarde, ...]]()
    for (label, total), month in zip(covered, months, strict=True):
        parts = [getattr(gemeld.per_maand.get((each, month), Aantal(0, 0)), kind) for each in codes]
        rijen.append((label, *parts, total[0] if total else VERBORGEN))
    line = [total[0] if total else None for _, total in covered]
    kolommen = ("Maand", *(lijst.label(each) for each in codes), kind.capitalize())
    return Figuur("maanden", kolommen, tuple(rijen), grafiek.lijnen([line], labels, len(labels) - 1))


def reactie(termijnen: Termijnen, drempel: int) -> Figuur:
    """How soon the municipality first did something, and how many wait."""
    days = {dag: aantal for dag, aantal in termijnen.reactie.items() if dag is not None}
    waiting = termijnen.reactie.get(None, 0)
    middle, totaal = mediaan(days), sum(days.values()) + waiting
    counts = [*per_klasse(days, REACTIE), ("Nog geen reactie", waiting)]
    part = percentage(waiting, totaal)
    about = f"De helft kreeg binnen {middle} {_dagen(middle)} een reactie. " if middle is not None else ""
    about += f"Zonder reactie: {tekst(part)}." if part is not None and not drempel else ""
    return _classes("reactie", "Eerste reactie", counts, about, drempel)


def termijn(termijnen: Termijnen, drempel: int) -> Figuur:
    """How long after its first day absence was reported."""
    middle = mediaan(termijnen.melden)
    about = f"De helft is binnen {middle} {_dagen(middle)} gemeld." if middle is not None else ""
    return _classes("termijn", "Tussen verzuim en melding", per_klasse(termijnen.melden, TERMIJN), about, drempel)


def _dagen(aantal: int) -> str:
    return "dag" if aantal == 1 else "dagen"


def _classes(code: str, eerste: str, counts: list[tuple[str, int]], about: str, drempel: int) -> Figuur:
    covered = cover([(label, (aantal,)) for label, aantal in counts], drempel)
    if covered is None:
        return Figuur(code, (eerste,), (), opmerking=TE_KLEIN)
    totaal = sum(aantal for _, aantal in counts)
    rijen, bars = list[tuple[Waarde, ...]](), list[Rij]()
    for label, numbers in covered:
        part = percentage(numbers[0], totaal) if numbers else None
        rijen.append((label, numbers[0], part) if numbers else (label, VERBORGEN, VERBORGEN))
        shown = f"{tekst(numbers[0])} ({tekst(part)})" if numbers and totaal else "0"
        bars.append(Rij(label, shown if numbers else VERBORGEN, numbers or ()))
    return Figuur(code, (eerste, "Meldingen", "Deel"), tuple(rijen), grafiek.staven(bars), opmerking=about)
