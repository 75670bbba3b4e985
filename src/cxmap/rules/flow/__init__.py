"""Rules about whether customers get where they want to go."""
