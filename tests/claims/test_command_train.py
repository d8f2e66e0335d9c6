"""`train_attribution`: learns from a file or from the desk, and puts to use only what is better."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from claims.choices import ReadingState
from claims.extract import VERSION
from claims.extract.found import Paragraph
from claims.extract.learned import reports
from claims.extract.learned.examples import Quote, read_examples
from claims.extract.pipeline import extract
from claims.management.commands import train_attribution
from claims.models import TaggerText, TrainedTagger
from claims.queries.training_texts import desk_examples
from claims.services import reading_queue
from claims.services.engines import engine_in_use, load_tagger
from claims.services.findings import Engine
from tests.claims.extract.learned.invented import line_of
from tests.factories.claims import ReadingFactory, StatementFactory, StatementPassageFactory
from tests.factories.sources import ArticleVersionFactory
from tests.factories.subjects import NOW

TOLD = "Ulla Marn purrs that the bridge of Osk was sold twice."
SAID, CUE = "the fire at Port Velm was an accident", "said"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch):
    monkeypatch.setattr(reports, "LEAST_STATEMENTS", 5)
    yield
    load_tagger.cache_clear()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "decided.jsonl"
    path.write_text("\n".join(map(line_of, range(15))))
    return path


def trained(capsys, *arguments):
    call_command("train_attribution", *map(str, arguments), "--rounds", "6")
    return capsys.readouterr().out


def test_what_beats_the_rules_is_put_to_use_and_reads(file, capsys):
    told = trained(capsys, "--from", file)
    tagger = TrainedTagger.objects.get()
    assert (tagger.state, tagger.articles, tagger.learned_from) == ("in_use", 12, "the file decided.jsonl")
    assert f"Trained tagger {tagger.pk} is in use from now on." in told
    used = engine_in_use()
    assert (used.name, used.version("7")) == ("trained", f"{tagger.pk}.7")
    assert used.tagger is engine_in_use().tagger is not None
    assert reading_queue.engine_in_use() == Engine("trained", f"{tagger.pk}.{VERSION}")
    blocks = [Paragraph(0, len(TOLD), "body")]
    found = extract(TOLD, blocks, learned=used.tagger).statements
    assert [TOLD[slice(*one.content[0])] for one in found] == ["that the bridge of Osk was sold twice"]


def test_what_does_not_beat_the_engine_in_use_is_kept_beside_it(file, capsys):
    trained(capsys, "--from", file)
    assert "is kept and not put to use" in trained(capsys, "--from", file)
    assert list(TrainedTagger.objects.order_by("pk").values_list("state", "better")) == [
        ("in_use", True),
        ("kept", False),
    ]
    newest, first = TrainedTagger.objects.all()
    assert newest.compared_with == f"trained tagger {first.pk}"


def test_figures_only_stores_nothing_and_keep_puts_nothing_to_use(file, capsys):
    assert "the trained tagger: match F1" in trained(
        capsys, "--from", file, "--figures-only", "--curve", "4,8"
    )
    assert TrainedTagger.objects.count() == 0
    trained(capsys, "--from", file, "--keep")
    assert TrainedTagger.objects.get().state == "kept"


def test_too_little_or_what_cannot_be_read_is_said_in_a_sentence(tmp_path, capsys):
    with pytest.raises(CommandError, match="There are 0 articles to learn from; at least 10 are needed"):
        call_command("train_attribution")
    for content, sentence in ((b"\xff\xfe", "is not UTF-8"), (b"{", "bad.jsonl: Line 1 is no JSON object")):
        path = tmp_path / "bad.jsonl"
        path.write_bytes(content)
        with pytest.raises(CommandError, match=sentence):
            call_command("train_attribution", "--from", str(path))
    with pytest.raises(CommandError, match=r"none.jsonl cannot be read: No such file"):
        call_command("train_attribution", "--from", str(tmp_path / "none.jsonl"))


def test_the_desk_teaches_by_texts_in_which_everything_was_decided(person_writes):
    confirmed = StatementFactory()
    made = confirmed.article_version
    StatementPassageFactory(statement=confirmed, words=CUE)
    assert list(desk_examples()) == []  # no engine has looked for what is missing
    ReadingFactory(article_version=made, state=ReadingState.DONE, read_at=NOW)
    StatementFactory(version=made, words=CUE, rejected=True)
    (example,) = desk_examples()
    said, cue = (made.text.index(words) for words in (SAID, CUE))
    assert (example.key, example.text) == (made.pk, made.text)
    assert example.quotes == (Quote(((said, said + len(SAID)),), ((cue, cue + len(CUE)),), ()),)
    StatementFactory(version=made, words=SAID[:9], proposed=True)
    assert list(desk_examples()) == []


def test_texts_it_learnt_from_are_written_down_but_not_those_it_was_measured_on(capsys, monkeypatch):
    keys = [
        *[ArticleVersionFactory().pk] * 5,
        *[ArticleVersionFactory().pk] * 5,
        *[ArticleVersionFactory().pk] * 2,
    ]
    examples = read_examples(map(line_of, range(12)))
    keyed = [replace(example, key=key) for example, key in zip(examples, keys, strict=True)]
    monkeypatch.setattr(train_attribution, "desk_examples", lambda: iter(keyed))
    trained(capsys)
    assert set(TaggerText.objects.values_list("article_version_id", flat=True)) == {keys[0], keys[5]}
