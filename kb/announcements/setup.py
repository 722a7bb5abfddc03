"""What announcements make known elsewhere, when the app is ready."""

from kb.announcements import fixing, models, reading, signals, views
from portal.caching import turns


def set_up() -> None:
    signals.connect()
    models.register_preview(views.preview)
    fixing.register()
    turns.register("announcements", reading.moments)
