"""Who said what in a text: from blocks to statements. Pure: dataclasses in and out, no Django."""
