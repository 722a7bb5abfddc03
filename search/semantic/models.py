"""The vectors that are known, and what has yet to be embedded."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Embedding(models.Model):
    """The vector of a passage: float32 of unit length, by the space it is in and its checksum."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    space = models.CharField(max_length=40)
    checksum = models.CharField(max_length=32)
    vector = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("passage vector")
        verbose_name_plural = _("passage vectors")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["space", "checksum"], name="search_embedding_once_per_space"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["made_at"], name="search_embedding_made")]

    def __str__(self) -> str:
        return f"{self.space}:{self.checksum}"


class Unembedded(models.Model):
    """A text that lacks vectors; `due_at` is later when it was refused."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    # Empty in what a process of the state before this one notes.
    locale = models.CharField(max_length=12, db_default="")
    due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("text without vectors")
        verbose_name_plural = _("texts without vectors")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "key", "locale"], name="search_unembedded_once_per_text"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["due_at"], name="search_unembedded_due")]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}:{self.locale}"


class SpaceInUse(models.Model):
    """One row: the space in which all texts have vectors, or are noted as lacking them.

    Whoever indexes goes by it, not by the settings of its own process: these say who can embed,
    and not every process can.
    """

    name = models.CharField(max_length=40)
    # The common direction of questions in it, and of which: search.semantic.common_direction.
    usual = models.BinaryField(default=b"")
    # How near a text is that does not answer, in the middle; unknown with too few texts.
    # See search.index.calibrating.
    apart = models.FloatField(null=True)
    made_of = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("vector space")
        verbose_name_plural = _("vector spaces")

    def __str__(self) -> str:
        return self.name
