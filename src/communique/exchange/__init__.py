"""Write events in the formats of other programs, and read our own back."""
