"""What if: supposed changes of what capacity rests on, and what they make possible or put at risk."""
