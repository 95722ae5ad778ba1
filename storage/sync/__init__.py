"""Working copies: a laptop's own database of what its person may read, pushed to the shared one and pulled from it."""
