"""Where pages live: root → a language's front page → four containers → flat pages.

kb does not know the front page's class; the room that owns it registers it here.
"""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from wagtail.models import Locale, Page

from kb.models import (
    ArticleIndexPage,
    Container,
    FaqIndexPage,
    Kind,
    SnippetIndexPage,
    TopicIndexPage,
)
from portal import locales

# Their names in English; a container is made in the words of its language.
_TITLES: dict[type[Container], str] = {
    ArticleIndexPage: gettext_noop("Articles"),
    FaqIndexPage: gettext_noop("Questions"),
    TopicIndexPage: gettext_noop("Topics"),
    SnippetIndexPage: gettext_noop("Snippets"),
}
_CONTAINERS: dict[str, type[Container]] = {
    Kind.HOWTO: ArticleIndexPage,
    Kind.TROUBLESHOOTING: ArticleIndexPage,
    Kind.FAQ: FaqIndexPage,
    Kind.TOPIC: TopicIndexPage,
    Kind.SNIPPET: SnippetIndexPage,
}
_home: list[type[Page]] = []


def register_home(model: type[Page]) -> None:
    """Say which page class is a language's front page."""
    _home[:] = [model]


def ensure(locale_code: str) -> Page:
    """Find or make the language's row, its front page and the containers; return the front page.

    Safe to call again and from two processes at once.
    """
    with transaction.atomic():
        root = Page.objects.select_for_update().filter(depth=1).first() or _new_root()
        locale, _created = Locale.objects.get_or_create(language_code=locale_code)
        home = _found_or_made(
            _home[0], parent=root, locale=locale, title=_own_name(locale_code), slug=locale_code
        )
        for model, name in _TITLES.items():
            title = _in_language(locale_code, name)
            made = _found_or_made(
                model, parent=home, locale=locale, title=title, slug=name.lower()
            )
            if _is_misnamed(made, locale_code):
                made.title = made.draft_title = title
                made.save(update_fields=["title", "draft_title"])
    return home


def is_whole(locale_code: str) -> bool:
    """Whether `ensure` would find everything as it makes it."""
    models = (_home[0], *_TITLES)
    pages = [model.objects.filter(locale__language_code=locale_code).first() for model in models]
    return all(page is not None and not _is_misnamed(page, locale_code) for page in pages)


def _is_misnamed(page: Page, locale_code: str) -> bool:
    """Whether a container has its English name, as all once had, and nobody has edited it."""
    name = _TITLES.get(type(page), "")
    is_untouched = page.latest_revision_id is None and page.title == name
    return is_untouched and _in_language(locale_code, name) != name


def _in_language(locale_code: str, name: str) -> str:
    interface = locales.get(locale_code).interface if locale_code in locales.codes() else ""
    with translation.override(interface or locale_code):
        return gettext(name)


def _new_root() -> Page:
    """The root of all pages, where even Wagtail's own is missing (an emptied database)."""
    locale, _created = Locale.objects.get_or_create(language_code=locales.DEFAULT)
    return Page.add_root(instance=Page(title="Root", slug="root", locale=locale))


def container(locale_code: str, kind: str) -> Page:
    """Where pages of a kind live in a language; made if need be."""
    model = _CONTAINERS[kind]
    found = model.objects.filter(locale__language_code=locale_code).first()
    if found is None:
        ensure(locale_code)
        found = model.objects.get(locale__language_code=locale_code)
    return found


def _found_or_made(
    model: type[Page], *, parent: Page, locale: Locale, title: str, slug: str
) -> Page:
    page = model.objects.filter(locale=locale, depth=parent.depth + 1).first()
    if page is None:
        page = model(title=title, slug=slug, locale=locale)
        if sibling := model.objects.filter(depth=parent.depth + 1).first():
            page.translation_key = sibling.translation_key
        parent.add_child(instance=page)
    return page


def _own_name(locale_code: str) -> str:
    return locales.get(locale_code).name if locale_code in locales.codes() else locale_code
