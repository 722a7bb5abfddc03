"""Which tests one process takes together, and in which order the processes take them.

The groups of pytest-xdist are lost in silence since pytest 9.2 (pytest-xdist#1386).
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

WHOLE = (
    "tests/deploy/test_through_the_proxy.py",
    "tests/portal/operations/backup/test_backup.py",
    "tests/portal/site_languages/test_an_empty_german_site.py",
    "tests/portal/site_languages/test_another_list.py",
)
"""Files whose tests share a site that takes long to set up."""


class Scheduling(LoadScopeScheduling):
    """The files above are taken as a whole, every other test by itself, all in their order."""

    def _split_scope(self, nodeid: str) -> str:
        return _file(nodeid) if _file(nodeid) in WHOLE else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling:
    """In place of those that `--dist` names."""
    config.option.loadscopereorder = False
    return Scheduling(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole files come first: taken last, one process would wait for the other."""
    items.sort(key=lambda item: _file(item.nodeid) not in WHOLE)


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]
