"""A07, verlate startkwalificaties: the first one after 1 October, up to and including 31 December.

Only a run of the closed year has lines; in other months the file is a heading. STOND_OP_LIJST: on the A04 of the
twelfth run, which looked at the same 1 October.
"""

from dataclasses import replace

from verzuimloket.rapportages.rapporten import stroom
from verzuimloket.rapportages.rapporten.kolommen import STARTSET, VERLAAT

_JOINS = """JOIN inschrijvingen_diploma_versie d ON d.versie_id = l.diploma_versie
  JOIN rapportages_peiling r ON r.id = l.peiling_id
  LEFT JOIN rapportages_peiling t ON t.soort = 'A04' AND t.rapportjaar = r.rapportjaar AND t.t2 = r.t2
  LEFT JOIN rapportages_lijstregel w ON w.peiling_id = t.id AND w.persoon_id = l.persoon_id"""

RAPPORT = stroom.rapport(
    "A07",
    "Verlate startkwalificaties",
    STARTSET + VERLAAT,
    replace(stroom.STARTSET, joins=_JOINS),
    stroom.of_closed_year,
)
