"""Pictures of a map: what they consist of, what they look like, and how they become SVG."""
