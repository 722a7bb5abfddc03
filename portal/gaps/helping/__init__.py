"""Asking people for help with a gap: who can help, by which mail, and how seldom."""
