"""Whom to engage, in which role, and why."""
