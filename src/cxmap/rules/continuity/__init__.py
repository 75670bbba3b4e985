"""Rules about whether data follows the customer."""
