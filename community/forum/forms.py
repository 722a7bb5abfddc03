"""What members type. Over-long or hostile text is said to be so, and shown again as typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.forum.models import Category, Report
from community.forum.models.posts import BODY_LENGTH
from community.forum.models.reports import COMMENT_LENGTH
from community.forum.models.threads import TITLE_LENGTH
from portal import locales
from portal.text.forms import MarkdownField, PlainTextAreaField, PlainTextField


class QuestionText(forms.Form):
    """What a question says."""

    title = PlainTextField(
        label=_("Your question in one sentence"),
        max_length=TITLE_LENGTH,
        min_length=5,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    body = MarkdownField(
        label=_("What happens, and what have you tried?"),
        help_text=_("You can use Markdown. Please leave out names, addresses and passwords."),
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )


class QuestionForm(QuestionText):
    """A question to the community."""

    category = forms.ChoiceField(label=_("Category"))
    locale = forms.ChoiceField(
        label=_("Language of your question"),
        choices=locales.choices,
        help_text=_("People who read this language see your question first."),
    )

    def __init__(self, *args: Any, reader_locale: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = {category.slug: category for category in Category.objects.in_order()}
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (slug, category.name_in(reader_locale)) for slug, category in self.categories.items()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        category = self.categories.get(cleaned.get("category", ""))
        locale = cleaned.get("locale", "")
        if category and locale and not category.takes(locale):
            message = gettext("This category does not accept questions in that language.")
            self.add_error("category", ValidationError(message, code="language"))
        return cleaned

    @property
    def chosen_category(self) -> Category:
        """The category of a valid form."""
        return self.categories[self.cleaned_data["category"]]


class AnswerForm(forms.Form):
    """An answer to a question."""

    body = MarkdownField(
        label=_("Your answer"),
        help_text=_("You can use Markdown. Please leave out names, addresses and passwords."),
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )


class AnswerEditForm(AnswerForm):
    """Another text for an answer; `revision` says which one the writer has seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**9)


class QuestionEditForm(QuestionText, AnswerEditForm):
    """Another title and text for a question."""

    field_order = ["title", "body"]


class ReportForm(forms.Form):
    """Why a moderator should look at a post."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"), choices=Report.Reason.choices, widget=forms.RadioSelect
    )
    comment = PlainTextAreaField(
        label=_("Is there anything a moderator should know?"),
        max_length=COMMENT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
