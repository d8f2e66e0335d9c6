"""Training learns what the rules do not know, the same every time, and says honestly how well."""

from dataclasses import replace
from functools import cache

import pytest

from claims.extract.learned.examples import lines_of
from claims.extract.learned.model import BadModel, Model, Tagger
from claims.extract.learned.reports import LEAST_STATEMENTS, Measured, learn_and_measure
from claims.extract.learned.training import measure, train
from claims.extract.pipeline import attribute
from tests.claims.extract.learned.invented import texts

EARLIER, LATER = range(15), range(15, 30)


@cache
def model():
    return train(texts(EARLIER), rounds=6)


def attributed(tagger, text):
    paragraphs = lines_of(text)
    found = tagger.attributions(text, paragraphs, attribute(text, paragraphs, beliefs=True))
    return [
        tuple(
            " ".join(text[start:end] for start, end in spans) for spans in (one.speaker, one.cue, one.content)
        )
        for one in found
    ]


def test_a_cue_that_the_rules_do_not_know_is_learnt_from_decisions():
    later = texts(LATER)
    rules, figures = measure(later, None), measure(later, Tagger(model()))
    assert rules.match < 80
    assert min(figures.match, figures.end_to_end) > 95


def test_what_was_learnt_holds_for_names_and_words_never_seen():
    text = "Rain fell.\nUlla Marn purrs that the bridge of Osk was sold twice.\nShips waited."
    assert attributed(Tagger(model()), text) == [
        ("Ulla Marn", "purrs", "that the bridge of Osk was sold twice")
    ]


def test_direct_quotations_keep_the_boundaries_of_the_rules():
    text = "“The bridge was sold twice,” Ulla Marn said."
    paragraphs = lines_of(text)
    rules = attribute(text, paragraphs, beliefs=True)
    kept = [replace(one, score=0.0) for one in Tagger(model()).attributions(text, paragraphs, rules)]
    assert [one.content for one in kept] in ([], [one.content for one in rules])


def test_the_same_texts_give_the_same_bytes():
    assert train(texts(EARLIER), rounds=6).to_bytes() == model().to_bytes()


def test_a_model_comes_back_from_its_bytes():
    content = model().to_bytes()
    assert Model.from_bytes(content) == model()
    assert Model.from_bytes(content).to_bytes() == content


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"{}"])
def test_bytes_that_are_no_model_are_refused(content):
    with pytest.raises(BadModel, match="no trained model"):
        Model.from_bytes(content)


def test_nothing_is_learnt_from_nothing():
    with pytest.raises(ValueError, match="no line to learn from"):
        train([])


def test_a_report_has_both_figures_and_the_curve():
    _, report = learn_and_measure(
        texts(range(9)), texts(LATER), before=("the rules", None), sizes=(3, 99), rounds=4
    )
    assert [step.articles for step in report.curve] == [3, 9]
    assert (report.before, report.trained.stated) == (report.rules, 45)
    assert report.curve[-1].match == report.trained.match > report.before.match
    assert report.better


@pytest.mark.parametrize(
    ("change", "better"),
    [
        ({"match": 60.1}, True),
        ({}, False),  # as good
        ({"match": 65.0, "end_to_end": 49.9}, False),  # one better, the other worse
        ({"match": 65.0, "stated": LEAST_STATEMENTS - 1}, False),  # too few to tell
    ],
)
def test_better_means_no_figure_worse_and_one_better_on_enough_statements(change, better):
    _, report = learn_and_measure(texts(range(3)), texts(range(3, 5)), before=("the rules", None), rounds=1)
    before = Measured("the rules", 60.0, 50.0, 30, 50, LEAST_STATEMENTS)
    assert replace(report, before=before, trained=replace(before, **change)).better is better
