"""Addresses under a language's prefix."""

from django.urls import path

from portal.home import sitemap, views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
]
