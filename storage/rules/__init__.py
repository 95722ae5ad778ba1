"""What has to hold after any change set, whoever writes it: a save, an import, an undo."""
