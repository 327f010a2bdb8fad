"""Whatever bytes come: lines or a refusal with a sentence, never another exception. What is written is read back."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.channels.upload.bestand import KOP, VANDAAG, open_, regels, tekst
from verzuimloket.aanleveringen.sjabloon import KOLOMMEN
from verzuimloket.channels.upload.inschrijvingen.lezen import Leesregel
from verzuimloket.core.errors import Rejected
from verzuimloket.core.uitleg import uitleg
from verzuimloket.inschrijvingen.inputs import InschrijvingInput

pytestmark = pytest.mark.req("BST-02")
SNEL = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
LANG = settings(max_examples=1_500, deadline=None, suppress_health_check=list(HealthCheck))
_HEAD = tekst().encode()
_SNIPPETS = st.sampled_from(
    [
        b";",
        b'"',
        b"\r\n",
        b"\n",
        b"\r",
        b"99XA",
        b"31-08-2026",
        b"2012-00-00",
        b"='",
        b"\xc3\xab",
        b"\xeb",
        b"\x00",
        b"\t",
    ]
)
_BYTES = st.one_of(
    st.binary(max_size=300),
    st.lists(st.one_of(_SNIPPETS, st.binary(max_size=8)), max_size=60).map(b"".join),
)
_CEL = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["31-08-2026", "00-00-2012", "46235", "1,2E+08", '="1"', "#N/B", "'1", "M", "5010", "1234 ab", "2012-02-30"]
    ),
    st.from_regex(r"[0-9]{0,9}[-/.,E ]{0,2}[0-9]{0,8}", fullmatch=True),
)


def _sound(inhoud: bytes, deel: int) -> None:
    try:
        found = regels(inhoud, deel=deel)
    except Rejected as refused:
        (violation,) = refused.violations
        assert violation.code in uitleg()
        assert violation.text.endswith(".")
    else:
        for each in found:
            _is_whole(each)


def _is_whole(each: Leesregel) -> None:
    assert isinstance(each.given, InschrijvingInput)
    assert all(isinstance(cel, str) for cel in each.waarden)
    assert all(fout.code in uitleg() and fout.blocks and fout.field in ("", *KOP) for fout in each.fouten)
    assert all(herstel.kolom in KOP for herstel in each.herstel)
    assert "\0" not in repr(each.given)


@SNEL
@given(_BYTES, st.booleans(), st.integers(1, 400))
def test_any_bytes(inhoud: bytes, kop: bool, deel: int) -> None:
    _sound(_HEAD * kop + inhoud, deel)


@pytest.mark.slow
@LANG
@given(_BYTES, st.booleans(), st.integers(1, 400))
def test_any_bytes_at_length(inhoud: bytes, kop: bool, deel: int) -> None:
    _sound(_HEAD * kop + inhoud, deel)


@SNEL
@given(st.binary(max_size=200), st.integers(0, 5_000), st.integers(1, 50))
def test_any_damage_to_a_good_file(vulling: bytes, plaats: int, weg: int) -> None:
    goed = tekst(*["99XA;2026-08-01;;999990019;;V;2012-03-04" + ";" * 15] * 20).encode()
    _sound(goed[:plaats] + vulling + goed[plaats + weg :], 64)


@SNEL
@given(st.lists(st.lists(_CEL, min_size=22, max_size=22), min_size=1, max_size=6), st.sampled_from(";,\t|"))
def test_any_cells_are_lines(rijen: list[list[str]], teken: str) -> None:
    """Every line that says something comes back, in order, with its own cells."""
    rijen = [[cel.replace("\0", "") for cel in rij] for rij in rijen]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=teken, quoting=csv.QUOTE_ALL)
    writer.writerows([KOP, *rijen])
    inhoud = text.getvalue().encode("utf-8", errors="replace")
    said = [[cel.encode("utf-8", errors="replace").decode() for cel in rij] for rij in rijen]
    said = [rij for rij in said if "".join(rij).strip()]
    if not said:
        return
    found = regels(inhoud, deel=500)
    assert [list(each.waarden) for each in found] == [[_ends(cel) for cel in rij] for rij in said]
    for each in found:
        _is_whole(each)


def _ends(cel: str) -> str:
    return cel.replace("\r\n", "\n").replace("\r", "\n")


_DAG = st.dates(min_value=VANDAAG.replace(year=1990), max_value=VANDAAG)
_NAAM = st.text(st.characters(categories=("Lu", "Ll"), max_codepoint=0x17F), min_size=1, max_size=20)


@SNEL
@given(
    st.lists(st.tuples(_DAG, _DAG, _NAAM), min_size=1, max_size=9), st.sampled_from(["%Y-%m-%d", "%d-%m-%Y", "%Y%m%d"])
)
def test_what_is_written_is_read_back(rijen: list[tuple[object, object, str]], vorm: str) -> None:
    lijnen = []
    for begin, geboren, naam in rijen:
        cells = {"datumInschrijving": format(begin, vorm), "geboortedatum": format(geboren, vorm), "geslacht": "M"}
        cells |= {"achternaam": naam, "postcode": "1234AB", "huisnummer": "1"}
        lijnen.append(";".join(cells.get(kolom.naam, "") for kolom in KOLOMMEN))
    lezing = open_(tekst(*lijnen))
    found = list(lezing.regels())
    if "maand-dag-jaar" in lezing.leeswijze.datumnotatie.values():
        raise AssertionError("no Dutch file is read as month first")
    assert [each.given.begindatum for each in found] == [begin for begin, _, _ in rijen]
    assert [each.given.geboortedatum.vroegst() for each in found if each.given.geboortedatum] == [
        geboren for _, geboren, _ in rijen
    ]
    assert not any(each.fouten for each in found)
