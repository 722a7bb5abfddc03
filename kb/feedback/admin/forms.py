"""Which comments are shown, and what is written to who wrote one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.feedback.models import LONGEST_ANSWER, Vote, VoteQuerySet
from portal import cldr
from portal.text.forms import PlainTextAreaField


class CommentState(models.TextChoices):
    """What has become of a comment."""

    OPEN = "open", pgettext_lazy("comment", "open")
    ANSWERED = "answered", pgettext_lazy("comment", "answered")
    CLOSED = "closed", pgettext_lazy("comment", "closed")

    def of(self, votes: VoteQuerySet) -> VoteQuerySet:
        """The comments among these votes in this state."""
        match self:
            case CommentState.OPEN:
                return votes.open()
            case CommentState.ANSWERED:
                return votes.commented().exclude(closing=None).exclude(closing__answer="")
            case CommentState.CLOSED:
                return votes.commented().filter(closing__answer="")


def state_of(vote: Vote) -> CommentState:
    """The same of one comment."""
    closing = getattr(vote, "closing", None)
    if closing is None:
        return CommentState.OPEN
    return CommentState.ANSWERED if closing.answer else CommentState.CLOSED


class CommentFilterForm(forms.Form):
    """One language or all that somebody sees; one state or all. What is none of them is all."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("of readers", "Comments"),
        required=False,
        choices=[("", pgettext_lazy("comments", "all")), *CommentState.choices],
    )

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", pgettext_lazy("languages", "all")),
            *((code, cldr.language(code)) for code in languages),
        ]

    @property
    def chosen(self) -> Sequence[str]:
        """The languages that are shown."""
        code = self.cleaned_data.get("language") if self.is_valid() else ""
        return [code] if code else self.languages

    @property
    def wanted(self) -> CommentState | None:
        """The state that is shown; None for all."""
        word = self.cleaned_data.get("state") if self.is_valid() else ""
        return CommentState(word) if word else None


class AnswerForm(forms.Form):
    """Words to the reader."""

    words = PlainTextAreaField(
        label=_("Your answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
