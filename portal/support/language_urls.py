"""Addresses below a language's prefix."""

from django.urls import path

from portal.support import views

app_name = "market"
urlpatterns = [path("country/", views.choose_market, name="choose")]
