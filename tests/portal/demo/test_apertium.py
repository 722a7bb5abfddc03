"""The demo translates by machine where Apertium is installed, on this machine alone."""

import os
from pathlib import Path

import pytest

from portal.demo import apertium
from portal.settings.environment import Environment

NAMES = ("MACHINE_TRANSLATION", "APERTIUM_URL", "MACHINE_NETWORKS")


@pytest.fixture(autouse=True)
def _variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the demo tells its processes ends with the test; nothing of it is said before."""
    for name in NAMES:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


@pytest.mark.apertium
def test_it_is_one_process_that_all_others_are_told_of() -> None:
    said: list[str] = []
    [command] = apertium.to_run(said.append).values()
    told = Environment(**{name.lower(): os.environ[name] for name in NAMES})  # type: ignore[arg-type]
    assert told.apertium_url.endswith(f":{command[-1]}")
    assert {(rule.source, rule.target) for rule in told.machine_translation} >= {("da", "nb")}
    assert said == []


def test_where_it_is_not_the_demo_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(apertium, "MODES", tmp_path)
    said: list[str] = []
    assert apertium.to_run(said.append) == {}
    assert "apertium-dan-nor" in said[0]
    assert "MACHINE_TRANSLATION" not in os.environ


def test_who_has_named_other_engines_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MACHINE_TRANSLATION", "*:*=deepl")
    assert apertium.to_run(print) == {}
