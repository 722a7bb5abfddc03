"""What is told when segments or translations change, in the transaction that changes them."""

from django.dispatch import Signal

changed = Signal()
"""`keys`: the translation keys of the articles whose segments or translations are others now."""

written = Signal()
"""Somebody or something has translated: `texts` holds translations by the text of the source.

With the `family`, the `locale` that they are in, and their `origin`, one of `segments.Origin`.
What a program of ours remembers of translations, it learns here.
"""
