"""Trying the fixes of a text one after the other: *it worked*, *it did not*, *I cannot do this*.

How far a reader has come is in their own page and nowhere else: its forms carry it. Rooms above
read `kb.fixes.carrying`, and the journal's steps.
"""
