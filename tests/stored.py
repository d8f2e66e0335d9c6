"""Words in every text column of every model, found by the models themselves: what pages may have to show."""

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from claims.models import Claim, Speaker, Statement
from sources.models import Article, ArticleVersion, Outlet, Passage
from tests.factories.claims import (
    ClaimFactory,
    SpeakerFactory,
    StatementFactory,
    TopicFactory,
    visible_statement,
)
from tests.factories.site import figures_of
from tests.factories.sources import TEXT, ArticleVersionFactory, ImportBatchFactory, OutletFactory
from tests.payloads import ALL
from tests.refusals import factory_of, our_models
from tests.world import make_world, slug_of

#: Stands in the text of the world's article until words are put there, as many code points long.
PLACE = "x" * 600
#: Nothing that runs is shorter.
SHORTEST = min(map(len, ALL))
#: Tables whose words nobody types, or which no page shows.
NO_WORDS = {
    "auth.Group": "the roles, by the names that the code knows",
    "auth.Permission": "made by Django from the models",
    "contenttypes.ContentType": "made by Django from the models",
    "sessions.Session": "encoded by Django, shown by no page",
    "account.EmailConfirmation": "a signed key, no words",
    "mfa.Authenticator": "secrets, encoded by allauth",
    "pghistory.Context": "not used here",
    "pghistory.Events": "no table of its own",
    "pghistory.MiddlewareEvents": "no table of its own",
}
#: Columns that hold no free words, by name.
NO_FREE_WORDS = {
    "slug": "letters, digits and dashes, made by slugify",
    "zone": "the name of a zone, or dates cannot be shown",
    "sha256": "hexadecimal",
    "original_hex": "hexadecimal",
    "content_key": "numbers of code points",
    "password": "a hash",
    "proposed_spans": "numbers of code points",
    "object_id": "the key of a row, by which the administration finds it",
    "pgh_actor": "who acted, as a key",
    "pgh_root": "the key of a row",
    "pgh_root_version": "a number",
    "text of ArticleVersion": "the words are put in the place of PLACE, so that blocks and passages fit",
    "exact of Passage": "what is cut out of that text",
    "form of Draft": "made by the code: a word of its own and the key of a row",
    "stance of StandingLink": "one of the stances, copied from the link by a trigger",
}
#: What a column's words must begin with.
BEGINS = {"page of Draft": "/"}


def _remarks(words):
    """What an engine notes of the outlet's own words."""
    place = {"start": 0, "end": 1, "kind": "response", "what": "none_yet"}
    return [{**place, "party": words, "exact": words}]


def _figures(words):
    """What a training says of itself, against an engine of that name."""
    figures = figures_of()
    return {**figures, "before": {**figures["before"], "name": words}}


def _payload(words):
    """What an editor typed and did not save."""
    return {name: [words] for name in ("words-text", "words-reason", "who-name", "s-role")}


#: JSON that pages read by its keys.
SHAPES = {"remarks": _remarks, "figures": _figures, "payload": _payload}


def text_columns():
    """(model, field) of every column that holds free words, history included, long enough for a payload."""
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in NO_WORDS
        for field in model._meta.concrete_fields
        if _holds_words(field) and not _excepted(model, field)
    ]


def _holds_words(field):
    of = field.base_field if isinstance(field, ArrayField) else field
    if isinstance(of, models.JSONField):
        return True
    free = isinstance(of, models.CharField | models.TextField) and not of.choices
    return free and (of.max_length or SHORTEST) >= SHORTEST


def _excepted(model, field):
    live = model._meta.get_field("pgh_obj").related_model if hasattr(model, "pgh_id") else model
    names = {field.name, field.name.rpartition("_")[2], f"{field.name} of {live.__name__}"}
    return bool(names & NO_FREE_WORDS.keys())


def group(payloads, room):
    """The first payloads, as many as fit; what follows a call is a comment to a script."""
    taken = []
    for words in payloads:
        if len("//".join([*taken, words])) <= room:
            taken.append(words)
        elif taken:
            break
    return "//".join(sorted(taken, key=lambda words: not words.startswith("javascript:")))


def write_everywhere(payloads):
    """Into every row of every one of those columns, past triggers; checks and uniqueness still hold."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model, field in text_columns():
            for pk in model._base_manager.values_list("pk", flat=True):
                model._base_manager.filter(pk=pk).update(**{field.name: _value(field, payloads, pk)})
        _write_into_the_text(payloads)
        cursor.execute("SET session_replication_role = DEFAULT")


def _value(field, payloads, pk):
    of = field.base_field if isinstance(field, ArrayField) else field
    begin, tail = BEGINS.get(f"{field.name} of {field.model.__name__}", ""), f"//{pk}"
    room = (of.max_length or 600) - len(begin) - len(tail)
    words = begin + group(payloads, room if room >= SHORTEST else room + len(tail))
    words += tail if len(words) - len(begin) <= room else ""
    if isinstance(of, models.JSONField):
        return SHAPES.get(field.name, lambda words: {words: words})(words)
    return [words] if of is not field else words


def _write_into_the_text(payloads):
    words = group(payloads, len(PLACE)).ljust(len(PLACE))
    version = ArticleVersion.objects.get(text__startswith=f"{TEXT}\n")
    text = f"{TEXT}\n{words}\n"
    ArticleVersion._base_manager.filter(pk=version.pk).update(text=text)
    for passage in Passage.objects.filter(version=version):
        Passage._base_manager.filter(pk=passage.pk).update(exact=text[passage.start : passage.end])


def rich_world(user_model):
    """{state: {name in an example's braces: what stands there}}: all of it live, some merged or withdrawn."""
    version = ArticleVersionFactory(text=f"{TEXT}\n{PLACE}\n")
    statement = visible_statement(version=version, words=PLACE)
    live = make_world(user_model, statement=statement)
    claim = statement.links.get().claim
    main = {Statement: statement, Claim: claim, Speaker: statement.speaker, ArticleVersion: version}
    main |= {Article: version.article, Outlet: version.article.outlet}
    for model in our_models():
        if not model._base_manager.exists():
            _one_of(model, main)
    _log_of_the_administration(user_model, main[Outlet])
    return {"live": live, "merged": _merged(main, claim.topics.get()), "withdrawn": _withdrawn()}


def _one_of(model, main):
    """A row of the model that hangs on what the world is about."""
    made, given = factory_of(model), {}
    for field in model._meta.fields:
        there = main.get(field.related_model)
        if there and there not in given.values() and field.name in made._meta.declarations:
            given[field.name] = there
    return made(**given)


def _log_of_the_administration(user_model, outlet):
    kind = ContentType.objects.get_for_model(Outlet)
    for user in user_model.objects.all():  # each sees their own
        LogEntry.objects.create(
            user=user, content_type=kind, object_id=outlet.pk, object_repr="one", action_flag=2
        )


def _merged(main, topic):
    claim = ClaimFactory(visible=True, merged_into=main[Claim])
    speaker = SpeakerFactory(merged_into=main[Speaker])
    outlet = OutletFactory(merged_into=main[Outlet])
    there = TopicFactory(merged_into=topic)
    return {
        "claim": slug_of(claim),
        "speaker": slug_of(speaker),
        "outlet": slug_of(outlet),
        "topic": slug_of(there),
    }


def _withdrawn():
    article = ArticleVersionFactory(article__withdrawn=True).article
    return {
        "claim": slug_of(ClaimFactory(visible=True, withdrawn=True)),
        "statement": StatementFactory(withdrawn=True).pk,
        "article": article.pk,
        "batch": ImportBatchFactory(withdrawn=True).pk,
    }
