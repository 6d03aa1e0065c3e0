"""The record: what articles claim, and what happened in the light of all of them."""
