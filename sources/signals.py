"""The one gate out of this room."""

from django.dispatch import Signal

#: Sent once an imported article is committed, with `version_id` (of the ArticleVersion). It may be lost
#: with the process that sends it, so whoever listens also looks for itself from time to time.
article_imported = Signal()
