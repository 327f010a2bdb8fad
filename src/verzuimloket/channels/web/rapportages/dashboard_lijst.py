"""The figures of the start set and the list: overview, levels, and parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from verzuimloket.channels.web import grafiek
from verzuimloket.channels.web.grafiek import Rij
from verzuimloket.channels.web.rapportages.dashboard_figuur import (
    GEEN,
    TE_KLEIN,
    VERBORGEN,
    Figuur,
    Geteld,
    Waarde,
    cover,
    shown,
    tekst,
)
from verzuimloket.channels.web.rapportages.dashboard_keuze import Keuze, maand, maand_kort
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries import dashboard as queries
from verzuimloket.rapportages.queries.dashboard import Deel, Mutaties, Telling, Werk
from verzuimloket.rapportages.rules.dashboard import percentage
from verzuimloket.rapportages.rules.kalender import Productie, months_of

REDENEN = {"G": "Geen inschrijving", "B": "Niet bekostigd, herstelbaar", "E": "Examendeelnemer"}
_A04 = 12  # runs of a report year before it closes
_GEEN_GRAFIEK = "Er is geen grafiek, omdat een van de aantallen te klein is om te tonen."
NIVEAUS = tuple(code.code for code in codelijst("vsv_niveau"))


@dataclass(frozen=True)
class Standen:
    """The lists of all runs that a dashboard tells of, and the mutations between them."""

    tellingen: list[Telling]
    mutaties: Mapping[int, Mutaties]

    def lijst(self, peiling: Peiling | None, reden: str = "", niveau: str = "") -> int | None:
        """How many on the list of this run; of one reason or niveau."""
        if peiling is None:
            return None
        rows = [each for each in self.tellingen if each.peiling == peiling.pk]
        return sum(each.aantal for each in rows if reden in ("", each.reden) and niveau in ("", each.niveau))


def standen(keuze: Keuze) -> Standen:
    """Two statements for the two report years."""
    maanden = keuze.maanden
    welke = maanden.jaar(maanden.nu.rapportjaar) + maanden.jaar(maanden.nu.rapportjaar - 1)
    welke += [maanden.afgesloten] if maanden.afgesloten and maanden.afgesloten not in welke else []
    paren = [(each.pk, before.pk if (before := maanden.voor(each)) else None) for each in welke]
    return Standen(queries.standen(keuze.bereik, welke), queries.mutaties(keuze.bereik, paren))


def startset(keuze: Keuze) -> dict[int, dict[str, Deel]]:
    """The start set of now and of a year ago, per niveau."""
    found = queries.verdeling(keuze.bereik, _nu_en_toen(keuze), ["niveau"])["niveau"]
    return {peiling: dict(parts) for peiling, parts in found.items()}


def _nu_en_toen(keuze: Keuze) -> list[Peiling]:
    return [each for each in (keuze.maanden.nu, keuze.maanden.vorig_jaar) if each]


def tegels(keuze: Keuze, stand: Standen, sets: Mapping[int, Mapping[str, Deel]], drempel: int) -> list[dict[str, Any]]:
    """The numbers on top, each with that of the same month last year."""
    nu, toen = keuze.maanden.nu, keuze.maanden.vorig_jaar
    start, eerder = _size(sets, nu), _size(sets, toen)
    op, op_toen = stand.lijst(nu), stand.lijst(toen)
    erbij, eraf = _in_uit(stand, nu, drempel)
    erbij_toen, eraf_toen = _in_uit(stand, toen, drempel)
    her, her_toen = (_of_reason(stand, each, "B", drempel) for each in (nu, toen))
    found = [
        _tegel("Startset", shown(start, drempel), "", shown(eerder, drempel)),
        _tegel("Op de lijst", shown(op, drempel), _share(op, start, "van de startset"), shown(op_toen, drempel)),
        _tegel("Nieuw (A01)", erbij, "", erbij_toen),
        _tegel("Eraf (A02)", eraf, "", eraf_toen),
        _tegel("Herstelbaar", her, _share(stand.lijst(nu, "B"), op, "van de lijst"), her_toen),
    ]
    links = ["", keuze.lijst(nu), keuze.lijst(nu, tab="erbij"), keuze.lijst(nu, tab="eraf"), keuze.lijst(nu, reden="B")]
    return [tegel | {"href": href} for tegel, href in zip(found, links, strict=True)]


def _size(sets: Mapping[int, Mapping[str, Deel]], peiling: Peiling | None) -> int | None:
    return sum(part.start for part in sets[peiling.pk].values()) if peiling else None


def _share(deel: int | None, geheel: int | None, waarvan: str) -> str:
    part = percentage(deel or 0, geheel or 0)
    return f"{tekst(part)} {waarvan}" if part is not None else ""


def _tegel(naam: str, aantal: Waarde, deel: str, toen: Waarde) -> dict[str, Any]:
    """``deel``: the share, told only when the number is."""
    told = deel if isinstance(aantal, int) else ""
    return {"naam": naam, "aantal": tekst(aantal), "deel": told, "toen": tekst(toen)}


def _in_uit(stand: Standen, peiling: Peiling | None, drempel: int) -> tuple[Waarde, Waarde]:
    """Who came and who went. Both are hidden when one is small: the difference between two lists is known."""
    if peiling is None:
        return GEEN, GEEN
    both = stand.mutaties[peiling.pk]
    if VERBORGEN in (shown(both.erbij, drempel), shown(both.eraf, drempel)):
        return VERBORGEN, VERBORGEN
    return both.erbij, both.eraf


def _visible(stand: Standen, peiling: Peiling, drempel: int) -> set[str]:
    """The reasons whose numbers the table of reasons shows: no other figure may tell the others."""
    covered = cover([(reden, (stand.lijst(peiling, reden) or 0,)) for reden in REDENEN], drempel)
    return {reden for reden, numbers in covered or [] if numbers is not None}


def _of_reason(stand: Standen, peiling: Peiling | None, reden: str, drempel: int) -> Waarde:
    if peiling is None:
        return GEEN
    return stand.lijst(peiling, reden) if reden in _visible(stand, peiling, drempel) else VERBORGEN


def verloop(keuze: Keuze, stand: Standen, peiling: Peiling, code: str, drempel: int) -> Figuur | None:
    """From the run before to this one; nothing for the first run of a year."""
    before = keuze.maanden.voor(peiling)
    if before is None:
        return None
    toen, nu = maand(before.rapportagemaand), maand(peiling.rapportagemaand)
    was, now, (erbij, eraf) = stand.lijst(before) or 0, stand.lijst(peiling) or 0, _in_uit(stand, peiling, drempel)
    kop_toen, kop_nu = f"Op de lijst, {toen}", f"Op de lijst, {nu}"
    rijen = (
        (kop_toen, shown(was, drempel)),
        ("Erbij (A01)", erbij),
        ("Eraf (A02)", eraf),
        (kop_nu, shown(now, drempel)),
    )
    beeld = None
    if isinstance(erbij, int) and isinstance(eraf, int):
        beeld = grafiek.waterval((kop_toen, was), (rijen[1][0], erbij), (rijen[2][0], eraf), kop_nu)
    return Figuur(code, ("Stap", "Personen"), rijen, beeld, opmerking="" if beeld else _GEEN_GRAFIEK)


def redenen(keuze: Keuze, stand: Standen, drempel: int) -> Figuur:
    """Why people are on the list, and a year ago."""
    nu, toen = keuze.maanden.nu, keuze.maanden.vorig_jaar
    counts = [(label, (stand.lijst(nu, reden) or 0,)) for reden, label in REDENEN.items()]
    rijen, bars = _numbers(counts, stand.lijst(nu) or 0, drempel)
    kolommen: tuple[str, ...] = ("Reden", "Personen", "Deel van de lijst")
    if not keuze.bereik.namen:
        return _figuur("reden", kolommen, rijen, bars, drempel)
    rijen = [(*rij, shown(stand.lijst(toen, reden), 0)) for rij, reden in zip(rijen, REDENEN, strict=True)]
    links = tuple(keuze.lijst(nu, reden=reden) for reden in REDENEN)
    return replace(_figuur("reden", (*kolommen, "Zelfde maand vorig jaar"), rijen, bars, 0), links=links)


def _numbers(counts: Sequence[Geteld], geheel: int, drempel: int) -> tuple[list[Any], list[Rij]]:
    """Rows and bars of parts of one whole: the number, and its share."""
    rijen, bars = list[Any](), list[Rij]()
    for label, numbers in cover(counts, drempel) or []:
        if numbers is None:
            rijen.append((label, VERBORGEN, VERBORGEN))
            bars.append(Rij(label, VERBORGEN))
        else:
            share = percentage(numbers[0], geheel)
            rijen.append((label, numbers[0], share))
            bars.append(Rij(label, f"{tekst(numbers[0])} ({tekst(share)})" if share is not None else "0", numbers))
    return rijen, bars


def _figuur(code: str, kolommen: tuple[str, ...], rijen: list[Any], bars: list[Rij], drempel: int) -> Figuur:
    opmerking = "" if rijen or not drempel else TE_KLEIN
    return Figuur(code, kolommen, tuple(rijen), grafiek.staven(bars) if bars else None, opmerking=opmerking)


def tijd(keuze: Keuze, werk: list[Werk], drempel: int) -> Figuur:
    """Since when people are on the list; by reason too for who may see names (a table of two sides tells too much)."""
    since = sorted({each.vanaf for each in werk}, reverse=True)
    if not keuze.bereik.namen:
        counts = [(f"Sinds {maand(each)}", (_sum(werk, vanaf=each),)) for each in since]
        rijen, bars = _numbers(counts, sum(each.aantal for each in werk), drempel)
        kolommen = ("Op de lijst sinds", "Personen", "Deel van de lijst")
        return _figuur("tijd", kolommen, rijen, bars, drempel if counts else 0)
    rows: list[Geteld] = [(each, tuple(_sum(werk, vanaf=each, reden=reden) for reden in REDENEN)) for each in since]
    bars = [Rij(f"Sinds {maand(each)}", tekst(sum(numbers)), numbers) for each, numbers in rows]
    table: tuple[tuple[Waarde, ...], ...] = tuple((maand(each), *numbers, sum(numbers)) for each, numbers in rows)
    per_reden = ("Op de lijst sinds", *REDENEN.values(), "Totaal")
    links = tuple(keuze.lijst(keuze.maanden.nu, sinds=each) for each in since)
    beeld = grafiek.staven(bars) if bars else None
    return Figuur("tijd", per_reden, table, beeld, tuple(REDENEN.values()), links=links)


def _sum(werk: list[Werk], **wanted: Any) -> int:
    return sum(each.aantal for each in werk if all(getattr(each, naam) == value for naam, value in wanted.items()))


def trend(keuze: Keuze, stand: Standen, drempel: int) -> Figuur:
    """The fifteen runs of the report year, with those of the year before."""
    maanden, jaar = keuze.maanden, keuze.maanden.nu.rapportjaar
    places = range(len(months_of(jaar)))
    runs = [maanden.jaar(each) for each in (jaar, jaar - 1)]
    reeksen = [[_at(stand, each, maanden, place, drempel) for place in places] for each in runs]
    labels = [_label(place, month) for place, month in enumerate(months_of(jaar))]
    rijen = tuple((label, *(_or_none(reeks[place]) for reeks in reeksen)) for place, label in enumerate(labels))
    made = [next((each for each in runs[0] if maanden.plaats(each) == place), None) for place in places]
    links = tuple(keuze.lijst(each) if each else "" for each in made)
    legenda = (f"{jaar}-{jaar + 1}", f"{jaar - 1}-{jaar}")
    values = [[value if isinstance(value, int) else None for value in reeks] for reeks in reeksen]
    beeld = grafiek.lijnen(values, labels, maanden.plaats(maanden.nu))
    return Figuur("trend", ("Rapportagemaand", *legenda), rijen, beeld, legenda, links=links)


def _label(place: int, month: date) -> str:
    """The month that is reported, the one before production; the last three are of the closed year."""
    naam = maand_kort(Productie(month).rapportagemaand)
    return f"{naam} (A14)" if place >= _A04 else naam


def _at(stand: Standen, runs: list[Peiling], maanden: Any, place: int, drempel: int) -> Waarde:
    found = next((each for each in runs if maanden.plaats(each) == place), None)
    return shown(stand.lijst(found), drempel) if found else None


def _or_none(waarde: Waarde) -> Waarde:
    return "nog niet gemaakt" if waarde is None else waarde


def examen(keuze: Keuze, stand: Standen, drempel: int) -> Figuur:
    """Who is only enrolled for an exam, per niveau."""
    nu, lijst = keuze.maanden.nu, codelijst("vsv_niveau")
    if "E" not in _visible(stand, nu, drempel):
        return _figuur("examen", ("Niveau",), [], [], drempel)
    counts = [(lijst[each].extra["label"], (stand.lijst(nu, "E", each) or 0,)) for each in NIVEAUS]
    rijen, bars = _numbers([each for each in counts if each[1][0]], stand.lijst(nu, "E") or 0, drempel)
    found = _figuur("examen", ("Niveau", "Personen", "Deel van de examendeelnemers"), rijen, bars, drempel)
    links = [keuze.lijst(nu, reden="E", niveau=each) for each in NIVEAUS if stand.lijst(nu, "E", each)]
    return replace(found, links=tuple(links[: len(rijen)]))


def vooraf(werk: list[Werk], drempel: int) -> Figuur:
    """Whether absence was reported of who is on the list (MELDING_VERZUIM J/N)."""
    counts = [
        ("Wettelijk verzuim gemeld", (_sum(werk, wettelijk=True),)),
        ("Alleen ander verzuim gemeld", (_sum(werk, wettelijk=False, niet_wettelijk=True),)),
        ("Geen verzuim gemeld", (_sum(werk, wettelijk=False, niet_wettelijk=False),)),
    ]
    rijen, bars = _numbers(counts, sum(each.aantal for each in werk), drempel)
    return _figuur("vooraf", ("Gemeld dit schooljaar", "Personen", "Deel van de lijst"), rijen, bars, drempel)


def share(deel: Deel | None) -> Decimal | None:
    return percentage(deel.lijst, deel.start) if deel else None


def kern(tegels: list[dict[str, Any]]) -> Figuur:
    """The tiles as a table, to take along."""
    rijen = tuple((each["naam"], each["aantal"], each["deel"], each["toen"]) for each in tegels)
    return Figuur("kern", ("Wat", "Aantal", "Deel", "Zelfde maand vorig jaar"), rijen)
