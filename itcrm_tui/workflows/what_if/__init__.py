"""What if: a sandbox over the records that capacity rests on, discarded or made real."""
