"""Whether articles are found by the words that readers see of them: what triggers keep against what is so."""

from django.db import connection

_UNLIKE = """
    SELECT article_id FROM claims_articlewords kept FULL JOIN claims_words_found() told USING (article_id)
    WHERE kept IS DISTINCT FROM told ORDER BY article_id
"""


def unlike_words() -> list[int]:
    """Articles with a row of words that is not as it should be, one too few or one too many. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_UNLIKE)
        return [article for (article,) in cursor.fetchall()]
