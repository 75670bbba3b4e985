"""Two revisions held against each other as journeys, not as text: which thing of the one is which of the other."""
