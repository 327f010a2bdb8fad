"""The figures that compare: percentages per niveau, leerweg and location against the norm, and the parts of a reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from verzuimloket.channels.web import grafiek
from verzuimloket.channels.web.grafiek import Rij
from verzuimloket.channels.web.rapportages.dashboard_figuur import TE_KLEIN, VERBORGEN, Figuur, Waarde, bedekt, tekst
from verzuimloket.channels.web.rapportages.dashboard_keuze import Keuze
from verzuimloket.channels.web.rapportages.dashboard_lijst import NIVEAUS, share
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.rapportages.queries import dashboard as queries
from verzuimloket.rapportages.queries.dashboard import Deel
from verzuimloket.rapportages.rules.dashboard import norm_of

DRAWN = 20  # bars: more of them stand in the table alone
LEERWEGEN = {"BOL": "Bol", "BBL": "Bbl", "OVO": "Derde leerweg", "EX": "Examendeelnemer", "": "Geen leerweg (vo, vavo)"}
SOORTEN = {"R": "Regio", "G": "Gemeente", "I": "Instelling"}
Delen = Mapping[str, Deel]
_LEEG = Deel(0, 0, 0)


@dataclass(frozen=True)
class Regel:
    """One row: the part now and a year ago (None: no such run, or not to be told), its norm and its address."""

    label: str
    nu: Deel
    toen: Deel | None = None
    norm: tuple[int, Decimal] | None = None
    href: str = ""


def niveau(keuze: Keuze, nu: Delen, toen: Delen | None, drempel: int) -> Figuur:
    """Per niveau, against the norm of the report year; of an older norm it says so."""
    jaar, lijst = keuze.maanden.nu.rapportjaar, codelijst("vsv_niveau")
    regels = [
        Regel(
            lijst[each].extra["label"],
            nu[each],
            _then(toen, each),
            norm_of(jaar, each),
            keuze.lijst(keuze.maanden.nu, niveau=each),
        )
        for each in NIVEAUS
        if each in nu
    ]
    known = {found.norm[0] for found in regels if found.norm}
    found = _figuur("niveau", "Niveau", regels, drempel, normen=True)
    return Figuur(**{**vars(found), "opmerking": _about_norms(jaar, known) or found.opmerking, "merk": _mark(known)})


def _about_norms(jaar: int, known: set[int]) -> str:
    if jaar in known:
        return ""
    if not known:
        return f"Voor {jaar}-{jaar + 1} is geen norm bekend."
    last = max(known)
    return f"Voor {jaar}-{jaar + 1} is geen norm bekend. U ziet de laatste die bekend is: die van {last}-{last + 1}."


def _mark(known: set[int]) -> str:
    return f"Norm {max(known)}-{max(known) + 1}" if known else ""


def leerweg(nu: Delen, toen: Delen | None, drempel: int) -> Figuur:
    """Per leerweg; of an unknown code the code itself."""
    codes = [*(each for each in LEERWEGEN if each in nu), *sorted(set(nu) - set(LEERWEGEN))]
    regels = [Regel(LEERWEGEN.get(each, each), nu[each], _then(toen, each)) for each in codes]
    return _figuur("leerweg", "Leerweg", regels, drempel)


def locatie(nu: Delen, toen: Delen | None, drempel: int) -> Figuur | None:
    """Per location of the schools, the highest percentage first; nothing when no school delivers locations."""
    if not set(nu) - {""}:
        return None
    regels = [Regel(each or "Zonder vestiging", nu[each], _then(toen, each)) for each in nu]
    return _figuur("locatie", "Vestiging", _by_size(regels), drempel, personen=True)


def gebied(keuze: Keuze, nu: Delen, toen: Delen | None, drempel: int) -> Figuur:
    """The parts one step down, with the way to each."""
    soort = keuze.bereik.hieronder
    namen = queries.namen(soort, list(nu))
    regels = [
        Regel(_name(soort, each, namen), nu[each], _then(toen, each), href=keuze.dieper(each) if each else "")
        for each in nu
    ]
    return _figuur("gebied", SOORTEN[soort], _by_size(regels), drempel, personen=True)


def _name(soort: str, code: str, namen: Mapping[str, str]) -> str:
    if not code:
        return "Geen adres in Nederland"
    return f"{code} {namen.get(code, '')}".strip() if soort == "I" else namen.get(code) or code


def visible(nu: Delen, drempel: int, code: str) -> bool:
    """Whether this part stands in the table with its numbers: only then there is a way into it."""
    codes = list(nu)
    gone = bedekt([_numbers(nu[each]) for each in codes], drempel)
    return code in codes and gone is not None and codes.index(code) not in gone


def hides(nu: Delen, drempel: int) -> bool:
    """Whether anything of this table is hidden."""
    return bedekt([_numbers(each) for each in nu.values()], drempel) != frozenset()


def _numbers(deel: Deel) -> tuple[int, ...]:
    return deel.start, deel.lijst, deel.start - deel.lijst


def _then(toen: Delen | None, code: str) -> Deel | None:
    return None if toen is None else toen.get(code, _LEEG)


def _by_size(regels: list[Regel]) -> list[Regel]:
    """Most persons first: of a small part the percentage says little."""
    return sorted(regels, key=lambda regel: (-regel.nu.lijst, -regel.nu.start, regel.label))


def _figuur(
    code: str, eerste: str, regels: Sequence[Regel], drempel: int, *, normen: bool = False, personen: bool = False
) -> Figuur:
    """A table, and bars of percentages or of persons. Hidden rows come last, by name: their place would tell."""
    gone = bedekt([_numbers(regel.nu) for regel in regels], drempel)
    if gone is None:
        return Figuur(code, (eerste,), (), opmerking=TE_KLEIN)
    open_rows = [regel for place, regel in enumerate(regels) if place not in gone]
    hidden = sorted((regel for place, regel in enumerate(regels) if place in gone), key=lambda regel: regel.label)
    then = any(regel.toen for regel in regels) and not drempel
    kolommen: tuple[str, ...] = (eerste, "Startset", "Op de lijst", "Percentage")
    kolommen += () if drempel else ("Herstelbaar",)
    kolommen += ("Norm",) if normen else ()
    kolommen += ("Percentage zelfde maand vorig jaar",) if then else ()
    rijen = [_row(regel, normen=normen, then=then, drempel=drempel) for regel in open_rows]
    rijen += [(regel.label, *([VERBORGEN] * (len(kolommen) - 1))) for regel in hidden]
    bars = [_bar(regel, personen) for regel in open_rows]
    links = tuple(regel.href for regel in open_rows) + ("",) * len(hidden)
    beeld = grafiek.staven(bars[:DRAWN]) if bars else None
    return Figuur(code, kolommen, tuple(rijen), beeld, opmerking=_rest(len(bars), len(hidden)), links=links)


def _rest(bars: int, hidden: int) -> str:
    """What the chart leaves out."""
    told = f"De grafiek toont de eerste {DRAWN} van {bars}; de tabel toont ze alle." if bars > DRAWN else ""
    return (
        f"{told} {hidden} {'onderdeel is' if hidden == 1 else 'onderdelen zijn'} te klein om te tonen."
        if hidden
        else told
    )


def _row(regel: Regel, *, normen: bool, then: bool, drempel: int) -> tuple[Waarde, ...]:
    """Who sees no names gets no numbers of a part of a part: those would have to be covered together."""
    row: tuple[Waarde, ...] = (regel.label, regel.nu.start, regel.nu.lijst, share(regel.nu))
    row += () if drempel else (regel.nu.herstelbaar,)
    if normen:
        row += (regel.norm[1] if regel.norm else "geen norm bekend",)
    return (*row, share(regel.toen)) if then else row


def _bar(regel: Regel, personen: bool) -> Rij:
    part, nu = share(regel.nu), regel.nu
    if personen:
        return Rij(regel.label, f"{tekst(nu.lijst)} van {tekst(nu.start)} ({tekst(part)})", (nu.lijst,))
    text = f"{tekst(part)} ({tekst(nu.lijst)} van {tekst(nu.start)})"
    return Rij(regel.label, text, (float(part or 0),), float(regel.norm[1]) if regel.norm else None)
