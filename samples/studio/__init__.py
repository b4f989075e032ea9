"""The studio that makes the samples' evidence: pictures, papers and the defects of the rejected.

Everything drawn here is invented and says so on its face. Nothing asks the clock or chance.
"""
