"""Numbers from the law and from the manual, each with the day from which it holds and its source.

A changed law is a new line here, never a changed one: old cases keep the number of their own day.
Sources: domain rules §20 (LPW = Leerplichtwet 1969, WVO = Wet voortgezet onderwijs 2020).
"""

from datetime import date
from typing import NamedTuple


class Parameter(NamedTuple):
    """One dated value."""

    since: date
    value: int
    source: str


_LPW = date(2009, 8, 1)
_RELEASE_2017 = date(2017, 12, 18)

DATED: dict[str, list[Parameter]] = {
    "drempel_uren": [Parameter(_LPW, 16, "LPW art. 21a lid 1")],
    "venster_lesweken": [Parameter(_LPW, 4, "LPW art. 21a lid 1")],
    "herhaal_min_dagen": [Parameter(_LPW, 7, "duo.nl soorten verzuim")],
    "lrv_min_dagen": [Parameter(_LPW, 28, "S4 L55-57")],
    "leeftijd_meerderjarig": [Parameter(_LPW, 18, "LPW art. 4b")],
    "leerplicht_begin_leeftijd": [Parameter(_LPW, 5, "LPW art. 3 lid 1")],
    "leerplicht_eind_leeftijd": [Parameter(_LPW, 16, "LPW art. 3 lid 1 onder a")],
    "leerplicht_schooljaren": [Parameter(_LPW, 12, "LPW art. 3 lid 1 onder b")],
    "basisschool_jaren": [Parameter(_LPW, 8, "LPW art. 3 lid 2")],
    "eigen_plicht_leeftijd": [Parameter(_LPW, 12, "LPW art. 2 lid 3")],
    "verlichting_tot_leeftijd": [Parameter(_LPW, 6, "LPW art. 11a")],
    "rmc_max_leeftijd": [
        Parameter(_LPW, 23, "WVO 2020 art. 8.20"),
        Parameter(date(2026, 1, 1), 27, "Wet van school naar duurzaam werk (36 667), to be verified"),
    ],
    "inschrijven_min_leeftijd": [Parameter(_LPW, 4, "S2 L1476-1478")],
    "inschrijf_termijn_dagen": [Parameter(_LPW, 7, "RRO art. 8a, 8b: dates of enrolment and leaving")],
    "inschrijf_termijn_overig_dagen": [Parameter(_LPW, 14, "RRO art. 8a, 8b: everything else")],
    "inschrijf_start_dagen": [Parameter(_LPW, 60, "S2 L62-64 (INS-03): who starts on 1 August, before 1 October")],
    "b3_b4_ingeschreven": [
        Parameter(_LPW, 0, "no enrolments of B3 and B4 in the register"),
        Parameter(date(2023, 8, 1), 1, "S2 L58-60, L1623-1625 (INS-02, INS-04)"),
    ],
    "signaal_inschrijving_dagen": [Parameter(_LPW, 365, "own choice: what ended a year ago is no signal any more")],
    "ingetrokken_tonen_dagen": [Parameter(_LPW, 90, "own choice: long enough to see a mistake and enrol again")],
    "intrek_maanden": [Parameter(_RELEASE_2017, 12, "S2 L1241")],
    "max_contactpersonen_leerling": [Parameter(_LPW, 5, "S2 L614")],
    "max_lesuren_per_dag": [Parameter(_LPW, 12, "EduArte client, domain rules §7.4")],
    "lesuur_max_minuten": [Parameter(_LPW, 60, "S4 L64-66")],
    "signaal_uren": [Parameter(_LPW, 12, "own choice, domain rules §6.2: four hours before the limit")],
    "signaal_dagen": [Parameter(_LPW, 21, "own choice, domain rules §6.3: a week before lrv_min_dagen")],
    "signaal_keten_dagen": [Parameter(_LPW, 14, "own choice: so long after the last melding the row may still go on")],
    "lesverzuim_max_minuten": [Parameter(_LPW, 600, "own choice: ten hours on one day")],
    "lesverzuim_max_regels": [Parameter(_LPW, 20_000, "own choice, as in issue 3")],
    "meldtermijn_werkdagen": [Parameter(_LPW, 5, "Inspectie van het Onderwijs")],
    "bericht_overlap_dagen": [Parameter(_LPW, 60, "own choice; EML-04: a mail about an old case helps nobody")],
    "raadplegen_jaren": [Parameter(_LPW, 2, "S0 L83-85")],
    "reactie_werkdagen": [Parameter(_LPW, 5, "own choice: as long as meldtermijn_werkdagen")],
    "herinner_einddatum_dagen": [Parameter(_LPW, 28, "own choice: as long as lrv_min_dagen; D11, domain rules §6.3")],
    "lesuur_kortst": [Parameter(_LPW, 20, "own choice: guards against a mistake")],
    "lesuur_langst": [Parameter(_LPW, 120, "own choice: guards against a mistake")],
    "vakantie_max_dagen": [Parameter(_LPW, 70, "own choice: a summer holiday and some")],
    "bijlage_max_mb": [Parameter(_LPW, 5, "own choice; WNS-03: performance was the objection, S0 L69-71")],
    "bijlage_max_aantal": [Parameter(_LPW, 5, "own choice; WNS-03")],
    "bijlage_bewaar_jaren": [Parameter(_LPW, 1, "own choice: shorter than the melding; AVG art. 5 lid 1 onder e")],
    "concept_dagen": [Parameter(_LPW, 30, "own choice, ADR 0020")],
    "upload_max_regels": [Parameter(_LPW, 2_000_000, "own choice, ADR 0034: more than all pupils of one board")],
    "upload_max_kolommen": [Parameter(_LPW, 500, "own choice, ADR 0034")],
    "upload_max_regels_leerling": [Parameter(_LPW, 20, "own choice, ADR 0034: each line waits for the one before")],
    "upload_xlsx_max_mb": [Parameter(_LPW, 50, "own choice, ADR 0034: it is read in memory, packed")],
    "upload_xlsx_max_regels": [Parameter(_LPW, 200_000, "own choice, ADR 0034: measured, 700 MB of memory")],
    "upload_max_mb": [Parameter(_LPW, 500, "own choice, ADR 0034")],
    "bewaar_aanlevering_dagen": [Parameter(_LPW, 90, "own choice, as reports vanish after three months (S0 L95-96)")],
    "registratieoverzicht_dagen": [Parameter(_LPW, 7, "own choice: as bewaar_uitvoer_dagen")],
    "leerplicht_signaal_dagen": [Parameter(_LPW, 14, "own choice: the signal comes every week")],
    "bestand_verloopt_dagen": [Parameter(_LPW, 3, "own choice, ADR 0034: two working days to fetch it")],
    "koppeling_kandidaat_punten": [Parameter(_LPW, 65, "own choice, ADR 0035: shown to the register holder")],
    "koppeling_zeker_punten": [Parameter(_LPW, 85, "own choice, ADR 0035: an agency may merge; no twin gets here")],
    "koppelbestand_max_regels": [Parameter(_LPW, 5_000, "own choice, ADR 0035")],
    "bewaar_koppelantwoord_dagen": [Parameter(_LPW, 90, "own choice, ADR 0035: as long as a merge can be undone")],
    "koppeling_terugdraai_dagen": [Parameter(_LPW, 90, "own choice, ADR 0035; eisen.md Q19")],
    "apisleutel_max_dagen": [Parameter(_LPW, 365, "own choice, ADR 0041: who looks at it once a year keeps it")],
    "api_per_minuut": [Parameter(_LPW, 300, "own choice, ADR 0041: per key; a thousand enrolments fit in one of them")],
    "bewaar_apiantwoord_dagen": [Parameter(_LPW, 30, "own choice, ADR 0041: who retries later starts anew")],
    "vsv_min_leeftijd": [Parameter(_LPW, 12, "regioatlas; domein rapportages.md §1.7")],
    "levering_werkdagen": [Parameter(_LPW, 5, "duo.nl gegevensleveringen, domeinregels §14.2")],
    "levering_terug_dagen": [Parameter(_LPW, 31, "own choice, ADR 0043: a request that was left for a month is old")],
    "bewaar_levering_dagen": [Parameter(_LPW, 90, "own choice, as reports vanish after three months (S0 L95-96)")],
    "schooldag_minuten": [Parameter(_LPW, 320, "own choice: 16 hours took the place of 3 school days (V1)")],
    "lrv_lijst_dagen": [Parameter(_LPW, 28, "own choice: R08 shows an unbroken row so long after its last day")],
    "kleine_aantallen": [Parameter(_LPW, 5, "own choice after CBS; domein rapportages.md §6 h")],
    "bewaar_peiling_jaren": [Parameter(_LPW, 2, "own choice, ADR 0042: to look back a year, with the year before it")],
    "bewaar_uitvoer_dagen": [Parameter(_LPW, 7, "own choice, ADR 0027")],
}


def param(name: str, *, on: date) -> int:
    """The value in force on that day. A day before the first line gets the first line."""
    rows = DATED[name]
    in_force = [row for row in rows if row.since <= on]
    return (in_force or rows[:1])[-1].value
