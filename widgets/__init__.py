"""The widgets of the app, one a file; each is given what it shows and imports no storage."""
