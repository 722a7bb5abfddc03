"""Choosing topics by title: a tree of checkboxes, of which one that is ticked may be the main."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kb.kinds import Kind
from kb.models.families import Family
from kb.models.topic_tree import tree
from portal import locales


@dataclass(frozen=True, slots=True)
class Chosen:
    """The topics, one of them the main, or none; `without` says that none is meant."""

    topics: tuple[Family, ...] = ()
    main: Family | None = None
    without: bool = False

    @classmethod
    def of(cls, topics: Sequence[Family], *, without: bool = False) -> "Chosen":
        """Topics in an article's order: the first is the main."""
        return cls(tuple(topics), topics[0] if topics else None, without)

    def in_order(self, before: Sequence[Family]) -> tuple[Family, ...]:
        """The main first, then those of before in their order, then the new ones."""
        kept = [topic for topic in before if topic in self.topics]
        first = [self.main] if self.main in self.topics else []
        return tuple(dict.fromkeys([*filter(None, first), *kept, *self.topics]))


@dataclass(frozen=True, slots=True)
class Ticked:
    """The same as it is sent: numbers, which may be anything."""

    topics: tuple[str, ...] = ()
    main: str = ""
    without: bool = False


class TopicTree(forms.Widget):
    """Works without a script; with one, a field above it hides what does not fit.

    Only for one article it asks which topic is the main one, and whether none is meant.
    """

    template_name = "kb/topics/tree.html"
    use_fieldset = True

    class Media:
        css: ClassVar = {"all": ["kb/topics.css"]}
        js: ClassVar = ["kb/topics.js"]

    def __init__(self, attrs: Any = None, *, is_of_one: bool = True) -> None:
        super().__init__(attrs)
        self.is_of_one = is_of_one

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        sent = value if isinstance(value, Ticked) else Ticked()
        found = {"tree": tree(locales.in_force()), "sent": sent, "is_of_one": self.is_of_one}
        return context | found

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """In the site's templates: those of forms are looked for elsewhere."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Ticked:
        ticked = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return Ticked(
            tuple(dict.fromkeys(map(str, ticked))),
            str(data.get(f"{name}-main") or ""),
            bool(data.get(f"{name}-without")),
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """What is not ticked is not sent: that says none."""
        return False

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""


class TopicsField(forms.Field):
    """Gives a `Chosen`."""

    widget = TopicTree
    default_error_messages: ClassVar = {
        "unknown": _("One of these topics does not exist any more. Choose again."),
        "without": _(
            "Readers find articles through their topics. Choose one, or tick “Publish without a "
            "topic”."
        ),
    }

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Chosen):
            return value
        main = str(value.main.pk) if value.main else ""
        return Ticked(tuple(str(topic.pk) for topic in value.topics), main, value.without)

    def clean(self, value: Any) -> Chosen:
        sent = value if isinstance(value, Ticked) else Ticked()
        wanted = [number for number in sent.topics if number.isdecimal() and len(number) < 19]
        topics = Family.objects.filter(kind=Kind.TOPIC)
        found = {str(topic.pk): topic for topic in topics.filter(pk__in=wanted)}
        if len(found) != len(sent.topics):
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        chosen = tuple(found[number] for number in sent.topics)
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return Chosen(chosen, found.get(sent.main), sent.without)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial or Chosen()) != data)
