"""Rules about whether what is named is there."""
