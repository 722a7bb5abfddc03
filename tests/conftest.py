"""Fixtures that every test may use. Objects are made by tests/factories/<room>.py."""
