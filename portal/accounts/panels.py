"""What other rooms show on the page of one's account, below what is said there itself.

A room registers in `AppConfig.ready()`:

    panels.register("community/mine/panel.html", panel)
"""

from collections.abc import Callable
from typing import Any

from portal.accounts.models import User

Panel = Callable[[User], dict[str, Any]]
"""What a panel's template is shown with, as `panel`, to the account's owner."""

_PANELS: dict[str, Panel] = {}


def register(template: str, panel: Panel) -> None:
    """Make a room's panel known."""
    _PANELS[template] = panel


def of(user: User) -> list[tuple[str, dict[str, Any]]]:
    """The panels for an account: each template, and what it is shown with."""
    return [(template, panel(user)) for template, panel in _PANELS.items()]
