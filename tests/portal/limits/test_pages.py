"""The answers of this room, in every language."""

from datetime import timedelta

import pytest
from django.utils import translation

from portal import locales
from portal.limits.errors import TooMany
from portal.limits.pages import waiting_time


@pytest.mark.parametrize("seconds", [0.2, 59, 61, 5_400, 5_401, 200_000])
def test_the_wait_is_said_in_every_language(seconds: float) -> None:
    for code in locales.codes():
        with translation.override(code):
            assert waiting_time(TooMany("ask", timedelta(seconds=seconds)))
