"""Pages on privacy, terms and accessibility."""

from kb import tree
from portal.legal.models import LegalPage


def legal_page(
    kind: str = "privacy", locale: str = "el", *, title: str = "Απόρρητο", text: str = "Κείμενο."
) -> LegalPage:
    """A published one."""
    home = tree.ensure(locale)
    page = LegalPage(kind=kind, title=title, locale=home.locale, live=False)
    page.body = [("text", f"<p>{text}</p>")]
    home.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
