"""All that is known of a map, brought together in one pass for its documents and its web page."""
