"""What commands found out, as frozen values: renderers put them in words, and compute nothing."""
