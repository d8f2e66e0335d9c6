"""The gates out of this room."""

from django.dispatch import Signal

#: Sent once imported articles are committed, with `versions` (keys of their ArticleVersions): all that were
#: read in one transaction, as listening to each by itself took longer than storing it. It may be lost with
#: the process that sends it, so whoever listens also looks for itself from time to time.
article_imported = Signal()

#: Sent once a worker finds nothing more to compare, without arguments, outside of any transaction. It may be
#: lost, or come twice.
texts_compared = Signal()

#: Sent inside the transaction in which it is found (or found no longer) that articles share their text, with
#: `articles` (their keys): what stands on them is written anew in the same transaction, or all of it fails.
overlaps_changed = Signal()

#: Sent inside the transaction in which rules lay texts out anew, with `versions` (their keys).
texts_laid_again = Signal()
