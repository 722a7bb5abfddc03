from django.urls import path

from portal.support import views

app_name = "support"
urlpatterns = [path("count-tap/<str:signed>/", views.tap, name="tap")]
