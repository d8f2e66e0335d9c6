"""Forms with files: bytes that are no UTF-8 are marked, where Django would put U+FFFD without a word.

Django reads the parts of such a form with `errors="replace"`, which nothing can tell from a � that somebody
typed. Read under the encoding below, a broken byte becomes half a surrogate pair, as in Python's own file
names: no text has one, so that the gate refuses it as it does everywhere else.
"""

import codecs
from typing import IO, Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict

ENCODING = "utf_8_marked"


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
        return MultiPartParser(META, input_data, others, ENCODING).parse()  # type: ignore[arg-type]
