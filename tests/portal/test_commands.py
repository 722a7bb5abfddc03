"""Commands start: what Django checks before any of them finds nothing."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_checks_before_a_command_find_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check", fail_level="WARNING")
    assert "no issues" in capsys.readouterr().out
