"""What several views of a map are put together from: texts with symbols, cards, headings, legends."""
