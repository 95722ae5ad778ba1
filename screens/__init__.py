"""The screens of the app, one a file; each shows, asks a workflow, and shows again."""
