"""Make the archive: refuse where something is; write all tables, with triggers and indexes away meanwhile."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Max

from claims.large import articles, claims, clocks, people, statements, summing, texts
from claims.large.articles import Newsroom, Numbers, write_articles
from claims.large.claims import plan_claims, plan_story, write_claims
from claims.large.people import make_cast, topic_sizes, write_topic
from claims.large.summing import write_summaries
from claims.large.tables import Table, Tables
from claims.models import ArticleWords, StandingLink
from sources.services.acting import machine

#: A database whose name has this word in it is one for measuring.
NAMED_FOR_IT = "large"
EDITOR = "invented-editor"
#: Memory for making an index, where the server's own setting is small.
INDEX_MEMORY = "512MB"

Tell = Callable[[str], None]


class Refused(Exception):
    """The archive is not made; why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much is made. seed: the same one makes the same rows."""

    claims: int
    statements: int
    articles: int
    seed: int = 7


def make(wanted: Wanted, *, tell: Tell, triggers: bool = False) -> None:
    """Fill the empty database in one transaction; then tables are vacuumed and analysed outside of it.

    triggers: let the database look at every row as it does at any other (slow, and it makes history).
    Raises Refused where anything is there.
    """
    refuse_if_filled()
    with transaction.atomic():
        tables = _tables()
        large = [*(table.name for table in tables), StandingLink._meta.db_table]
        with _indexes_away(large, tell=tell), _triggers_away(really=not triggers):
            _write(wanted, tables, tell)
            for table in tables:
                table.send()
                _count_on(table)
            if not triggers:
                _stand(tables, tell)
            else:
                # What waits for the end of the transaction would forbid to make an index.
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if not triggers:
            _find(tell)
    for table in tables:
        tell(f"{table.written:>9,} rows of {table.name}")


def tidy(*, tell: Tell) -> None:
    """Tell the server what is there: outside of any transaction."""
    tell("vacuum and analyse")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def refuse_if_filled() -> None:
    """Raise Refused if there is an article, a claim, a speaker or anything else."""
    for room in ("sources", "claims"):
        for model in apps.get_app_config(room).get_models():
            if model._meta.label != "claims.SiteSettings" and model._default_manager.exists():
                raise Refused(
                    f"There are {model._meta.verbose_name_plural} here: only an empty database is filled."
                )


def _tables() -> Tables:
    person, created = User.objects.get_or_create(username=EDITOR, defaults={"is_active": False})
    if created:
        person.set_unusable_password()
        person.save()
    fixed = {
        "created_at": clocks.moment(0), "recorded_at": clocks.moment(0), "made_at": clocks.moment(0),
        "made_by_id": person.pk, "last_actor_id": machine("make_large").user_id, "actor_id": person.pk,
        "encoding": "utf-8", "set_by": "rule", "origin": "command", "language": "en", "version": 1,
        "step": 0,
    }  # fmt: skip
    columns = {
        name: one
        for module in (people, claims, texts, articles, statements, summing)
        for name, one in module.COLUMNS.items()
    }
    return Tables(
        person.pk, {name: Table(model, varying, **fixed) for name, (model, varying) in columns.items()}
    )


def _write(wanted: Wanted, tables: Tables, tell: Tell) -> None:
    rng = random.Random(wanted.seed)  # noqa: S311 - invented rows, no secrets
    cast = make_cast(rng, tables, claims=wanted.claims)
    room = Newsroom(rng, cast, tables, Numbers())
    sizes = topic_sizes(rng, wanted.claims)
    stories = [plan_story(rng, cast) for _ in sizes]
    for pk, story in enumerate(stories[:-1], 1):
        write_topic(tables, pk, story.places.choices[0], story.things.choices[0])
    shares = _shares(sizes, wanted.articles)
    counts = _sizes(rng, shares, wanted.statements)
    first = 1
    for topic, (size, story) in enumerate(zip(sizes, stories, strict=True), 1):
        planned = plan_claims(rng, cast, story, first=first, number=size)
        write_articles(room, story, planned, sizes=next(counts))
        write_claims(rng, tables, planned, topic=topic if topic < len(sizes) else 0, topics=len(sizes) - 1)
        write_summaries(tables, planned)
        first += size
        if topic % 250 == 1:
            tell(f"{first - 1:,} claims, {room.numbers.statement:,} statements")


def _shares(sizes: Sequence[int], number: int) -> list[int]:
    """`number` things dealt out in proportion to sizes, exactly."""
    whole = sum(sizes)
    ends = [number * reached // whole for reached in accumulate(sizes)]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]


def _sizes(rng: random.Random, shares: Sequence[int], statements: int) -> Iterator[list[int]]:
    """The numbers of statements in the articles of each topic; most have about the same, few very many."""
    odds = [[rng.lognormvariate(0, 0.5) for _ in range(share)] for share in shares]
    dealt = iter(_shares([int(one * 1000) + 1 for many in odds for one in many], statements))
    for many in odds:
        yield [next(dealt) for _ in many]


@contextmanager
def _triggers_away(*, really: bool) -> Iterator[None]:
    """Neither triggers nor foreign keys look at the rows; only a superuser of the server may do that."""
    with connection.cursor() as cursor:
        if really:
            cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        if really:
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@contextmanager
def _indexes_away(tables: Sequence[str], *, tell: Tell) -> Iterator[None]:
    """Indexes that no constraint needs are made once, when all rows are there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('maintenance_work_mem', %s, true)", [INDEX_MEMORY])
        cursor.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
            " JOIN pg_class t ON t.oid = i.indrelid"
            " WHERE t.relname = ANY(%s) AND t.relnamespace = 'public'::regnamespace"
            " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1",
            [[*tables]],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for name, definition in indexes:
            tell(f"index {name}")
            cursor.execute(definition)


def _stand(tables: Tables, tell: Tell) -> None:
    """What stands on the claims, which triggers would have kept.

    It joins tables of which the server has heard nothing yet: untold, it takes them for small, and looks for
    each row of one in all rows of another.
    """
    tell("what stands")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {table.name}")
        cursor.execute("INSERT INTO claims_standinglink SELECT * FROM claims_what_stands()")


def _find(tell: Tell) -> None:
    """The words by which articles are found, which triggers would have kept: gathered article by article, by
    the indexes of what stands.
    """
    tell("words of articles")
    with _indexes_away([ArticleWords._meta.db_table], tell=tell), connection.cursor() as cursor:
        cursor.execute("ANALYZE claims_standinglink")
        cursor.execute("INSERT INTO claims_articlewords SELECT * FROM claims_words_found()")


def _count_on(table: Table) -> None:
    """New rows get numbers behind those written here."""
    key = table.model._meta.pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table.name, key.column])
        (sequence,) = cursor.fetchone()
        if sequence:
            last = table.model._default_manager.aggregate(last=Max("pk"))["last"]
            cursor.execute("SELECT setval(%s, %s)", [sequence, last or 1])
