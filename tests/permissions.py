"""The one table of permissions: each address, an example of it, who may open it, and by which methods.

A new address needs one line. `who` is one of the words below; `methods` are those that the page takes (HEAD
goes with GET). Where a page answers somebody otherwise than its rule says, the fifth column says how:
{"who": outcome} or {"who METHOD": outcome}. Names in braces are filled with the rows of `world`.
"""

from dataclasses import dataclass, field

from django.contrib import admin

OK, SIGN_IN, FORBIDDEN, NOT_FOUND, NOT_ALLOWED = "ok", "sign in", "403", "404", "405"
EVERYBODY, SIGNED_IN, EDITORS, ADMINS = "everybody", "signed in", "editors", "admins"
VISITORS = ("anonymous", "editor", "admin", "deactivated")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
MAY = {
    EVERYBODY: set(VISITORS),
    SIGNED_IN: {"editor", "admin"},
    EDITORS: {"editor", "admin"},
    ADMINS: {"admin"},
}
READ, BOTH, SEND = ("GET", "HEAD"), ("GET", "HEAD", "POST"), ("POST",)


@dataclass(frozen=True)
class Row:
    pattern: str
    example: str
    who: str
    methods: tuple[str, ...] = READ
    otherwise: dict[str, str] = field(default_factory=dict)

    def expected(self, visitor, method):
        """What this visitor gets: the method is asked for at the gate, the person next, the page last."""
        if method not in BOTH:
            return NOT_ALLOWED
        for told in (f"{visitor} {method}", visitor, method):
            if told in self.otherwise:
                return self.otherwise[told]
        if visitor not in MAY[self.who]:
            return SIGN_IN if visitor in ("anonymous", "deactivated") else FORBIDDEN
        return OK if method in self.methods else NOT_ALLOWED


PAGES = [
    Row("", "/", EVERYBODY),
    Row("healthz", "/healthz", EVERYBODY),
    Row("readyz", "/readyz", EVERYBODY),
    Row("favicon.ico", "/favicon.ico", EVERYBODY),
    Row("about/", "/about/", EVERYBODY),
    Row("about/edit/", "/about/edit/", ADMINS, BOTH),
    Row("report/", "/report/", EVERYBODY, BOTH),
    Row("report/thanks/", "/report/thanks/", EVERYBODY),
    Row("claims/", "/claims/", EVERYBODY),
    Row("search/", "/search/?q=fire", EVERYBODY),
    Row("search/feed/", "/search/feed/?q=fire", EVERYBODY),
    Row("topics/", "/topics/", EVERYBODY),
    Row("topics/<slug:slug>/", "/topics/{topic}/", EVERYBODY),
    Row("outlets/", "/outlets/", EVERYBODY),
    Row("outlets/<slug:slug>/", "/outlets/{outlet}/", EVERYBODY),
    Row("speakers/", "/speakers/", EVERYBODY),
    Row("claims/<slug:slug>/", "/claims/{claim}/", EVERYBODY),
    Row("statements/<int:pk>/", "/statements/{statement}/", EVERYBODY),
    Row("claims/<slug:slug>.json", "/claims/{claim}.json", EVERYBODY),
    Row("claims/<slug:slug>.csv", "/claims/{claim}.csv", EVERYBODY),
    Row("feed/", "/feed/", EVERYBODY),
    Row("claims/<slug:slug>/feed/", "/claims/{claim}/feed/", EVERYBODY),
    Row("claims/<slug:slug>/dossier/", "/claims/{claim}/dossier/", EVERYBODY),
    Row("claims/<slug:slug>/embed/", "/claims/{claim}/embed/", EVERYBODY),
    Row("topics/<slug:slug>/feed/", "/topics/{topic}/feed/", EVERYBODY),
    Row("outlets/<slug:slug>/feed/", "/outlets/{outlet}/feed/", EVERYBODY),
    Row("speakers/<slug:slug>/feed/", "/speakers/{speaker}/feed/", EVERYBODY),
    Row("articles/<int:pk>/annotations.json", "/articles/{article}/annotations.json", EVERYBODY),
    Row("about/vocabulary/", "/about/vocabulary/", EVERYBODY),
    Row("claims/<slug:slug>/history/", "/claims/{claim}/history/", EDITORS),
    Row("articles/", "/articles/", EVERYBODY),
    Row("articles/<int:pk>/", "/articles/{article}/", EVERYBODY),
    Row("articles/<int:pk>/versions/", "/articles/{article}/versions/", EVERYBODY),
    Row("articles/<int:pk>/history/", "/articles/{article}/history/", EDITORS),
    Row("articles/<int:pk>/remove/", "/articles/{article}/remove/", ADMINS, BOTH),
    Row("speakers/<slug:slug>/", "/speakers/{speaker}/", EVERYBODY),
    Row("speakers/<slug:slug>/history/", "/speakers/{speaker}/history/", EDITORS),
    Row("statements/<int:pk>/history/", "/statements/{statement}/history/", EDITORS),
    Row("desk/", "/desk/", EDITORS),
    Row("desk/engine/", "/desk/engine/", ADMINS),
    Row("desk/engine/rules/", "/desk/engine/rules/", ADMINS, SEND),
    Row("desk/engine/<int:pk>/use/", "/desk/engine/{tagger}/use/", ADMINS, SEND),
    Row("desk/engine/<int:pk>/retire/", "/desk/engine/{tagger}/retire/", ADMINS, SEND),
    Row("desk/review/", "/desk/review/", EDITORS),
    Row("desk/review/passages/", "/desk/review/passages/", EDITORS),
    Row("desk/review/passages/<int:pk>/", "/desk/review/passages/{passage}/", EDITORS, BOTH),
    Row("articles/<int:pk>/compare/", "/articles/{article}/compare/", EDITORS, BOTH,
        {"editor POST": NOT_FOUND, "admin POST": NOT_FOUND}),  # the form is of two articles
    Row("desk/drafts/", "/desk/drafts/", EDITORS, BOTH),
    Row("desk/drafts/discard/", "/desk/drafts/discard/", EDITORS, SEND),
    Row("desk/reports/", "/desk/reports/", EDITORS),
    Row("desk/reports/<int:pk>/", "/desk/reports/{report}/", EDITORS, SEND),
    Row("desk/reports/<int:pk>/reopen/", "/desk/reports/{report}/reopen/", EDITORS, SEND),
    Row("desk/articles/<int:pk>/", "/desk/articles/{article}/", EDITORS),
    Row("desk/articles/<int:pk>/keys/", "/desk/articles/{article}/keys/", EDITORS, SEND),
    Row("desk/look-up/", "/desk/look-up/?claims=a", EDITORS),
    Row("desk/for-you/", "/desk/for-you/", EDITORS),
    Row("desk/notes/<int:pk>/", "/desk/notes/{note}/", EDITORS, SEND),
    Row("desk/approvals/", "/desk/approvals/", EDITORS),
    Row("desk/replies/", "/desk/replies/", EDITORS),
    Row("desk/replies/<int:pk>/", "/desk/replies/{request}/", EDITORS, BOTH),
    Row("desk/replies/<int:pk>/forget/", "/desk/replies/{request}/forget/", ADMINS, SEND),
    Row("desk/articles/<int:pk>/work/", "/desk/articles/{article}/work/", EDITORS, SEND),
    Row("desk/articles/<int:pk>/notes/", "/desk/articles/{article}/notes/", EDITORS, BOTH,
        {"editor POST": NOT_FOUND, "admin POST": NOT_FOUND}),  # an empty form names no version
    Row("desk/claims/<slug:slug>/work/", "/desk/claims/{claim}/work/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/notes/", "/desk/claims/{claim}/notes/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/show/", "/desk/claims/{claim}/show/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/approve/", "/desk/claims/{claim}/approve/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/send-back/", "/desk/claims/{claim}/send-back/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/replies/", "/desk/claims/{claim}/replies/", EDITORS, SEND),
    Row("desk/articles/<int:pk>/blocks/", "/desk/articles/{article}/blocks/?span=0-1", EDITORS, BOTH),
    Row("desk/articles/<int:pk>/notices/", "/desk/articles/{article}/notices/", EDITORS, SEND),
    Row("desk/articles/<int:pk>/statement/", "/desk/articles/{article}/statement/", EDITORS, BOTH,
        {"editor POST": NOT_FOUND, "admin POST": NOT_FOUND}),  # an empty form names no version
    Row("desk/articles/<int:pk>/withdraw/", "/desk/articles/{article}/withdraw/", EDITORS, BOTH),
    Row("desk/articles/<int:pk>/restore/", "/desk/articles/{article}/restore/", EDITORS, SEND),
    Row("desk/statements/<int:pk>/", "/desk/statements/{statement}/", EDITORS, BOTH),
    Row("desk/statements/<int:pk>/figures/", "/desk/statements/{statement}/figures/", EDITORS, BOTH),
    Row("desk/statements/<int:pk>/reject/", "/desk/statements/{statement}/reject/", EDITORS, SEND),
    Row("desk/statements/<int:pk>/accept/", "/desk/statements/{statement}/accept/", EDITORS, SEND),
    Row("desk/statements/<int:pk>/link/", "/desk/statements/{statement}/link/", EDITORS, SEND),
    Row("desk/articles/<int:pk>/proposals/", "/desk/articles/{article}/proposals/", EDITORS, SEND),
    Row("desk/articles/<int:pk>/remarks/", "/desk/articles/{article}/remarks/", EDITORS, SEND),
    Row("desk/statements/<int:pk>/withdraw/", "/desk/statements/{statement}/withdraw/", EDITORS, BOTH),
    Row("desk/statements/<int:pk>/restore/", "/desk/statements/{statement}/restore/", EDITORS, SEND),
    Row("desk/claims/", "/desk/claims/", EDITORS, BOTH),
    Row("desk/claims/<slug:slug>/", "/desk/claims/{claim}/", EDITORS, BOTH),
    Row("desk/claims/<slug:slug>/beside/", "/desk/claims/{claim}/beside/", EDITORS, BOTH),
    Row("desk/claims/<slug:slug>/beside/<slug:kind>/<int:pk>/", "/desk/claims/{claim}/beside/check/1/",
        EDITORS, SEND),
    Row("desk/claims/<slug:slug>/withdraw/", "/desk/claims/{claim}/withdraw/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/restore/", "/desk/claims/{claim}/restore/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/topics/", "/desk/claims/{claim}/topics/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/topics/<int:pk>/remove/",
        "/desk/claims/{claim}/topics/{placed}/remove/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/parties/", "/desk/claims/{claim}/parties/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/parties/<int:pk>/remove/",
        "/desk/claims/{claim}/parties/{party}/remove/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/relate/", "/desk/claims/{claim}/relate/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/relations/<int:pk>/withdraw/",
        "/desk/claims/{claim}/relations/{relation}/withdraw/", EDITORS, SEND),
    Row("claims/<slug:slug>/history/undo/", "/claims/{claim}/history/undo/", EDITORS, SEND),
    Row("speakers/<slug:slug>/history/undo/", "/speakers/{speaker}/history/undo/", EDITORS, SEND),
    Row("articles/<int:pk>/history/undo/", "/articles/{article}/history/undo/", EDITORS, SEND),
    Row("statements/<int:pk>/history/undo/", "/statements/{statement}/history/undo/", EDITORS, SEND),
    Row("desk/claims/<slug:slug>/merge/", "/desk/claims/{claim}/merge/", EDITORS, BOTH),
    Row("desk/claims/<slug:slug>/unmerge/", "/desk/claims/{claim}/unmerge/", EDITORS, SEND),
    Row("desk/speakers/", "/desk/speakers/", EDITORS),
    Row("desk/speakers/<slug:slug>/", "/desk/speakers/{speaker}/", EDITORS),
    Row("desk/speakers/<slug:slug>/compare/<slug:other>/", "/desk/speakers/{speaker}/compare/{likely}/",
        EDITORS, BOTH),
    Row("desk/speakers/<slug:slug>/spellings/", "/desk/speakers/{speaker}/spellings/", EDITORS, SEND),
    Row("desk/speakers/<slug:slug>/spellings/<int:pk>/", "/desk/speakers/{speaker}/spellings/{spelling}/",
        EDITORS, SEND),
    Row("desk/speakers/<slug:slug>/places/", "/desk/speakers/{speaker}/places/", EDITORS, SEND),
    Row("desk/speakers/<slug:slug>/places/<int:pk>/", "/desk/speakers/{speaker}/places/{held}/",
        EDITORS, BOTH),
    Row("desk/speakers/<slug:slug>/places/<int:pk>/end/", "/desk/speakers/{speaker}/places/{held}/end/",
        EDITORS, SEND),
    Row("desk/speakers/<slug:slug>/places/<int:pk>/remove/", "/desk/speakers/{speaker}/places/{held}/remove/",
        EDITORS, SEND),
    Row("desk/speakers/<slug:slug>/merge/", "/desk/speakers/{speaker}/merge/", EDITORS, BOTH),
    Row("desk/speakers/<slug:slug>/unmerge/", "/desk/speakers/{speaker}/unmerge/", EDITORS, SEND),
    Row("imports/", "/imports/", ADMINS),
    Row("imports/new/", "/imports/new/", ADMINS, BOTH),
    Row("imports/<int:pk>/", "/imports/{batch}/", ADMINS),
    Row("imports/<int:pk>/control/", "/imports/{batch}/control/", ADMINS, SEND),
    Row("imports/<int:pk>/details/", "/imports/{batch}/details/", ADMINS, BOTH),
    Row("imports/<int:pk>/details.csv", "/imports/{batch}/details.csv", ADMINS),
    Row("imports/<int:pk>/details/sheet/", "/imports/{batch}/details/sheet/", ADMINS, BOTH),
    Row("imports/<int:pk>/withdraw/", "/imports/{batch}/withdraw/", ADMINS, BOTH),
    Row("imports/<int:pk>/restore/", "/imports/{batch}/restore/", ADMINS, SEND),
    Row("imports/files/<int:pk>/encoding/", "/imports/files/{file}/encoding/", ADMINS, BOTH),
    Row("imports/files/<int:pk>/encoding/undo/", "/imports/files/{file}/encoding/undo/", ADMINS, SEND),
    Row("imports/files/<int:pk>/again/", "/imports/files/{file}/again/", ADMINS, SEND),
    Row("imports/<int:pk>/preview/", "/imports/{batch}/preview/", ADMINS, SEND),
    Row("imports/<int:pk>/other-saves/", "/imports/{batch}/other-saves/", ADMINS, SEND),
    Row("imports/<int:pk>/again/", "/imports/{batch}/again/", ADMINS, SEND),
    Row("imports/<int:pk>/compare/", "/imports/{batch}/compare/", ADMINS, SEND),
    Row("imports/files/<int:pk>/hold/", "/imports/files/{file}/hold/", ADMINS, SEND),
    Row("imports/files/<int:pk>/release/", "/imports/files/{file}/release/", ADMINS, SEND),
]  # fmt: skip

ACCOUNTS = [
    Row("accounts/login/", "/accounts/login/", EVERYBODY, BOTH),
    Row("accounts/logout/", "/accounts/logout/", EVERYBODY, BOTH),
    Row("accounts/inactive/", "/accounts/inactive/", EVERYBODY),
    Row("accounts/signup/", "/accounts/signup/", EVERYBODY, BOTH),
    Row("accounts/reauthenticate/", "/accounts/reauthenticate/", SIGNED_IN, BOTH),
    Row("accounts/email/", "/accounts/email/", SIGNED_IN, BOTH),
    Row("accounts/confirm-email/", "/accounts/confirm-email/", EVERYBODY),
    Row(r"accounts/^confirm-email/(?P<key>[-:\w]+)/$", "/accounts/confirm-email/no-key/", EVERYBODY, BOTH,
        {"POST": NOT_FOUND}),
    Row("accounts/password/change/", "/accounts/password/change/", SIGNED_IN, BOTH),
    Row("accounts/password/set/", "/accounts/password/set/", SIGNED_IN, BOTH),
    Row("accounts/password/reset/", "/accounts/password/reset/", EVERYBODY, BOTH),
    Row("accounts/password/reset/done/", "/accounts/password/reset/done/", EVERYBODY),
    Row("accounts/password/reset/key/done/", "/accounts/password/reset/key/done/", EVERYBODY),
    Row(r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "/accounts/password/reset/key/1-a/", EVERYBODY, BOTH),
    Row("accounts/login/code/confirm/", "/accounts/login/code/confirm/", SIGNED_IN, BOTH),
    Row("accounts/2fa/", "/accounts/2fa/", SIGNED_IN),
    Row("accounts/2fa/authenticate/", "/accounts/2fa/authenticate/", SIGNED_IN, BOTH),
    Row("accounts/2fa/reauthenticate/", "/accounts/2fa/reauthenticate/", SIGNED_IN, BOTH),
    Row("accounts/2fa/totp/activate/", "/accounts/2fa/totp/activate/", SIGNED_IN, BOTH),
    Row("accounts/2fa/totp/deactivate/", "/accounts/2fa/totp/deactivate/", SIGNED_IN, BOTH),
    Row("accounts/2fa/recovery-codes/", "/accounts/2fa/recovery-codes/", SIGNED_IN),
    Row("accounts/2fa/recovery-codes/generate/", "/accounts/2fa/recovery-codes/generate/", SIGNED_IN, BOTH),
    Row("accounts/2fa/recovery-codes/download/", "/accounts/2fa/recovery-codes/download/", SIGNED_IN, BOTH),
]  # fmt: skip

ADMINISTRATION = [
    Row("admin/", "/admin/", ADMINS, BOTH),
    Row("admin/login/", "/admin/login/", ADMINS, BOTH),
    Row("admin/logout/", "/admin/logout/", ADMINS, SEND, {"editor": OK}),
    Row("admin/password_change/", "/admin/password_change/", ADMINS, BOTH),
    Row("admin/password_change/done/", "/admin/password_change/done/", ADMINS),
    Row("admin/autocomplete/", "/admin/autocomplete/", ADMINS, READ,
        {"admin GET": FORBIDDEN, "admin HEAD": FORBIDDEN}),
    Row("admin/jsi18n/", "/admin/jsi18n/", ADMINS),
    Row("admin/r/<path:content_type_id>/<path:object_id>/", "/admin/r/1/1/", ADMINS, BOTH,
        {"admin": NOT_FOUND}),
    Row("admin/auth/user/<id>/password/", "/admin/auth/user/{user}/password/", ADMINS, BOTH),
    Row(r"admin/(?P<url>.*)$", "/admin/no-such-page/", ADMINS, BOTH, {"admin": NOT_FOUND}),
]  # fmt: skip

#: Models in the administration, and what an admin may do with them beyond looking.
ADMIN_MODELS = {
    "account/emailaddress": "add change delete",
    "auth/user": "add change",
    "claims/affiliation": "add change delete",
    "claims/speaker": "",
    "claims/topic": "add change",
    "mfa/authenticator": "delete",
    "sources/outlet": "add change",
}


def rows_of_a_model(model, may):
    """The six addresses that the administration has for a model; its row is {admin/…} of the world."""
    one = f"admin/{model}/<path:object_id>"
    here = f"/admin/{model}/{{{model}}}"
    refused = {"admin": FORBIDDEN}
    return [
        Row(f"admin/{model}/", f"/admin/{model}/", ADMINS, BOTH),
        Row(f"admin/{model}/add/", f"/admin/{model}/add/", ADMINS, BOTH, {} if "add" in may else refused),
        Row(f"{one}/history/", f"{here}/history/", ADMINS, BOTH),
        Row(f"{one}/delete/", f"{here}/delete/", ADMINS, BOTH, {} if "delete" in may else refused),
        Row(
            f"{one}/change/",
            f"{here}/change/",
            ADMINS,
            BOTH,
            {} if "change" in may else {"admin POST": FORBIDDEN},
        ),
        Row(f"{one}/", f"{here}/", ADMINS, BOTH),
    ]


def app_list():
    """The pattern of the administration's page of one app names every app that has a model in it."""
    apps = dict.fromkeys(model._meta.app_label for model in admin.site._registry)
    return Row(rf"admin/^(?P<app_label>{'|'.join(apps)})/$", "/admin/sources/", ADMINS, BOTH)


def table():
    """All of it."""
    models = [row for model, may in ADMIN_MODELS.items() for row in rows_of_a_model(model, may.split())]
    return [*PAGES, *ACCOUNTS, *ADMINISTRATION, app_list(), *models]
