"""What a person does, one module a task: called by screens and commands alike. No Textual, no SQL."""
