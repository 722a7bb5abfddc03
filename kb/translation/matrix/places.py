"""Where somebody works on a text: read once, and then asked for each of a thousand cells."""

from django.urls import reverse

from kb.translation.desk import views as desk
from kb.translation.matrix.texts import Texts
from kb.translation.reach import Reach
from portal.actors import Actor


class Places:
    """What one person may open: their languages' texts, and new translations of others."""

    def __init__(self, actor: Actor, texts: Texts) -> None:
        self._texts = texts
        account = actor.privileged
        self._reach = Reach(account) if account else None
        self._submits = set(actor.languages_of("help.submit_translation"))
        self._starts = set(actor.languages_of("help.start_translation"))
        # One pattern each, since a thousand look-ups take a tenth of a second.
        self._edit = reverse("wagtailadmin_pages:edit", args=[0])
        self._desk = reverse(desk.NAME, args=["0", "0"])

    def address(self, family: int, code: str) -> str:
        """Where the text is written or begun; empty where they may not.

        At the desk where it is translated sentence by sentence, else in the editor.
        """
        source, original = self._texts.source(family)
        text = self._texts.of(family, code)
        if text is None:
            has_source = original is not None and (original.live or code in self._submits)
            return self._at_desk(family, code) if has_source and code in self._starts else ""
        if self._reach is None or not self._reach.changes(text.path, is_source=code == source):
            return ""
        if text.is_at_desk:
            return self._at_desk(family, code)
        return self._edit.replace("/0/", f"/{text.page}/")

    def _at_desk(self, family: int, code: str) -> str:
        return self._desk.replace("/0/0/", f"/{self._texts.slug(family)}/{code}/")
