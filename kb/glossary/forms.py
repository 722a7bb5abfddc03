"""What is typed of a term in one language, or stands in a line of a file: read in one way."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.forms import CharField, Form, HiddenInput, ModelForm, Textarea, TextInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kb.glossary.models import (
    LONGEST_STYLE,
    LONGEST_TEXT,
    LONGEST_WORD,
    MOST_WORDINGS,
    NAMES,
    StyleSheet,
    TermEntry,
    as_lines,
    lines,
)
from portal import cldr
from portal.text.forms import PlainTextAreaField, PlainTextField

PART = "|"
"""Stands between wordings in a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A term in one language as it is to be saved; `forms` and `forbidden` one a line."""

    word: str
    forms: str = ""
    definition: str = ""
    forbidden: str = ""
    note: str = ""

    @classmethod
    def of(cls, entry: TermEntry) -> "Written":
        """What is saved."""
        return cls(**{name: getattr(entry, name) for name in cls.__dataclass_fields__})

    @property
    def version(self) -> str:
        """What it is told from a later one by."""
        return blake2b("\0".join(asdict(self).values()).encode(), digest_size=16).hexdigest()


class WordField(PlainTextField):
    """A word or a few, without what parts several of them in a file."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_WORD, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())

    def validate(self, value: Any) -> None:
        super().validate(value)
        _check_word(value)


class WordingsField(PlainTextAreaField):
    """Words one a line; gives them so, each once."""

    def to_python(self, value: Any) -> str:
        return as_lines(lines(super().to_python(value)))

    def validate(self, value: Any) -> None:
        super().validate(value)
        found = lines(value)
        if len(found) > MOST_WORDINGS:
            text = ngettext(
                "Enter at most %(most)s line.", "Enter at most %(most)s lines.", MOST_WORDINGS
            )
            raise ValidationError(text % {"most": cldr.number(MOST_WORDINGS)})
        for word in found:
            if len(word) > LONGEST_WORD:
                said = _("“%(word)s” is longer than %(most)s characters.")
                most = cldr.number(LONGEST_WORD)
                raise ValidationError(said % {"word": word[:LONGEST_WORD], "most": most})
            _check_word(word)


class ParagraphField(PlainTextAreaField):
    """A few sentences in one paragraph."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_TEXT, required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


def _area(rows: int) -> Textarea:
    return Textarea(attrs={"rows": rows, "dir": "auto"})


class EntryForm(Form):
    """A term in one language. `version` is of what was saved when the form was opened."""

    word = WordField(
        label=gettext_lazy("Word"),
        help_text=gettext_lazy(
            "What the thing is called in this language. Endings make no difference. A word in "
            "capitals is found in capitals only."
        ),
        widget=TextInput(attrs={"dir": "auto"}),
    )
    forms = WordingsField(
        label=gettext_lazy("Further forms"),
        help_text=gettext_lazy(
            "Other words that may be used for it, one a line: abbreviations, other spellings."
        ),
        required=False,
        widget=_area(3),
    )
    definition = ParagraphField(
        label=gettext_lazy("Definition"),
        help_text=gettext_lazy(
            "What it is, in one or two plain sentences. Readers get it from the first place in "
            "each article where the word stands."
        ),
        widget=_area(3),
    )
    forbidden = WordingsField(
        label=gettext_lazy("Words not to be used"),
        help_text=gettext_lazy("What it must not be called, one a line."),
        required=False,
        widget=_area(3),
    )
    note = ParagraphField(
        label=gettext_lazy("Note for translators"),
        help_text=gettext_lazy("Readers do not see it."),
        widget=_area(2),
    )
    version = CharField(required=False, widget=HiddenInput, max_length=40)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        try:
            refuse_both(cleaned)
        except ValidationError as error:
            self.add_error("forbidden", error)
        return cleaned

    @property
    def written(self) -> Written:
        """What was typed, once it is valid."""
        return Written(**{name: self.cleaned_data[name] for name in FIELDS})

    @classmethod
    def showing(cls, entry: TermEntry) -> "EntryForm":
        """With what is saved."""
        written = Written.of(entry)
        return cls(initial=asdict(written) | {"version": written.version})


FIELDS = tuple(Written.__dataclass_fields__)


def read(cells: Mapping[str, str]) -> Written:
    """A term of a file's line by field; raises ValidationError naming what is wrong in it."""
    cleaned: dict[str, str] = {}
    for name in FIELDS:
        field = EntryForm.base_fields[name]
        cell = cells.get(name, "")
        try:
            cleaned[name] = field.clean(cell.replace(PART, "\n") if name in _WORDINGS else cell)
        except ValidationError as error:
            said = _("%(field)s: %(error)s")
            words = {"field": field.label, "error": " ".join(error.messages)}
            raise ValidationError(said % words) from None
    refuse_both(cleaned)
    return Written(**cleaned)


_WORDINGS: Collection[str] = ("forms", "forbidden")


def refuse_both(cleaned: Mapping[str, str]) -> None:
    """Raise ValidationError for a word that is to be used and not to be used."""
    used = [cleaned.get("word", ""), *lines(cleaned.get("forms", ""))]
    folded = {word.casefold() for word in used}
    for word in lines(cleaned.get("forbidden", "")):
        if word.casefold() in folded:
            said = _("“%(word)s” is also a word that may be used. Take it out of one of the two.")
            raise ValidationError(said % {"word": word})


def _check_word(word: str) -> None:
    if PART in word:
        raise ValidationError(_("Write one word a line, without “|”."))
    if word and not any(map(str.isalnum, word)):
        raise ValidationError(_("“%(word)s” is no word.") % {"word": word})


class StyleSheetForm(ModelForm[StyleSheet]):
    """How a language is written."""

    address = PlainTextAreaField(
        label=NAMES["address"],
        help_text=gettext_lazy(
            "How readers are addressed, with an example: du or De, tu or vous."
        ),
        max_length=LONGEST_TEXT,
        required=False,
        widget=_area(2),
    )
    tone = PlainTextAreaField(
        label=NAMES["tone"],
        help_text=gettext_lazy("How the texts sound, and how they do not."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=_area(3),
    )
    salutations = PlainTextAreaField(
        label=NAMES["salutations"],
        help_text=gettext_lazy("How texts and mails begin and end, if they do."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=_area(3),
    )
    more = PlainTextAreaField(
        label=NAMES["more"],
        help_text=gettext_lazy("Spelling, quotation marks, names of buttons, units."),
        max_length=LONGEST_STYLE,
        required=False,
        widget=_area(8),
    )

    class Meta:
        model = StyleSheet
        fields: ClassVar = list(NAMES)
