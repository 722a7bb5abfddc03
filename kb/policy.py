"""What somebody may do with help texts. Editing them is Wagtail's affair, closed as a whole."""

from collections.abc import Mapping
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.db.models.signals import post_migrate
from wagtail.models import Page
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from kb.announcements import models as announcements
from kb.announcements.models import Announcement
from kb.models import LanguageRule
from kb.translation import reach
from portal import actors
from portal.accounts import granting
from portal.actors import Actor, Rule, account_may, holders, named

_LANGUAGES = "wagtailcore.change_locale"
ANNOUNCE = f"kb.{announcements.ANNOUNCE}"


def _reads_every_group(actor: Actor, _subject: Any) -> bool:
    """Texts that are for some groups only: administrators are in every group."""
    return actor.owns_site


def _submits_translations(actor: Actor, _subject: Any) -> bool:
    """Wagtail's own right, which its pages ask for."""
    return actor.holds("wagtail_localize.submit_translation")


def _starts_translations(actor: Actor, language: Any) -> bool:
    """Into one language: whoever submits into any, and whoever only translates into it."""
    account = actor.privileged
    if account is None or _submits_translations(actor, None):
        return account is not None
    return reach.only_translates(account, language)


def _on_page(question: str) -> Rule:
    """What Wagtail's pages answer for themselves; the subject is the page."""

    def rule(actor: Actor, page: Any) -> bool:
        account = actor.privileged
        return account is not None and bool(
            getattr(page.permissions_for_user(account), question)()
        )

    return rule


_edits = _on_page("can_edit")
# Who decides whether readers see a text: to publish it, or to send it back.
_publishes = _on_page("can_publish")


def _translates_text(actor: Actor, page: Any) -> bool:
    """What Wagtail lets them change, and nobody has locked: translators their language alone."""
    account = actor.privileged
    if account is None:
        return False
    rights = page.permissions_for_user(account)
    return bool(rights.can_edit() and not rights.page_locked())


def _asks_for_review(actor: Actor, page: Any) -> bool:
    """Who writes a text and may not publish it."""
    return _edits(actor, page) and not _publishes(actor, page)


def _sets_rules(actor: Actor, _subject: Any) -> bool:
    """What each language asks of its translations: whoever sets up languages."""
    return actor.holds(_LANGUAGES)


def _announces(actor: Actor, _subject: Any) -> bool:
    """To readers of every language: whoever was given it."""
    return actor.holds(ANNOUNCE)


def _changes_ids(actor: Actor, family: Any) -> bool:
    """Of an article that readers know: whoever may publish each of its languages, as a writer."""
    account = actor.privileged
    if account is None:
        return False
    rights = [page.permissions_for_user(account) for page in family.pages.all()]
    return all(one.can_publish() and one.can_edit_article() for one in rights)


def _translates(actor: Actor, language: Any) -> bool:
    """Into a language, or (None) into any: whoever changes texts there."""
    account = actor.privileged
    return account is not None and reach.translates(account, language)


def _leads_language(actor: Actor, language: Any) -> bool:
    """Says how it is written: whoever publishes in it."""
    account = actor.privileged
    return account is not None and reach.leads(account, language)


def _deletes_term(actor: Actor, term: Any) -> bool:
    """In every language that it has a word in: whoever changes texts in all of these."""
    codes = term.entries.values_list("locale__language_code", flat=True)
    return all(_translates(actor, code) for code in codes) and _translates(actor, None)


def _sees_votes(actor: Actor, language: Any) -> bool:
    """About texts in a language and by its readers, or (None) of any language.

    Whoever changes texts there, and whoever sees the report of its readers.
    """
    return _translates(actor, language) or actor.may("report.see", language)


def _answers_comment(actor: Actor, vote: Any) -> bool:
    """Whoever changes texts in the language it is about, or in the reader's."""
    return any(_translates(actor, code) for code in (vote.text_locale, vote.reader_locale))


def _sees_the_list(actor: Actor, _subject: Any) -> bool:
    """Whoever writes, translates or publishes anything anywhere."""
    account = actor.privileged
    pages = policy_registry.get_by_type(Page)
    return account is not None and bool(
        pages.user_has_any_permission(account, {"add", "change", "publish"})
    )


class OneRightPolicy(BasePermissionPolicy):
    """Whoever has a right may do everything with the rows of a model."""

    def __init__(self, model: Any, right: str, permission: str) -> None:
        super().__init__(model)
        self._right, self._permission = right, permission

    def user_has_permission(self, user: Any, action: str) -> bool:
        return account_may(self._right)(user)

    def users_with_any_permission(self, actions: Any) -> Any:
        return holders(Permission.objects.filter(named(self._permission)))


def register(app: AppConfig) -> None:
    """Have rights, and Wagtail's pages, ask us; and give new rights to who had the like."""
    actors.register("help", POLICY)
    for model, right, permission in (
        (LanguageRule, "help.set_rules", _LANGUAGES),
        (Announcement, "help.announce", ANNOUNCE),
    ):
        register_permission_policy(model, OneRightPolicy(model, right, permission))
    for give in (give_to_managers, give_to_publishers):
        post_migrate.connect(give, sender=app)


def permissions() -> QuerySet[Permission]:
    """The rights of this room's own, for the form of a group."""
    return Permission.objects.filter(named(ANNOUNCE))


_SINCE = ("kb", "0015_announcements")
give_to_managers = granting.to_holders("support.run_support", new=ANNOUNCE, since=_SINCE)
give_to_publishers = granting.to_publishers(new=ANNOUNCE, since=_SINCE)

POLICY: Mapping[str, Rule] = {
    "answer_comment": _answers_comment,
    "change_id": _changes_ids,
    "ask_for_review": _asks_for_review,
    "set_rules": _sets_rules,
    "announce": _announces,
    "start_translation": _starts_translations,
    "read_every_group": _reads_every_group,
    "submit_translation": _submits_translations,
    "translate": _translates,
    "lead_language": _leads_language,
    "delete_term": _deletes_term,
    "translate_text": _translates_text,
    "see_list": _sees_the_list,
    "see_votes": _sees_votes,
    "edit": _edits,
    "publish": _publishes,
    # With sentences that a machine wrote and nobody has read.
    "publish_unread": _on_page("can_publish_unread"),
    "unpublish": _on_page("can_unpublish"),
    # What is the same in every language; the subject is the text in the article's own language.
    "edit_article": _on_page("can_edit_article"),
}
