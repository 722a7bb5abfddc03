"""The form for an answer as long as nothing was typed in it: the same for all but three words."""

from types import SimpleNamespace
from uuid import uuid4

from django.utils.safestring import SafeString, mark_safe

from community.forum.forms import AnswerForm
from community.forum.furniture import Example, Furniture
from community.forum.models import Thread
from portal.accounts.models import User
from portal.actors import Actor
from portal.limits.drafts import writer_of

# In an address a mark must be a number, and here it is one that no row has.
_THREAD = 8_613_379_110_257_402_226
_MEMBER = 8_613_379_110_257_403_339
_KEY = "\ue000key\ue001"


def blank_answer(actor: Actor, thread: Thread, front_url: str) -> SafeString:
    """The form for a member; each has a key of its own, so that it posts once."""
    words = {"thread": str(thread.pk), "key": str(uuid4()), "writer": writer_of(actor)}
    return mark_safe(_FORM.with_words(front_url, words))


def _example(front_url: str) -> Example:
    somebody = Actor(user=User(pk=_MEMBER))
    read = {
        "form": AnswerForm(),
        "thread": Thread(pk=_THREAD),
        "key": _KEY,
        "front_url": front_url,
        "request": SimpleNamespace(actor=somebody),
    }
    return Example(read, {"thread": str(_THREAD), "key": _KEY, "writer": writer_of(somebody)})


_FORM = Furniture("community/parts/answer_form.html", _example)
