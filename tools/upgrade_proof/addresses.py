"""Old addresses: collected from the pages and the mails of the last state, opened in the new."""

import re
from collections import defaultdict
from typing import Any

from upgrade_proof import schema
from upgrade_proof.browser import Browser, own_path, plain

LANGUAGES = ("en", "el", "ar")
# Pages that are somebody's own, and those that every page leads to once more with another query.
_NOT_FOLLOWED = re.compile(r"^/\w+/(account|search|contact)/|/answer/|/report/|^/cms/")
_IN_MAIL = re.compile(r"http://127\.0\.0\.1:\d+(/\S+)")
_ANSWER = re.compile(r'id="answer-(\d+)"')
_PROSE = re.compile(r'<div class="prose"[^>]*>(.*?)</div>', re.DOTALL)


def collect(guest: Browser, opened: list[str]) -> list[str]:
    """Every public address of some languages, the moderators' queue, those in mails, those named.

    Threads are in there by every language's way to them, and by their number alone.
    """
    found = dict.fromkeys(f"/{code}/" for code in LANGUAGES)
    waiting = list(found)
    while waiting:
        page = waiting.pop()
        for link in guest.get(page).links:
            path = own_path(link, page).partition("#")[0]
            if not path or path in found or _NOT_FOLLOWED.search(path):
                continue
            if path.startswith(tuple(f"/{code}/" for code in LANGUAGES)):
                found[path] = None
                waiting.append(path)
            elif path.startswith("/count/"):
                found[path] = None
    by_number = [
        f"/sv/community/t/{pk}/" for pk in schema.THREAD.objects.values_list("pk", flat=True)
    ]
    return [*found, *by_number, "/en/community/moderation/", *_in_mails(), *opened]


def _in_mails() -> list[str]:
    texts = schema.model("mail.OutboundMail").objects.values_list("text", flat=True)
    return sorted({path for text in texts for path in _IN_MAIL.findall(text)})


def read(guest: Browser, moderator: Browser, paths: list[str]) -> dict[str, Any]:
    """What each address leads to; for threads also each answer's words, by its anchor.

    A moderator sees what is hidden, too, and a guest does not. By the room that answers.
    """
    found: dict[str, Any] = defaultdict(dict)
    for path in paths:
        reader = moderator if "/community/" in path else guest
        statuses, last, answer = reader.follow(path)
        counts = statuses == [204]
        is_kept = set(statuses[:-1]) <= {301} or "/contact/open/" in path
        seen: dict[str, Any] = {
            "answers": "counts" if counts else statuses[-1] if is_kept else statuses,
            "anchors": anchors(answer.text),
        }
        if reader is moderator:
            _statuses, _last, public = guest.follow(path)
            seen["for a guest"] = [public.status, sorted(anchors(public.text))]
        if "/contact/" in path:
            seen["page"] = last
        found[f"addresses: {_room(path)}"][path] = seen
    return found


def _room(path: str) -> str:
    parts = path.strip("/").split("/")
    return parts[0] if parts[0] == "count" else (*parts, "front")[1]


def anchors(page: str) -> dict[str, str]:
    """Number of an answer → how its text begins."""
    pieces = _ANSWER.split(page)
    return {
        number: plain(prose[1])[:120] if (prose := _PROSE.search(piece)) else ""
        for number, piece in zip(pieces[1::2], pieces[2::2], strict=True)
    }
