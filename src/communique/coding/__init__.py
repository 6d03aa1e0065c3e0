"""Coding: from sentences and mentions to events."""
