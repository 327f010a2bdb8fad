"""Who gets deliveries, and which recipients an address has."""

from collections.abc import Iterator

from verzuimloket.leveringen.codes import GEMEENTE, REGIO
from verzuimloket.leveringen.inputs import Ontvanger
from verzuimloket.leveringen.rules import krijgt_leveringen
from verzuimloket.routering.models import Gemeente, Instantie


def ontvangers() -> list[Ontvanger]:
    """Every municipality, then every region, by code."""
    rows = list(Gemeente.objects.order_by("code").values_list("code", "regio_id"))
    regios = sorted({regio for _, regio in rows})
    return [
        *(Ontvanger(GEMEENTE, code, (code,)) for code, _ in rows),
        *(Ontvanger(REGIO, code, tuple(each for each, regio in rows if regio == code)) for code in regios),
    ]


def met_instantie() -> list[Ontvanger]:
    """Those with a body in the register: somebody can fetch what is put ready for them."""
    known = set(Instantie.objects.values_list("code", flat=True))
    return [each for each in ontvangers() if each.instantie in known]


def ontvanger(instantie: str) -> Ontvanger | None:
    """G0344 or R0019; None for what is neither."""
    if not krijgt_leveringen(instantie):
        return None
    return next((each for each in ontvangers() if each.instantie == instantie), None)


class Verdeling:
    """Which of these recipients are told of somebody who lives in a municipality, or who left one."""

    def __init__(self, ontvangers: list[Ontvanger]) -> None:
        self._van: dict[str, tuple[Ontvanger, ...]] = {}
        for each in ontvangers:
            for gemeente in each.gemeenten:
                self._van[gemeente] = (*self._van.get(gemeente, ()), each)

    def volledig(self, gemeente: str) -> tuple[Ontvanger, ...]:
        """Municipality and region of where the person lives now."""
        return self._van.get(gemeente, ())

    def vorige(self, oud: str, nieuw: str) -> Iterator[Ontvanger]:
        """Those of where the person lived, who are not told everything already."""
        yield from (each for each in self._van.get(oud, ()) if each not in self.volledig(nieuw))


def regios() -> dict[str, str]:
    """Municipality → its region."""
    return dict(Gemeente.objects.values_list("code", "regio_id"))
