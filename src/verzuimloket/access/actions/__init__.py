"""Logging in, and writing accounts, authorisations, keys of the machine link and preferences."""

from verzuimloket.access.actions.accounts import NieuwAccount, create_gebruiker, open_account
from verzuimloket.access.actions.herhalingen import OtherContent, forget_answers, keep_answer, take_answer
from verzuimloket.access.actions.inloggen import BLOKKADE, MAX_MISLUKT, log_in, log_out
from verzuimloket.access.actions.machtigingen import change_roles, grant, set_inzage, withdraw_role
from verzuimloket.access.actions.sleutels import NieuweSleutel, Toegang, admit, make_sleutel, withdraw_sleutel
from verzuimloket.access.actions.voorkeuren import (
    prefer_language,
    remember_list,
    remove_view,
    save_preferences,
    save_view,
)

__all__ = [
    "BLOKKADE",
    "MAX_MISLUKT",
    "NieuwAccount",
    "NieuweSleutel",
    "OtherContent",
    "Toegang",
    "admit",
    "change_roles",
    "create_gebruiker",
    "forget_answers",
    "grant",
    "keep_answer",
    "log_in",
    "log_out",
    "make_sleutel",
    "open_account",
    "prefer_language",
    "remember_list",
    "remove_view",
    "save_preferences",
    "save_view",
    "set_inzage",
    "take_answer",
    "withdraw_role",
    "withdraw_sleutel",
]
