"""Search by meaning is on unless somebody says no."""

import os
import subprocess
import sys

import pytest

from portal.settings.environment import REPOSITORY

TELL = "from portal.settings.base import EMBEDDINGS; print(EMBEDDINGS['url'])"
LOCAL = "http://127.0.0.1:8090/v1"
OTHER = "https://embed.example.org/v1"


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ({}, LOCAL),
        ({"EMBEDDINGS_URL": ""}, LOCAL),
        ({"EMBEDDINGS_URL": OTHER}, OTHER),
        ({"SEARCH_BY_MEANING": "yes"}, LOCAL),
        ({"SEARCH_BY_MEANING": "no"}, ""),
        ({"SEARCH_BY_MEANING": "no", "EMBEDDINGS_URL": OTHER}, ""),
    ],
)
def test_what_is_said_decides_who_embeds(said: dict[str, str], url: str) -> None:
    variables = {"PATH": os.environ["PATH"]} | said
    told = subprocess.run(
        [sys.executable, "-c", TELL],
        cwd=REPOSITORY,
        env=variables,
        check=True,
        capture_output=True,
    )
    assert told.stdout.decode().strip() == url
