"""What arrived, before anyone interpreted it."""

from sources.models.article import Article, ArticleVersion, Damage
from sources.models.batch import FilePreview, ImportBatch, ImportFile
from sources.models.block import Block
from sources.models.fact import DeclaredFact
from sources.models.notice import Overlap, PublisherNotice
from sources.models.outlet import Outlet, OutletAddress
from sources.models.passage import Passage
from sources.models.repetition import RepetitionCheck
from sources.models.sketch import SketchValue, TextSketch

__all__ = [
    "Article",
    "ArticleVersion",
    "Block",
    "Damage",
    "DeclaredFact",
    "FilePreview",
    "ImportBatch",
    "ImportFile",
    "Outlet",
    "OutletAddress",
    "Overlap",
    "Passage",
    "PublisherNotice",
    "RepetitionCheck",
    "SketchValue",
    "TextSketch",
]
