"""Addresses of a help centre that was moved in, as it had them."""

from django.urls import path

from kb.moving import redirects

urlpatterns = [
    path("hc", redirects.moved, name="moved_front"),
    path("hc/", redirects.moved, name="moved_index"),
    path("hc/<path:rest>", redirects.moved, name="moved"),
]
