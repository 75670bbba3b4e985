"""The map as a web page: the documents as HTML, with what it takes to search, to filter and to find ways."""
