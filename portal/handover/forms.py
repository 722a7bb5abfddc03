"""The contact form. Whatever is wrong with it, it comes back with all that was typed."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.id_field import IdField
from kb.reading.listing import ListedFamily
from portal import markets
from portal.deflection import keys
from portal.deflection.attempts import TYPED, Kind
from portal.handover.file_field import OneFileField
from portal.support import words
from portal.text.forms import AddressField, PlainTextAreaField, PlainTextField

# Around a title that stands in a line of another language.
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def _marked(topic: ListedFamily, market: str) -> str:
    """A topic as the list names it: with whose it is, unless it is for this market or all."""
    mark = words.only_for(markets.told(topic.markets, market))
    return f"{_ISOLATE}{topic.title}{_END} · {mark}" if mark else topic.title


class ContactForm(forms.Form):
    """A request for help: what it is about, and where the answer shall go."""

    topic = IdField(label=_("Topic"), required=False)
    message = PlainTextAreaField(
        label=_("What can we help you with?"),
        help_text=_("Tell us what you want to do and what happens instead."),
        min_length=TYPED,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    email = AddressField(
        label=_("Your email address"),
        help_text=_("We will send our answer to this address."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    product = PlainTextField(
        label=_("Product and version"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    browser = PlainTextField(
        label=pgettext_lazy("program to read web pages with", "Browser or app"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    file = OneFileField()
    # People neither see nor reach this field; programs that fill in forms do.
    website = PlainTextField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    start = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        topics: list[ListedFamily],
        market: str = "",
        account_email: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.topics = {topic.slug: topic.title for topic in topics}
        self.account_email = account_email
        self.fields["topic"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a topic if one fits")),
            *((topic.slug, _marked(topic, market)) for topic in topics),
        ]
        if account_email:
            self.fields["email"].required = False
        if not topics:
            del self.fields["topic"]

    def clean_email(self) -> str:
        return self.cleaned_data["email"] or self.account_email

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            self._forget("website", "")
            self.add_error(None, _("This looked like an automatic message. Send it again."))
        return ""

    def clean_start(self) -> Any:
        start_id = keys.read(Kind.CONTACT, self.cleaned_data["start"])
        if start_id is None:
            self._forget("start", keys.draw(Kind.CONTACT))
            self.add_error(None, _("The form has expired. Send it again."))
        return start_id

    def _forget(self, name: str, value: str) -> None:
        """Show the form again with another value than was sent."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[name] = value
        self.data = data

    @property
    def loses_file(self) -> bool:
        """Whether a file was chosen, which no browser shows again."""
        return bool(self.files)

    @property
    def topic_title(self) -> str:
        return self.topics.get(self.cleaned_data.get("topic", ""), "")

    @property
    def query(self) -> str:
        """What to look for: what was typed, else the topic's name."""
        typed = str(self.cleaned_data.get("message", "")).strip()
        return typed if len(typed) >= TYPED else self.topic_title
