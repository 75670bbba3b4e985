"""Rules about whether somebody answers for every moment and every hand-over."""
