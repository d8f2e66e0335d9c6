"""Five invented reports in five languages, each saved in twelve ways: what an archive's old files look like.

A way is an encoding with its peculiarities: with or without a byte-order mark, or cut off inside a letter.
The old encodings are those in which each language was written.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

TEXTS = {
    "en": (
        "Harbour café “may reopen in May”, mayor says\n\n"
        "The café on the pier at Halm — closed since the fire — may reopen in May, the mayor said.\n"
        "“We’ve waited long enough,” Élodie Marsh told reporters. Repairs cost about €46,000.\n"
        "It wasn’t clear who’d pay. The owner’s lawyer didn’t answer.\n"
    ),
    "de": (
        "Rathaus in Ostmühl: Brücke bleibt gesperrt\n\n"
        "Die Brücke über die Mühlau bleibt bis März gesperrt, sagte Bürgermeisterin Jördis Tamm.\n"
        "„Wir müssen die Träger prüfen“, erklärte sie – frühestens im Frühjahr könne man öffnen.\n"
        "Für Fußgänger gibt es eine Fähre; die Überfahrt kostet zwei Euro.\n"
    ),
    "cs": (
        "Starosta Hůrky: most bude uzavřen až do jara\n\n"
        "Most přes řeku Olšavu zůstane uzavřený, řekl v pondělí starosta Jiří Vaněk.\n"
        "„Musíme nejdříve prověřit nosníky,“ uvedl – otevřít ho lze nejdříve v březnu.\n"
        "Pěší mohou využít přívoz; jízda stojí dvacet korun. Kdo zaplatí škodu, není zřejmé.\n"
    ),
    "uk": (
        "Мерія Вільшан: міст закрито до весни\n\n"
        "Міст через річку Тихову залишиться закритим до березня, сказала міська голова Оксана Дрібна.\n"
        "«Ми маємо перевірити опори», — заявила вона і додала, що кошти ще шукають.\n"
        "Пішоходи можуть скористатися поромом; її помічник не відповів на запитання.\n"
    ),
    "ja": (
        "港町の橋は春まで通行止め\n\n"
        "町長の浜野さんは月曜日、川にかかる橋を三月まで閉じると発表した。\n"
        "「まず橋げたを調べなければならない」と述べ、費用についてはまだ決まっていないという。\n"
        "歩行者は渡し船を使うことができる。料金は百円である。\n"
    ),
}

#: The ways in which any text can be saved: (name, encoding, a byte-order mark before it).
WAYS = (
    ("utf-8", "utf-8", b""),
    ("utf-8-sig", "utf-8", codecs.BOM_UTF8),
    ("utf-16-le", "utf-16-le", b""),
    ("utf-16-le-bom", "utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", "utf-16-be", b""),
    ("utf-16-be-bom", "utf-16-be", codecs.BOM_UTF16_BE),
)
#: The old ways of each language, five of them.
OLD = {
    "en": ("cp1252", "mac-roman", "cp1250", "iso-8859-15", "iso-8859-1"),
    "de": ("cp1252", "mac-roman", "cp1250", "iso-8859-15", "iso-8859-1"),
    "cs": ("cp1250", "iso-8859-2", "mac-latin2", "cp852", "utf-32"),
    "uk": ("cp1251", "koi8-u", "iso-8859-5", "mac-cyrillic", "cp1125"),
    "ja": ("shift_jis", "cp932", "euc-jp", "iso2022_jp", "gb18030"),
}
#: Typographic signs that an older encoding lacks are typed plainly, as they were then.
PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "–": "-", "—": "-", "€": "EUR ", "«": '"', "»": '"'}
)


@dataclass(frozen=True, slots=True)
class Saved:
    """One file: its bytes, the encoding that reads it right, and the text it holds."""

    name: str
    content: bytes
    encoding: str
    text: str


def saved_files() -> Iterator[Saved]:
    """Yield the sixty files."""
    for language, text in TEXTS.items():
        for way, encoding, mark in WAYS:
            yield Saved(f"{language}-{way}", mark + text.encode(encoding), encoding, text)
        for encoding in OLD[language]:
            fitting = _fitting(text, encoding)
            yield Saved(f"{language}-{encoding}", fitting.encode(encoding), encoding, fitting)
        yield _cut(language, text)


def _fitting(text: str, encoding: str) -> str:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(PLAIN)
    return text


def _cut(language: str, text: str) -> Saved:
    """A download that broke off inside a letter of UTF-8."""
    last = max(at for at, letter in enumerate(text) if not letter.isascii())
    whole = text[: last + 1].encode()
    return Saved(f"{language}-cut", whole[:-1], "utf-8", text[:last] + "\ufffd")
