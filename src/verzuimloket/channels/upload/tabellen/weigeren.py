"""Why a file as a whole cannot be read: codes and sentences. They say what to do, in a spreadsheet where it matters."""

from verzuimloket.bestanden.inspectie.codes import Gebrek
from verzuimloket.core.errors import Rejected, Violation


def geweigerd(code: str, text: str) -> Rejected:
    """The whole file is refused, with one sentence."""
    return Rejected([Violation(code, text)])


def leeg() -> Rejected:
    return geweigerd("VORM_bestand_leeg", "Het bestand is leeg. Kies het bestand met uw leerlingen.")


def geen_tabel() -> Rejected:
    return geweigerd(
        "VORM_bestand_soort",
        "Dit is geen CSV-bestand en geen Excel-bestand. Sla uw lijst op als CSV UTF-8 of als Excel-bestand (.xlsx).",
    )


def geen_tekst(regel: int) -> Rejected:
    return geweigerd(
        "VORM_bestand_geen_tekst",
        f"Op regel {regel} staan tekens die niet in een CSV-bestand horen. Sla het bestand op als CSV UTF-8 of als "
        "Excel-bestand (.xlsx).",
    )


def gemengd(regel: int) -> Rejected:
    return geweigerd(
        "VORM_bestand_gemengd",
        f"Vanaf regel {regel} zijn de letters anders opgeslagen dan in de rest van het bestand. Maak het bestand "
        "opnieuw, of sla het op als CSV UTF-8.",
    )


def andere_tekenset(regel: int) -> Rejected:
    return geweigerd(
        "VORM_bestand_tekenset",
        f"Op regel {regel} staan letters die wij niet herkennen. Sla het bestand op als CSV UTF-8 en verstuur het "
        "opnieuw.",
    )


def regel_te_lang(regel: int) -> Rejected:
    return geweigerd(
        "VORM_bestand_regel_te_lang",
        f"Regel {regel} heeft meer dan 100.000 tekens. Dit is geen bestand met 1 leerling per regel. Controleer het "
        "bestand.",
    )


def aanhalingsteken(regel: int) -> Rejected:
    return geweigerd(
        "VORM_bestand_aanhalingsteken",
        f"Op regel {regel} staat een aanhalingsteken dat niet wordt afgesloten. Haal het weg of zet er een bij, en "
        "verstuur het bestand opnieuw.",
    )


def te_veel_regels(most: int, raad: str) -> Rejected:
    fits = f"{most:,}".replace(",", ".")
    return geweigerd("VORM_bestand_te_veel_regels", f"Het bestand heeft meer dan {fits} regels. {raad}")


def te_veel_kolommen(most: int) -> Rejected:
    text = f"Het bestand heeft meer dan {most} kolommen. Verwijder de kolommen die u niet nodig hebt."
    return geweigerd("VORM_bestand_te_veel_kolommen", text)


def oud_excel() -> Rejected:
    return geweigerd(
        "VORM_bestand_oud_excel",
        "Dit is een bestand van een oude versie van Excel (.xls). Kies in Excel Opslaan als en dan "
        "Excel-werkmap (.xlsx) of CSV UTF-8.",
    )


def formule(blad: str, cel: str) -> Rejected:
    return geweigerd(
        "VORM_bestand_formule",
        f"In cel {cel} van werkblad {blad[:40]} staat een formule. Kopieer alle cellen en plak ze in Excel als "
        "waarden. Verstuur daarna het bestand opnieuw.",
    )


def celfout(blad: str, cel: str) -> Rejected:
    return geweigerd(
        "VORM_bestand_celfout",
        f"In cel {cel} van werkblad {blad[:40]} staat een foutmelding van Excel. Vul daar de waarde zelf in.",
    )


def xlsx_te_groot(mb: int) -> Rejected:
    text = f"Dit Excel-bestand is groter dan {mb} MB. Sla uw lijst op als CSV UTF-8 en verstuur dat bestand."
    return geweigerd("VORM_bestand_te_zwaar", text)


def werkboek(gebrek: Gebrek, wat: str) -> Rejected:
    """What the child process found wrong with a workbook."""
    if gebrek == Gebrek.BEVEILIGD:
        text = "Er zit een wachtwoord op het bestand. Haal het wachtwoord eraf en verstuur het bestand opnieuw."
        return geweigerd("VORM_bestand_beveiligd", text)
    if gebrek == Gebrek.ACTIEF:
        text = f"In het Excel-bestand zit {wat}. Sla uw lijst op als CSV UTF-8 en verstuur dat bestand."
        return geweigerd("VORM_bestand_actief", text)
    if gebrek == Gebrek.TE_VEEL:
        text = "Dit Excel-bestand is te groot om te lezen. Sla uw lijst op als CSV UTF-8 en verstuur dat bestand."
        return geweigerd("VORM_bestand_te_zwaar", text)
    text = "Het Excel-bestand is beschadigd. Open het in Excel, sla het opnieuw op en verstuur het nog een keer."
    return geweigerd("VORM_bestand_beschadigd", text)
