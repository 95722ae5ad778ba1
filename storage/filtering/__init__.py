"""From a filter's tree to a condition in SQL, which holds for just the records that the tree shows."""
