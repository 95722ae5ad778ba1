"""The filter language: what is typed becomes a tree, which storage turns into SQL; nothing here knows a database."""
