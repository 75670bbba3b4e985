"""What the formats of pictures that are laid out by others share: boxes in groups with arrows between them."""
