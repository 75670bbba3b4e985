"""Change records begun, checked and closed."""
