"""CODEOWNERS out of RACI."""
