"""The only doors to outside libraries and to our own data files."""
