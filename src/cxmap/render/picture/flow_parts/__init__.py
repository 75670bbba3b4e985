"""What the view `flow` consists of: lanes, arrows with their notes, and the list below."""
