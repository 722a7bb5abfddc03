"""The secret and the address of webhooks are looked at when the settings load."""

from typing import Any

import pytest
from pydantic import ValidationError

from portal.settings.environment import Environment
from tests.factories.webhooks import SECRET

URL = "https://tools.example.org/hooks"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"webhook_secret": SECRET},
        {"webhook_secret": SECRET, "webhook_url": URL},
        {"webhook_networks": "10.0.0.0/8, fd00::/8"},
    ],
)
def test_what_is_right_is_taken(given: dict[str, Any]) -> None:
    assert Environment(**given)


@pytest.mark.parametrize(
    "given",
    [
        {"webhook_url": URL},
        {"webhook_url": "ftp://tools.example.org/"},
        {"webhook_url": "https://somebody:hush@tools.example.org/", "webhook_secret": SECRET},
        {"webhook_secret": "hush"},
        {"webhook_secret": "whsec_hush"},
        {"webhook_secret": "whsec_%%%"},
        {"webhook_secret": "whsec_" + "A" * 200},
        {"webhook_networks": "10.0.0.1"[:-1]},
        {"ask_after_hours": 0},
        {"ask_after_hours": 169},
    ],
)
def test_what_cannot_be_right_is_refused_and_the_secret_is_not_told(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        Environment(**given)
    for words in ("hush", "%%%", "AAAA"):
        assert words not in str(refused.value)
