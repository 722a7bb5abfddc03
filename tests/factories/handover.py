"""Contact forms as readers fill them in, and starts as the report finds them."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from portal.deflection.models import Attempt
from search.results import Hit, Results
from tests.factories.journal import FIREFOX


def reader(**headers: str) -> Client:
    """A reader's browser."""
    return Client(headers={"user-agent": FIREFOX, "sec-fetch-site": "same-origin"} | headers)


def start_in(markup: str) -> str:
    """The signed start in a form's markup."""
    found = re.search(r'name="start" value="([^"]+)"', markup)
    assert found
    return found[1]


def filled_in(**changes: Any) -> dict[str, Any]:
    """What a reader types into the form."""
    return {"message": "The hub is offline", "email": "anna@example.com"} | changes


def trail_field(kind: str, id_: str, title: str) -> str:
    return json.dumps({"kind": kind, "id": id_, "title": title})


def hit(**changes: Any) -> Hit:
    fields: dict[str, Any] = {
        "id": "hub-offline",
        "kind": "article",
        "locale": "en",
        "title": "The hub is offline",
        "url": "/en/help/hub-offline/",
        "family": "hub-offline",
    }
    return Hit(**(fields | changes))


def results(*hits: Hit) -> Results:
    """What searching answers with these."""
    return Results(query="", locale="en", engine="", results=hits, total=len(hits))


def contact_start(at: datetime, locale: str = "en", **changes: Any) -> Attempt:
    """An attempt that saw suggestions; `sent=minutes`, `solved=minutes`, `opened=minutes`."""
    fields: dict[str, Any] = {"saw_suggestions": True}
    for outcome in ("solved", "sent"):
        if (minutes := changes.pop(outcome, None)) is not None:
            fields |= {"outcome": outcome, "outcome_at": at + timedelta(minutes=minutes)}
    if (minutes := changes.pop("opened", None)) is not None:
        fields["opened_at"] = at + timedelta(minutes=minutes)
    about = {"kind": Attempt.Kind.CONTACT, "reader_locale": locale, "started_at": at}
    return Attempt.objects.create(**(about | fields | changes))
