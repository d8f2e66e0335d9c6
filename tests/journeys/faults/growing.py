"""A program that goes on saving files, piece by piece: `growing.py FILE…`, until it is killed."""

import os
import sys

MOST, LEAST = 400_000, 200_000  # bytes
LINE = b"The list of ferries goes on. " * 100 + b"\n"

handles = [os.open(path, os.O_WRONLY | os.O_APPEND) for path in sys.argv[1:]]
while True:
    for handle in handles:
        if os.fstat(handle).st_size < MOST:
            os.write(handle, LINE)
        else:
            os.ftruncate(handle, LEAST)
