"""Told once: who waits for something here, and is written to when it has come.

A room above makes known what can be waited for (`occasions.register`) and says when it has come
(`telling.call`); pages lead to the form `watches:ask`. Members need no confirming, strangers
confirm by a link. Whoever has been told is forgotten.
"""
