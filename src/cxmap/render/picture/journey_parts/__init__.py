"""What a journey drawn as a line is put together from: its stops, and what stands below them."""
