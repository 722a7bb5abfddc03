"""Queries that are built once: Django builds SQL anew each time that a query is asked.

For a query with sub-queries that takes longer than the database takes to answer it. A prepared
one has its SQL from the first time on; what differs between two askings comes `Later`.
"""

from collections.abc import Callable, Hashable, Mapping
from copy import copy
from functools import lru_cache
from typing import Any

from django.db import connections
from django.db.models import Expression, Field, QuerySet

_MOST_KINDS = 512


class Later(Expression):
    """Stands in a query for a value that is known when the query is asked."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, *_into: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "%s", [self]


class Prepared:
    """A query for each kind of asker; `build` makes it of the kind."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        @lru_cache(maxsize=_MOST_KINDS)
        def built(*kind: Hashable) -> _Built:
            return _Built(build(*kind))

        self._built = built

    def rows(self, *kind: Hashable, cut: range | None = None, **values: Any) -> list[Any]:
        """What the query finds for these values of its `Later`; raises KeyError for a lacking one.

        A null is no value. `cut` takes these places of what it finds, in the order of the query.
        """
        return self._built(*kind).rows(values, cut)


class _Built:
    """A query with its SQL."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        self._queryset = queryset
        self._compiler = queryset.query.get_compiler(using=queryset.db)
        self._sql, self._params = self._compiler.as_sql()

    def rows(self, values: Mapping[str, Any], cut: range | None) -> list[Any]:
        sql = self._sql
        params = tuple(values[one.name] if isinstance(one, Later) else one for one in self._params)
        if cut is not None:
            sql, params = f"{sql} LIMIT %s OFFSET %s", (*params, len(cut), cut.start)
        # Every thread has a connection of its own.
        compiler: Any = copy(self._compiler)
        compiler.connection = connections[self._queryset.db]
        compiler.as_sql = lambda *_how, **_more: (sql, params)
        query = _Instead(self._queryset.query, get_compiler=lambda *_a, **_k: compiler)
        iterable: Any = self._queryset._iterable_class
        return list(iterable(_Instead(self._queryset, query=query)))


class _Instead:
    """An object but for some of its attributes."""

    def __init__(self, real: Any, **others: Any) -> None:
        self.__dict__.update(others)
        self._real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)
