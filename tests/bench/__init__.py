"""The bench works on a cluster of its own, in the test environment, on a fixed day."""

import os
from pathlib import Path

import django

os.environ.setdefault("VERZUIMLOKET_OMGEVING", "test")
os.environ.setdefault("VERZUIMLOKET_DATAMAP", str(Path(__file__).resolve().parents[2] / "var" / "bench"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verzuimloket.config.settings")
os.environ.setdefault("VERZUIMLOKET_NU", "2026-11-22T10:00:00")
django.setup()
