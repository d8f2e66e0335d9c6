"""Addresses of `sources`: the imports. Everything a reader sees of articles and outlets is in `claims`."""

from django.urls import path

from sources import views

app_name = "sources"
urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/new/", views.upload, name="upload"),
    path("imports/<int:pk>/", views.batch, name="batch"),
    path("imports/<int:pk>/control/", views.control, name="control"),
    path("imports/files/<int:pk>/encoding/", views.held, name="held"),
    path("imports/files/<int:pk>/encoding/undo/", views.hold_again, name="hold-again"),
    path("imports/files/<int:pk>/again/", views.again, name="again"),
]
