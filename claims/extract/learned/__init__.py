"""A tagger and a linker of speakers over the rules, learnt from what people decided. Pure: bytes in and out.

What may be a cue (cues) → what is said around it, and by whom (around) → which speaker that is (linker) →
which candidates are kept (keep, level). What the rules read are candidates and features throughout.
"""
