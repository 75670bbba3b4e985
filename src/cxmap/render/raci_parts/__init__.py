"""What the formats of a RACI matrix share."""
