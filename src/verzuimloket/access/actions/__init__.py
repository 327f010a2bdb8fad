"""Logging in, and writing accounts, authorisations and preferences."""

from verzuimloket.access.actions.accounts import NieuwAccount, create_gebruiker, open_account
from verzuimloket.access.actions.inloggen import BLOKKADE, MAX_MISLUKT, log_in, log_out
from verzuimloket.access.actions.machtigingen import change_roles, grant, set_inzage, withdraw_role
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
    "change_roles",
    "create_gebruiker",
    "grant",
    "log_in",
    "log_out",
    "open_account",
    "prefer_language",
    "remember_list",
    "remove_view",
    "save_preferences",
    "save_view",
    "set_inzage",
    "withdraw_role",
]
