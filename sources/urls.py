"""Addresses of `sources`: the imports. Everything a reader sees of articles and outlets is in `claims`."""

from django.urls import path

from sources import views, views_preview

app_name = "sources"
urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/new/", views.upload, name="upload"),
    path("imports/<int:pk>/", views.batch, name="batch"),
    path("imports/<int:pk>/control/", views.control, name="control"),
    path("imports/files/<int:pk>/encoding/", views.held, name="held"),
    path("imports/files/<int:pk>/encoding/undo/", views.hold_again, name="hold-again"),
    path("imports/files/<int:pk>/again/", views.again, name="again"),
    path("imports/<int:pk>/preview/", views_preview.decide, name="decide"),
    path("imports/<int:pk>/other-saves/", views_preview.other_saves, name="other-saves"),
    path("imports/<int:pk>/again/", views_preview.all_again, name="all-again"),
    path("imports/<int:pk>/compare/", views_preview.compare_again, name="compare-again"),
    path("imports/files/<int:pk>/hold/", views_preview.hold, name="hold"),
    path("imports/files/<int:pk>/release/", views_preview.release, name="release"),
]
