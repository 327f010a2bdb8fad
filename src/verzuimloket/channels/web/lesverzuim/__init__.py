"""Keeping lesson absence: the list of an institution, one pupil, pasting a list, signals."""
