"""Texts with fixes, and their ids."""

from typing import Any

from kb.models import HelpPage, Kind
from kb.reading import trying
from tests.factories.kb import make_family, make_page


def fix(title: str, cause: str = "", text: str = "<p>Κάντε το.</p>") -> tuple[str, Any]:
    """A block, as factories take them."""
    return ("fix", {"title": title, "cause": cause, "text": text})


FIXES = (
    fix("Επανεκκίνηση", "Χάθηκε η σύνδεση"),
    fix("Νέο καλώδιο", "Χάθηκε η σύνδεση"),
    fix("Άνοιγμα θυρών", "Ο δρομολογητής εμποδίζει τον κόμβο"),
)


def make_troubleshooting(*body: tuple[str, Any], slug: str = "offline") -> HelpPage:
    """A Greek article for this, published; with FIXES unless said otherwise."""
    family = make_family("Offline", slug=slug, kind=Kind.TROUBLESHOOTING, source="el")
    return make_page(family, "el", title="Εκτός σύνδεσης", body=body or FIXES)


def ids(page: HelpPage) -> list[str]:
    """The ids of its fixes, in their order."""
    return [one.id for one in trying.in_text(page.body)]
