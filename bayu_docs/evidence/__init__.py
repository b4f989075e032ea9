"""Proofs of any accepted kind -> A4 pieces -> a page plan within the limit -> one bundle."""
