"""Address, user, password, API key and CA of the settings reach the server."""

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines.base import EngineError
from search.engines.elasticsearch.client import connect
from search.engines.elasticsearch.engine import Elasticsearch
from tests.search.tls import Server, serving

# What a process with these settings says of the copy in use.
PROGRAM = """
import django
django.setup()
from search.engines import shared_engine
print(repr(shared_engine().copy()))
"""
BASIC = "Basic " + base64.b64encode("søren:s3cret:ø".encode()).decode()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path) as one:
        yield one


@pytest.mark.parametrize(
    ("named", "authorization"),
    [
        ({"username": "søren", "password": "s3cret:ø"}, BASIC),
        ({"api_key": "a2V5OnNlY3JldA=="}, "ApiKey a2V5OnNlY3JldA=="),
        ({"username": "u", "password": "p", "api_key": "a2V5"}, "ApiKey a2V5"),
        ({}, ""),
    ],
    ids=["user and password", "API key", "an API key comes before a user", "nobody"],
)
def test_who_asks_is_told_to_a_server_behind_its_own_ca(
    named: dict[str, str], authorization: str, server: Server
) -> None:
    with connect({"url": server.url, "ca_file": str(server.ca)} | named) as client:
        assert Elasticsearch(client, "portal").copy() == ""
    assert server.authorizations == [authorization]


@pytest.mark.slow
def test_the_environment_names_server_ca_and_user(server: Server, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ
        | {"ELASTICSEARCH_URL": server.url, "ELASTICSEARCH_CA_FILE": str(server.ca)}
        | {"ELASTICSEARCH_USERNAME": "søren", "ELASTICSEARCH_PASSWORD": "s3cret:ø"}
        | {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "''", done.stderr
    assert server.authorizations == [BASIC]


def test_a_server_whose_ca_is_not_known_is_not_spoken_to(server: Server) -> None:
    with connect({"url": server.url, "api_key": "a2V5"}) as client:
        engine = Elasticsearch(client, "portal")
        with pytest.raises(EngineError, match="certificate"):
            engine.copy()
        assert not engine.is_well()
    assert not server.authorizations
