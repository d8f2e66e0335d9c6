"""How the web server looks for garbage: never at what stays as long as it runs, seldom at the rest."""

import gc

#: Objects made and still held before Python looks at the youngest; 700 by itself. A page of the desk makes
#: ten thousand, and nearly all of them go as soon as nobody holds them, without any looking.
YOUNG = 20_000


def settle() -> None:
    """Once the application is loaded. A look at all of it would hold up a request for a tenth of a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
