"""What is wrong with a page for somebody with other eyes, hands or settings: axe-core and our own measures.

`Auditor.faults(page)` looks at one open page in every width and colour scheme and leaves it as it was. The
whole of axe runs at each width; in the other schemes only the rules that read colours do, since nothing else
differs there.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python

WIDTHS = (1280, 360, 320)
HEIGHT = 900
#: Where letters of twice the size must fit: WCAG 1.4.4 asks it of the wide screen; a phone is our own wish.
LARGE_WIDTHS = (1280, 360)
SCHEMES = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
ALL_RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
#: What stays in sight while the rest moves (the desk's bar) lies over nothing meanwhile.
RUN_AXE = """async options => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.bar { position: static !important }');
    document.adoptedStyleSheets = [sheet];
    const told = await axe.run(document, options);
    document.adoptedStyleSheets = [];
    return told.violations.map(one => one.id + ': '
        + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | '));
}"""

#: The elements that a person can reach by the keyboard, as they stand in the page.
HELPERS = """
const name = one => one.outerHTML.slice(0, 120);
const shown = one => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length > 0;
const reachable = () => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(one => shown(one) && !one.disabled && one.tabIndex >= 0);
"""

#: Wider than the screen? Then the elements that reach out of it; else nothing.
OUTSIDE = f"""() => {{{HELPERS}
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const out = [...document.querySelectorAll('body *')].filter(
        one => shown(one) && one.getBoundingClientRect().right > innerWidth + 1);
    return ['wider than the screen: ' + out.slice(-3).map(name).join(' | ')];
}}"""

#: WCAG 1.4.12: the reader's own spacing. Then no words may be cut off by a box that hides what flows over.
SPACED = f"""() => {{{HELPERS}
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* {{ line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important }} p {{ margin-block-end: 2em !important }}`);
    document.adoptedStyleSheets = [sheet];
    const all = document.querySelectorAll('body *:not(.vh, .vh *, option, input, textarea, svg, svg *)');
    const cut = [...all].filter(
        one => shown(one) && getComputedStyle(one).overflow !== 'visible' && one.innerText
            && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
            && !one.closest('.vh, thead') && one.clientWidth > 1);
    const wide = document.documentElement.scrollWidth > innerWidth;
    const out = wide ? [...document.querySelectorAll('body *')].filter(
        one => shown(one) && one.getBoundingClientRect().right > innerWidth + 1) : [];
    document.adoptedStyleSheets = [];
    return [...cut.map(one => 'cut off with wide spacing: ' + name(one)),
        ...out.slice(-3).map(one => 'wider than the screen with wide spacing: ' + name(one))];
}}"""

#: Letters of twice the size on the same screen.
TWICE = f"""() => {{{HELPERS}
    document.documentElement.style.fontSize = '200%';
    const wide = document.documentElement.scrollWidth > innerWidth;
    const out = wide ? [...document.querySelectorAll('body *')].filter(
        one => shown(one) && one.getBoundingClientRect().right > innerWidth + 1) : [];
    document.documentElement.style.fontSize = '';
    return out.slice(-3).map(one => 'wider than the screen with letters of twice the size: ' + name(one));
}}"""

#: Each element in turn takes the focus: it shows an outline, in the window, and nothing lies over it.
FOCUSED = f"""() => {{{HELPERS}
    const found = [];
    for (const one of reachable()) {{
        one.focus();
        if (document.activeElement !== one) continue;
        const style = getComputedStyle(one), box = one.getBoundingClientRect();
        const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        if (!seen) found.push('no outline: ' + name(one));
        const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 10), 1), innerWidth - 1);
        const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
        const over = document.elementFromPoint(x, y);
        const own = over && (one.contains(over) || over.contains(one)
            || [...(one.labels || [])].some(label => label.contains(over)));
        if (box.bottom > 0 && !own)
            found.push('obscured by ' + (over ? name(over) : 'the edge') + ': ' + name(one));
    }}
    document.activeElement.blur();
    scrollTo(0, 0);
    return found;
}}"""

#: What only names tell: words in another language say so, and the way past the header leads somewhere.
FRAME = """() => {
    const found = [], first = document.querySelector('a[href]');
    if (document.querySelector('.main-nav') && first.getAttribute('href') !== '#main')
        found.push('no skip link first');
    if (!document.getElementById('main')) found.push('nowhere to skip to');
    const moving = [...document.querySelectorAll('body *')].filter(
        one => parseFloat(getComputedStyle(one).transitionDuration) > 0.001);
    if (moving.length) found.push('moves although asked not to: ' + moving[0].outerHTML.slice(0, 80));
    return found;
}"""


@dataclass
class Auditor:
    """Keeps what was looked at: titles by address, and the pages that repeat one another."""

    titles: dict[str, str] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    looked_at: int = 0

    def is_new(self, page):
        """Whether the words and elements between header and footer were not yet looked at."""
        content = page.evaluate(
            "() => document.querySelector('main')?.innerHTML.replace(/csrf[^>]*value=[^>]*/g, '') ?? ''"
        )
        key = (page.url.split("?")[0], content)
        new = key not in self.seen
        self.seen.add(key)
        return new

    def title_of_another(self, page):
        """The other address that has the same title; None for a title of its own."""
        path = urlsplit(page.url).path
        first = self.titles.setdefault(page.title(), path)
        return None if first == path else first

    def faults(self, page, *, titled=True):
        """[(address, width, scheme, what)] of an open page; `titled`: no other address has its title."""
        self.looked_at += 1
        found = [(0, "", one) for one in page.evaluate(FRAME)]
        if titled and (other := self.title_of_another(page)):
            found.append((0, "", f"the title of {other}: {page.title()}"))
        page.evaluate(f"{AXE}\n;undefined")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found += [(width, "light", one) for one in page.evaluate(RUN_AXE, ALL_RULES)]
            probes = (OUTSIDE, SPACED, TWICE) if width in LARGE_WIDTHS else (OUTSIDE, SPACED)
            found += [(width, "", one) for probe in probes for one in page.evaluate(probe)]
            found += self.colour_faults(page, width)
        page.keyboard.press("Tab")  # from here on the focus is that of a keyboard
        found += [(WIDTHS[-1], "", one) for one in page.evaluate(FOCUSED)]
        return [(urlsplit(page.url).path, *one) for one in found]

    def colour_faults(self, page, width):
        """What the dark scheme and forced colours make of an open page, which is left in the light one."""
        found = []
        for scheme in ("dark", "forced"):
            page.emulate_media(reduced_motion="reduce", **SCHEMES[scheme])
            found += [(width, scheme, one) for one in page.evaluate(RUN_AXE, COLOURS)]
        page.emulate_media(**SCHEMES["light"])
        return found
