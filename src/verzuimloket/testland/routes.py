"""The ways through education from which every career is drawn.

A route is a row of stages. Its weight says how often it is drawn; because the day of birth is drawn
evenly over the length of the route, each sector gets about its real share of the pupils.
"""

from typing import NamedTuple

from verzuimloket.testland.kans import spread


class Fase(NamedTuple):
    """A stage at one kind of school. No sector: the years out of education."""

    sector: str
    soort: str = ""
    niveau: str = ""
    leertraject: str = ""
    jaren: int = 8
    diploma: tuple[str, str] | None = None
    opleidingen: tuple[str, ...] = ("",)
    bekostigd: bool = True


class Route(NamedTuple):
    """Stages in order, at schools of one kind (B1, B3, B4). ISK begins at 13, all others at 4."""

    fasen: tuple[Fase, ...]
    schoolsoort: str = "B1"
    beginleeftijd: int = 4

    @property
    def eindleeftijd(self) -> int:
        """The age at which most have finished."""
        begin = 12 if self.beginleeftijd == 4 else self.beginleeftijd
        return begin + sum(fase.jaren for fase in self.fasen if fase.sector not in ("PO", "SO"))


_HANDEL = ("25721", "25722", "25647")
_TECHNIEK = ("25707", "25782", "25332")
_ZORG = ("25655", "25698", "25780")
_ENTREE = ("25250", "25251", "25257")


def _mbo(niveau: int, leertraject: str, jaren: int, opleidingen: tuple[str, ...]) -> Fase:
    return Fase("MBO", "", str(niveau), leertraject, jaren, ("MBO", str(niveau)), opleidingen)


def _vo(soort: str, jaren: int, *opleidingen: str, diploma: bool = True) -> Fase:
    return Fase("VO", soort, "", "", jaren, (soort, "") if diploma else None, opleidingen)


PO, SO = Fase("PO"), Fase("SO")
VSO = Fase("VSO", jaren=6)
VMBO = _vo("VMBO", 4, "00171", "00175", "00269")
VMBO_ZONDER = _vo("VMBO", 4, "00175", diploma=False)
HAVO = _vo("HAVO", 5, "00398", "00400")
HAVO_ZONDER = _vo("HAVO", 5, "00398", diploma=False)
VWO = _vo("VWO", 6, "00425", "00430")
PRO = _vo("PRO", 5, "00090")
ISK = _vo("ISK1", 1, "00030", diploma=False)
VMBO_NA_ISK = VMBO._replace(jaren=3)
IB = _vo("IB", 6, "00500", diploma=False)
MBO1 = _mbo(1, "BOL", 1, _ENTREE)
MBO2 = _mbo(2, "BOL", 2, _HANDEL + _TECHNIEK)
MBO2_BBL = _mbo(2, "BBL", 2, _TECHNIEK)
MBO2_ZONDER = MBO2._replace(diploma=None)
MBO2_EXAMEN = Fase("MBO", "", "2", "EX", 1, ("MBO", "2"), _HANDEL, bekostigd=False)
MBO2_DERDE_LEERWEG = Fase("MBO", "", "2", "OVO", 2, ("MBO", "2"), _TECHNIEK, bekostigd=False)
MBO3 = _mbo(3, "BOL", 3, _ZORG)
MBO3_BBL = _mbo(3, "BBL", 2, _ZORG)
MBO4 = _mbo(4, "BOL", 4, _ZORG + _HANDEL)
VAVO_HAVO = Fase("VAVO", "HAVO", "", "", 1, ("HAVO", ""), ("00398",))
VAVO_VMBO = Fase("VAVO", "VMBO", "", "", 1, ("VMBO", ""), ("00175",))
HBO = Fase("HO", jaren=4, opleidingen=("34581", "34404"))
DAARNA, TUSSENJAREN = Fase("", jaren=2), Fase("", jaren=4)

_GEWICHTEN = {
    Route((PO, VMBO, MBO2, DAARNA)): 22,
    Route((PO, VMBO, MBO2, MBO3_BBL, DAARNA)): 22,
    Route((PO, VMBO, MBO3, DAARNA)): 18,
    Route((PO, VMBO, MBO4, DAARNA)): 46,
    Route((PO, VMBO, TUSSENJAREN, MBO2_BBL)): 16,
    Route((PO, VMBO, TUSSENJAREN, MBO3)): 18,
    Route((PO, VMBO_ZONDER, MBO1, MBO2_BBL, DAARNA)): 14,
    Route((PO, VMBO, MBO2_ZONDER, MBO2_EXAMEN, DAARNA)): 8,
    Route((PO, VMBO, MBO2_DERDE_LEERWEG, DAARNA)): 8,
    Route((PO, VMBO_ZONDER, VAVO_VMBO, MBO3)): 10,
    Route((PO, HAVO)): 22,
    Route((PO, HAVO, HBO)): 3,
    Route((PO, HAVO_ZONDER, VAVO_HAVO, DAARNA)): 10,
    Route((PO, HAVO_ZONDER, MBO4)): 9,
    Route((PO, VWO)): 26,
    Route((PO, PRO, MBO1, DAARNA)): 9,
    Route((SO, VSO, DAARNA)): 7,
    Route((SO, PRO, MBO1, MBO2)): 3,
    Route((PO, VSO, MBO1)): 3,
    Route((ISK, VMBO_NA_ISK, MBO2), beginleeftijd=13): 7,
    Route((PO, HAVO), schoolsoort="B3"): 4,
    Route((PO, VWO), schoolsoort="B3"): 3,
    Route((PO, IB), schoolsoort="B4"): 5,
}
ROUTES = spread(_GEWICHTEN)
