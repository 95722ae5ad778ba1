"""Lists made of several tables at once, a page at a time; each row says where it stands in its list."""
