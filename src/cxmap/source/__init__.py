"""The only reader of YAML: from bytes to text, from text to plain data, and where everything in it stands."""
