"""Dropping and choosing folders in a real browser, under the site's own content security policy."""

import pytest
from django.conf import settings

from sources.models import ImportBatch
from tests.sources.importing import fates, text
from tests.sources.test_live_in_a_browser import admins_page

__all__ = ["admins_page"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("data_dir"),
]

#: A drop as the browser gives it where entries are not at hand: plain files.
DROP = """files => {
  const carried = new DataTransfer();
  for (const [name, words] of files) carried.items.add(new File([words], name));
  const drop = new DragEvent("drop", { dataTransfer: carried, bubbles: true });
  document.getElementById("drop").dispatchEvent(drop);
}"""


def test_a_folder_and_dropped_files_go_up_together_and_wait_for_a_look(admins_page, live_server, tmp_path):
    page, folder = admins_page, tmp_path / "clips"
    (folder / "may").mkdir(parents=True)
    (folder / "a.txt").write_text(text("One."))
    (folder / "may" / "a.txt").write_text(text("Two."))
    (folder / "photo.jpg").write_bytes(b"x")
    page.goto(f"{live_server.url}/imports/new/")
    page.get_by_label("Or a whole folder").set_input_files(folder)
    page.get_by_text("2 files, 1 kB.").wait_for()
    assert page.get_by_text("1 other file left out: only .txt files are read.").is_visible()
    page.evaluate(DROP, [["<b>late.txt", text("Three.")]])
    page.get_by_text("3 files, 1 kB.").wait_for()
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Import 3 files").wait_for()
    batch = ImportBatch.objects.get()
    assert fates(batch) == dict.fromkeys(("clips/a.txt", "clips/may/a.txt", "<b>late.txt"), "pending")
    assert batch.control == "preview"


@pytest.mark.thorough
def test_what_was_chosen_can_be_chosen_anew(admins_page, live_server):
    page = admins_page
    page.goto(f"{live_server.url}/imports/new/")
    page.evaluate(DROP, [["a.txt", "One."]])
    page.get_by_role("button", name="Choose others instead").click()
    assert page.evaluate("document.querySelector('[name=texts]').files.length") == 0
    assert page.evaluate("document.activeElement.name") == "texts"


@pytest.mark.thorough
def test_without_a_script_a_folder_still_says_where_its_files_lay(
    browser, admin_client, live_server, tmp_path
):
    folder = tmp_path / "clips"
    (folder / "may").mkdir(parents=True)
    (folder / "index.txt").write_text(text("One."))
    (folder / "may" / "index.txt").write_text(text("Two."))
    context = browser.new_context(java_script_enabled=False)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": admin_client.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/imports/new/")
    page.get_by_label("Or a whole folder").set_input_files(folder)
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Import 2 files").wait_for()
    context.close()
    assert fates(ImportBatch.objects.get()) == dict.fromkeys(
        ("clips/index.txt", "clips/may/index.txt"), "pending"
    )
