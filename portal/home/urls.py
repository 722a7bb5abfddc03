"""Addresses under a language's prefix."""

from django.urls import path

from portal.home import views

app_name = "home"
urlpatterns = [path("", views.front, name="front")]
