"""How long things are kept has bounds, and what is out of them is refused by its name."""

import pytest
from pydantic import ValidationError

from portal.settings.environment import Environment

SETTINGS = {
    "keep_steps_days": 90,
    "keep_requests_days": 30,
    "keep_comments_days": 30,
    "keep_history_days": 90,
}


def test_these_are_all_of_them() -> None:
    assert {name for name in Environment.model_fields if name.startswith("keep_")} == set(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_least_is_taken_and_less_is_refused(name: str) -> None:
    least = SETTINGS[name]
    assert getattr(Environment(**{name: str(least)}), name) == least  # type: ignore[arg-type]
    for wrong in (least - 1, 0, -1, 3_651, "soon", "1.5"):
        with pytest.raises(ValidationError, match=name):
            Environment(**{name: str(wrong)})  # type: ignore[arg-type]
