"""The rows of the table, a file for what is measured alike; each function returns its figures."""
