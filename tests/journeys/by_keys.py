"""An article at the keyboard desk as a journey works on it: by keys, which are counted."""

from playwright.sync_api import expect


class Desk:
    """A page whose keys are counted."""

    def __init__(self, page, article):
        self.page, self.article, self.presses = page, article, 0
        self.status = page.locator("#status")
        self.broken = []
        page.on("pageerror", lambda error: self.broken.append(str(error)))
        page.on("console", lambda told: self.broken.append(told.text) if "policy" in told.text else None)
        self.open()

    def open(self, query=""):
        self.page.goto(f"/desk/articles/{self.article.pk}/{query}")
        return self

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1
        return self

    def says(self, words):
        expect(self.status).to_contain_text(words, timeout=15_000)

    def to(self, words):
        """Down to the sentence with these words, without counting."""
        for _ in range(20):
            self.page.keyboard.press("ArrowDown")
            if words in self.page.locator(".s.cur").inner_text():
                return self
        raise AssertionError(words)

    def select(self, words, inside=0):
        """Select words with the mouse's own means; `inside`: so many UTF-16 units amid the first sign."""
        self.page.evaluate(
            """([words, inside]) => {
                for (const one of document.querySelectorAll('#text .s')) {
                    const at = one.textContent.indexOf(words);
                    if (at < 0) continue;
                    const node = one.firstChild;
                    getSelection().setBaseAndExtent(node, at + inside, node, at + words.length);
                }
            }""",
            [words, inside],
        )
        return self
