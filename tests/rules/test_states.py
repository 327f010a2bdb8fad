"""Every pair of status and event is decided, for every side. Domain rules §9.2, §21.3 scenarios 7 and 14."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import TransitionNotAllowed
from verzuimloket.verzuim import states
from verzuimloket.verzuim.codes import Kant, Status

# From, event, the sides that may, to. What is not here is refused.
ALLOWED = {
    ("R", "in_behandeling_nemen", "instantie"): "B",
    ("R", "afsluiten", "instantie"): "G",
    ("R", "ter_kennisgeving_aannemen", "instantie"): "K",
    ("R", "intrekken", "school"): "I",
    ("R", "intrekken", "systeem"): "I",
    ("B", "terugkoppelen", "instantie"): "B",
    ("B", "afsluiten", "instantie"): "G",
    ("B", "ter_kennisgeving_aannemen", "instantie"): "K",
    ("B", "intrekken", "school"): "I",
    ("B", "intrekken", "systeem"): "I",
    ("G", "intrekken", "school"): "I",
    ("G", "intrekken", "systeem"): "I",
    ("K", "intrekken", "school"): "I",
    ("K", "intrekken", "systeem"): "I",
}
EVENTS = ("in_behandeling_nemen", "terugkoppelen", "afsluiten", "ter_kennisgeving_aannemen", "intrekken")
STATUSES = ("R", "B", "G", "K", "I", "D")
KANTEN = ("school", "instantie", "systeem")


def refusal(status: str, event: str, kant: str) -> TransitionNotAllowed:
    with pytest.raises(TransitionNotAllowed) as caught:
        states.next_status(status, event, kant)
    return caught.value


def test_the_table_covers_everything() -> None:
    assert set(states.TRANSITIONS) == set(EVENTS)
    assert {status.value for status in Status} == set(STATUSES)
    assert {kant.value for kant in Kant} == set(KANTEN)


@pytest.mark.req("GEM-02", "GEM-03", "INT-03", "INT-05", "INT-10")
@pytest.mark.parametrize(("status", "event", "kant"), list(product(STATUSES, EVENTS, KANTEN)))
def test_next_status(status: str, event: str, kant: str) -> None:
    if (status, event, kant) in ALLOWED:
        assert states.next_status(status, event, kant) == ALLOWED[status, event, kant]
        assert event in states.events_for(status, kant)
        return
    refused = refusal(status, event, kant)
    assert refused.code == ("BV_S_ingetrokken_definitief" if status == "I" else "BV_G_status_overgang")
    assert codelijst("status").label(status).lower() in refused.text.lower()
    assert refused.text.endswith(".")
    assert event not in states.events_for(status, kant)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("event", ["overdragen", "heropenen", "", "D"])
def test_unknown_event(status: str, event: str) -> None:
    """Scenario 14: handing over to third parties no longer exists."""
    refused = refusal(status, event, "instantie")
    assert refused.code == ("BV_S_ingetrokken_definitief" if status == "I" else "BV_G_status_overgang")


@pytest.mark.parametrize(
    ("status", "event", "kant", "text"),
    [
        (
            "G",
            "afsluiten",
            "instantie",
            "U kunt deze melding niet afsluiten. De status is nu Afgesloten. "
            "Het kan alleen bij Geregistreerd of In behandeling.",
        ),
        (
            "R",
            "terugkoppelen",
            "instantie",
            "U kunt over deze melding niet terugkoppelen. De status is nu Geregistreerd. "
            "Het kan alleen bij In behandeling.",
        ),
        (
            "R",
            "afsluiten",
            "school",
            "Alleen de gemeente kan deze melding afsluiten. De status is nu Geregistreerd.",
        ),
        (
            "R",
            "intrekken",
            "instantie",
            "Alleen de school kan deze melding intrekken. De status is nu Geregistreerd.",
        ),
        (
            "R",
            "overdragen",
            "instantie",
            "Deze stap bestaat niet voor een melding. De status is nu Geregistreerd.",
        ),
        ("I", "intrekken", "school", states.INGETROKKEN_DEFINITIEF),
    ],
)
def test_the_sentence_says_why(status: str, event: str, kant: str, text: str) -> None:
    assert refusal(status, event, kant).text == text


@pytest.mark.parametrize(
    ("status", "kant", "events"),
    [
        ("R", "instantie", ("in_behandeling_nemen", "afsluiten", "ter_kennisgeving_aannemen")),
        ("B", "instantie", ("terugkoppelen", "afsluiten", "ter_kennisgeving_aannemen")),
        ("G", "instantie", ()),
        ("G", "school", ("intrekken",)),
        ("I", "school", ()),
        ("D", "school", ()),
    ],
)
def test_events_for(status: str, kant: str, events: tuple[str, ...]) -> None:
    assert states.events_for(status, kant) == events


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from((*EVENTS, "overdragen")), st.sampled_from(KANTEN)), max_size=12))
def test_walk(steps: list[tuple[str, str]]) -> None:
    """Whatever anyone tries: withdrawn stays withdrawn, D is never reached, closed never reopens."""
    status = Status.GEREGISTREERD
    for event, kant in steps:
        try:
            after = states.next_status(status, event, kant)
        except TransitionNotAllowed:
            continue
        assert status != Status.INGETROKKEN
        assert after != Status.OVERGEDRAGEN
        if status in (Status.AFGESLOTEN, Status.TER_KENNISGEVING):
            assert after == Status.INGETROKKEN
        status = after


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(EVENTS), st.sampled_from(KANTEN))
def test_handed_over_is_only_read(event: str, kant: str) -> None:
    with pytest.raises(TransitionNotAllowed):
        states.next_status(Status.OVERGEDRAGEN, event, kant)
