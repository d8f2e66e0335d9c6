"""Forms with files: bytes that are no UTF-8 are marked, where Django would put U+FFFD without a word.

Django reads the parts of such a form with `errors="replace"`, which nothing can tell from a � that somebody
typed. Read under the encoding below, a broken byte becomes half a surrogate pair, as in Python's own file
names: no text has one, so that the gate refuses it as it does everywhere else.

Of a folder, browsers send each file under its path in it, of which Django keeps the last part, rightly: the
rest is no name. It is kept beside the file (`path_sent`), so that files of one name in two folders stay told
apart. It is what somebody said, a label at most, and never a path.
"""

from __future__ import annotations

import codecs
import html
from collections import defaultdict
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict

ENCODING = "utf_8_marked"
_PATH = "_path_sent"


def _decode(encoded: Any, _errors: str = "strict") -> tuple[str, int]:
    return codecs.utf_8_decode(encoded, "surrogateescape", True)


def _find(name: str) -> codecs.CodecInfo | None:
    return codecs.CodecInfo(codecs.utf_8_encode, _decode, name=ENCODING) if name == ENCODING else None


codecs.register(_find)


class MarkBrokenBytes(FileUploadHandler):
    """Stands first among the handlers (FILE_UPLOAD_HANDLERS) and leaves the files to the others."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, Any],
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, Any]]:
        """Read the whole form (fields, files), with Django's reader and its limits."""
        others = [one for one in self.request.upload_handlers if one is not self]  # type: ignore[union-attr]
        paths = _Paths()
        parser = _Parser(META, input_data, [paths, *others], ENCODING)  # type: ignore[arg-type]
        parser.paths = paths
        post, files = parser.parse()
        for field, uploads in files.lists():
            told = paths.of_field[field]
            for upload, path in zip(uploads, told if len(told) == len(uploads) else (), strict=False):
                setattr(upload, _PATH, path)
        return post, files


def path_sent(upload: UploadedFile[Any]) -> str:
    """The name of an uploaded file as it came, with the folders before it: "clips/may/a.txt"; else ""."""
    return str(getattr(upload, _PATH, ""))


class _Paths(FileUploadHandler):
    """Stands before the handlers that keep the files, and notes under which field each begins."""

    def __init__(self) -> None:
        super().__init__()
        self.latest = ""
        self.of_field: defaultdict[str, list[str]] = defaultdict(list)

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        """The parser has just read this file's name."""
        self.of_field[field_name].append(self.latest)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The others have the file."""


class _Parser(MultiPartParser):
    """Django's, which tells the name before it is cut."""

    paths: _Paths

    def sanitize_file_name(self, file_name: str) -> str | None:
        """Cut it as Django does; what is not printable goes from the path as well."""
        self.paths.latest = "".join(filter(str.isprintable, html.unescape(file_name)))
        return super().sanitize_file_name(file_name)
