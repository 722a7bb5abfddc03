"""Whatever happens to a snippet and a text, in whatever order: the page shows what is so now."""

from itertools import count

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.caching.testing import forget_pages
from tests.factories.kb import make_family, make_page, make_snippet, publish

pytestmark = pytest.mark.django_db
_numbers = count()

ACTS = st.sampled_from(
    ["write", "take back", "draft", "put in", "take out", "take the text back", "read"]
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ACTS, min_size=2, max_size=6))
def test_a_page_shows_the_present_words(acts: list[str]) -> None:
    forget_pages()
    number = next(_numbers)
    snippet = make_snippet("Λέξη 0.", "el", slug=f"s-{number}")
    shown, plain = ("snippet", f"s-{number}"), ("text", "<p>Κείμενο.</p>")
    page = make_page(make_family(slug=f"t-{number}", source="el"), "el", body=[shown, plain])
    words, is_there, is_read, client = "Λέξη 0.", True, True, Client()
    for step, act in enumerate(acts, 1):
        match act:
            case "write":
                words = f"Λέξη {step}."
                publish(snippet, ("text", f"<p>{words}</p>"))
            case "take back":
                words = ""
                snippet.refresh_from_db()
                snippet.unpublish()
            case "draft":
                snippet.refresh_from_db()
                snippet.get_latest_revision_as_object().save_revision()
            case "put in" | "take out":
                is_there, is_read = act == "put in", True
                publish(page, *([shown, plain] if is_there else [plain]))
            case "take the text back":
                is_read = False
                page.refresh_from_db()
                page.unpublish()
        answer = client.get(f"/el/help/t-{number}/")
        assert answer.status_code == (200 if is_read else 404)
        found = [word for word in answer.text.split("<") if "Λέξη" in word]
        assert len(found) == (1 if is_read and is_there and words else 0)
        assert not found or words in found[0]
