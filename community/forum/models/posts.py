"""Posts: the question of a thread and its answers.

A thread has one question, and one of its answers at most is accepted: both are rules of the
database.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forum.models.threads import Thread
from portal import locales
from portal.actors import Actor

BODY_LENGTH = 20_000
UNDO_FOR = timedelta(hours=1)
"""So long can a post that was withdrawn be brought back; then its text is gone."""


_READABLE = models.Q(state="visible") | models.Q(state="withdrawn", kind="question")


def _kept_back(account: Any) -> models.Q:
    """What a member alone sees, as its author, and moderators: held, or just withdrawn."""
    return models.Q(author=account, state__in=["held", "withdrawn"])


@dataclass(frozen=True, slots=True)
class Sight:
    """What decides which posts somebody sees; `account` is a member's, None is a stranger's."""

    is_whole: bool = False
    account: Any = None

    @classmethod
    def of(cls, actor: Actor) -> "Sight":
        """Somebody's."""
        return cls(actor.may("community.see_hidden"), actor.account)


class PostQuerySet(models.QuerySet["Post"]):
    """Words for reading posts."""

    def visible_to(self, actor: Actor) -> Self:
        """What somebody may see, in threads they may see; moderators see everything."""
        return self.in_sight(Sight.of(actor))

    def in_sight(self, sight: Sight) -> Self:
        """The same by what decides it."""
        if sight.is_whole:
            return self
        found = _READABLE & models.Q(thread__hidden=False)
        if sight.account is not None:
            # One's own question out of sight has taken its thread along.
            seen = models.Q(kind="question") | models.Q(thread__hidden=False)
            found |= _kept_back(sight.account) & seen
        return self.filter(found)

    def shown_to(self, actor: Actor) -> Self:
        """The same among the posts of a thread that somebody is known to see."""
        return self.in_sight_there(Sight.of(actor))

    def in_sight_there(self, sight: Sight) -> Self:
        """The same by what decides it."""
        if sight.is_whole:
            return self
        account = sight.account
        return self.filter(_READABLE if account is None else _READABLE | _kept_back(account))

    def shown(self) -> Self:
        """What everybody reads, whatever its thread is."""
        return self.filter(state=Post.State.VISIBLE)

    def readable(self) -> Self:
        """The same, and the places of questions that were withdrawn: these have no text."""
        return self.filter(_READABLE)

    def held(self) -> Self:
        """What waits for a moderator, as it came."""
        return self.filter(state=Post.State.HELD).order_by("held_at", "pk")

    def for_page_of(self, account: Any) -> Self:
        """Questions, with what else the pages of their threads need to know of a member, or None.

        That is how many answers are seen by the member alone, whether the member follows the
        question, and whether an answer to it waits unposted.
        """
        if account is None:
            no = models.Value(False)
            return self.annotate(kept_back=models.Value(0), is_followed=no, has_draft=no)
        thread = models.OuterRef("thread")
        own = Post.objects.filter(_kept_back(account), thread=thread)
        counted = own.answers().order_by().values("thread").annotate(n=models.Count("pk"))
        followings = apps.get_model("community", "Following")._default_manager
        drafts = apps.get_model("community", "Draft")._default_manager
        return self.annotate(
            kept_back=Coalesce(models.Subquery(counted.values("n")), 0),
            is_followed=models.Exists(followings.by(account).filter(thread=thread)),
            has_draft=models.Exists(drafts.filter(owner=account, thread=thread)),
        )

    def by(self, account: Any) -> Self:
        """What somebody wrote, the latest first."""
        return self.filter(author=account).order_by("-created_at", "-pk")

    def with_last_title(self) -> Self:
        """With the title that a withdrawn question had, as long as it can be brought back."""
        earlier = models.OuterRef("pk")
        revisions = apps.get_model("community", "Revision")._default_manager
        last = revisions.filter(post=earlier).order_by("-number").values("title")[:1]
        return self.annotate(
            last_title=models.Case(
                models.When(state="withdrawn", then=models.Subquery(last)),
                default=models.Value(""),
            )
        )

    def questions(self) -> Self:
        """What was asked: one for each thread."""
        return self.filter(kind=Post.Kind.QUESTION)

    def answers(self) -> Self:
        """What was answered."""
        return self.filter(kind=Post.Kind.ANSWER)

    def accepted(self) -> Self:
        """The answers that solved their threads: one for each thread at most."""
        return self.filter(accepted_at__isnull=False)

    def in_reading_order(self) -> Self:
        """The question, the accepted answer, then as the conversation went: by an index."""
        return self.order_by("rank", "created_at", "pk")


class Post(models.Model):
    """What somebody wrote in a thread."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        ANSWER = "answer", _("Answer")

    class State(models.TextChoices):
        VISIBLE = "visible", _("Shown")
        HIDDEN = "hidden", _("Hidden")
        HELD = "held", _("Waiting for a moderator")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    thread = models.ForeignKey(
        Thread, models.CASCADE, related_name="posts", verbose_name=_("thread")
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ANSWER)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="posts",
        verbose_name=_("author"),
    )
    by_staff = models.BooleanField(
        _("by staff"), default=False, help_text=_("As it was when the post was written.")
    )
    locale = models.CharField(_("language"), max_length=10, choices=locales.choices)
    body = models.TextField(_("text"))
    body_html = models.TextField(editable=False)
    policy = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text=_("The sanitiser's rules the text was rendered with.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.VISIBLE
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("posted"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    held_at = models.DateTimeField(_("held"), null=True, editable=False)
    reviewed_at = models.DateTimeField(_("looked at by a moderator"), null=True, editable=False)
    edited_at = models.DateTimeField(_("edited"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    vote_count = models.PositiveIntegerField(_("votes"), default=0, editable=False)
    idempotency_key = models.UUIDField(
        null=True, editable=False, help_text=_("The form it came from: a form posts once.")
    )
    # The database's own, so that the reading order can stand in an index and never be wrong.
    rank = models.GeneratedField(
        expression=models.Case(
            models.When(kind=Kind.QUESTION, then=0),
            models.When(accepted_at__isnull=False, then=1),
            default=2,
        ),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )

    # Only after `for_page_of`.
    kept_back: int
    is_followed: bool
    has_draft: bool

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(
                fields=["thread"],
                condition=models.Q(kind="question"),
                name="one_question_in_a_thread",
            ),
            models.UniqueConstraint(
                fields=["thread"],
                condition=models.Q(accepted_at__isnull=False),
                name="one_accepted_answer_in_a_thread",
            ),
            models.UniqueConstraint(
                fields=["author", "idempotency_key"], name="one_post_from_a_form"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(kind="answer"),
                name="only_an_answer_is_accepted",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["question", "answer"]), name="post_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["visible", "hidden", "held", "withdrawn"]),
                name="post_state_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["thread", "kind", "rank", "created_at", "id"], name="post_in_reading_order"
            ),
            models.Index(fields=["created_at"], name="post_by_time"),
            models.Index(
                fields=["accepted_at"],
                condition=models.Q(accepted_at__isnull=False),
                name="post_by_acceptance",
            ),
            models.Index(fields=["author", "-created_at", "-id"], name="post_by_author"),
            models.Index(fields=["held_at"], condition=models.Q(state="held"), name="post_held"),
            models.Index(
                fields=["withdrawn_at"],
                condition=models.Q(withdrawn_at__isnull=False),
                name="post_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:80]

    def get_absolute_url(self) -> str:
        return self.thread.get_absolute_url() + (f"#{self.anchor}" if self.anchor else "")

    @property
    def anchor(self) -> str:
        """Its place on the page of its thread; nothing for the question, which is the page."""
        return "" if self.is_question else f"answer-{self.pk}"

    @property
    def direction(self) -> str:
        """The writing direction of its language."""
        return locales.direction(self.locale)

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION

    @property
    def is_shown(self) -> bool:
        return self.state == self.State.VISIBLE

    @property
    def is_hidden(self) -> bool:
        return self.state == self.State.HIDDEN

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD

    @property
    def is_withdrawn(self) -> bool:
        return self.state == self.State.WITHDRAWN

    @property
    def can_be_restored(self) -> bool:
        """Whether its author can still take the withdrawal back."""
        at = self.withdrawn_at
        return self.is_withdrawn and at is not None and timezone.now() < at + UNDO_FOR
