"""What the journey map is put together from: its columns, its heads, its rows and the curve of feelings."""
