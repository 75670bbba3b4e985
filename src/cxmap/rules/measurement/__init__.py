"""Rules about whether it is known how well it goes, and kept up to date."""
