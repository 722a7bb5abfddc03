"""Public pages, kept whole in each process until anything public changes.

Rooms use `from portal.caching.pages import public_page` and
`from portal.caching.generation import bump_generation`.
"""
