"""Rights are asked of the actor; Django's own questions stand in portal/actors.py alone.

Wagtail's admin asks them itself; it is closed as a whole (tests/portal/accounts).
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
ROOMS = ("portal", "kb", "community", "search")
HOME = "portal/actors.py"
ASKED = {"has_perm", "has_perms", "has_module_perms", "is_staff", "is_superuser"}
# Who makes accounts says what they are: that asks nobody.
MAKES_ACCOUNTS = {"portal/accounts/models.py", "portal/accounts/administration/forms.py"}
# Verbs, queries and whatever else pages, mails and programs have in common.
OF_REQUESTS = re.compile(r"HttpRequest")
MAY_KNOW_REQUESTS = re.compile(
    r"(/views(/|\.py)|/middleware\.py|/wagtail_hooks\.py|/admin/|/errors\.py|/health\.py|/reach\.py|/receivers\.py"
    r"|^portal/(urls|actors|tools)\.py|^portal/(home|caching|limits|accounts)/|^kb/models/|/new_article\.py"
    r"|^kb/(copy_page|change_id_page|draft_link_page|translation/pages)\.py|_view\.py"
    r"|^kb/feedback/voters\.py|^portal/legal/models\.py)"
)


def modules() -> Iterator[tuple[str, str]]:
    for room in ROOMS:
        for path in sorted((REPOSITORY / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(REPOSITORY).as_posix(), path.read_text(encoding="utf-8")


def questions(source: str) -> Iterator[str]:
    """Each place that reads one of Django's answers: an attribute, a name, a filter."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in ASKED:
            yield node.attr
        elif isinstance(node, ast.Constant) and node.value in ASKED:
            yield str(node.value)
        elif isinstance(node, ast.keyword) and (node.arg or "").split("__")[-1] in ASKED:
            yield str(node.arg)


def test_nobody_but_the_actor_asks_django_for_rights() -> None:
    found = {
        name: sorted(set(questions(source)))
        for name, source in modules()
        if name != HOME and name not in MAKES_ACCOUNTS
    }
    assert {name: asked for name, asked in found.items() if asked} == {}


def test_the_actor_does_ask() -> None:
    assert {"has_perm", "is_staff", "is_superuser"} <= set(
        questions((REPOSITORY / HOME).read_text(encoding="utf-8"))
    )


def test_no_template_of_ours_asks_django_for_rights() -> None:
    asked = re.compile(r"\bperms\.|user\.is_staff|user\.is_superuser")
    pages = [path for room in ROOMS for path in (REPOSITORY / room).rglob("*.html")]
    assert [path.name for path in pages if asked.search(path.read_text(encoding="utf-8"))] == []


def test_domain_code_knows_no_request() -> None:
    found = [
        name
        for name, source in modules()
        if OF_REQUESTS.search(source) and not MAY_KNOW_REQUESTS.search(name)
    ]
    assert found == []
