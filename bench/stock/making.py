"""Makes the stock site's pages: `python -m bench.stock.making PAGE.json` prints the page's path.

The file says title, summary, body (as a StreamField stores it), language, and the languages that
the page is in.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import django

_ARTICLE = re.compile(r'linktype="article" family="[^"]*"')
_MENU = ("Help", "Community", "Contact")


def main(asked: Path) -> str:
    """The path of the page that was asked for; raises KeyError for a file of another form."""
    django.setup()
    from django.core.management import call_command
    from wagtail.models import Locale, Site

    from bench.stock.models import StockPage

    call_command("migrate", verbosity=0)
    wanted: dict[str, Any] = json.loads(asked.read_text(encoding="utf-8"))
    home = Site.objects.get(is_default_site=True).root_page
    menu = [
        home.add_child(instance=StockPage(title=title, body="[]", show_in_menus=True))
        for title in _MENU
    ]
    # A link of ours becomes one of Wagtail's: to a page, which leads to it in its language.
    body = _ARTICLE.sub(f'linktype="page" id="{menu[2].pk}"', json.dumps(wanted["body"]))
    shelf = menu[0].add_child(instance=StockPage(title="Valves", body="[]"))
    page = shelf.add_child(
        instance=StockPage(title=wanted["title"], summary=wanted["summary"], body=body)
    )
    for code in wanted["languages"]:
        locale, is_new = Locale.objects.get_or_create(language_code=code)
        if is_new:
            for one in (home, *menu, shelf, page):
                one.copy_for_translation(locale).save_revision().publish()
    shown = page.get_translation(Locale.objects.get(language_code=wanted["language"]))
    return str(shown.specific.get_url())


if __name__ == "__main__":
    sys.stdout.write(main(Path(sys.argv[1])))
