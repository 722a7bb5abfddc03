"""Addresses below a language's prefix."""

from django.urls import path

from portal.feeds.views import weekly

app_name = "weekly"
urlpatterns = [
    path("account/weekly-report/", weekly.switch, name="switch"),
    path("weekly-report/stop/<str:signed>/", weekly.stop, name="stop"),
]
