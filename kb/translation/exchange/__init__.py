"""Translations as files of other programs, PO and XLIFF: out, in, and what did not fit."""
