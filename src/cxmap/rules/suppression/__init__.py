"""Rules about whether silenced findings are silenced with care."""
