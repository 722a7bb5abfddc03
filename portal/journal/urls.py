from django.urls import path

from portal.journal import views

app_name = "journal"
urlpatterns = [path("count/<str:signed>/", views.count, name="count")]
