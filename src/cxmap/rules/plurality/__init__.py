"""Rules about whether every kind of customer has a journey."""
