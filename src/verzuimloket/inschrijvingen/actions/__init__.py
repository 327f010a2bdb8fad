"""Writing enrolments. The screen, the file and the machine link all end here."""

from verzuimloket.inschrijvingen.actions.datums import CHANGED_MEANWHILE, change_datums
from verzuimloket.inschrijvingen.actions.intrekken import withdraw
from verzuimloket.inschrijvingen.actions.laden import load, load_diplomas
from verzuimloket.inschrijvingen.actions.mentoren import assign_pupils, release_pupils
from verzuimloket.inschrijvingen.actions.regels import ALREADY_ENROLLED, OVERLAP_HERE, enrol_lines
from verzuimloket.inschrijvingen.actions.uitstroom import note_departure
from verzuimloket.inschrijvingen.actions.vastleggen import Uitkomst, enrol

__all__ = [
    "ALREADY_ENROLLED",
    "CHANGED_MEANWHILE",
    "OVERLAP_HERE",
    "Uitkomst",
    "assign_pupils",
    "change_datums",
    "enrol",
    "enrol_lines",
    "load",
    "load_diplomas",
    "note_departure",
    "release_pupils",
    "withdraw",
]
