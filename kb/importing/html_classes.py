"""What the classes and styles of HTML mean: the systems that write it say boxes in them."""

import re

from kb.blocks import KINDS
from kb.blocks.boxes import AsideKind
from kb.importing.html_tree import Element

# A class that is one of these, whole, is a box.
_BOXES = frozenset(
    {
        *("note", "tip", "hint", "info", "important", "notice", "warning", "caution", "danger"),
        *("attention", "callout", "admonition", "admonition-block", "custom-block"),
    }
)
# A class with one of these words in it is a box of the kind that another word says.
_CARRIERS = frozenset(
    {
        *("callout", "callouts", "alert", "admonition", "panel", "box", "message", "notice"),
        *("notification", "block", "banner", "infobox", "macro"),
    }
)
_KINDS = frozenset(
    {
        *("note", "tip", "hint", "info", "information", "important", "success", "primary"),
        *("warning", "caution", "danger", "attention", "error", "critical", "alert"),
    }
)
_BOX_TAGS = frozenset({"div", "p", "aside", "section", "blockquote"})
_WORD = re.compile("[a-z]+")
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*(?:italic|oblique)", re.IGNORECASE)


def box(element: Element) -> str:
    """The name of the box that an element is, "" if it is none."""
    if element.tag not in _BOX_TAGS:
        return ""
    classes = element.attributes.get("class", "").lower().split()
    words = [word for one in classes for word in _WORD.findall(one)]
    kinds = [word for word in words if word in _KINDS]
    if _BOXES & set(classes) or (_CARRIERS & set(words) and kinds):
        # A word that only says that it is a box counts least.
        name = next((word for word in kinds if word != "alert"), next(iter(kinds), "note"))
        kind = KINDS.by_box.get(name)
        return kind.name if isinstance(kind, AsideKind) else "note"
    return "note" if element.attributes.get("role") == "note" else ""


def style(element: Element) -> str:
    """The tag of the style that a plain element says in words of CSS, "" if none."""
    said = element.attributes.get("style", "")
    if element.tag not in ("span", "font") or not said:
        return ""
    if _BOLD.search(said):
        return "strong"
    return "em" if _ITALIC.search(said) else ""
