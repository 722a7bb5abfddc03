"""Accounts and groups in the editors' pages: Wagtail's, where nobody gives more than they have."""
