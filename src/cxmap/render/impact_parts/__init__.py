"""What the formats of a report on impact share: its sections in words, before any format writes them down."""
