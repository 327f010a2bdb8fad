"""The version stands in pyproject.toml; the footer, the changelog and publiccode.yml tell the same."""

import re
import tomllib
from pathlib import Path

from django.conf import settings

HOOFDMAP = Path(__file__).resolve().parents[2]


def test_one_version_everywhere() -> None:
    project = tomllib.loads((HOOFDMAP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = re.search(r"^## (\S+) \((\S+)\)", (HOOFDMAP / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest
    assert newest.groups() == (settings.VERSIE, settings.VERSIEDATUM)
    assert project["version"] == settings.VERSIE
    assert f'softwareVersion: "{settings.VERSIE}"' in (HOOFDMAP / "publiccode.yml").read_text(encoding="utf-8")
