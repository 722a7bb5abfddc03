"""Translation engines for tests: servers that speak their protocols, in a loud language."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network
from typing import Any

from portal.machine_translation import rules
from tests.factories.servers import Quiet, serving

KEY = "a-key-of-ours"
_TAG = re.compile(r"(<[^>]*>|&\w+;)")


def loud(text: str) -> str:
    """Capitals are another language; markup is kept as a good engine keeps it."""
    return "".join(one if _TAG.fullmatch(one) else one.upper() for one in _TAG.split(text))


class Machine:
    """What an engine was asked; it answers with `status`, and `translate` is how it translates."""

    def __init__(self) -> None:
        self.status = 200
        self.said: Any = None
        self.translate: Callable[[str], str] = loud
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.url = ""

    def answer(self, path: str, asked: Any) -> Any:
        """In the words of the protocol that the path is of."""
        if self.said is not None or self.status != 200:
            return self.said
        if path == "/v2/translate":
            return {"translations": [{"text": self.translate(one)} for one in asked["text"]]}
        if path == "/translate":
            return {"translatedText": [self.translate(one) for one in asked["q"]]}
        texts = json.loads(asked["messages"][-1]["content"])["texts"]
        told = json.dumps({"translations": [self.translate(one) for one in texts]})
        return {"choices": [{"message": {"content": f"Of course:\n```json\n{told}\n```"}}]}


@contextmanager
def machine() -> Iterator[Machine]:
    """One that listens, for as long as a `with` lasts."""
    one = Machine()

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            one.asked.append((self.path, dict(self.headers), asked))
            body = json.dumps(one.answer(self.path, asked)).encode()
            self.send_response(one.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with serving(Handler) as one.url:
        yield one


def chosen(
    named: str,
    *,
    url: str = "",
    characters: str = "",
    networks: str = "127.0.0.0/8",
    **engines: Mapping[str, str],
) -> dict[str, Any]:
    """The setting: these rules, and all engines at this address unless said otherwise."""
    usual = {"url": url, "key": KEY, "model": "small"}
    return {
        "rules": rules.rules(named),
        "characters": rules.characters(characters),
        "networks": (ip_network(networks),),
        "engines": {name: usual | dict(engines.get(name, {})) for name in rules.ENGINES},
    }
