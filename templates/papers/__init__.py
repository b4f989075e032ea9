"""What stands on our papers, block by block; build.py turns each into a .docx."""
