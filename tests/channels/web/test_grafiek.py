"""The geometry of charts, as tables; and the SVG that is drawn from it."""

from xml.etree import ElementTree

import pytest
from django.template import engines

from verzuimloket.channels.web import grafiek
from verzuimloket.channels.web.grafiek import Rij, Stuk


@pytest.mark.parametrize(
    ("hoogste", "streepjes"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (3, (0, 1, 2, 3)),
        (4, (0, 1, 2, 3, 4)),
        (5, (0, 2, 4, 6)),
        (23, (0, 10, 20, 30)),
        (64, (0, 20, 40, 60, 80)),
        (1_157, (0, 500, 1_000, 1_500)),
    ],
)
def test_scale_is_round_and_reaches_the_highest(hoogste: int, streepjes: tuple[int, ...]) -> None:
    assert grafiek.schaal(hoogste) == streepjes


def test_bars_share_one_scale_and_stack() -> None:
    drawn = grafiek.staven([Rij("a", "4", (3, 1)), Rij("b", "8", (8,)), Rij("leeg", "0", (0, 0))])
    assert drawn.hoogte == 3 * 46
    assert [staaf.stukken for staaf in drawn.staven] == [
        (Stuk("0.00%", "37.50%", 1), Stuk("37.50%", "12.50%", 2)),
        (Stuk("0.00%", "100.00%", 1),),
        (),
    ]
    assert [staaf.y for staaf in drawn.staven] == [16, 62, 108]


def test_a_norm_past_the_longest_bar_sets_the_scale() -> None:
    (staaf,) = grafiek.staven([Rij("Mbo niveau 1", "11%", (11.0,), merk=22.0)]).staven
    assert (staaf.stukken[0].breedte, staaf.merk) == ("50.00%", "100.00%")


def test_waterfall_ends_where_the_last_bar_ends() -> None:
    drawn = grafiek.waterval(("toen", 20), ("erbij", 5), ("eraf", 2), "nu")
    assert [(staaf.tekst, staaf.stukken[0].x, staaf.stukken[0].breedte) for staaf in drawn.staven] == [
        ("20", "0.00%", "80.00%"),
        ("+ 5", "80.00%", "20.00%"),
        ("− 2", "92.00%", "8.00%"),
        ("23", "0.00%", "92.00%"),
    ]


def test_a_line_breaks_where_a_number_is_missing() -> None:
    drawn = grafiek.lijnen([[0, 10, None, 5]], ["okt", "nov", "dec", "jan"], gekozen=1)
    (lijn,) = drawn.lijnen
    assert [(punt.x, punt.y) for punt in lijn.punten] == [("3.00%", 222), ("34.33%", 22), ("97.00%", 122)]
    assert len(lijn.stukken) == 1
    assert drawn.gekozen == "34.33%"
    assert [altijd for _, _, altijd in drawn.labels] == [True, False, False, True]


@pytest.mark.parametrize(("label", "uit"), [("kort", "kort"), ("x" * 34, "x" * 34), ("x" * 35, "x" * 33 + "…")])
def test_a_long_label_is_cut(label: str, uit: str) -> None:
    assert grafiek.kort(label) == uit


def test_numbers_have_dots() -> None:
    assert [grafiek.getal(value) for value in (0, 999, 1_000, 1_234_567)] == ["0", "999", "1.000", "1.234.567"]


@pytest.mark.parametrize(
    "beeld",
    [
        grafiek.staven([Rij("<script>", "1 & 2", (1, 2), merk=2)]),
        grafiek.lijnen([[1, 2, None], [None, 3, 1]], ["a", "b", "c"], gekozen=1),
    ],
    ids=["staven", "lijnen"],
)
def test_svg_is_well_formed_and_has_a_name(beeld: object) -> None:
    source = '{% import "macros/grafieken.jinja" as g %}{{ g.grafiek(beeld, "x", "Kop & co", "a: 1 < 2") }}'
    text = engines["jinja2"].env.from_string(source).render(beeld=beeld)  # type: ignore[attr-defined]
    root = ElementTree.fromstring(text.strip())
    assert (root.tag, root.get("role"), root.get("aria-labelledby")) == ("svg", "img", "x-t x-d")
    assert (root.findtext("title"), root.findtext("desc")) == ("Kop & co", "a: 1 < 2")
    assert "style=" not in text
    assert "<script" not in text
