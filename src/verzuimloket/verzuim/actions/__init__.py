"""The only writes of meldingen and drafts."""

from verzuimloket.verzuim.actions.concepten import (
    discard_concept,
    remove_old_drafts,
    save_answers,
    start_concept,
    submit_concept,
)
from verzuimloket.verzuim.actions.laden import load
from verzuimloket.verzuim.actions.meldingen import (
    CHANGED_MEANWHILE,
    acknowledge_melding,
    change_melding,
    close_melding,
    give_feedback,
    submit_melding,
    take_up_melding,
    withdraw_melding,
)

__all__ = [
    "CHANGED_MEANWHILE",
    "acknowledge_melding",
    "change_melding",
    "close_melding",
    "discard_concept",
    "give_feedback",
    "load",
    "remove_old_drafts",
    "save_answers",
    "start_concept",
    "submit_concept",
    "submit_melding",
    "take_up_melding",
    "withdraw_melding",
]
