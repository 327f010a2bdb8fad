"""Absence per lesson, as a school keeps it: counting hours, signals, and drafts that stand ready. Domain rules §6.2."""
