"""What is posted with a vote, and after it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from kb.feedback.models import LONGEST_COMMENT, REASONS
from kb.models import HelpPage
from portal.text.forms import PlainTextAreaField


class VoteForm(forms.Form):
    """Yes or no, and the revision it is about."""

    helpful = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    revision = forms.RegexField(regex=r"^[0-9]{0,18}$", required=False)

    def __init__(self, slug: str, *args: Any, **kwargs: Any) -> None:
        self.slug = slug
        super().__init__(*args, **kwargs)

    def clean_revision(self) -> Revision | None:
        """The revision, which must be one of this family's."""
        number = self.cleaned_data["revision"]
        if not number:
            return None
        pages = HelpPage.objects.filter(family__slug=self.slug).values_list("pk", flat=True)
        revision = Revision.page_revisions.filter(
            pk=int(number), object_id__in=[str(pk) for pk in pages]
        ).first()
        if revision is None:
            raise forms.ValidationError(_("We do not know this version of the article."))
        return revision


class ReasonForm(forms.Form):
    """One reason and a comment, both as one likes."""

    reason = forms.ChoiceField(label=_("Why?"), required=False, widget=forms.RadioSelect)
    comment = PlainTextAreaField(
        label=_("Is there anything else you want to tell us?"),
        help_text=_("Do not include names, numbers or passwords."),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, helpful: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(reason.value, reason.label) for reason in REASONS[helpful]]
