"""Forms as somebody opens them and fills them in, with whatever hidden fields they come with."""

from upgrade_proof.browser import Browser
from upgrade_proof.people import expect
from upgrade_proof.words import BODY, MESSAGES

CATEGORY = "setting-up"


def question(browser: Browser, locale: str, title: str) -> dict[str, str]:
    """The form of a question to the community, ready to be posted."""
    fields = browser.get(f"/{locale}/community/ask/").hidden_fields
    expect("key" in fields, "the form of a question carries its key", fields)
    typed = {"title": title, "body": BODY, "category": CATEGORY, "locale": locale}
    return fields | typed | {"action": "post"}


def answer(browser: Browser, thread: str, text: str) -> tuple[str, dict[str, str]]:
    """Where the form of an answer is posted to, and the form; `thread` is the page's address."""
    fields = browser.get(thread).hidden_fields
    expect("key" in fields, "the form of an answer carries its key", fields)
    return f"{about(thread)}answer/", fields | {"body": text, "action": "post"}


def about(thread: str) -> str:
    """What the addresses of all forms about a thread begin with."""
    locale, number = thread.split("/")[1], thread.partition("/community/t/")[2].partition("/")[0]
    return f"/{locale}/community/thread/{number}/"


def contact(browser: Browser, locale: str, email: str) -> dict[str, str]:
    """The contact form, ready to be sent; a member's needs no address."""
    fields = browser.get(f"/{locale}/contact/").hidden_fields
    expect("start" in fields, "the contact form carries its start", fields)
    more = {"product": "Solvei Hub 3.4", "browser": "Firefox 140", "topic": "", "website": ""}
    trail = '{"kind": "search", "id": "wifi", "title": "wifi"}'
    typed = {"message": MESSAGES[locale], "email": email, "trail": trail}
    return fields | more | typed | {"action": "send"}
