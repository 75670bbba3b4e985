"""How far a change matters, and along which way."""
