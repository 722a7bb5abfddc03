"""Display names: no letters that look like others, nothing invisible, nobody taken for staff, and
nothing that leads elsewhere.
"""

import unicodedata
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.text.links import links_elsewhere

SHORTEST, LONGEST = 1, 60
_MOST_MARKS = 2
# Scripts whose letters are easily taken for each other's.
_LOOKALIKE_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Blank, though Unicode counts them as letters or symbols.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
# What a letter of another script is taken for at a glance.
_TAKEN_FOR = str.maketrans(
    "авеіјкмнорстухѕԁԛԝһьӏαβγεηικνορτυχωl01",
    "abeijkmhopctyxsdqwhbiabyenikvoptuxwioi",
)


def clean_name(raw: str) -> str:
    """The name as it is kept; raises ValidationError with a reason for the one who chose it."""
    _refuse_invisible(raw)
    name = " ".join(unicodedata.normalize("NFC", raw).split())
    if not SHORTEST <= len(name) <= LONGEST:
        raise ValidationError(
            _("Enter a name of %(least)s to %(most)s characters.")
            % {"least": SHORTEST, "most": LONGEST},
            code="length",
        )
    if not any(character.isalnum() for character in name):
        raise ValidationError(_("Include a letter or a digit in the name."), code="letters")
    if links_elsewhere(name, ""):
        raise ValidationError(_("A name cannot be a web or email address."), code="address")
    _refuse_mixed_scripts(name)
    return name


def key_of(name: str) -> str:
    """The same for all names that look alike."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    bare = "".join(c for c in folded if c.isalnum() and not unicodedata.combining(c))
    return bare.translate(_TAKEN_FOR)[:80]


def _refuse_invisible(raw: str) -> None:
    marks = 0
    for character in raw:
        category = unicodedata.category(character)
        if category in _INVISIBLE or character in _BLANK:
            raise ValidationError(
                _("This name has invisible characters, or some that change the direction."),
                code="invisible",
            )
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks > _MOST_MARKS:
            raise ValidationError(_("This name has too many accents on one letter."), code="marks")


def _refuse_mixed_scripts(name: str) -> None:
    for word in _words(name):
        scripts = {_script(letter) for letter in word} - {""}
        if len(scripts) > 1:
            raise ValidationError(
                _("“%(word)s” mixes letters of different alphabets that look alike.")
                % {"word": word},
                code="mixed",
            )


def _words(name: str) -> Iterator[str]:
    yield from "".join(c if c.isalpha() else " " for c in name).split()


def _script(letter: str) -> str:
    first = unicodedata.name(letter, "").partition(" ")[0]
    return first if first in _LOOKALIKE_SCRIPTS else ""
