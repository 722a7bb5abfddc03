"""Sets up an empty site in the languages of the environment and walks through it; prints JSON.

Run in a process of its own: languages are settings, and settings are read once.
"""

import json
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.cache import caches  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings  # noqa: E402

from community.forum.models import Category, Thread  # noqa: E402
from community.forum.posting import post_question  # noqa: E402
from kb.importing.run import import_tree  # noqa: E402
from portal import locales  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.actors import on_behalf_of  # noqa: E402

TITLES = {
    "de": "Passwort zurücksetzen",
    "he": "איפוס סיסמה",
    "en": "Reset your password",
    "ar": "إعادة تعيين كلمة المرور",
}
QUERIES = {
    "de": "Passwörter",
    "he": "סיסמה",
    "en": "passwords",
    "ar": "كلمة المرور",
}
PAGES = ("", "search/", "help/", "help/password/", "community/", "community/c/all/", "contact/")
ADMIN = (
    *("", "account/", "locales/", "reports/support-effort/"),
    *("snippets/community/category/add/", "pages/"),
)
FORMS = ("account/signup/", "account/login/", "account/password/reset/")


def fill(folder: Path) -> None:
    """An article and a question in each language."""
    for code in locales.codes():
        (folder / code).mkdir(parents=True)
        text = f"---\ntitle: {_title(code)}\ntype: howto\n---\n\n{_title(code)}.\n"
        (folder / code / "password.md").write_text(text, encoding="utf-8")
    report = import_tree(folder)
    assert not report.problems, report.problems
    member = User.objects.create_user("member@example.com", "pass-word-12", display_name="Noa")
    category = Category.objects.create(slug="all", names=TITLES)
    for code in locales.codes():
        actor = on_behalf_of(member)
        post_question(
            actor=actor, category=category, locale=code, title=_title(code), body=_title(code)
        )
    call_command("search_rebuild", verbosity=0)


def seen(client: Client, path: str, **data: Any) -> dict[str, Any]:
    """What a reader gets, and what it cost: the second time, but not from the page cache."""
    client.get(path, data or None)
    costs = []
    # The least of some: now and then a process looks whether rules or generations have changed.
    for _time in range(3):
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path, data or None)
        costs.append(len(queries))
    return {
        "status": response.status_code,
        "html": response.content.decode(),
        "language": response.headers.get("Content-Language"),
        "queries": min(costs),
    }


def walk() -> dict[str, Any]:
    """Each page by its address, with `*` for the language, in each language."""
    guest, found = Client(), {}
    for code in locales.codes():
        pages = {path: seen(guest, f"/{code}/{path}") for path in (*PAGES, *FORMS)}
        pages["found"] = seen(guest, f"/{code}/search/", q=QUERIES.get(code, QUERIES["en"]))
        pages["thread"] = seen(guest, f"/{code}/community/t/{_thread(code)}/")
        pages["missing"] = seen(guest, f"/{code}/nothing/")
        refused = guest.post(f"/{code}/account/signup/", {"email": ""})
        pages["refused"] = {"status": refused.status_code, "html": refused.content.decode()}
        found[code] = pages
    return found


def _title(code: str) -> str:
    return TITLES.get(code, TITLES["en"])


def _thread(code: str) -> str:
    thread = Thread.objects.get(locale=code)
    return f"{thread.pk}/{thread.slug}"


def admin() -> dict[str, Any]:
    """The editors' pages, each with the language of its words."""
    client, pages = Client(), {}
    boss = User.objects.create_superuser("boss@example.com", "pass-word-12", display_name="Ada")
    client.force_login(boss)
    with override_settings(STAFF_MUST_USE_SECOND_FACTOR=False):
        for path in ADMIN:
            response = client.get(f"/cms/{path}")
            pages[path] = {"status": response.status_code, "html": response.content.decode()}
    return pages


if __name__ == "__main__":
    call_command("migrate", verbosity=0, interactive=False)
    call_command("set_up_site", verbosity=0)
    fill(Path(sys.argv[1]))
    guest = Client()
    print(  # noqa: T201 - its answer
        json.dumps(
            {
                "default": User._meta.get_field("locale").get_default(),
                "root": guest.get("/", headers={"accept-language": "xx"}).headers["Location"],
                "pages": walk(),
                "admin": admin(),
            }
        )
    )
