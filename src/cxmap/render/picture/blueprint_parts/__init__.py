"""What the view `blueprint` consists of: columns, rows, and bars that reach over several columns."""
