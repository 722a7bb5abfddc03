"""Which engines are asked for which languages, and settings that cannot be right."""

from typing import Any

import pytest
from pydantic import ValidationError

from portal.machine_translation import rules
from portal.machine_translation.rules import engines_for
from portal.settings.environment import Environment

NAMED = rules.rules("da:nb=apertium+deepl da:*=deepl *:ar=openai *:*=libretranslate")


@pytest.mark.parametrize(
    ("source", "target", "engines"),
    [
        ("da", "nb", ("apertium", "deepl")),
        ("da", "ar", ("deepl",)),
        ("el", "ar", ("openai",)),
        ("el", "id", ("libretranslate",)),
        ("da", "da", ()),
    ],
)
def test_the_first_rule_that_fits_is_taken(
    source: str, target: str, engines: tuple[str, ...]
) -> None:
    assert engines_for(NAMED, source, target) == engines


def test_without_a_rule_no_machine_is_asked() -> None:
    assert engines_for(rules.rules("da:nb=apertium"), "nb", "da") == ()
    assert engines_for(Environment().machine_translation, "da", "nb") == ()


@pytest.mark.parametrize(
    "given",
    [
        {"machine_translation": "da:nb=apertium"},
        {"machine_translation": "*:*=deepl", "deepl_key": "hush"},
        {"machine_translation": "*:*=libretranslate", "libretranslate_url": "http://10.0.0.1"},
        {"machine_translation": "*:pt-br=openai", "openai_model": "small"},
        {"machine_characters": "deepl=1000000, openai=0", "machine_networks": "10.0.0.0/8"},
    ],
)
def test_what_is_right_is_taken(given: dict[str, Any]) -> None:
    assert Environment(**given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"machine_translation": "da-nb=apertium"}, "two languages"),
        ({"machine_translation": "da:nb"}, "no engine"),
        ({"machine_translation": "da:nb=google"}, "no engine"),
        ({"machine_translation": "*:*=deepl+libretranslate"}, "DEEPL_KEY and LIBRETRANSLATE_URL"),
        ({"machine_translation": "*:*=openai"}, "OPENAI_MODEL"),
        ({"machine_characters": "deepl=many"}, "an engine and a number"),
        ({"machine_characters": "google=5"}, "an engine and a number"),
        ({"openai_url": "http://somebody:hush@models.example.org"}, "openai_url"),
        ({"machine_networks": "0.0.0.0/0"}, "every network"),
    ],
)
def test_what_cannot_be_right_is_refused_by_its_name(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words) as refused:
        Environment(**given)
    assert "hush" not in str(refused.value)


def test_an_engine_that_is_not_named_keeps_its_bound() -> None:
    bounds = rules.characters("deepl=7")
    assert bounds == {"deepl": 7, "libretranslate": 500_000, "openai": 500_000}
