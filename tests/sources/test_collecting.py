import gc

import pytest

from sources.collecting import collecting_later


def test_garbage_is_looked_for_again_however_the_work_ends():
    with pytest.raises(LookupError), collecting_later():
        assert not gc.isenabled()
        with collecting_later():
            pass
        assert not gc.isenabled()
        raise LookupError
    assert gc.isenabled()
