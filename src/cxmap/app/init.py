"""Starts a journey repository."""
