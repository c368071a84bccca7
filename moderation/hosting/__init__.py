"""Hosting: what the team does around a chat. It opens only while enough people are here, and closes kindly when not."""
