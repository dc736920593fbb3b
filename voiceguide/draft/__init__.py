"""An article to scripts: read into blocks, cut into exercises, read slot by slot, checked, written."""
