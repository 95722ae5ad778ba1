"""Pictures of every screen, kept beside the tests and compared cell by cell and colour by colour."""
