"""The zone of every day and moment in this product; pure, so that rules may know it."""

from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
