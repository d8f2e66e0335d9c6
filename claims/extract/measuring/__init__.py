"""How numbers and weakening words are written, one file a language, and how they are read.

Pure. `claims.extract.{figures,hedges,times}` put together what these say of one place.
"""
