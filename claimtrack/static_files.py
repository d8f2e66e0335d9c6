"""How files of the site are named when they are collected: by their content, in scripts' imports too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A module asks for the very files it was released with; else a browser could mix two releases."""

    support_js_module_import_aggregation = True
