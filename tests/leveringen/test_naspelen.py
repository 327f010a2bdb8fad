"""The feed is complete: an old C-levering and the P-leveringen since then give the new C-levering.

Of who has no startkwalificatie: of the others the law lets a P-levering tell only once that they have one.
"""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.leveringen import land
from verzuimloket.core.parameters import param
from verzuimloket.leveringen.queries import gebied
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.personen.models import Adres, Persoon

pytestmark = [pytest.mark.usefixtures("committed_db"), pytest.mark.req("WKL-01", "WKL-04", "WKL-05")]
BEGIN, WEKEN = date(2026, 6, 28), 8  # a Sunday; over the end of a school year
ONTVANGERS = ("G0344", "G0355", "G0599", "R0019", "R0029")
GEMEENTEN = ("0344", "0355", "0599", "")
Blok = dict[str, Any]
Stand = dict[str, Blok]  # number → record → lines


class Toeval:
    """Random people, and what happens to them in a week."""

    def __init__(self, zaad: int) -> None:
        self.kans = random.Random(zaad)
        self.mensen: list[Persoon] = []

    def dag(self, van: date, tot: date) -> str:
        return (van + timedelta(days=self.kans.randrange((tot - van).days + 1))).isoformat()

    def moment(self, dag: date) -> str:
        return f"{(dag + timedelta(days=self.kans.randrange(7))).isoformat()}T{self.kans.randrange(24):02}:15:00"

    def mens(self, moment: str) -> None:
        grens, vier = date(1999, 6, 20), date(2022, 8, 20)
        geboren = self.kans.choice(
            [self.dag(grens, grens + timedelta(90)), self.dag(vier - timedelta(90), vier), self.dag(grens, vier)]
        )
        van = land.jongere(geboren, moment, self.kans.choice(GEMEENTEN[:3]))
        self.mensen.append(van)
        if self.kans.random() < 0.8:
            self.schrijf_in(van, moment)
        if self.kans.random() < 0.2:
            self.diploma(van, moment)

    def schrijf_in(self, van: Persoon, moment: str) -> None:
        begin = self.dag(BEGIN - timedelta(days=200), BEGIN + timedelta(days=70))
        eind = self.kans.choice(["", self.dag(date.fromisoformat(begin), BEGIN + timedelta(days=80))])
        sector, soort, bekostigd = self.kans.choice([("VO", "VMBO", True), ("MBO", "", True), ("MBO", "", False)])
        land.schrijf_in(van, moment, begin, eind, sector=sector, soort=soort, bekostigd=bekostigd)

    def diploma(self, van: Persoon, moment: str) -> None:
        land.haalt(van, moment, self.dag(BEGIN - timedelta(days=300), BEGIN + timedelta(days=60)), "MBO", "2")

    def gebeurt(self, moment: str) -> None:
        """One thing, to somebody."""
        van = self.kans.choice(self.mensen)
        what = self.kans.choice([
            self.schrijf_in, self.schrijf_in, self.einde, self.weg, self.verhuis, self.verhuis, self.diploma,
            self.diploma_weg, self.vrijgesteld, self.overleden, self.naam, self.nummer, self.geboren, self.samen,
        ])  # fmt: skip
        what(van, moment)

    def _een(self, van: Persoon, naam: str) -> Any:
        with land.op("2026-01-01T09:00:00"):
            return getattr(van, naam).order_by("pk").first()

    def einde(self, van: Persoon, moment: str) -> None:
        if row := self._een(van, "inschrijvingen"):
            land.wijzig(row, moment, einddatum=max(row.begindatum, BEGIN + timedelta(days=self.kans.randrange(60))))

    def weg(self, van: Persoon, moment: str) -> None:
        if row := self._een(van, "inschrijvingen"):
            land.verwijder(row, moment)

    def verhuis(self, van: Persoon, moment: str) -> None:
        naar, nummer = self.kans.choice(GEMEENTEN), str(self.kans.randrange(1, 4))
        begin = date.fromisoformat(moment[:10]) + timedelta(days=self.kans.choice([-3, 0, 10]))
        with land.op("2026-01-01T09:00:00"):
            present = Adres.objects.filter(persoon=van, einddatum=None).first()
        if present and present.begindatum < begin:
            land.verhuis(van, moment, begin.isoformat(), naar, nummer)

    def diploma_weg(self, van: Persoon, moment: str) -> None:
        if row := self._een(van, "diplomas"):
            land.verwijder(row, moment)

    def vrijgesteld(self, van: Persoon, moment: str) -> None:
        if row := self._een(van, "vrijstellingen"):
            land.verwijder(row, moment)
        else:
            begin = self.dag(BEGIN - timedelta(days=30), BEGIN + timedelta(days=60))
            land.vrijgesteld(van, moment, begin, self.dag(date.fromisoformat(begin), BEGIN + timedelta(days=90)))

    def overleden(self, van: Persoon, moment: str) -> None:
        land.wijzig(van, moment, overlijdensdatum=self.kans.choice([None, BEGIN]))

    def naam(self, van: Persoon, moment: str) -> None:
        land.wijzig(van, moment, achternaam=self.kans.choice(["Ster", "=Maan", 'Zon;"dag"']))

    def geboren(self, van: Persoon, moment: str) -> None:
        land.wijzig(van, moment, geboortedatum=date.fromisoformat(self.dag(date(1999, 1, 1), date(2022, 12, 1))))

    def nummer(self, van: Persoon, moment: str) -> None:
        from tests import factories
        from verzuimloket.personen import sleutels

        sealed = sleutels.seal(factories.bsn(), van.kenmerk)
        land.wijzig(van, moment, bsn=sealed.tekst, bsn_index=sealed.index)

    def samen(self, van: Persoon, moment: str) -> None:
        """Two registrations of one person become one: rows move, the other registration goes."""
        if len(self.mensen) < 5 or self.kans.random() < 0.6:
            return
        ander = self.kans.choice([each for each in self.mensen if each.pk != van.pk])
        self.mensen.remove(ander)
        with land.op(moment), connection.cursor() as cursor:
            ander.inschrijvingen.update(persoon=van)
            ander.vrijstellingen.update(persoon=van)
            ander.diplomas.update(persoon=van)
            for row in ander.adressen.all():
                cursor.execute("SELECT vl_neem_weg('personen_adres', %s)", [row.pk])
            cursor.execute("SELECT vl_neem_weg('personen_persoon', %s)", [ander.pk])


# the administration of a recipient that reads deliveries


def gelezen(rows: list[dict[str, str]]) -> list[Blok]:
    """The records of each person together."""
    found: list[Blok] = []
    for row in rows:
        if row["record"] == "PER":
            found.append({"PER": row, "MUT": [], "rijen": []})
        elif row["record"] == "MUT":
            found[-1]["MUT"].append(row)
        elif row["record"] not in ("VLP", "SLR") and row.get("actie") != "V":
            found[-1]["rijen"].append({name: value for name, value in row.items() if name != "actie"})
    return found


def bij(stand: Stand, blokken: list[Blok], gemeenten: tuple[str, ...]) -> None:
    """Process one P-levering, as docs/koppelvlak/leveringen.md tells a recipient to."""
    for blok in blokken:
        per = blok["PER"]
        for mut in blok["MUT"]:
            if mut["mutatiecode"] == "NRW":
                stand.pop(mut["oud"], None)
        stand.pop(per["pgn"], None)
        gone = any(mut["mutatiecode"] == "PGV" for mut in blok["MUT"])
        if not gone and not per["overlijdensdatum"] and per["gemeentecode"] in gemeenten and per["sk"] == "N":
            stand[per["pgn"]] = blok


def wie(stand: Stand, dag: date) -> dict[str, Any]:
    """Who is of the age, and enrolled or exempt, on that day; without a startkwalificatie."""
    return {
        pgn: (blok["PER"], sorted(map(str, blok["rijen"])))
        for pgn, blok in stand.items()
        if blok["PER"]["sk"] == "N" and _leeftijd_past(blok, dag) and any(_loopt(row, dag) for row in blok["rijen"])
    }


def _leeftijd_past(blok: Blok, dag: date) -> bool:
    jaren = Geboortedatum.parse(blok["PER"]["geboortedatum"]).leeftijd_op(dag)
    return 4 <= jaren < param("rmc_max_leeftijd", on=dag)


def _loopt(row: dict[str, str], dag: date) -> bool:
    begin, eind = {"ISG": ("datum_in", "datum_uit"), "VRS": ("van", "tot")}.get(row["record"], ("", ""))
    return bool(begin) and row[begin] <= dag.isoformat() <= (row[eind] or "9999")


@pytest.mark.parametrize("zaad", range(6))
def test_what_is_told_every_week_adds_up(zaad: int) -> None:
    toeval = Toeval(zaad)
    for _ in range(25):
        toeval.mens(f"{(BEGIN - timedelta(days=30)).isoformat()}T09:00:00")
    eerste = (BEGIN - timedelta(days=1)).isoformat()
    known = {each: _volledig(eerste, each) for each in ONTVANGERS}
    told = 0
    for nr in range(WEKEN):
        zondag = BEGIN + timedelta(days=7 * nr)
        for moment in sorted(toeval.moment(zondag) for _ in range(8)):
            toeval.gebeurt(moment)
        toeval.mens(f"{(zondag + timedelta(days=6)).isoformat()}T23:30:00")
        peildatum, dag = zondag + timedelta(days=7), zondag + timedelta(days=6)
        made = land.lever_p(peildatum.isoformat())
        for each in ONTVANGERS:
            blokken = gelezen(made.regels(f"{peildatum:%Y%m%d}P{each}.csv"))
            bij(known[each], blokken, _gemeenten(each))
            told += len(blokken)
            assert wie(known[each], dag) == wie(_volledig(dag.isoformat(), each), dag), f"{each} {peildatum}"
    assert told > 40


def _gemeenten(instantie: str) -> tuple[str, ...]:
    found = gebied.ontvanger(instantie)
    assert found
    return found.gemeenten


def _volledig(dag: str, instantie: str) -> Stand:
    rows = land.lever_c(dag, instantie).regels(f"{dag.replace('-', '')}C{instantie}.csv")
    return {blok["PER"]["pgn"]: blok for blok in gelezen(rows)}
