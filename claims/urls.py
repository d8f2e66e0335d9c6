"""Addresses of `claims`."""

from django.urls import path

from claims.views import (
    articles,
    claim_list,
    desk,
    desk_claim,
    desk_mark,
    desk_relations,
    desk_statement,
    desk_withdraw,
    history,
    reading_claim,
    reading_home,
    speakers,
)

app_name = "claims"
urlpatterns = [
    path("", reading_home.home, name="home"),
    path("claims/", claim_list.claims, name="claims"),
    path("claims/<slug:slug>/", reading_claim.claim, name="claim"),
    path("articles/", articles.articles, name="articles"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("speakers/<slug:slug>/", speakers.speaker, name="speaker"),
    path("claims/<slug:slug>/history/", history.claim, name="claim-history"),
    path("speakers/<slug:slug>/history/", history.speaker, name="speaker-history"),
    path("articles/<int:pk>/history/", history.article, name="article-history"),
    path("statements/<int:pk>/history/", history.statement, name="statement-history"),
    path("desk/", desk.queue, name="desk"),
    path("desk/articles/<int:pk>/", desk.article, name="desk-article"),
    path("desk/articles/<int:pk>/statement/", desk_mark.mark, name="desk-mark"),
    path("desk/articles/<int:pk>/withdraw/", desk_withdraw.withdraw_of_article, name="desk-article-withdraw"),
    path("desk/articles/<int:pk>/restore/", desk_withdraw.restore_of_article, name="desk-article-restore"),
    path("imports/<int:pk>/withdraw/", desk_withdraw.withdraw_of_batch, name="batch-withdraw"),
    path("imports/<int:pk>/restore/", desk_withdraw.restore_of_batch, name="batch-restore"),
    path("desk/statements/<int:pk>/", desk_statement.edit, name="desk-statement"),
    path("desk/statements/<int:pk>/withdraw/", desk_statement.withdraw, name="desk-statement-withdraw"),
    path("desk/statements/<int:pk>/restore/", desk_statement.restore, name="desk-statement-restore"),
    path("desk/claims/<slug:slug>/", desk_claim.claim, name="desk-claim"),
    path("desk/claims/<slug:slug>/withdraw/", desk_claim.withdraw, name="desk-claim-withdraw"),
    path("desk/claims/<slug:slug>/restore/", desk_claim.restore, name="desk-claim-restore"),
    path("desk/claims/<slug:slug>/relate/", desk_relations.relate, name="desk-claim-relate"),
    path(
        "desk/claims/<slug:slug>/relations/<int:pk>/withdraw/",
        desk_relations.withdraw,
        name="desk-relation-withdraw",
    ),
]
