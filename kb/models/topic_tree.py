"""The topics as a tree, by title in an editor's language. Each stands once: in its first topic."""

from collections import defaultdict
from dataclasses import dataclass, field

from kb.kinds import Kind
from kb.models.families import Family
from kb.models.membership import Membership
from kb.models.titles import Title, titles


@dataclass(frozen=True, slots=True)
class Node:
    """A topic with those in it."""

    pk: int
    title: Title
    inside: list["Node"] = field(default_factory=list)


def tree(locale: str) -> list[Node]:
    """The topics that lie in no other, each with those in it, by title; two queries."""
    named = titles(Family.objects.filter(kind=Kind.TOPIC).values("pk"), locale)
    nodes = {pk: Node(pk, title) for pk, title in named.items()}
    above: dict[int, int] = {}
    for member, topic in Membership.objects.filter(member__kind=Kind.TOPIC).values_list(
        "member", "topic"
    ):
        above.setdefault(member, topic)
    inside: dict[int | None, list[Node]] = defaultdict(list)
    for pk, node in nodes.items():
        inside[above.get(pk)].append(node)
    for topic, found in inside.items():
        found.sort(key=lambda node: (node.title.words.casefold(), node.pk))
        if topic is not None:
            nodes[topic].inside.extend(found)
    return inside[None]
