"""Addresses of `claims`."""

from django.urls import path

from claims.views import articles, reading_claim, reading_home, speakers

app_name = "claims"
urlpatterns = [
    path("", reading_home.home, name="home"),
    path("claims/<slug:slug>/", reading_claim.claim, name="claim"),
    path("articles/", articles.articles, name="articles"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("speakers/<slug:slug>/", speakers.speaker, name="speaker"),
]
