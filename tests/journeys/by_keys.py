"""An article at the keyboard desk as a journey works on it: by keys, which are counted."""

from playwright.sync_api import expect

from tests.claims.desk import ACCUSES, DENIES
from tests.factories.claims import ClaimFactory, StatementFactory, StatementLinkFactory

CLAIM = "The fire at Port Velm was set deliberately"


def proposals(version, **first):
    """Two of them, each with a claim suggested; first: of the first alone."""
    made = [
        StatementFactory(version=version, words=words, proposed=True, **fields)
        for words, fields in ((ACCUSES, first), (DENIES, {}))
    ]
    claim = ClaimFactory(visible=True, text=CLAIM)
    for one, stance in zip(made, ("asserts", "denies"), strict=True):
        StatementLinkFactory(statement=one, claim=claim, stance=stance, proposed=True, method="machine")
    return made


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

    def type(self, words):
        """Letters in a field, each a key."""
        self.page.keyboard.type(words)
        self.presses += len(words)
        return self

    def hold(self):
        """Keep what is sent to the server on its way."""
        self.held = []
        self.page.route("**/keys/", lambda route: self.held.append(route))

    def let_go(self):
        """Let it arrive, and what follows."""
        for one in self.held:
            one.continue_()
        self.page.unroute("**/keys/")

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
                const root = document.getElementById('text');
                const letters = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
                while (letters.nextNode()) {
                    const node = letters.currentNode, at = node.data.indexOf(words);
                    if (at < 0) continue;
                    getSelection().setBaseAndExtent(node, at + inside, node, at + words.length);
                }
            }""",
            [words, inside],
        )
        return self
