"""What editors fill in, apart from what Wagtail makes of a model by itself."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from portal import cldr
from portal.journal import days as calendar
from portal.journal.retention import QUERY_TEXT
from search.tuning import measures, targets
from search.tuning.models import MOST_HITS, language_choices
from search.tuning.querylog import Listing

_DEFAULT_DAYS = 28
MOST_BYTES = 2_000_000


class PinForm(WagtailAdminModelForm):
    """The results as lines, each an address or an id."""

    results = forms.CharField(
        label=_("Results"),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "ltr"}),
        help_text=_(
            "One a line, in the order they are shown: the address of an article or a thread, or "
            "its id. Readers who may not see one of them get the others."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["results"].initial = "\n".join(self.instance.hits)

    def clean_results(self) -> list[str]:
        """The hits, each once. What is gone may stay, since it may come back."""
        found: dict[str, None] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["results"].splitlines())):
            hit = line if line in self.instance.hits else targets.resolve(line)
            if hit is None:
                reason = _("“%(line)s” is no article or thread that can be found.")
                raise forms.ValidationError(reason, params={"line": line})
            found[hit] = None
        if len(found) > MOST_HITS:
            most = ngettext(
                "Pin at most %(most)s result.", "Pin at most %(most)s results.", MOST_HITS
            )
            raise forms.ValidationError(most % {"most": cldr.number(MOST_HITS)})
        return list(found)

    def save(self, commit: bool = True) -> Any:
        self.instance.hits = self.cleaned_data["results"]
        return super().save(commit)


class ImportForm(forms.Form):
    """A file of judged searches."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "One judged search a line as JSON, with locale, query, relevant (id: grade) and kind."
        ),
    )

    def clean_file(self) -> Sequence[measures.Judgement]:
        """The judgements; all of them are understood, or none."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large."))
        try:
            lines = file.read().decode("utf-8").splitlines()
            judgements = measures.read(lines, file.name)
        except (UnicodeDecodeError, measures.BadJudgementError) as error:
            raise forms.ValidationError(str(error)) from error
        if not judgements:
            raise forms.ValidationError(_("The file has no judged searches."))
        return judgements


@dataclass(frozen=True, slots=True)
class LogScope:
    """Which list, of which days (both included) and language ("" is all)."""

    listing: Listing
    first: date
    last: date
    locale: str


class ReadersForm(forms.Form):
    """Filters above a list: of which readers, or of all whose searches one may see."""

    locale = forms.ChoiceField(label=_("Readers’ language"), required=False)

    def __init__(self, *args: Any, languages: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", pgettext_lazy("languages", "All"))
        shown = [choice for choice in language_choices() if choice[0] in languages]
        locale = self.fields["locale"]
        assert isinstance(locale, forms.ChoiceField)
        locale.choices = [everything, *shown]


class LogForm(ReadersForm):
    """The filters above the query log."""

    field_order = ("listing", "days", "locale")
    listing = forms.ChoiceField(
        label=_("List"),
        required=False,
        choices=[
            (Listing.TOP.value, _("Most frequent")),
            (Listing.WEAK.value, _("Without a fitting answer")),
            (Listing.NO_CLICK.value, _("No result opened")),
            (Listing.CONTACT.value, _("A request was sent afterwards")),
        ],
    )
    days = forms.ChoiceField(
        label=_("Period"),
        required=False,
        initial=_DEFAULT_DAYS,
        choices=[
            (7, _("Last 7 days")),
            (28, _("Last 28 days")),
            (QUERY_TEXT.days, _("Last 90 days")),
        ],
    )

    @property
    def scope(self) -> LogScope:
        """What was asked for; what was not understood is left at its default."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        today = calendar.day_of()
        return LogScope(
            Listing(data.get("listing") or Listing.TOP),
            today - timedelta(days=int(data.get("days") or _DEFAULT_DAYS) - 1),
            today,
            data.get("locale") or "",
        )
