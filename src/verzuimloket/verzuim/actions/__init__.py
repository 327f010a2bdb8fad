"""The only writes of meldingen and drafts."""

from verzuimloket.verzuim.actions.bijlagen import add_bijlage, hand_out_bijlage, remove_bijlage, remove_old_bijlagen
from verzuimloket.verzuim.actions.concepten import (
    DRAFT_CHANGED_MEANWHILE,
    discard_concept,
    discard_untouched,
    hand_over_concept,
    remove_old_drafts,
    save_answers,
    start_concept,
    submit_concept,
)
from verzuimloket.verzuim.actions.gesprek import follow_melding, post_bericht, unfollow_melding
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
from verzuimloket.verzuim.actions.vervolg import end_absence
from verzuimloket.verzuim.actions.vrijstellingen import settle_overlap

__all__ = [
    "CHANGED_MEANWHILE",
    "DRAFT_CHANGED_MEANWHILE",
    "acknowledge_melding",
    "add_bijlage",
    "change_melding",
    "close_melding",
    "discard_concept",
    "discard_untouched",
    "end_absence",
    "follow_melding",
    "give_feedback",
    "hand_out_bijlage",
    "hand_over_concept",
    "load",
    "post_bericht",
    "remove_bijlage",
    "remove_old_bijlagen",
    "remove_old_drafts",
    "save_answers",
    "settle_overlap",
    "start_concept",
    "submit_concept",
    "submit_melding",
    "take_up_melding",
    "unfollow_melding",
    "withdraw_melding",
]
