"""What belongs to which topic. Keyed by the family, so it is the same in every language.

Two orders live here: `position` counts a member's topics (the first is its breadcrumb), `place`
counts a topic's members. No topic lies, directly or through others, in itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from kb.kinds import Kind
from kb.models.families import Family


class Membership(models.Model):
    """One family in one topic."""

    topic = ParentalKey(
        Family,
        on_delete=models.CASCADE,
        related_name="member_links",
        limit_choices_to={"kind": Kind.TOPIC},
        verbose_name=_("topic"),
    )
    member = models.ForeignKey(
        Family, on_delete=models.CASCADE, related_name="topic_links", verbose_name=_("member")
    )
    position = models.PositiveIntegerField(_("order among the member’s topics"), default=0)
    place = models.IntegerField(_("order in the topic"), default=0, editable=False)

    # Wagtail's InlinePanel sorts a topic's members by this field.
    sort_order_field = "place"

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["position", "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "member"], name="kb_membership_once"),
            models.CheckConstraint(
                condition=~models.Q(topic=models.F("member")), name="kb_membership_not_in_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.slug} ∈ {self.topic.slug}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            lock()
            refuse_cycle(self.member, [self.topic])
            super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.topic_id and self.member_id:
            refuse_cycle(self.member, [self.topic])


def lock() -> None:
    """Keep others from changing the topics' net until this transaction ends.

    On SQLite the transaction itself does: it begins with the write lock (IMMEDIATE).
    """
    topics = Family.objects.filter(kind=Kind.TOPIC).order_by("pk").select_for_update()
    list(topics.values_list("pk", flat=True))


def refuse_cycle(member: Family, topics: Iterable[Family]) -> None:
    """Raise ValidationError if a topic is none, or lies in the member itself."""
    wanted = list(topics)
    for topic in wanted:
        if topic.kind != Kind.TOPIC:
            raise ValidationError(
                _("“%(id)s” is not a topic."), code="no_topic", params={"id": topic.slug}
            )
    if member.kind != Kind.TOPIC:
        return
    parents: dict[int, list[int]] = defaultdict(list)
    for child_id, topic_id in Membership.objects.filter(member__kind=Kind.TOPIC).values_list(
        "member_id", "topic_id"
    ):
        parents[child_id].append(topic_id)
    for topic in wanted:
        if _reaches(topic.pk, member.pk, parents):
            raise ValidationError(
                _("“%(topic)s” already lies in “%(id)s”: topics must not go round in a circle."),
                code="cycle",
                params={"topic": topic.slug, "id": member.slug},
            )


def _reaches(start: int, goal: int, parents: dict[int, list[int]]) -> bool:
    seen: set[int] = set()
    todo = [start]
    while todo:
        node = todo.pop()
        if node == goal:
            return True
        if node not in seen:
            seen.add(node)
            todo.extend(parents[node])
    return False


def set_topics(*, member: Family, topics: Sequence[Family]) -> bool:
    """Put the family in exactly these topics, the first being its breadcrumb.

    Returns whether anything changed. Raises ValidationError for a cycle or a family that is no
    topic; then nothing has changed.
    """
    wanted = list(dict.fromkeys(topics))
    with transaction.atomic():
        lock()
        old = {link.topic_id: link for link in Membership.objects.filter(member=member)}
        if [topic.pk for topic in wanted] == _in_order(old.values()):
            return False
        refuse_cycle(member, wanted)
        gone = set(old) - {topic.pk for topic in wanted}
        Membership.objects.filter(member=member, topic_id__in=gone).delete()
        for position, topic in enumerate(wanted):
            link = old.get(topic.pk)
            if link is None:
                place = Membership.objects.filter(topic=topic).aggregate(
                    last=models.Max("place", default=-1)
                )["last"]
                link = Membership(topic=topic, member=member, place=place + 1)
            link.position = position
            models.Model.save(link)  # checked above, under the same lock
    return True


def _in_order(links: Iterable[Membership]) -> list[int]:
    return [link.topic_id for link in sorted(links, key=lambda link: (link.position, link.place))]
