"""What is asserted, and what editors conclude."""

from claims.models.assessment import Assessment, ReplyContact, ReplyRequest, Response
from claims.models.claim import Claim, ClaimAddress, ClaimParty, ClaimTopic, Topic, TopicAddress
from claims.models.desk import ClaimApproval, DeskItem
from claims.models.draft import Draft
from claims.models.figure import Figure
from claims.models.likeness import ComparedSpeaker, LikelyDuplicate, SpeakersApart
from claims.models.link import ClaimRelation, OriginDecision, StatementLink
from claims.models.note import Note, NoteMention
from claims.models.parts import Relay, StatementPassage
from claims.models.reading import Reading
from claims.models.revision import ClaimRevision, ClaimSummary
from claims.models.site import Report, SiteSettings
from claims.models.speaker import Affiliation, Speaker, SpeakerAddress, SpeakerAlias
from claims.models.standing import StandingLink
from claims.models.statement import Statement
from claims.models.trained import TaggerFile, TaggerText, TrainedTagger
from claims.models.words import ArticleWords, StatementWords

__all__ = [
    "Affiliation",
    "ArticleWords",
    "Assessment",
    "Claim",
    "ClaimAddress",
    "ClaimApproval",
    "ClaimParty",
    "ClaimRelation",
    "ClaimRevision",
    "ClaimSummary",
    "ClaimTopic",
    "ComparedSpeaker",
    "DeskItem",
    "Draft",
    "Figure",
    "LikelyDuplicate",
    "Note",
    "NoteMention",
    "OriginDecision",
    "Reading",
    "Relay",
    "ReplyContact",
    "ReplyRequest",
    "Report",
    "Response",
    "SiteSettings",
    "Speaker",
    "SpeakerAddress",
    "SpeakerAlias",
    "SpeakersApart",
    "StandingLink",
    "Statement",
    "StatementLink",
    "StatementPassage",
    "StatementWords",
    "TaggerFile",
    "TaggerText",
    "Topic",
    "TopicAddress",
    "TrainedTagger",
]
