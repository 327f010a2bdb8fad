"""Which files a school may add to a melding. WNS-03; the risks are those of an upload, so most rules are about safety.

What a file is and what is wrong with it was found before, in bestanden/inspectie; here that is judged.
"""

from collections.abc import Mapping
from pathlib import PurePath

from verzuimloket.bestanden.inspectie.codes import Gebrek
from verzuimloket.core.parameters import param
from verzuimloket.verzuim.codes import Status
from verzuimloket.verzuim.inputs import BijlageFacts, BijlageInput
from verzuimloket.verzuim.rules.boeken import BIJLAGE

EXTENSIES: Mapping[str, tuple[str, ...]] = {
    "PDF": (".pdf",),
    "JPG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "XLSX": (".xlsx",),
}
_LANGSTE_NAAM, _LANGSTE_EXTENSIE = 120, 10
_NOEMT = {"PDF": "PDF", "JPG": "foto (JPG)", "PNG": "afbeelding (PNG)", "XLSX": "Excel-werkblad (XLSX)"}
_SOURCE = "own choice; WNS-03, beveiliging.md 31"


def max_bytes(facts: BijlageFacts) -> int:
    """How large a file may be."""
    return param("bijlage_max_mb", on=facts.vandaag) * 1024 * 1024


def _gekozen(given: BijlageInput) -> bool:
    return given.naam != "" or given.inhoud != b"" or given.te_lang


def _past(given: BijlageInput, facts: BijlageFacts) -> bool:
    return not given.te_lang and len(given.inhoud) <= max_bytes(facts)


def _beoordeeld(given: BijlageInput, facts: BijlageFacts) -> bool:
    """Whether there is content to judge: what is not there, empty or too large has its own sentence."""
    return given.inhoud != b"" and _past(given, facts)


def _heeft(given: BijlageInput, facts: BijlageFacts, gebrek: Gebrek) -> bool:
    return _beoordeeld(given, facts) and facts.bevinding.gebrek == gebrek


@BIJLAGE.rule("BV_A_ingetrokken", "S2 L1226 (INT-05)")
def melding_niet_ingetrokken(given: BijlageInput, facts: BijlageFacts) -> bool:
    """Deze melding is ingetrokken. U kunt er geen bijlage meer bij doen."""
    return facts.status != Status.INGETROKKEN


def _tells_aantal(given: BijlageInput, facts: BijlageFacts) -> Mapping[str, object]:
    return {"max": param("bijlage_max_aantal", on=facts.vandaag)}


@BIJLAGE.rule("BV_A_aantal", "own choice; WNS-03", tells=_tells_aantal)
def niet_te_veel_bijlagen(given: BijlageInput, facts: BijlageFacts) -> bool:
    """Bij een melding passen niet meer dan {max} bijlagen. Verwijder eerst een bijlage, of voeg bestanden
    samen."""
    return facts.aantal < param("bijlage_max_aantal", on=facts.vandaag)


@BIJLAGE.rule("BV_A_bestand_verplicht", "own choice; WNS-03", field="inhoud")
def bestand_gekozen(given: BijlageInput, facts: BijlageFacts) -> bool:
    """Kies het bestand dat u wilt toevoegen."""
    return _gekozen(given)


@BIJLAGE.rule("BV_A_leeg", _SOURCE, field="inhoud")
def bestand_niet_leeg(given: BijlageInput, facts: BijlageFacts) -> bool:
    """Dit bestand is leeg. Kies een ander bestand."""
    return not _gekozen(given) or given.te_lang or given.inhoud != b""


def _tells_grootte(given: BijlageInput, facts: BijlageFacts) -> Mapping[str, object]:
    return {"max": param("bijlage_max_mb", on=facts.vandaag)}


@BIJLAGE.rule("BV_A_te_groot", _SOURCE, field="inhoud", tells=_tells_grootte)
def niet_te_groot(given: BijlageInput, facts: BijlageFacts) -> bool:
    """Dit bestand is groter dan {max} MB. Maak het kleiner, of verdeel het over meer bestanden."""
    return _past(given, facts)


@BIJLAGE.rule("BV_A_soort", _SOURCE, field="inhoud")
def soort_toegestaan(given: BijlageInput, facts: BijlageFacts) -> bool:
    """Kies een PDF, een foto (JPG), een afbeelding (PNG) of een Excel-werkblad (XLSX). Een ander soort bestand
    nemen wij niet aan."""
    return not _beoordeeld(given, facts) or facts.bevinding.soort in EXTENSIES


def extensie_van(naam: str) -> str:
    """The end of a file name, such as .pdf; empty when there is none."""
    return PurePath(naam.replace("\\", "/")).suffix.lower()


def _tells_extensie(given: BijlageInput, facts: BijlageFacts) -> Mapping[str, object]:
    soort = facts.bevinding.soort
    return {"soort": _NOEMT[soort], "extensie": EXTENSIES[soort][0]}


@BIJLAGE.rule("BV_A_extensie", _SOURCE, field="inhoud", tells=_tells_extensie)
def extensie_past(given: BijlageInput, facts: BijlageFacts) -> bool:
    """De inhoud van dit bestand is een {soort}, maar dat past niet bij de naam. Geef het bestand een naam die
    eindigt op {extensie}, of kies een ander bestand."""
    soort = facts.bevinding.soort
    return not _beoordeeld(given, facts) or soort not in EXTENSIES or extensie_van(given.naam) in EXTENSIES[soort]


@BIJLAGE.rule("BV_A_beveiligd", _SOURCE, field="inhoud")
def zonder_wachtwoord(given: BijlageInput, facts: BijlageFacts) -> bool:
    """Dit bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en kies het opnieuw."""
    return not _heeft(given, facts, Gebrek.BEVEILIGD)


@BIJLAGE.rule("BV_A_onleesbaar", _SOURCE, field="inhoud")
def leesbaar(given: BijlageInput, facts: BijlageFacts) -> bool:
    """Dit bestand is beschadigd of niet volledig. Open het op uw computer, sla het opnieuw op en kies het nog
    een keer."""
    return not _heeft(given, facts, Gebrek.ONLEESBAAR)


def _tells_wat(given: BijlageInput, facts: BijlageFacts) -> Mapping[str, object]:
    return {"wat": facts.bevinding.wat or "een onderdeel dat iets uitvoert"}


@BIJLAGE.rule("BV_A_actieve_inhoud", _SOURCE, field="inhoud", tells=_tells_wat)
def zonder_actieve_inhoud(given: BijlageInput, facts: BijlageFacts) -> bool:
    """In dit bestand zit {wat}. Dat nemen wij niet aan, omdat het schade kan doen. Druk het bestand af naar een
    nieuwe PDF en kies die."""
    return not _heeft(given, facts, Gebrek.ACTIEF)


@BIJLAGE.rule("BV_A_te_veel_inhoud", _SOURCE, field="inhoud")
def past_uitgepakt(given: BijlageInput, facts: BijlageFacts) -> bool:
    """De inhoud van dit bestand is te groot om te verwerken. Maak een kleinere foto, of splits het document."""
    return not _heeft(given, facts, Gebrek.TE_VEEL)


@BIJLAGE.rule("BV_A_vastgeplakt", _SOURCE, field="inhoud")
def niets_vastgeplakt(given: BijlageInput, facts: BijlageFacts) -> bool:
    """Aan dit bestand zit nog een ander bestand vast. Sla het opnieuw op en kies het nog een keer."""
    return not _heeft(given, facts, Gebrek.VASTGEPLAKT)


# the name


def bewaarnaam(naam: str) -> str:
    """The name as the screen shows it: no folders, no invisible characters, no longer than fits."""
    last = PurePath(naam.replace("\\", "/")).name
    shown = "".join(teken if teken.isprintable() else " " for teken in last)
    shown = " ".join(shown.split()) or "bestand"
    extensie = extensie_van(shown)[:_LANGSTE_EXTENSIE]
    return shown if len(shown) <= _LANGSTE_NAAM else shown[: _LANGSTE_NAAM - len(extensie)] + extensie


def neutrale_naam(nummer: int, soort: str) -> str:
    """The name under which it is downloaded: the own name may hold that of a pupil."""
    return f"bijlage-{nummer}{EXTENSIES[soort][0]}"
