"""Archives nobody packs by accident: {what it does: (its bytes, the codes that come of it)}.

"" is a text that came in; None where it depends on the reader. All are made here, in memory.
"""

import io
import stat
import struct
import warnings
import zipfile

BODY = b"The harbour of Port Brevin stayed closed on Tuesday, its master said.\n" * 3


def packed(*entries, method=zipfile.ZIP_DEFLATED, comment=b""):
    """(name or ZipInfo, bytes) … as an archive."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(buffer, "w", method) as writing:
            writing.comment = comment
            for name, content in entries:
                writing.writestr(name, content)
    return buffer.getvalue()


def one(name="a.txt", content=BODY, **options):
    return packed((name, content), **options)


def line(content, offset, value, nth=0):
    """Overwrite bytes of the nth line of the directory."""
    at = -1
    for _ in range(nth + 1):
        at = content.index(b"PK\x01\x02", at + 1)
    return content[: at + offset] + value + content[at + offset + len(value) :]


def head(content, offset, value):
    """Overwrite bytes of the first file's own header."""
    return content[:offset] + value + content[offset + len(value) :]


def end(content, offset, value):
    """Overwrite bytes of the record at the end."""
    at = content.rindex(b"PK\x05\x06")
    return content[: at + offset] + value + content[at + offset + len(value) :]


def named(raw, flags=0):
    """A file whose name is these very bytes, in both headers."""
    content = one("x" * len(raw))
    content = content.replace(b"x" * len(raw), raw)
    return head(line(content, 8, struct.pack("<H", flags)), 6, struct.pack("<H", flags))


def kind(mode):
    info = zipfile.ZipInfo("a.txt")
    info.create_system = 3
    info.external_attr = (mode | 0o644) << 16
    return one(info)


def extra(*fields):
    """A file with extra fields: (id, bytes)."""
    info = zipfile.ZipInfo("a.txt")
    info.extra = b"".join(struct.pack("<HH", number, len(value)) + value for number, value in fields)
    return one(info)


def lined(number):
    """So many lines of a directory, all for one file, as short as they can be."""
    content = one("a", b"", method=zipfile.ZIP_STORED)
    start = content.index(b"PK\x01\x02")
    rows = content[start : content.index(b"PK\x05\x06")] * number
    last = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(rows), start, 0)
    return content[:start] + rows + last


def many(number, content):
    """So many files like the one of an archive, which is packed once."""
    whole = one("000", content)
    start, stop = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    rows = b"".join(
        line(whole[start:stop].replace(b"000", b"%03d" % n, 1), 42, struct.pack("<L", start * n))
        for n in range(number)
    )
    files = b"".join(whole[:start].replace(b"000", b"%03d" % n, 1) for n in range(number))
    counts = (0, 0, number, number, len(rows), len(files), 0)
    return files + rows + struct.pack("<4sHHHHLLH", b"PK\x05\x06", *counts)


def nested(depth):
    content = one()
    for _ in range(depth):
        content = one("n.zip", content)
    return content


TEN = struct.pack("<L", 10)
FAR = struct.pack("<L", 0xFFFFFFF0)

HOSTILE = {
    "a bomb by its ratio": (one(content=b"a" * 1_900_000), ["bomb"]),
    "three hundred bombs": (many(300, b"a" * 1_900_000), ["too_large"]),
    "a bomb that says it is small": (line(one(content=b"a" * 1_900_000), 24, TEN), ["damaged"]),
    "a bomb that says it is packed little": (
        line(one(content=b"a" * 1_900_000), 20, struct.pack("<L", 1_900_000)),
        ["damaged"],
    ),
    "a file over the limit": (one(content=BODY * 20_000), ["too_large"]),
    "a manifest over the limit": (one("manifest.csv", b"file\n" * 4_200_000), ["too_large"]),
    "two lines for one file": (
        line(packed(("a.txt", BODY), ("b.txt", BODY)), 42, struct.pack("<L", 0), 1),
        ["bomb"],
    ),
    "two hundred lines for one file": (lined(200), ["bomb"]),
    "an archive in an archive": (nested(1), ["nested"]),
    "ten archives in one another": (nested(10), ["nested"]),
    "a locked file": (line(one(), 8, b"\x01\x00"), ["encrypted"]),
    "a strongly locked file": (line(one(), 8, b"\x41\x00"), ["encrypted"]),
    "a directory that is locked too": (line(one(), 8, b"\x01\x20"), ["encrypted"]),
    "a name that climbs out": (one("../a.txt"), ["unsafe_name"]),
    "a name that climbs out later": (one("in/../../a.txt"), ["unsafe_name"]),
    "a name that climbs out the other way": (one("..\\a.txt"), ["unsafe_name"]),
    "an absolute name": (one("/etc/cron.d/a.txt"), ["unsafe_name"]),
    "a name on a drive": (one("C:\\a.txt"), ["unsafe_name"]),
    "a name beside a drive": (one("C:a.txt"), ["unsafe_name"]),
    "a name on another machine": (one("\\\\server\\share\\a.txt"), ["unsafe_name"]),
    "a name that is none": (named(b"\x00"), ["unsafe_name"]),
    "the same name twice": (packed(("a.txt", BODY), ("a.txt", b"Other.")), ["", "doubled_name"]),
    "names that differ in case": (packed(("a.txt", BODY), ("A.TXT", b"Other.")), ["", ""]),
    "a link": (kind(stat.S_IFLNK), ["link"]),
    "a pipe": (kind(stat.S_IFIFO), ["no_file"]),
    "a device": (kind(stat.S_IFCHR), ["no_file"]),
    "a disk": (kind(stat.S_IFBLK), ["no_file"]),
    "a socket": (kind(stat.S_IFSOCK), ["no_file"]),
    "a folder that is called a text": (kind(stat.S_IFDIR), ["no_file"]),
    "a size that is too small": (line(one(), 24, TEN), ["damaged"]),
    "a size that is too large": (line(one(), 24, struct.pack("<L", 500)), [""]),
    "a size beyond all bounds": (line(one(), 24, FAR), ["too_large"]),
    "a packed size beyond the end": (line(one(), 20, struct.pack("<L", 100_000)), [""]),
    "a place beyond the end": (line(one(), 42, FAR), ["damaged"]),
    "a comment as long as can be": (one(comment=b"PK\x05\x06" * 16_383), None),
    "large sizes in an extra field": (
        line(line(extra((1, struct.pack("<QQ", 1 << 62, 1 << 62))), 24, b"\xff" * 4), 20, b"\xff" * 4),
        ["too_large"],
    ),
    "an extra field that is too short": (line(extra((1, b"x")), 24, b"\xff" * 4), ["damaged"]),
    "an extra field that says more than there is": (
        line(extra((1, b"12345678")), 46 + 5 + 2, b"\xff\xff"),
        ["damaged"],
    ),
    "a large directory far away": (
        one()[:-22]
        + struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 1 << 40, 1 << 62)
        + struct.pack("<4sLQL", b"PK\x06\x07", 0, len(one()) - 22, 1)
        + one()[-22:],
        ["damaged"],
    ),
    "cut off in the directory": (one()[:-30], ["damaged"]),
    "cut off in the file": (one()[:40], ["damaged"]),
    "nothing at all": (b"", ["damaged"]),
    "only an end": (packed(), []),
    "a sum that is wrong": (line(one(), 16, b"\x00\x00\x00\x00"), ["damaged"]),
    "bytes that unpack to nothing": (one()[:45] + b"\xff" * 20 + one()[65:], ["damaged"]),
    "a hundred thousand lines": (lined(100_000), ["too_many_entries"]),
    "fewer files than there are": (
        end(packed(("a.txt", BODY), ("b.txt", BODY)), 8, b"\x01\x00\x01\x00"),
        None,
    ),
    "more files than there are": (end(one(), 8, b"\xff\xff\xff\xff"), None),
    "on another disk": (end(one(), 4, b"\x07\x00\x07\x00"), None),
    "a directory that begins before the file": (end(one(), 16, FAR), ["damaged"]),
    "a directory of another size": (end(one(), 12, struct.pack("<L", 4)), ["damaged"]),
    "a name in the letters of old DOS": (named(b"\x82t\x82.txt"), [""]),
    "a name in broken UTF-8": (named(b"a\xff\xfe.txt", 0x800), ["damaged"]),
    "a name with a NUL": (named(b"a.txt\x00.exe"), None),
    "a name with a bell and a turn": (one("\u202etxt.\x07exe.txt"), [""]),
    "a name that is markup": (one("<img src=x onerror=alert(1)>.txt"), [""]),
    "a name as long as can be": (one("x" * 65_000 + ".txt"), [""]),
    "names of devices": (
        packed(("CON.txt", BODY), ("nul.txt", b"Two."), ("AUX .txt", b"Three.")),
        ["", "", ""],
    ),
    "folders alone": (packed(("a/", b""), ("a.txt/", b"")), []),
    "a folder with bytes": (packed(("a/", BODY), ("a/b.txt", BODY)), [""]),
    "another name inside": (head(one(), 30, b"z"), ["damaged"]),
    "packed by another program": (one(content=BODY, method=zipfile.ZIP_LZMA), ["packing"]),
    "packed in a way nobody knows": (line(one(), 10, b"\x63\x00"), ["packing"]),
    "a program before it": (b"MZ" + b"\x00" * 5_000 + one(), [""]),
    "more after it": (one() + b"\x00" * 5_000, [""]),
    "a manifest with a mark at its beginning": (
        packed(("manifest.csv", b"\xef\xbb\xbffile,Outlet\na.txt,Halm\n"), ("a.txt", BODY)),
        ["", ""],
    ),
    "a manifest that is a program": (packed(("manifest.csv", b"MZ\x00\xff" * 99), ("a.txt", BODY)), ["", ""]),
}
