"""Who does what along the journey."""
