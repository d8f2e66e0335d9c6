"""Who said what in a text: from blocks to statements. Pure: dataclasses in and out, no Django."""

#: Who proposes, as statements keep it; another version reads every text again.
ENGINE, VERSION = "rules", "1"
