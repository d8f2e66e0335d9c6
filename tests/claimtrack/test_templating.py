import gc
import weakref
from types import SimpleNamespace

import pytest
from django.template import engines
from django.test import RequestFactory
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from claimtrack.template_code import written
from tests import naughty, payloads


def render(source, /, request=None, **context):
    return engines["jinja2"].from_string(source).render(context, request)


def test_an_undefined_name_is_an_error():
    with pytest.raises(UndefinedError, match="speaker"):
        render("{{ speaker }}")


def test_everything_is_escaped():
    assert render("{{ words }}", words="<b>“x”</b>") == "&lt;b&gt;“x”&lt;/b&gt;"


class Words(str):
    """A string of another class."""


#: What a page may write: hostile strings, each sign that is escaped, and values that are no plain strings.
HOSTILE = (*(one for _, one in naughty.ALL), *payloads.ALL, *"<>&'\"", "&amp;&#39;", "\x00\ud800")
OTHERS = (0, -7, True, None, 1.5, b"<b>", ["<b>"], Words("<b>'"), Markup("<b>&amp;</b>"), Markup("<") + "<")


def test_what_a_page_writes_is_what_markupsafe_escapes():
    values = [*HOSTILE, *OTHERS]
    assert [written(value) for value in values] == [str(escape(value)) for value in values]
    assert written("<a b=\"c\" d='e'>&") == "&lt;a b=&#34;c&#34; d=&#39;e&#39;&gt;&amp;"


@pytest.mark.parametrize(
    "source",
    [
        "{{ x }}",
        "{{ x ~ x }}",
        "{{ [x, x] | join('<') }}",
        "{% set y %}{{ x }}{% endset %}{{ y }}",
        "{% macro m(y) %}{{ y }}{{ caller() }}{% endmacro %}{% call m(x) %}{{ x }}{% endcall %}",
        "{% filter trim %}{{ x }}{% endfilter %}",
        "{% for y in [x] recursive %}{{ y }}{% endfor %}",
        "{% block b %}{{ x }}{% endblock %}{{ self.b() }}",
        "{% autoescape false %}{{ x | e }}{% endautoescape %}{{ x }}",
    ],
)
def test_a_template_writes_what_it_does_without_the_shorter_way(source):
    plain = Environment(autoescape=True).from_string(source)
    hostile = "|".join(HOSTILE)
    assert render(source, x=hostile) == plain.render(x=hostile)


@pytest.mark.parametrize(
    "thing", [SimpleNamespace(y="<"), {"y": "<"}, SimpleNamespace(y=Markup("<")), {"y": 0.5}]
)
def test_an_attribute_or_a_key_is_written_as_ever(thing):
    plain = Environment(autoescape=True).from_string("{{ x.y }}{{ [x.y] | length }}")
    assert render("{{ x.y }}{{ [x.y] | length }}", x=thing) == plain.render(x=thing)


def test_an_attribute_that_is_not_there_is_an_error():
    with pytest.raises(UndefinedError, match="no attribute 'z'"):
        render("{{ x.z }}", x=SimpleNamespace())


MACRO = "{% macro m(x, y='<') %}{{ x }}{{ y }}{% endmacro %}"


@pytest.mark.parametrize("call", ["m()", "m(1)", "m(1, 2, 3)", "m(z=1)", "m(1, x=2)", "m(1, caller=2)"])
def test_a_macro_that_is_called_wrongly_says_so_as_ever(call):
    source = MACRO + "{{ " + call + " }}"
    plain = Environment(autoescape=True, undefined=StrictUndefined).from_string(source)
    assert _said_by(lambda: render(source)) == _said_by(plain.render)


def test_a_macro_that_lacks_its_caller_says_so():
    with pytest.raises(UndefinedError, match="caller"):
        render("{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}")


def _said_by(function):
    try:
        return function()
    except (TypeError, UndefinedError) as error:
        return type(error), str(error)


def test_a_string_in_a_template_cannot_reach_markup_through_a_macro():
    page = '{% from "components/lists.html" import tag %}{{ tag("<i>") }}'
    assert render(page) == '<span class="tag">&lt;i&gt;</span>'


def test_the_environment_knows_addresses_and_files():
    assert render('{{ url("healthz") }} {{ static("favicon.svg") }}') == "/healthz /static/favicon.svg"


@pytest.mark.parametrize(
    ("stance", "lane"),
    [
        ("asserts", "asserts"),
        ("repeats", "asserts"),
        ("admits_in_part", "asserts"),
        ("denies", "denies"),
        ("disputes", "questions"),
        ("corrects", "questions"),
        ("declines_to_answer", "questions"),
        ("checked", "checked"),
        ("tried", "checked"),
        ("none", "none"),
    ],
)
def test_a_stance_is_glyph_word_and_lane_and_its_glyph_is_in_the_sprite(stance, lane):
    page = '{% from "components/stance.html" import stance %}{{ stance(name, "the word") }}'
    html = render(page, name=stance)
    assert html == (
        f'<span class="stance s-{lane}"><svg class="g" aria-hidden="true">'
        f'<use href="#g-{stance}"/></svg>the word</span>'
    )
    assert f'<symbol id="g-{stance}"' in render('{% include "frame/glyphs.html" %}')


def test_every_stance_of_the_model_has_a_lane():
    from claims.choices import Stance

    page = '{% from "components/stance.html" import stance %}{{ stance(name, "x") }}'
    assert [name for name in Stance.values if "s-" not in render(page, name=name)] == []


def test_a_tally_draws_at_most_eight_glyphs():
    page = '{% from "components/stance.html" import tally %}{{ tally([("denies", 12, "12 deny")]) }}'
    html = render(page)
    assert html.count("<use") == 8
    assert "12 deny" in html


def test_a_date_without_a_machine_form_is_no_time_element():
    page = '{% from "components/time.html" import when %}{{ when("23 or 24 Oct 2025", wording="on Friday") }}'
    assert render(page) == (
        '<p class="when"><b>23 or 24 Oct 2025</b><span class="prec">“on Friday”</span></p>'
    )


def test_a_pager_without_pages_is_nothing():
    page = '{% from "components/lists.html" import pager %}{{ pager() }}{{ pager(older="?older=5") }}'
    html = render(page).strip()
    assert html.startswith('<nav class="pager')
    assert html.count("<a ") == 1


def test_the_bar_of_a_batch_is_as_wide_as_its_parts_together():
    page = (
        '{% from "components/progress.html" import progress %}'
        '{{ progress([("done", 3, "imported"), ("rej", 0, "rejected"), ("pend", 1, "waiting")], "3 of 4") }}'
    )
    html = render(page)
    assert 'aria-label="3 of 4"' in html
    assert [part for part in ('width="748.0"', 'width="248.0"') if part not in html] == []
    assert "<b>0</b> rejected" in html


def test_a_batch_without_files_draws_nothing_and_does_not_divide_by_zero():
    page = '{% from "components/progress.html" import progress %}{{ progress([("done", 0, "x")], "empty") }}'
    assert "<b>0</b> x" in render(page)


def test_a_wrong_field_says_so_beside_itself_and_in_the_summary():
    from django import forms

    class Words(forms.Form):
        words = forms.CharField(help_text="As they stand in the article.")

    page = (
        '{% from "components/forms.html" import fields, error_summary %}'
        "{{ error_summary(form) }}{{ fields(form) }}"
    )
    html = render(page, form=Words({"words": ""}))
    assert '<a href="#id_words">Words: This field is required.</a>' in html
    assert 'id="id_words_error"' in html
    assert 'aria-describedby="id_words_helptext id_words_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_frame_asks_nothing_for_a_reader_without_a_session(client, django_assert_num_queries, db):
    request = RequestFactory().get("/")
    request.user, request._messages = _anonymous(), ()
    with django_assert_num_queries(0):
        html = render('{% extends "base.html" %}{% block title %}T{% endblock %}', request=request)
    assert "Sign in" in html
    assert "csrfmiddlewaretoken" not in html


def _anonymous():
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


class Shown(str):
    """What a page is made of."""


def test_what_a_page_was_made_of_goes_with_it_though_a_macro_holds_it():
    shown = Shown("claim")
    gone, source = weakref.ref(shown), "{% macro m() %}{{ counted(1, x) }}{% endmacro %}{{ m() }}"
    gc.disable()
    try:
        assert render(source, x=shown) == "1 claim"
        del shown
        assert gone() is None
    finally:
        gc.enable()
