"""Addresses of a help centre that was moved in, as it had them."""

from django.urls import path

from kb.moving import views

urlpatterns = [
    path("hc", views.moved, name="moved_front"),
    path("hc/", views.moved, name="moved_index"),
    path("hc/<path:rest>", views.moved, name="moved"),
]
