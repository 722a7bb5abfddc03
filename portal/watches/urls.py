"""Addresses below a language's prefix."""

from django.urls import path

from portal.watches import views

app_name = "watches"
urlpatterns = [
    # The logs of the servers in front keep nothing that stands behind "key".
    path("tell-me/key/<str:signed>/", views.own, name="own"),
    path("tell-me/<slug:occasion>/<slug:about>/", views.ask, name="ask"),
]
