"""What a moderator says to an act: the reason, and for a move, whereto."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forum.models import Category
from community.moderation.models import REASON_LENGTH
from portal import locales
from portal.text.forms import PlainTextField

# Verbs on what is held; they speak for themselves.
OF_REVIEW = {"approve", "refuse"}


class ModerationForm(forms.Form):
    """One act on one post."""

    verb = forms.ChoiceField(
        label=_("What to do"),
        choices=[
            ("hide", _("Hide")),
            ("show", _("Show again")),
            ("lock", _("Lock")),
            ("unlock", _("Unlock")),
            ("move", _("Move to another category")),
            ("dismiss", _("Dismiss the reports")),
            ("approve", _("Publish")),
            ("refuse", _("Do not publish")),
        ],
    )
    category = forms.ModelChoiceField(
        label=_("Category"),
        queryset=Category.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="–",
    )
    reason = PlainTextField(
        label=_("Reason (kept in the record)"),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    # The number of the text that was shown, which the page says itself: what was sent before is
    # not what it shows now. See community.moderation.reviewing.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["category"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Category.objects.in_order()
        locale = locales.in_force()
        field.label_from_instance = lambda category: category.name_in(locale)  # type: ignore[method-assign, assignment]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("verb") == "move" and not cleaned.get("category"):
            self.add_error("category", _("Choose a category to move it to."))
        if cleaned.get("verb") not in OF_REVIEW and not cleaned.get("reason"):
            self.add_error("reason", _("Say why, for the record."))
        return cleaned


class MemberForm(forms.Form):
    """One act on a member, or on all of a member's posts."""

    verb = forms.ChoiceField(
        choices=[
            ("hide_all", _("Hide all posts")),
            ("show_all", _("Show the posts again")),
            ("suspend", _("Suspend")),
            ("unsuspend", _("End the suspension")),
        ]
    )
    reason = PlainTextField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
