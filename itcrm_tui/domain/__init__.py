"""What the business is made of: frozen records and pure rules. No I/O, no clock."""
