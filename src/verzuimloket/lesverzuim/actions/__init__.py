"""The only writes of lesson absence, of what asks for attention, and of the drafts that stand ready."""

from verzuimloket.lesverzuim.actions.lijsten import Vastgelegd, check_list, confirm_list, discard_list
from verzuimloket.lesverzuim.actions.regels import record_lines, remove_old, withdraw_line
from verzuimloket.lesverzuim.actions.signalen import prepare, refresh, refresh_all

__all__ = [
    "Vastgelegd",
    "check_list",
    "confirm_list",
    "discard_list",
    "prepare",
    "record_lines",
    "refresh",
    "refresh_all",
    "remove_old",
    "withdraw_line",
]
