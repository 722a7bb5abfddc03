"""What readers do besides the community: they search, read, vote, and write to support."""

from upgrade_proof import forms
from upgrade_proof.browser import Browser, own_path
from upgrade_proof.people import People, address, asker, expect
from upgrade_proof.words import MESSAGES

ARTICLE = "connect-hub-to-wifi"


def happen(people: People, telling: str) -> None:
    """A contact start of every outcome by guests and members, votes by account and by token."""
    for locale in MESSAGES:
        _opened(people.guest(f"opened-{locale}-{telling}"), locale)
        _solved(people.guest(f"solved-{locale}-{telling}"), locale)
        send(
            people.guest(f"sent-{locale}-{telling}"), locale, email=f"guest-{locale}@proof.example"
        )
        send(people[asker(locale)], locale, email="")
    people.guest(f"private-{telling}", **{"Sec-GPC": "1"}).get("/el/contact/")
    _search_and_read(people.guest(f"reads-{telling}"))
    _vote(people.guest(f"votes-no-{telling}"), "el", "no", "unclear", f"Λείπει κάτι ({telling})")
    _vote(people.guest(f"votes-yes-{telling}"), "ar", "yes", "solved", "")
    _vote(people[asker("sv")], "sv", "no", "wrong", f"Stämmer inte ({telling})")


def send(browser: Browser, locale: str, *, email: str) -> str:
    """Send a request; returns its receipt's address."""
    answer = browser.post(f"/{locale}/contact/", **forms.contact(browser, locale, email))
    expect("/contact/sent/" in answer.location, f"a request in {locale} is sent", answer)
    return answer.location


def suggestions(browser: Browser, locale: str, fields: dict[str, str]) -> list[str]:
    """The addresses that count the opening of a suggestion and lead on to it."""
    panel = browser.post(f"/{locale}/contact/suggestions/", **fields)
    found = [own_path(link, "/") for link in panel.links if "/contact/open/" in link]
    expect(bool(found), f"there are suggestions in {locale}", panel)
    return found


def _opened(browser: Browser, locale: str) -> None:
    found = suggestions(browser, locale, forms.contact(browser, locale, address("opens")))
    answer = browser.get(found[0])
    expect(answer.status == 302, "a suggestion opens", answer)


def _solved(browser: Browser, locale: str) -> None:
    fields = forms.contact(browser, locale, address("solved"))
    suggestions(browser, locale, fields)
    answer = browser.post(f"/{locale}/contact/solved/", **fields)
    expect(answer.status == 303, "this solved it", answer)


def _search_and_read(browser: Browser) -> None:
    """A search, and one page read, counted by its image."""
    browser.get("/el/search/?q=Wi-Fi")
    page = browser.get(f"/el/help/{ARTICLE}/")
    images = [own_path(link, "/") for link in page.links if "/count/" in link]
    answer = browser.get(images[0])
    expect(answer.status == 204, "a page that is read counts itself", answer)


def _vote(browser: Browser, locale: str, helpful: str, reason: str, comment: str) -> None:
    signed = vote(browser, locale, helpful)
    path = f"/{locale}/help/{ARTICLE}/reason/"
    answer = browser.post(path, vote=signed, reason=reason, comment=comment)
    expect(answer.status == 200, "a vote is explained", answer)


def vote(browser: Browser, locale: str, helpful: str) -> str:
    """Vote on the article; returns the signed name of the vote, for its reason."""
    page = browser.post(f"/{locale}/help/{ARTICLE}/vote/", helpful=helpful, revision="")
    expect(page.status == 200, "a vote is taken", page)
    return page.hidden_fields["vote"]
