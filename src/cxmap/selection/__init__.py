"""Selectors: a short text that says which touchpoints are meant, and the touchpoints that it selects."""
