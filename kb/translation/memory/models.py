"""What is remembered: a sentence, and what it became in another language, in each article.

A sentence stands here once for each pair of languages, however many articles have it. Its words
are rows, so that sentences like it are found in the database and no text is held in memory.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.models.families import Family


class Sentence(models.Model):
    """A segment's text, with its markup, that was translated from one language into another."""

    source = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    # Of the text: a text may be longer than what an index takes.
    digest = models.CharField(max_length=32)
    text = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("remembered sentence")
        verbose_name_plural = _("remembered sentences")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "digest"], name="kb_sentence_once_a_pair"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Translated(models.Model):
    """What a sentence became in an article: the latest, should it stand there more than once."""

    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="translated")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("remembered translation")
        verbose_name_plural = _("remembered translations")
        constraints = [
            models.UniqueConstraint(
                fields=["sentence", "family"], name="kb_translated_once_a_family"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class SentenceWord(models.Model):
    """A word that stands in a sentence. `word` is its number, see `words.numbers`."""

    word = models.BigIntegerField()
    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="words")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("word of a remembered sentence")
        verbose_name_plural = _("words of remembered sentences")
        constraints = [
            models.UniqueConstraint(fields=["word", "sentence"], name="kb_word_once_a_sentence"),
        ]

    def __str__(self) -> str:
        return f"{self.word}"


class CommonWord(models.Model):
    """A word that stands in so many sentences that few of them are meant by it."""

    word = models.BigIntegerField(primary_key=True)
    sentences = models.PositiveIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("common word of the memory")
        verbose_name_plural = _("common words of the memory")

    def __str__(self) -> str:
        return f"{self.word}: {self.sentences}"
