"""Writing institutions: what a school keeps about itself (AUT-19, RIO-12), and what the register keeps (RIO)."""

from verzuimloket.instellingen.actions.rio import load_rio, save_rio
from verzuimloket.instellingen.actions.school import (
    add_contactpersoon,
    add_locatie,
    add_vakantie,
    change_contactpersoon,
    change_locatie,
    close_contactpersoon,
    close_locatie,
    load,
    remove_contactpersoon,
    remove_locatie,
    remove_vakantie,
    reopen_contactpersoon,
    reopen_locatie,
    set_lesuren,
    set_tweede_vervangt,
    take_over_vakanties,
)

__all__ = [
    "add_contactpersoon",
    "add_locatie",
    "add_vakantie",
    "change_contactpersoon",
    "change_locatie",
    "close_contactpersoon",
    "close_locatie",
    "load",
    "load_rio",
    "remove_contactpersoon",
    "remove_locatie",
    "remove_vakantie",
    "reopen_contactpersoon",
    "reopen_locatie",
    "save_rio",
    "set_lesuren",
    "set_tweede_vervangt",
    "take_over_vakanties",
]
