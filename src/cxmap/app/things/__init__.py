"""Things of the map found, shown and joined by ways."""
