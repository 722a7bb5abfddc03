"""A site as `wagtail start` and Wagtail's guide to languages make it, to compare a page with."""
