"""A day in one box, as the criteria of a list have it: three boxes each would hide the list."""

from datetime import date

from verzuimloket.channels.web import datums
from verzuimloket.channels.web.formulier import Formulier


def read_day(form: Formulier, naam: str) -> date | None:
    """The day that was typed as ``1-11-2026``; None when nothing was, or when it cannot be read."""
    text = form.getypt(naam).strip()
    delen = datums.verdeel(text)
    if text and not all(delen):
        label = form.velden[naam].label
        form.wrong("VORM_datum", f"Vul bij {label} een datum in, zoals 1-11-2026.", naam)
        return None
    try:
        return datums.lees_datum(delen, form.velden[naam].label)
    except datums.NotReadable as error:
        form.wrong("VORM_datum", error.text, naam)
        return None


def read_period(form: Formulier, van: str, tot: str) -> tuple[date | None, date | None]:
    """Two days in order."""
    first, last = read_day(form, van), read_day(form, tot)
    if first and last and first > last:
        labels = form.velden[tot].label, form.velden[van].label
        form.wrong("VORM_volgorde", f"{labels[0]} ligt voor {labels[1]}. Controleer beide datums.", tot)
    return first, last
