"""Files that were sent: received, checked, stored and answered. The screen and the jobs end here."""

from verzuimloket.aanleveringen.actions.afhandelen import (
    Overgenomen,
    begin_check,
    begin_commit,
    commit_chunk,
    finish_check,
    finish_commit,
    give_up,
    note_reading,
    refuse,
    send_back,
    stop,
)
from verzuimloket.aanleveringen.actions.antwoorden import replace_answers
from verzuimloket.aanleveringen.actions.versturen import cancel, commit, receive

__all__ = [
    "Overgenomen",
    "begin_check",
    "begin_commit",
    "cancel",
    "commit",
    "commit_chunk",
    "finish_check",
    "finish_commit",
    "give_up",
    "note_reading",
    "receive",
    "refuse",
    "replace_answers",
    "send_back",
    "stop",
]
