"""What the database refuses of versions, damage, blocks and passages."""

import time

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import F

from sources.models import Block, Passage
from sources.models.article import LONGEST_TEXT
from sources.services.acting import acting, machine, tell_history
from tests.factories.base import settle
from tests.factories.sources import (
    ArticleFactory,
    ArticleVersionFactory,
    BlockFactory,
    DamageFactory,
    PassageFactory,
)
from tests.refusals import change, delete, refused

pytestmark = pytest.mark.usefixtures("person_writes")
TEXT = "Élysée 🛳 said.\n"  # the ship is one code point, four bytes and two UTF-16 units


def test_a_version_is_never_edited_nor_deleted():
    version = ArticleVersionFactory(blocks=False)
    for columns in ({"text": "Repaired."}, {"number": 2}, {"sha256": "0" * 64}, {"encoding": "latin-1"}):
        with refused("ArticleVersion.text_is_never_edited"):
            change(version, **columns)
    with refused("ArticleVersion.version_stays"):
        delete(version)
    assert change(version, text=F("text")) == 1  # nothing changes: nothing to refuse


def test_a_text_moves_to_another_article_by_a_person_and_only_whole_and_free():
    article, version = ArticleFactory(), ArticleVersionFactory(current=False)
    with acting(machine("import")), refused("ArticleVersion.text_is_never_edited"):
        change(version, article=article)
    with refused("ArticleVersion.text_is_never_edited"):
        change(version, article=article, text="Repaired.")
    assert change(version, article=article) == 1
    for held in (
        ArticleVersionFactory(),
        PassageFactory(version=ArticleVersionFactory(current=False)).version,
    ):
        with refused("ArticleVersion.text_is_never_edited"):
            change(held, article=article, number=2)


def test_a_version_number_is_given_once_an_article_from_one():
    version = ArticleVersionFactory()
    with refused("version_number_once"):
        ArticleVersionFactory(article=version.article, number=1)
    with refused("version_counts_from_one"):
        ArticleVersionFactory(number=0)
    assert ArticleVersionFactory(article=version.article).number == 2


def test_the_same_bytes_are_refused_as_another_version():
    version = ArticleVersionFactory()
    with refused("version_bytes_once"):
        ArticleVersionFactory(sha256=version.sha256)


def test_a_text_beyond_two_million_code_points_is_refused():
    with refused("version_text_is_not_endless"):
        ArticleVersionFactory(text="é" * (LONGEST_TEXT + 1), blocks=False)
    version = ArticleVersionFactory(text="é" * LONGEST_TEXT, blocks=False)
    version.refresh_from_db()
    assert len(version.text) == LONGEST_TEXT


def test_a_nul_can_be_stored_by_no_door():
    with pytest.raises(ValueError, match="NUL"), transaction.atomic():
        ArticleVersionFactory(text="a\x00b", blocks=False)
    with (
        pytest.raises(OperationalError, match="null character"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT 'a' || chr(0)")


def test_half_a_character_cannot_be_stored():
    with pytest.raises(UnicodeEncodeError), transaction.atomic():
        ArticleVersionFactory(text="a\ud800b", blocks=False)


def test_a_text_is_kept_code_point_by_code_point():
    text = "\u202eÉ e\u0301 \ufffd 🛳\n\n Ѕвіт\t\u00a0\ufeff"
    version = ArticleVersionFactory(text=text)
    version.refresh_from_db()
    assert version.text == text


def test_damage_has_a_place():
    with refused("damage_span_is_not_empty"):
        DamageFactory(start=4, end=4)


def test_a_block_that_is_empty_is_refused():
    with refused("block_span_is_not_empty"):
        BlockFactory(end=0)


@pytest.mark.parametrize(
    "spans",
    [
        [(0, 5)],
        [(1, 15)],
        [(0, 5), (6, 15)],
        [(0, 7), (6, 15)],
        [(0, 15), (5, 10)],
        [(0, 16)],
        [(0, 15), (15, 17)],
    ],
    ids=["ends early", "starts late", "gap", "overlap", "one in another", "too long", "beyond the end"],
)
def test_blocks_that_do_not_tile_the_text_are_refused(spans):
    version = ArticleVersionFactory(text=TEXT, blocks=False)
    assert len(TEXT) == 15
    blocks = [Block(version=version, start=start, end=end, kind="body") for start, end in spans]
    with refused("Block.new_blocks_tile_the_text"):
        Block.objects.bulk_create(blocks)
    with refused("Block.whole_layouts_tile_the_text"):
        tell_history(whole_layouts="on")
        Block.objects.bulk_create(blocks)


def test_blocks_that_come_all_at_once_are_looked_at_once_with_what_was_there():
    first, second = (ArticleVersionFactory(text=text, blocks=False) for text in (TEXT, TEXT[:6]))
    whole = [(first, 0, 7), (first, 7, 15), (second, 0, 6)]
    with transaction.atomic():
        tell_history(whole_layouts="on")
        Block.objects.bulk_create(Block(version=v, start=s, end=e, kind="body") for v, s, e in whole)
        tell_history(whole_layouts="")
        settle()
    assert Block.objects.count() == 3
    with refused("Block.whole_layouts_tile_the_text"):
        tell_history(whole_layouts="on")
        Block.objects.create(version=first, start=5, end=10, kind="body")
    with refused("Block.new_blocks_tile_the_text"):
        Block.objects.create(version=first, start=5, end=10, kind="body")


def test_blocks_may_be_cut_anew_within_one_transaction():
    version = ArticleVersionFactory(text=TEXT, blocks=[("headline", 7), ("body", None)])
    settle()
    with transaction.atomic():
        version.blocks.filter(start=7).update(end=10)
        Block.objects.create(version=version, start=10, end=15, kind="caption")
        settle()
    assert list(version.blocks.values_list("start", "end")) == [(0, 7), (7, 10), (10, 15)]
    with refused("Block.blocks_tile_the_text"):
        version.blocks.filter(start=7)._raw_delete("default")
    with refused("Block.blocks_tile_the_text"):
        version.blocks.filter(start=7).update(start=8)


def test_two_blocks_that_start_together_are_refused():
    block = BlockFactory()
    with refused("block_starts_once"):
        BlockFactory(version=block.version)


def test_a_block_stays_in_its_version():
    block = BlockFactory()
    with refused("Block.keeps_its_version"):
        change(block, version=ArticleVersionFactory(blocks=False))


def test_a_machine_leaves_the_blocks_of_an_editor_alone():
    block = BlockFactory(set_by="editor")
    with acting(machine("layout")):
        for act in (lambda: change(block, kind="furniture"), lambda: delete(block)):
            with refused("Block.machine_leaves_decided"):
                act()
        with refused("Block.only_people_decide"):
            BlockFactory(set_by="editor")
        assert change(BlockFactory(), kind="furniture") == 1
    assert change(block, kind="furniture") == 1


def test_a_passage_counts_code_points():
    version = ArticleVersionFactory(text=TEXT)
    passage = PassageFactory(version=version, words="🛳 said")
    assert (passage.start, passage.end) == (7, 13)


@pytest.mark.parametrize(
    "wrong",
    [
        {"exact": "🛳 Said"},
        {"exact": "🛳 sai"},
        {"exact": ""},
        {"start": 6},
        {"end": 14},
        {"start": 8, "end": 14},
        {"start": 100, "end": 106},
    ],
    ids=str,
)
def test_a_passage_whose_words_do_not_stand_there_is_refused(wrong):
    version = ArticleVersionFactory(text=TEXT)
    place = {"start": 7, "end": 13, "exact": "🛳 said"}
    with refused("Passage.words_stand_there"):
        Passage.objects.create(version=version, **place | wrong)
    assert Passage.objects.create(version=version, **place).pk


def test_the_words_of_a_passage_cannot_be_changed_afterwards():
    passage = PassageFactory()
    for exact in (passage.exact.upper(), ""):
        with refused("Passage.words_stand_there"):
            change(passage, exact=exact)


def test_a_passage_without_length_is_refused():
    version = ArticleVersionFactory(text=TEXT)
    with refused("passage_span_is_not_empty"):
        Passage.objects.create(version=version, start=3, end=3, exact="")


def test_a_place_is_one_passage_however_often_it_is_used():
    passage = PassageFactory()
    with refused("passage_once"):
        PassageFactory(version=passage.version)


def test_a_passage_is_carried_over_to_another():
    passage = PassageFactory()
    with refused("passage_is_carried_elsewhere"):
        change(passage, carried_to=passage)


def test_a_passage_is_never_moved():
    version = ArticleVersionFactory(text="No, no, no.")
    passage = PassageFactory(version=version, words="no", nth=0)
    other = PassageFactory(version=ArticleVersionFactory(article=version.article, text="No, no."), words="No")
    for place in ({"start": 8, "end": 10}, {"version": other.version}):
        with refused("Passage.keeps_its_place"):
            change(passage, **place)
    assert change(passage, anchoring="review") == 1


def test_blocks_of_an_article_without_text_are_none():
    version = ArticleVersionFactory(article=ArticleFactory(), text="", blocks=False)
    settle()
    with refused("Block.new_blocks_tile_the_text"):
        Block.objects.create(version=version, start=0, end=1, kind="body")


def test_many_blocks_are_checked_about_as_fast_as_few():
    """Many thousand lines are within the limits; a check of all by each would take minutes."""
    words = "Line after line. " * 8_000
    version = ArticleVersionFactory(text=words, blocks=False)
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")  # those of the tests before, made for a table of three rows
    began = time.monotonic()
    with acting(machine("import")):
        Block.objects.bulk_create(
            Block(version=version, start=start, end=start + 17, kind="body")
            for start in range(0, len(words), 17)
        )
    settle()
    assert time.monotonic() - began < 60


def test_no_change_of_a_tiling_leaves_it_untiled():
    version = ArticleVersionFactory(text=TEXT, blocks=[("headline", 5), ("body", 10), ("caption", None)])
    settle()
    first, second, last = version.blocks.order_by("start")
    for broken in (
        lambda: version.blocks.filter(pk=first.pk).update(end=10),
        lambda: version.blocks.filter(pk=second.pk).update(end=15),
        lambda: version.blocks.filter(pk=second.pk)._raw_delete("default"),
        lambda: version.blocks.filter(pk=first.pk)._raw_delete("default"),
        lambda: version.blocks.filter(pk=last.pk).update(end=16),
        lambda: version.blocks.all()._raw_delete("default"),
    ):
        with refused("Block.blocks_tile_the_text"):
            broken()


def test_the_server_keeps_texts_as_they_are():
    text = "The ferry was late. " * 500
    version = ArticleVersionFactory(text=text)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_column_size(text) FROM sources_articleversion WHERE id = %s", [version.pk])
        assert cursor.fetchone() == (len(text),)
