"""What shares something dear is tried by one process: pytest-xdist knows the groups."""

import os

import pytest


@pytest.mark.xdist_group("known")
def test_a_process_of_several_knows_the_group_of_a_test(request: pytest.FixtureRequest) -> None:
    # With some versions of pytest its groups are lost in silence, and two Chromiums run at once.
    if os.environ.get("PYTEST_XDIST_WORKER"):
        assert request.node.nodeid.endswith("@known")


@pytest.mark.browser
def test_a_group_that_we_give_is_known_too(request: pytest.FixtureRequest) -> None:
    if os.environ.get("PYTEST_XDIST_WORKER"):
        assert request.node.nodeid.endswith("@browser")
