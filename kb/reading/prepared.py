"""Queries of help pages that each page of help asks, built once for each kind of reader.

A kind of reader is a language and what decides who sees what; of whom it is asked comes later.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from kb.models import HelpPage
from kb.querysets import HelpPageQuerySet, Passes
from portal.actors import Actor
from portal.prepared import Later, Prepared

_ACCOUNT = Later("account", BigIntegerField())


class OfReaders:
    """A query of the pages that a reader may see; `build` makes it of these and the language."""

    def __init__(self, build: Callable[[HelpPageQuerySet, str], QuerySet[Any, Any]]) -> None:
        def built(locale: str, passes: Passes, has_account: bool) -> QuerySet[Any, Any]:
            if has_account:
                passes = replace(passes, account=_ACCOUNT)
            return build(HelpPage.objects.passed_by(passes).read_alone(), locale)

        self._prepared = Prepared(built)

    def rows(self, locale: str, actor: Actor, **values: Any) -> list[Any]:
        """What this reader gets of it in a language; one query."""
        passes = Passes.of(actor)
        account, kind = passes.account, replace(passes, account=None)
        return self._prepared.rows(locale, kind, account is not None, account=account, **values)
