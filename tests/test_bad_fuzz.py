"""Any address of the table, with any names and any values: never a failure."""

from urllib.parse import quote, quote_from_bytes

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bad import CURSORS, DATES, KINDS, NUMBERS
from tests.permissions import table
from tests.posts import parameters_in_code
from tests.test_bad_forms import form_classes
from tests.test_bad_input import BAD, URLENCODED, ask
from tests.test_bad_requests import with_keys
from tests.test_permissions import signed_in, without_a_worker  # noqa: F401
from tests.world import filled

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.django_db,
    pytest.mark.usefixtures("data_dir"),
]
LOOKUPS = ("", "__exact", "__in", "__gte", "__year", "__isnull", "__regex", "__contains")
COLUMNS = sorted({field.name for model in apps.get_models() for field in model._meta.fields})
NAMES = sorted(
    {
        *parameters_in_code(),
        *(name for one in form_classes() for name in getattr(one, "base_fields", {})),
        *(
            "q",
            "p",
            "o",
            "e",
            "all",
            "_popup",
            "_to_field",
            "_facets",
            "_changelist_filters",
            "next",
            "action",
        ),
    }
)
names = st.one_of(
    st.sampled_from(NAMES),
    st.builds(
        "{}-{}".format,
        st.sampled_from(["said", "links-0", "relays-0", "other", "form"]),
        st.sampled_from(NAMES),
    ),
    st.builds("{}{}".format, st.sampled_from(COLUMNS), st.sampled_from(LOOKUPS)),
    st.text(max_size=20).map(lambda name: quote(name, errors="surrogatepass")),
)
values = st.one_of(
    st.sampled_from([*NUMBERS, *DATES, *CURSORS, *BAD.values()]),
    st.text(max_size=60).map(quote),
    st.binary(max_size=30).map(quote_from_bytes),
    st.integers().map(str),
    st.datetimes().map(lambda moment: quote(f"{moment.isoformat()}Z,7")),
)
queries = st.lists(st.tuples(names, values), max_size=6).map(
    lambda pairs: "&".join(f"{a}={b}" for a, b in pairs)
)
bodies = st.one_of(queries.map(lambda body: (URLENCODED, body)), st.sampled_from(KINDS))


@settings(
    max_examples=1_500,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    row=st.sampled_from(table()),
    key=st.one_of(st.none(), st.sampled_from([*NUMBERS, *CURSORS, *DATES])),
    method=st.sampled_from(["GET", "HEAD", "POST"]),
    query=queries,
    sent=bodies,
)
def test_no_request_to_any_address_is_a_failure(world, admin_once, row, key, method, query, sent):
    address = filled(row.example, world) if key is None or "<" not in row.pattern else with_keys(row, key)
    kind, body = sent if method == "POST" else (URLENCODED, "")
    response, left = ask(admin_once, method, f"{address}?{query}", body, kind)
    assert response.status_code < 500
    assert not (response.status_code >= 400 and left)


@pytest.fixture
def admin_once(admin):
    return signed_in(admin)
