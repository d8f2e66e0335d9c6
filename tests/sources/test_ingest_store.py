import pytest

from sources.models import Article, Block, Damage, DeclaredFact, Outlet, Overlap, PublisherNotice
from sources.services.acting import acting, person
from sources.services.outlets import create_outlet
from tests.factories.base import desk_editor, settle
from tests.factories.sources import OutletFactory
from tests.sources.importing import BODY, batch_of, drain_all, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

URL = "https://halm.example/harbour"


def chosen(field):
    return list(DeclaredFact.objects.filter(field=field, chosen=True).values_list("value", "origin"))


def test_blocks_tile_the_text_and_say_why():
    batch_of({"a.txt": text(Headline="Harbour closed")})
    drain_all()
    settle()
    blocks = list(Block.objects.all())
    content = Article.objects.get().current_version.text
    assert "".join(content[block.start : block.end] for block in blocks) == content
    assert (blocks[0].kind, {block.set_by for block in blocks}) == ("header", {"rule"})
    assert all(block.reason for block in blocks)


def test_damage_is_kept_beside_the_text_and_the_text_stays():
    content = text(BODY + " Сertainly “damaged\u202e”.")
    batch_of({"a.txt": content})
    drain_all()
    assert Article.objects.get().current_version.text == content
    assert set(Damage.objects.values_list("what", "reading")) == {
        ("mixed_script", "Certainly"),
        ("bidi_control", ""),
    }


def test_a_character_that_cannot_be_stored_leaves_its_bytes_in_the_damage():
    content = (BODY * 3).encode() + b"A\x00B"
    batch_of({"a.txt": content})
    drain_all()
    assert Article.objects.get().current_version.text.endswith("A\ufffdB")
    assert list(Damage.objects.values_list("what", "original_hex")) == [("nul", "00")]


def test_what_a_publisher_says_of_its_story_is_suggested_with_its_place():
    told = "Correction: the harbour master is called Tamm."
    batch_of({"a.txt": text(f"{BODY}\n\n{told}")})
    drain_all()
    notice = PublisherNotice.objects.get()
    assert (notice.kind, notice.state, notice.article) == ("correction", "suggested", Article.objects.get())
    assert (notice.passage.exact, notice.passage.prefix[-6:]) == (told, "said.\n\n"[-6:])
    assert notice.events.count() == 0


def test_known_address_with_other_bytes_is_another_save_that_waits_for_an_editor():
    batch_of({"a.txt": text(URL=URL), "b.txt": text(BODY + " More followed later that day.", URL=URL)})
    assert drain_all() == ["imported", "imported"]
    first, second = Article.objects.order_by("pk")
    assert (first.same_as, second.same_as, second.address) == (None, first, URL)
    overlap = Overlap.objects.get()
    assert (overlap.first, overlap.second) == (first, second)
    assert (overlap.kind, overlap.state) == ("another_save", "suggested")
    assert overlap.first_in_second == 1
    assert 0.5 < overlap.second_in_first < 1


def test_a_third_save_is_one_of_the_first():
    batch_of({f"{n}.txt": text(f"{BODY} Edition {n}.", URL=URL) for n in range(3)})
    drain_all()
    first = Article.objects.earliest("pk")
    assert list(Article.objects.order_by("pk").values_list("same_as", flat=True)) == [
        None,
        first.pk,
        first.pk,
    ]
    assert Overlap.objects.filter(first=first).count() == 2


def test_one_outlet_is_found_in_every_spelling_and_by_its_alias():
    with acting(person(desk_editor())):
        outlet = create_outlet(
            actor=person(desk_editor()), name="Київська Трибуна", aliases=["Tribune of Kyiv"]
        )
    batch_of(
        {
            "a.txt": text("One.", Outlet="КИЇВСЬКА  трибуна"),
            "b.txt": text("Two.", Outlet="tribune of Kiev"),
        }
    )
    drain_all()
    assert set(Article.objects.values_list("outlet", flat=True)) == {outlet.pk}
    assert Outlet.objects.count() == 1


def test_a_merged_outlet_leads_to_the_one_that_stands_for_it():
    target = OutletFactory(name="Halm Courier")
    OutletFactory(name="Halm Daily", merged_into=target)
    batch_of({"a.txt": text(Outlet="HALM DAILY")})
    drain_all()
    assert Article.objects.get().outlet == target


def test_a_new_outlet_gets_an_address_and_no_domain():
    batch_of({"a.txt": text(Outlet="Élysée Courier", URL=URL)})
    drain_all()
    outlet = Outlet.objects.get()
    assert (outlet.name, outlet.domain) == ("Élysée Courier", "")
    assert outlet.addresses.get(current=True).slug == "elysee-courier"


def test_an_article_without_outlet_is_that_ones_whose_domain_its_address_has():
    outlet = OutletFactory(domain="halm.example")
    batch_of({"a.txt": text(URL="https://www.halm.example/1")})
    drain_all()
    assert Article.objects.get().outlet == outlet
    assert chosen("outlet") == [("halm.example", "header")]


def test_an_article_whose_outlet_nobody_names_stays_without():
    batch_of({"a.txt": text(URL=URL)})
    drain_all()
    assert Article.objects.get().outlet is None
    assert (Outlet.objects.count(), chosen("outlet")) == (0, [])


def test_a_name_that_names_nothing_is_kept_and_not_chosen():
    batch_of({"a.txt": text(Outlet="—")})
    drain_all()
    assert DeclaredFact.objects.get(field="outlet").value == "—"
    assert (chosen("outlet"), Article.objects.get().outlet) == ([], None)


def test_a_credited_outlet_is_never_the_articles_own_by_itself():
    batch_of({"a.txt": text(BODY + "\n\nSource: Velm Wire")})
    drain_all()
    article = Article.objects.get()
    assert (article.outlet, article.credited_to.name) == (None, "Velm Wire")


def test_a_printed_day_is_a_day_where_the_outlet_is():
    OutletFactory(name="Velm Courier", zone="Europe/Kyiv")
    batch_of({"a.txt": text(Outlet="Velm Courier", Published="2031-05-12")})
    drain_all()
    published = Article.objects.get().published
    assert (published.zone, published.earliest.isoformat()) == ("Europe/Kyiv", "2031-05-11T21:00:00+00:00")


def test_readers_see_as_much_as_the_batch_declares():
    batch_of({"a.txt": text("One.")}, display="whole")
    batch_of({"b.txt": text("Two.")})
    drain_all()
    assert list(Article.objects.order_by("pk").values_list("display", flat=True)) == ["whole", "excerpts"]


def test_what_the_machine_stores_leaves_no_history_but_the_new_outlets():
    from sources.models import Article as Stored

    batch_of({"a.txt": text(Outlet="The Halm Courier", Headline="Harbour closed")})
    drain_all()
    article = Stored.objects.get()
    assert article.events.count() == 0
    event = article.outlet.events.get()
    assert (event.pgh_actor, event.pgh_root_version) == ("machine:import", "1")
