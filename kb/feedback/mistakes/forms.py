"""What is wrong, and whether the article helped all the same: it is a vote with a comment."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.feedback.models import LONGEST_COMMENT
from portal.text.forms import PlainTextAreaField


class MistakeForm(forms.Form):
    """Both are needed: nobody is counted as not helped who has only found a mistake."""

    comment = PlainTextAreaField(
        label=_("What is wrong?"),
        help_text=_("Do not include names, numbers or passwords."),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    helpful = forms.ChoiceField(
        label=_("Did the article help you all the same?"),
        choices=[
            ("yes", pgettext_lazy("did this help", "Yes")),
            ("no", pgettext_lazy("did this help", "No")),
        ],
        widget=forms.RadioSelect,
    )
