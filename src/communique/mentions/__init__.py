"""Mentions: who, where and when in each sentence."""
