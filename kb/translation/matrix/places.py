"""Where somebody works on a text: read once, and then asked for each of a thousand cells."""

from urllib.parse import urlencode

from django.urls import reverse

from kb.translation.matrix.texts import Texts
from kb.translation.reach import Reach
from kb.translation.starting import START
from portal.actors import Actor


class Places:
    """What one person may open: their languages' texts, and new translations of others."""

    def __init__(self, actor: Actor, texts: Texts) -> None:
        self._texts = texts
        account = actor.privileged
        self._reach = Reach(account) if account else None
        self._begins = set(actor.languages_of("help.submit_translation"))
        self._starts = set(actor.languages_of("help.translate")) - self._begins
        # One pattern of Wagtail's each, since a thousand look-ups take a tenth of a second.
        self._edit = reverse("wagtailadmin_pages:edit", args=[0])
        self._submit = reverse("wagtail_localize:submit_page_translation", args=[0])
        self._start = reverse(START, args=[0, "0"])

    def address(self, family: int, code: str) -> str:
        """Where the text is written or begun; empty where they may not."""
        source, original = self._texts.source(family)
        if text := self._texts.of(family, code):
            may = self._reach and self._reach.changes(text.path, is_source=code == source)
            return self._edit.replace("/0/", f"/{text.page}/") if may else ""
        if original is not None and original.live and code in self._starts:
            return self._start.replace("/0/0/", f"/{original.page}/{code}/")
        if original is None or code not in self._begins:
            return ""
        asked = urlencode({"select_locale": code})
        return f"{self._submit.replace('/0/', f'/{original.page}/')}?{asked}"
