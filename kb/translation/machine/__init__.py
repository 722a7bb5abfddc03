"""Machines translate what nobody has translated yet: drafts, which a person has still to read.

Only what everybody may read is sent to an engine, and no engine writes over a person's text.
"""
