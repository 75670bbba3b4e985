"""Puts reports in words: one folder for each kind of report, one module for each format."""
